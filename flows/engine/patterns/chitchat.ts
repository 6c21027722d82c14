import { chitchatKind } from '../../understanding/repair-cues.ts';
import type { Pattern } from '../turn-in-hand.ts';

/** Talk that is about nothing we sell gets a short friendly answer, and the conversation goes on. */
export const chitchat: Pattern = {
  name: 'chitchat',
  handle: ({ event, language }) => {
    const kind = chitchatKind(event.text, language);
    if (kind === undefined) return undefined;
    return {
      pattern: 'chitchat',
      say: [`chitchat_${kind}`],
      isFixed: kind === 'bot',
      goal: 'Answer the small talk in a few friendly words, truthfully as an AI assistant, and come back to the question.',
      reason: 'small talk; the state is kept',
      events: [{ name: 'chitchat', details: { kind } }],
    };
  },
};
