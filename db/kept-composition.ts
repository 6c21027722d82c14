import type { Composition, TemplateReply } from '../contracts/dialogue.ts';
import { openText, sealText } from './store-context.ts';
import type { Beginning } from './turns.ts';

/** Of the turn `t`, as far as it is needed to plan it again. */
export const COMPOSING_COLUMNS = `t.turn_id, t.status AS turn_status, t.number, t.inbound_id, t.message_id,
  t.more_inbound_ids, t.more_message_ids, t.message_number AS turn_message_number, t.composition_encrypted`;

/** A turn whose reply is still to be worded. */
export interface ComposingRow {
  turn_id: string;
  turn_status: 'composing';
  number: number;
  inbound_id: string;
  message_id: string;
  more_inbound_ids: string[] | null;
  more_message_ids: string[] | null;
  turn_message_number: number | null;
  composition_encrypted: Buffer | null;
}

/** What is kept, sealed, with a turn until its reply is written. */
export interface KeptComposition {
  readonly composition: Composition;
  /** The template that speaks when no model does. */
  readonly fallback: TemplateReply;
  /** What stood before the turn, so that it can be decided again. Absent in rows of builds that could not. */
  readonly before?: Beginning;
}

export function sealKept(key: Buffer, contactId: string, turnId: string, kept: KeptComposition): Buffer {
  return sealText(key, 'composition', { contactId, rowId: turnId }, JSON.stringify(kept));
}

/** Undefined when nothing is kept any more. */
export function openKept(
  key: Buffer,
  contactId: string,
  row: { readonly turn_id: string; readonly composition_encrypted: Buffer | null },
): KeptComposition | undefined {
  if (row.composition_encrypted === null) return undefined;
  const ids = { contactId, rowId: row.turn_id };
  return JSON.parse(openText(key, 'composition', ids, row.composition_encrypted)) as KeptComposition;
}
