import { splitClauses } from '../understanding/clauses.ts';
import type { Understood } from '../understanding/understand.ts';
import type { TurnInHand } from './turn-in-hand.ts';

/** A part of a message that wants something of its own. */
export interface Need {
  /** As written. */
  readonly text: string;
  readonly heard: Understood & { readonly intent: string };
}

/** The needs of a message that holds several sentences, each intent once, without courtesies; empty for a single sentence. */
export function needsOf({ definition, event, understandAgain }: TurnInHand): readonly Need[] {
  const clauses = splitClauses(withoutHello(event.text.slice(0, MAX_CHARS))).slice(0, MAX_CLAUSES);
  if (clauses.length < 2 && withoutHello(event.text) === event.text) return [];
  const courtesies = definition.courtesies ?? ['greeting', 'thanks'];
  const needs: Need[] = [];
  for (const text of clauses) {
    const heard = understandAgain(text);
    const { intent } = heard;
    if (intent === undefined || courtesies.includes(intent) || KEPT.has(intent)) continue;
    if ((heard.intents[0]?.score ?? 0) < CLEAR || needs.some((need) => need.heard.intent === intent)) continue;
    needs.push({ text, heard: { ...heard, intent } });
  }
  return needs;
}

/**
 * A message as it is meant as a whole: where it was not understood, or for a courtesy, and one clear need stands beside
 * that, it is about the need. "Thank you, that is clear. May I ask where my data is kept?" is a question.
 */
export function aboutItsNeed(turn: TurnInHand): TurnInHand {
  const { heard, needs, definition } = turn;
  const courtesies = definition.courtesies ?? ['greeting', 'thanks'];
  const [need, another] = needs;
  // "Hello, I am Anna" is a greeting: who is told a name says hello first.
  if (need === undefined || another !== undefined || need.heard.intent === 'provide_info') return turn;
  if (heard.intent !== undefined && !courtesies.includes(heard.intent)) return turn;
  const { intent, intents, objection } = need.heard;
  return { ...turn, heard: { ...heard, intent, intents, objection } };
}

const MAX_CHARS = 1000;
const MAX_CLAUSES = 6;
/** A guess: half sentences resemble much; below it they are no need of their own. */
const CLEAR = 0.45;
/** "Hello, what do you do?" is a question; the hello alone is a greeting. */
function withoutHello(text: string): string {
  const rest = text.replace(HELLO, '');
  return /\p{L}[\p{L}\p{M}]*\s+\p{L}/u.test(rest) ? rest : text;
}

const HELLO =
  /^\W*(?:hi+|hello+|hey+|good (?:morning|afternoon|evening|day)|namaste|namaskar|नमस्ते|नमस्कार)(?:\s+(?:there|team|all|sir|madam|ji|bhai|जी))?(?![\p{L}\p{M}])[\s,.!]*/iu;
/** Decided by patterns of their own. */
const KEPT: ReadonlySet<string> = new Set(['stop', 'human']);
