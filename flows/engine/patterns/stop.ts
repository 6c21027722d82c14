import { isStopRequest, mayBeStopRequest } from '../stop-words.ts';
import { isNo, isYes } from '../../understanding/repair-cues.ts';
import type { Handling, Pattern, TurnInHand } from '../turn-in-hand.ts';

/** Never write to me again: by rule, or as the yes to whether that is meant. Never a model's decision. */
export const stop: Pattern = {
  name: 'stop',
  handle: (turn) => {
    const { event, language, snapshot, heard } = turn;
    if (isStopRequest(event.text)) return optOut();
    if (snapshot.question?.kind === 'stop') {
      if (isYes(event.text, language) || heard.intent === 'agreement') return optOut();
      if (isNo(event.text, language)) return goOn(turn);
    }
    return undefined;
  },
};

/** Where only the classifier hears a stop, after all that rules are sure of: the customer is asked. */
export const maybeStop: Pattern = {
  name: 'stop',
  handle: ({ heard, event }) => (heard.intent === 'stop' && mayBeStopRequest(event.text) ? askWhether() : undefined),
};

function optOut(): Handling {
  return {
    pattern: 'stop',
    say: ['stop'],
    isOptOut: true,
    isFixed: true,
    followUps: [],
    reason: 'the customer opted out',
    events: [{ name: 'opted_out' }],
    trace: [{ rule: 'stop', outcome: 'the message asks not to be contacted again' }],
  };
}

function askWhether(): Handling {
  return {
    pattern: 'stop',
    say: ['stop_unsure'],
    question: { kind: 'stop' },
    isFixed: true,
    followUps: [],
    reason: 'it may be an opt-out: the customer is asked',
    events: [{ name: 'clarification_requested', details: { about: 'stop' } }],
  };
}

function goOn({ state }: TurnInHand): Handling {
  return {
    pattern: 'stop',
    say: [state.ask],
    isFixed: true,
    reason: 'the customer does not want to stop',
    events: [{ name: 'flow_resumed' }],
  };
}
