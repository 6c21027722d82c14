import type { Pattern } from '../turn-in-hand.ts';

/** Another need in between: it is answered, and the conversation returns to its question, or to its state when that is done. */
export const interruption: Pattern = {
  name: 'interruption',
  handle: ({ definition, state, snapshot, heard }) => {
    const { intent } = heard;
    const found = definition.interruptions.find(({ intents }) => intent !== undefined && intents.includes(intent));
    if (intent === undefined || found === undefined) return undefined;
    const event = { name: 'flow_interrupted', details: { intent } } as const;
    const reply = found.reply ?? state.replies[intent];
    if (found.to !== undefined && found.to !== snapshot.state) {
      const goesBack = snapshot.state !== definition.initialState && state.isInterruption !== true;
      return {
        pattern: 'interruption',
        say: [reply ?? definition.states[found.to]?.ask ?? 'resume'],
        to: found.to,
        paused: goesBack ? [...snapshot.paused, snapshot.state].slice(-MAX_PAUSED) : snapshot.paused,
        isFixed: false,
        reason: `another need comes first: ${intent}`,
        events: [event],
      };
    }
    if (reply === undefined) return undefined;
    return {
      pattern: 'interruption',
      say: reply === state.ask ? [reply] : [reply, 'resume'],
      isFixed: false,
      reason: `the question in between was answered: ${intent}`,
      events: [event, { name: 'flow_resumed', details: { state: snapshot.state } }],
    };
  },
};

/** Deeper interruptions forget the outermost. A guess: nobody returns to a sixth. */
const MAX_PAUSED = 5;
