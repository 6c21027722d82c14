import { ParleyError } from '../contracts/errors.ts';
import type { MasterKeys } from './crypto.ts';
import { unwrap } from './crypto.ts';
import type { Scope, Sql, Transaction } from './sql.ts';
import { SYSTEM_SCOPE, statement } from './sql.ts';

const SUBJECT_KEY = statement(
  'subject_key',
  'SELECT workspace_id, contact_id, wrapped_key, master_key_id FROM subject_keys WHERE contact_id = $1',
);
const LOOKUP_KEY = statement(
  'lookup_key',
  'SELECT lookup_key_wrapped, master_key_id FROM workspaces WHERE workspace_id = $1',
);

/** A subject key as its row holds it; `wrapped_key` is null when it was shredded. */
export interface WrappedSubjectKey {
  readonly workspace_id: string;
  readonly contact_id: string;
  readonly wrapped_key: Buffer | null;
  readonly master_key_id: string;
}

interface LookupKeyRow {
  readonly lookup_key_wrapped: Buffer;
  readonly master_key_id: string;
}

/** What the wrapping of a subject key is bound to. */
export function subjectOf(workspaceId: string, contactId: string): string {
  return `${workspaceId}|${contactId}`;
}

/** Unwrapped keys, kept for a minute: long enough to spare a query a turn, short enough that a destroyed key is gone soon. */
export class Keys {
  readonly masterKeys: MasterKeys;
  private readonly sql: Sql;
  /** Least recently used first. */
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
    const kept = this.find(contactId);
    if (kept !== undefined) return kept;
    const values = [contactId];
    const [row] = await (tx === undefined
      ? this.sql.rows<WrappedSubjectKey>(scope, SUBJECT_KEY, values)
      : tx.rows<WrappedSubjectKey>(SUBJECT_KEY, values));
    if (row === undefined) throw gone();
    return this.open(row);
  }

  /** The same, of a row that was read together with the data. */
  open(row: WrappedSubjectKey): Buffer {
    const kept = this.find(row.contact_id);
    if (kept !== undefined) return kept;
    if (row.wrapped_key === null) throw gone();
    const key = unwrap(
      this.masterKeys,
      row.wrapped_key,
      row.master_key_id,
      subjectOf(row.workspace_id, row.contact_id),
    );
    return this.keep(row.contact_id, key);
  }

  /** The key of a workspace's keyed hashes. ParleyError `not_found` when there is no such workspace. `tx` as for ofSubject. */
  async ofWorkspace(workspaceId: string, tx?: Transaction): Promise<Buffer> {
    const kept = this.find(workspaceId);
    if (kept !== undefined) return kept;
    const values = [workspaceId];
    const [row] = await (tx === undefined
      ? this.sql.rows<LookupKeyRow>(SYSTEM_SCOPE, LOOKUP_KEY, values)
      : tx.rows<LookupKeyRow>(LOOKUP_KEY, values));
    if (row === undefined) throw new ParleyError('not_found', 'There is no such workspace.');
    return this.keep(workspaceId, unwrap(this.masterKeys, row.lookup_key_wrapped, row.master_key_id, workspaceId));
  }

  private find(owner: string): Buffer | undefined {
    const kept = this.kept.get(owner);
    if (kept === undefined) return undefined;
    this.kept.delete(owner);
    if (kept.until <= Date.now()) return undefined;
    this.kept.set(owner, kept);
    return kept.key;
  }

  private keep(owner: string, key: Buffer): Buffer {
    this.kept.set(owner, { key, until: Date.now() + KEEP_MS });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return key;
  }
}

const KEEP_MS = 60_000;
/** About 2 MB. */
const MAX_KEPT = 10_000;

function gone(): ParleyError {
  return new ParleyError('internal', 'The key of this contact does not exist any more.');
}
