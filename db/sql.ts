import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ParleyError } from '../contracts/errors.ts';
import { asDatabaseError, ConflictError } from './errors.ts';

/** A statement, prepared once per connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Declares a statement; names are unique in db/. */
export function statement(name: string, text: string): Statement {
  return { name, text };
}

export type Values = readonly unknown[];

/** Runs statements inside an open transaction. Statements that are not awaited in between share a round trip. */
export interface Transaction {
  rows<Row>(what: Statement, values: Values): Promise<Row[]>;
  /** The last statement: it and the commit share a round trip. Resolves when committed. */
  last<Row>(what: Statement, values: Values): Promise<Row[]>;
}

/** Rows a connection may see: one workspace, or all of them. */
export type Scope = string;
export const SYSTEM_SCOPE: Scope = 'system';

/** Who waits longer for a connection is better told to come back. */
export const CONNECT_TIMEOUT_MS = 3000;

export interface SqlOptions {
  readonly connectionString: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** Role to act as, where the connecting one would bypass row level security. */
  readonly role: string | undefined;
  /** How long a caller waits for a connection; CONNECT_TIMEOUT_MS unless given. */
  readonly connectTimeoutMs?: number | undefined;
  /** Told of connections that broke while idle; the pool replaces them. */
  readonly onConnectionLost: (error: Error) => void;
}

/**
 * The one way to the database. Every statement runs in a transaction whose first act sets the scope that row level
 * security reads, so no connection of the pool keeps another workspace's scope.
 */
export class Sql {
  private readonly pool: pg.Pool;

  constructor(options: SqlOptions) {
    this.pool = new pg.Pool({
      connectionString: options.connectionString,
      max: options.poolSize,
      application_name: options.applicationName,
      connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: 60_000,
      statement_timeout: 15_000,
      keepAlive: true,
      pipeline: true,
      ...(options.role === undefined ? {} : { options: `-c role=${options.role}` }),
    });
    this.pool.on('error', options.onConnectionLost);
    // A connection that breaks while it is in use rejects its statements; unheard, its event would end the process.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** One statement in a transaction of its own: one round trip. */
  async rows<Row>(scope: Scope, what: Statement, values: Values): Promise<Row[]> {
    return this.transaction(scope, (tx) => tx.last<Row>(what, values));
  }

  /**
   * Commits when `work` resolves, rolls back when it rejects. After a deadlock, or when another transaction was quicker to
   * write a value that must be unique or to remove what is referred to, `work` runs again, at most five times in all: it must
   * change nothing but the database. Errors of statements hold no row values; those of `work` pass as they are.
   */
  transaction<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.attempts(BEGIN, scope, work);
  }

  /** All statements of `work` see the database as it was at the first of them; one that writes is refused. */
  snapshot<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.attempts(BEGIN_SNAPSHOT, scope, work);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async attempts<T>(begin: Statement, scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(begin, scope, work);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === MAX_ATTEMPTS) throw error;
        await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
      }
    }
  }

  private async attempt<T>(begin: Statement, scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch(rethrow);
    const tx = new PipelinedTransaction(client, begin, scope);
    let isUsable = true;
    try {
      const result = await work(tx);
      await tx.finish();
      return result;
    } catch (error) {
      isUsable = await tx.rollBack();
      throw error;
    } finally {
      client.release(!isUsable);
    }
  }
}

/** Sends each statement at once, behind those before it; the server answers in order. */
class PipelinedTransaction implements Transaction {
  private readonly client: pg.PoolClient;
  private readonly opened: Promise<unknown>;
  private isCommitted = false;

  constructor(client: pg.PoolClient, begin: Statement, scope: Scope) {
    this.client = client;
    this.opened = quiet(Promise.all([this.send(begin, []), this.send(SET_SCOPE, [scope])]));
  }

  rows<Row>(what: Statement, values: Values): Promise<Row[]> {
    return quiet(this.send<Row & pg.QueryResultRow>(what, values).then((result) => result.rows));
  }

  last<Row>(what: Statement, values: Values): Promise<Row[]> {
    return quiet(settled([this.rows<Row>(what, values), this.commit()]).then(([rows]) => rows));
  }

  async finish(): Promise<void> {
    await this.opened;
    if (!this.isCommitted) await this.commit();
  }

  /** False when the connection is gone: the server rolls back by itself, and the pool makes another. */
  async rollBack(): Promise<boolean> {
    return this.send(ROLLBACK, []).then(
      () => true,
      () => false,
    );
  }

  /** After a failed statement COMMIT succeeds and rolls back, which only its answer tells. */
  private async commit(): Promise<void> {
    const { command } = await this.send(COMMIT, []);
    if (command !== 'COMMIT') throw new ParleyError('internal', 'The transaction was rolled back.');
    this.isCommitted = true;
  }

  private send<Row extends pg.QueryResultRow>(what: Statement, values: Values): Promise<pg.QueryResult<Row>> {
    return quiet(this.client.query<Row>({ ...what, values: [...values] }).catch(rethrow));
  }
}

const MAX_ATTEMPTS = 5;
/** Up to 20, 40, 80 and 160 ms: who begins again at once meets the same writer again, as both are in the same place. */
const FIRST_PAUSE_MS = 10;
const BEGIN = { name: 'begin', text: 'BEGIN' };
const BEGIN_SNAPSHOT = { name: 'begin_snapshot', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY' };
const COMMIT = { name: 'commit', text: 'COMMIT' };
const ROLLBACK = { name: 'rollback', text: 'ROLLBACK' };
const SET_SCOPE = { name: 'set_scope', text: "SELECT set_config('parley.scope', $1, true)" };

/** Waits for both, so that nothing is still under way when the connection goes back; the first error wins. */
async function settled<A, B>(both: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(both);
  return Promise.all(both);
}

/** A statement may fail while its sender still waits for another: that is no unhandled rejection, the sender will see it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function rethrow(error: unknown): never {
  throw asDatabaseError(error);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Ids come from callers; what is no uuid names nothing. Lower case only, as we write them: ids also name workflows and
 * bind ciphertexts, where another spelling would be another thing.
 */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
