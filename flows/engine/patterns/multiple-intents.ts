import { splitClauses } from '../../understanding/repair-cues.ts';
import type { Pattern } from '../turn-in-hand.ts';
import { destinationOf, edgeFor } from '../edges.ts';

/** Several needs in one message: questions on the side are answered first, then the one that moves the conversation. */
export const multipleIntents: Pattern = {
  name: 'multiple_intents',
  handle: (turn) => {
    const { definition, state, heard, event } = turn;
    const clauses = splitClauses(event.text).slice(0, MAX_CLAUSES);
    if (clauses.length < 2) return undefined;
    const courtesies = definition.courtesies ?? ['greeting', 'thanks'];
    const intents = clauses
      .map((clause) => turn.understandAgain(clause).intent)
      .filter((intent) => intent !== undefined)
      .filter((intent) => !courtesies.includes(intent) && !KEPT.has(intent));
    const needs = [...new Set(intents)];
    if (needs.length < 2) return undefined;
    const edges = needs
      .map((intent) => edgeFor({ ...turn, heard: { ...heard, intent } }))
      .filter((edge) => edge !== undefined);
    const [edge] = edges;
    const replyTo = (intent: string): string | undefined =>
      definition.interruptions.find(({ intents: of }) => of.includes(intent))?.reply ?? state.replies[intent];
    const asides = needs
      .filter((intent) => edge?.intents.includes(intent) !== true)
      .map(replyTo)
      .filter((reply) => reply !== undefined);
    const say = [...new Set([...asides.slice(0, MAX_ASIDES), edge?.reply ?? 'resume'])];
    if (say.length < 2) return undefined;
    return {
      pattern: 'multiple_intents',
      say,
      ...(edge === undefined ? {} : destinationOf(edge, turn)),
      isFixed: false,
      goal: `Answer each of these needs of the customer shortly: ${needs.join(', ')}. Then go on.`,
      reason: edge?.reason ?? 'several needs in one message were answered',
      events: [{ name: 'multiple_intents', details: { intents: needs } }],
    };
  },
};

const MAX_CLAUSES = 6;
/** A reply holds two asides and the way on; more would be cut. */
const MAX_ASIDES = 2;
/** Decided by patterns of their own. */
const KEPT: ReadonlySet<string> = new Set(['stop', 'human']);
