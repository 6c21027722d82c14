import { chitchatKind } from '../../understanding/repair-cues.ts';
import { destinationOf, edgeFor } from '../edges.ts';
import { pictureMeaning } from '../pictures.ts';
import type { Handling, Pattern, TurnInHand } from '../turn-in-hand.ts';

/**
 * Talk that is about nothing we sell gets a short friendly answer, and the conversation goes on. Where the flow has an edge for
 * the intent `small_talk`, it is taken. Comes before the flow's own edges: a whole message of small talk is heard by rule.
 */
export const chitchat: Pattern = {
  name: 'chitchat',
  handle: (turn) => {
    const { event, language, heard } = turn;
    const picture = pictureMeaning(event.text);
    if (picture !== undefined && picture.kind !== 'intent') return shown(turn, picture.kind);
    const kind = chitchatKind(event.text, language);
    if (kind === undefined) return undefined;
    const edge = edgeFor({ ...turn, heard: { ...heard, intent: 'small_talk' } });
    return {
      pattern: 'chitchat',
      say: [`chitchat_${kind}`],
      ...(edge === undefined ? {} : destinationOf(edge, turn)),
      // What the classifier makes of it fills no slots: "are you a bot" is no objection.
      slots: turn.known,
      isFixed: kind === 'bot',
      goal: 'Answer the small talk in a few friendly words, truthfully as an AI assistant, and come back to the question.',
      reason: edge?.reason ?? 'small talk; the state is kept',
      events: [{ name: 'chitchat', details: { kind } }],
    };
  },
};

/** A face or a heart alone: it is answered in kind, and nothing is made of it. */
function shown({ known }: TurnInHand, kind: 'glad' | 'sad'): Handling {
  return {
    pattern: 'chitchat',
    say: [`chitchat_${kind}`],
    slots: known,
    isFixed: true,
    reason: 'the message is an emoji; the state is kept',
    events: [{ name: 'chitchat', details: { kind } }],
  };
}
