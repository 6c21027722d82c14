import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { DIALOGUE_EVENTS } from '../../contracts/dialogue-events.ts';
import { CHANNELS } from '../../contracts/names.ts';
import type { TurnCircumstances, TurnOpening } from '../../db/interfaces.ts';
import { hasCode } from '../error-code.ts';
import { CliError } from '../output.ts';

/** As the database kept it: only its outline is looked at, as its shape is this product's own. */
const Kept = z.strictObject({
  opening: z.custom<TurnOpening>(isObject),
  circumstances: z.custom<TurnCircumstances>(isObject),
});

/** What a recorded turn decided, and with what. No words of anybody but the customer's, which the flow has to hear again. */
const RecordedTurn = z.strictObject({
  number: z.int().min(1),
  /** Our id of the first message: the seed of what is said. */
  seed: z.string(),
  /** Milliseconds since the epoch, as the flow was told. */
  at: z.number(),
  /** The customer's messages, oldest first. */
  texts: z.array(z.string()).min(1),
  state_before: z.string(),
  state_after: z.string(),
  /** `null`: the bot was silent, because a person owned the conversation. */
  template: z.string().nullable(),
  variant: z.int().nullable(),
  source: z.enum(['template', 'model']).nullable(),
  /** `null`: recorded by a build that kept no events. */
  events: z.array(z.enum(DIALOGUE_EVENTS)).nullable(),
  /** Kinds that were planned with the turn, soonest first. */
  follow_ups: z.array(z.string()),
  /** All that it was decided with. Absent: older than a month, or recorded by a build that kept none. */
  kept: Kept.optional(),
});
export type RecordedTurn = z.infer<typeof RecordedTurn>;

/** A follow-up that was sent. */
const RecordedFollowUp = z.strictObject({ id: z.string(), kind: z.string(), at: z.number() });
export type RecordedFollowUp = z.infer<typeof RecordedFollowUp>;

/** A conversation as it went. Personal: it holds what the customer wrote. */
export const RecordedConversation = z.strictObject({
  id: z.string(),
  flow: z.string(),
  channel: z.enum(CHANNELS),
  contact: z.strictObject({
    id: z.string(),
    name: z.string().nullable(),
    locale: z.string().nullable(),
    time_zone: z.string(),
    quiet_hours: z.strictObject({ start: z.string(), end: z.string() }).nullable(),
  }),
  turns: z.array(RecordedTurn),
  sent: z.array(RecordedFollowUp),
});
export type RecordedConversation = z.infer<typeof RecordedConversation>;

const Recording = z.strictObject({ version: z.literal(1), conversations: z.array(RecordedConversation) });

/** Reads what `writeRecording` wrote. CliError, which quotes nothing of the file, when it is something else. */
export async function readRecording(file: string): Promise<readonly RecordedConversation[]> {
  const parsed = Recording.safeParse(jsonOf(file, await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data.conversations;
  const [issue] = parsed.error.issues;
  throw new CliError(`${file} is no recording of this version: ${issue?.path.map(String).join('.')}: ${issue?.code}`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes the text around the fault, which is a customer's.
    throw new CliError(`${file} is not JSON`);
  }
}

/** Writes conversations to a file that only its owner can read; an existing file is refused. */
export async function writeRecording(file: string, conversations: readonly RecordedConversation[]): Promise<void> {
  const recording: z.input<typeof Recording> = { version: 1, conversations: [...conversations] };
  try {
    await writeFile(file, `${JSON.stringify(recording, undefined, 1)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (hasCode(error, 'EEXIST'))
      throw new CliError(`${file} exists already; its permissions may be wider than a recording's`);
    throw error;
  }
}
