import type { Handling } from './turn-in-hand.ts';

/** A person is offered, and comes only with the customer's yes. */
export function offeredPerson(reason: string): Handling {
  return {
    pattern: 'cannot_handle',
    say: ['offer_person'],
    question: { kind: 'person' },
    isFixed: true,
    reason,
    events: [{ name: 'not_handled' }, { name: 'clarification_requested', details: { about: 'person' } }],
  };
}
