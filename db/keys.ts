import type { MasterKeys } from './crypto.ts';
import { unwrap } from './crypto.ts';
import { ParleyError } from '../contracts/errors.ts';
import type { Scope, Sql, Transaction } from './sql.ts';
import { statement, SYSTEM_SCOPE } from './sql.ts';

const SUBJECT_KEY = statement('subject_key', 'SELECT wrapped_key, master_key_id FROM subject_keys WHERE contact_id = $1');
const LOOKUP_KEY = statement(
  'lookup_key',
  'SELECT lookup_key_wrapped, master_key_id FROM workspaces WHERE workspace_id = $1',
);

interface SubjectKeyRow {
  wrapped_key: Buffer;
  master_key_id: string;
}

/** Unwrapped keys, kept for a minute: long enough to spare a query a turn, short enough that a destroyed key is gone soon. */
export class Keys {
  readonly masterKeys: MasterKeys;
  private readonly sql: Sql;
  private readonly kept = new Map<string, { readonly key: Buffer; readonly until: number }>();

  constructor(sql: Sql, masterKeys: MasterKeys) {
    this.sql = sql;
    this.masterKeys = masterKeys;
  }

  /**
   * The key of a contact's personal data. Inside a transaction pass it as `tx`: taking a second connection while one is
   * held can leave a full pool waiting for itself.
   */
  async ofSubject(scope: Scope, contactId: string, tx?: Transaction): Promise<Buffer> {
    return this.keep(`subject|${contactId}`, async () => {
      const read = tx === undefined ? this.sql.rows<SubjectKeyRow>(scope, SUBJECT_KEY, [contactId]) : tx.rows<SubjectKeyRow>(SUBJECT_KEY, [contactId]);
      const [row] = await read;
      if (row === undefined) throw new ParleyError('internal', 'The key of this contact does not exist any more.');
      return unwrap(this.masterKeys, row.wrapped_key, row.master_key_id, contactId);
    });
  }

  /** The key of a workspace's keyed hashes. */
  async ofWorkspace(workspaceId: string): Promise<Buffer> {
    return this.keep(`workspace|${workspaceId}`, async () => {
      const [row] = await this.sql.rows<{ lookup_key_wrapped: Buffer; master_key_id: string }>(SYSTEM_SCOPE, LOOKUP_KEY, [
        workspaceId,
      ]);
      if (row === undefined) throw new ParleyError('not_found', 'There is no such workspace.');
      return unwrap(this.masterKeys, row.lookup_key_wrapped, row.master_key_id, workspaceId);
    });
  }

  private async keep(name: string, load: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.kept.get(name);
    if (kept !== undefined && kept.until > Date.now()) return kept.key;
    const key = await load();
    this.kept.delete(name);
    this.kept.set(name, { key, until: Date.now() + KEEP_MS });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return key;
  }
}

const KEEP_MS = 60_000;
const MAX_KEPT = 10_000;
