import { z } from 'zod';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ExtractInput, FlowDefinition } from '../engine/definition.ts';
import { fitGraphemes } from '../engine/graphemes.ts';
import { deniesTopic } from './denials.ts';

const Notes = z.array(z.string().min(1).max(600)).max(20);

/** What the assistant remembers of a customer. */
export const SLOTS: FlowDefinition['slots'] = {
  name: { description: 'Name of the customer.', schema: z.string().regex(/^\p{L}[\p{L}\p{M}'’. -]{1,79}$/u) },
  complaint: { description: 'What the customer complains about, in their words.', schema: Notes },
  languages_told: { description: 'That the customer was told which languages are spoken.', schema: z.literal('yes') },
  feedback: { description: 'Feedback and suggestions, in the words of the customer.', schema: Notes },
};

/** Keeps complaints and feedback as they were written, and the name where it is stated. */
export function extractSlots({ text, known, intent, state }: ExtractInput): Slots {
  const said = text.slice(0, MAX_CHARS).toWellFormed();
  const name = nameOf(said);
  return {
    ...(name === undefined ? {} : { name }),
    ...(deniesTopic(said) ? withoutLast(state, known) : noted(topicOf(intent, state), said, known)),
  };
}

/** Who says "no complaint" was misheard: what was noted last is taken out. */
function withoutLast(state: string, known: Slots): Slots {
  const notes = state === 'complaint' || state === 'feedback' ? known[state] : undefined;
  return Array.isArray(notes) ? { [state]: notes.slice(0, -1) } : {};
}

/** What the words are about: what they say themselves, or the complaint or feedback that they add to without saying so. */
function topicOf(intent: string | undefined, state: string): Topic | undefined {
  const named = intent ?? state;
  return named === 'complaint' || named === 'feedback' ? named : undefined;
}

type Topic = 'complaint' | 'feedback';

const MAX_CHARS = 1000;
const MAX_NOTES = 20;
/** Graphemes. */
const MAX_NOTE_LENGTH = 500;

/** An announcement holds nothing to keep. */
const ANNOUNCEMENT =
  /^\W*(?:(?:hi|hello|hey)\W+)?(?:(?:i|we) (?:want|need|have|would like|['’]d like)|i['’]d like|can i|may i|here is)(?: to)?(?: (?:give|leave|send|make|file))?(?: (?:you|some|a|my))*(?: (?:feedback|complaint|complain|suggestion|problem|issue))(?: for you)?\W*$|^\W*(?:मुझे|मेरी|मेरा|mujhe|meri|mera)(?: (?:एक|ek))? (?:शिकायत|सुझाव|फ़ीडबैक|complaint|feedback|sujha[vw]|shikayat) (?:(?:करनी|देना|करना|karni|dena|karna)(?: (?:है|hai))?|है|hai)\W*$/iu;

function noted(slot: Topic | undefined, said: string, known: Slots): Slots {
  if (slot === undefined || !/\p{L}{2}/u.test(said)) return {};
  const note = fitGraphemes(said.replace(/\s+/gu, ' ').trim(), MAX_NOTE_LENGTH);
  const before = Array.isArray(known[slot]) ? (known[slot] as readonly string[]) : [];
  if (note === '' || ANNOUNCEMENT.test(note) || before.includes(note)) return {};
  return { [slot]: [...before, note].slice(-MAX_NOTES) };
}

function nameOf(said: string): string | undefined {
  const name = (NAME.exec(said) ?? NAME_IN_HINDI.exec(said))?.groups?.['name'];
  return name === undefined ? undefined : name.charAt(0).toUpperCase() + name.slice(1);
}

const NAME = /(?<![\p{L}\p{M}])my name(?: is|['’]s)\s+(?<name>\p{L}[\p{L}\p{M}'’-]{1,30})(?=$|[\s,.!;])/iu;
const NAME_IN_HINDI =
  /(?<![\p{L}\p{M}])(?:मेरा नाम|mera na+m)\s+(?<name>\p{L}[\p{L}\p{M}'’-]{1,30})\s+(?:है|hai)(?![\p{L}\p{M}])/iu;
