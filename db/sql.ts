import pg from 'pg';
import { asDatabaseError } from './errors.ts';

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

export interface SqlOptions {
  readonly connectionString: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** Role to act as, where the connecting one would bypass row level security. */
  readonly role: string | undefined;
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
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 60_000,
      statement_timeout: 15_000,
      pipeline: true,
      ...(options.role === undefined ? {} : { options: `-c role=${options.role}` }),
    });
    this.pool.on('error', options.onConnectionLost);
  }

  /** One statement in a transaction of its own: one round trip. */
  async rows<Row>(scope: Scope, what: Statement, values: Values): Promise<Row[]> {
    return this.transaction(scope, (tx) => tx.last<Row>(what, values));
  }

  /** Commits when `work` resolves, rolls back when it rejects. Rejects with errors that hold no row values. */
  async transaction<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw asDatabaseError(error);
    });
    let isBroken = false;
    let isCommitted = false;
    const run = async <Row>(what: Statement, values: Values): Promise<Row[]> =>
      (await client.query<Row & pg.QueryResultRow>({ ...what, values: [...values] })).rows;
    const commit = async (): Promise<void> => {
      const { command } = await client.query(COMMIT);
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
      isCommitted = true;
    };
    try {
      const opened = Promise.all([client.query(BEGIN), client.query({ ...SET_SCOPE, values: [scope] })]);
      opened.catch(() => undefined);
      const result = await work({
        rows: run,
        last: async <Row>(what: Statement, values: Values) => {
          const [rows] = await settled([run<Row>(what, values), commit()]);
          return rows;
        },
      });
      await opened;
      if (!isCommitted) await commit();
      return result;
    } catch (error) {
      isBroken = !(await rolledBack(client));
      throw asDatabaseError(error);
    } finally {
      client.release(isBroken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

const BEGIN = { name: 'begin', text: 'BEGIN' };
const COMMIT = { name: 'commit', text: 'COMMIT' };
const SET_SCOPE = { name: 'set_scope', text: "SELECT set_config('parley.scope', $1, true)" };

/** Waits for both, so that nothing is still under way when the connection goes back; the first error wins. */
async function settled<A, B>(both: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(both);
  return Promise.all(both);
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    // The connection is gone; the server rolls back by itself and the pool makes another.
    return false;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids come from callers; what is no uuid names nothing. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
