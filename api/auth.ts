import type { FastifyRequest } from 'fastify';
import { ParleyError } from '../contracts/errors.ts';
import type { Database, WorkspaceStore } from '../db/interfaces.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the authentication of every route that needs a key. */
    caller: Caller | undefined;
  }
}

export interface Caller {
  readonly workspaceId: string;
  readonly apiKeyId: string;
}

/** Finds out who calls. Looked-up keys are kept for 5 s, so a revoked key is refused within that time. */
export class Authenticator {
  private readonly database: Database;
  private readonly kept = new Map<string, { readonly caller: Promise<Caller | undefined>; readonly until: number }>();

  constructor(database: Database) {
    this.database = database;
  }

  /** ParleyError `unauthorized` without a valid key. */
  async authenticate(request: FastifyRequest): Promise<void> {
    const secret = secretOf(request);
    if (secret === undefined) {
      throw new ParleyError('unauthorized', 'Send your API key as "Authorization: Bearer <key>".');
    }
    const caller = await this.lookUp(secret);
    if (caller === undefined) throw new ParleyError('unauthorized', 'This API key is unknown or revoked.');
    request.caller = caller;
  }

  private lookUp(secret: string): Promise<Caller | undefined> {
    const kept = this.kept.get(secret);
    if (kept !== undefined && kept.until > Date.now()) return kept.caller;
    const caller = this.database.system.findApiKey(secret);
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(secret, { caller, until: Date.now() + KEEP_MS });
    // A failed look-up is not an answer to keep.
    caller.catch(() => this.kept.delete(secret));
    return caller;
  }
}

const KEEP_MS = 5000;
const MAX_KEPT = 1000;

function secretOf({ headers }: FastifyRequest): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = headers['x-api-key'];
  return bearer ?? (typeof key === 'string' && key !== '' ? key : undefined);
}

/** The store of the caller's workspace. */
export function storeOf(request: FastifyRequest, database: Database): WorkspaceStore {
  return database.workspace(callerOf(request).workspaceId);
}

export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === undefined) throw new ParleyError('unauthorized', 'Send your API key.');
  return request.caller;
}
