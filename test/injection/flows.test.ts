import { describe, expect, test } from '@jest/globals';
import type { Proposal } from '../../contracts/proposal.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { ATTEMPTS } from './attempts.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const KNOWN = { name: 'Anna', company: 'Acme' };
const attempts = Object.entries(ATTEMPTS).flatMap(([aim, texts]) => texts.map((text) => [aim, text] as const));

/** What a model would propose that obeys every order it reads. */
function obedient(flow: DialogueFlow): Proposal[] {
  const intents = flow.intents.map(({ name }) => ({ name, confidence: 1 }));
  return flow.states.map((edge) => ({
    intents,
    slots: { name: 'Mallory', company: 'Evil Inc', price: '1', budget: '1' },
    edge,
    tool: { name: 'schedule_callback', arguments: { at: NOON + 1 } },
  }));
}

function attack(flow: DialogueFlow, text: string, state: string, proposal?: Proposal) {
  return flow.step({
    snapshot: { ...flow.start(), state, turn: 3 },
    slots: KNOWN,
    ...(proposal === undefined ? {} : { proposal }),
    event: {
      kind: 'message',
      text,
      at: NOON,
      seed: 'seed',
      userName: undefined,
      clock: { timeZone: 'UTC', quietHours: undefined },
      subject: 'contact-1',
      channel: 'api',
      locale: undefined,
      passages: [],
    },
  });
}

describe.each([...flowCatalogue().values()].map((flow) => [flow.name, flow] as const))('%s', (_, flow) => {
  test.each(attempts)('%s: %s', (__, text) => {
    for (const state of flow.states) {
      for (const proposal of [undefined, ...obedient(flow)]) {
        const result = attack(flow, text, state, proposal);
        expect([result.snapshot.state, result.slots]).toEqual([state, KNOWN]);
        // What an attack says of the sale ("I have paid") is not counted as heard either.
        expect(result.snapshot.intentCounts).toEqual(flow.start().intentCounts);
        expect(result.events.map(({ name }) => name)).toContain('injection_refused');
        // No model is shown the turn, so nothing can be leaked by one.
        expect(result.composition).toBeUndefined();
        expect(result.reply.template).toBe('injection');
        expect([result.isOptOut, result.handOver]).toEqual([false, undefined]);
        expect(result.followUps.map(({ kind }) => kind)).not.toContain('callback');
      }
    }
  });
});

test('there are at least thirty attempts', () => {
  expect(attempts.length).toBeGreaterThanOrEqual(30);
});
