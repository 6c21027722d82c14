import { describe, expect, test } from '@jest/globals';
import type { ShopEffect } from '../../contracts/commerce/shop.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import type { TurnOutcome } from '../flow-tests/conversation.ts';
import { demoCatalogue } from '../flow-tests/shop/catalogue.ts';
import { skeletonFlow } from '../new-flow/skeleton/flow.ts';
import { findingsOf } from './findings.ts';
import { inFragments, withTypos } from './habits.ts';
import { PERSONAS } from './personas.ts';
import { randomOf } from './random.ts';
import { errandsOf, goalsOf, intentsTowards, probeMoves } from './route.ts';
import type { Simulated } from './run-conversation.ts';
import { ShoppingList, skuOf } from './shopping-list.ts';
import { simulate } from './simulate-command.ts';

const flow = skeletonFlow();
const goals = goalsOf(flow);

function play(seed: string, numbers: readonly number[]): Promise<readonly Simulated[]> {
  return simulate({ flow, seed, goals, personas: PERSONAS, numbers, model: undefined, onProgress: () => undefined });
}

describe('simulated customers', () => {
  test('a seed repeats every conversation, however many there are', async () => {
    const all = await play('7', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await play('7', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual(all);
    expect(await play('7', [9])).toEqual([all[8]]);
    expect(await play('8', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).not.toEqual(all);
  });

  test('customers find the way to the goal of a flow that has one, and fewer of the impatient do', async () => {
    const conversations = await play(
      '1',
      Array.from({ length: 210 }, (_, index) => index + 1),
    );
    const { personas, total } = findingsOf(flow, { seed: '1', goals }, conversations);
    expect(total.conversations).toBe(210);
    expect(Object.values(total.outcomes).reduce((sum, count) => sum + count, 0)).toBe(210);
    expect(personas['straightforward']?.outcomes.goal_reached).toBeGreaterThan(15);
    expect(personas['impatient']?.outcomes.goal_reached).toBeLessThan(
      personas['straightforward']?.outcomes.goal_reached ?? 0,
    );
    expect(personas['silent']?.follow_ups_sent).toBeGreaterThan(0);
    expect(total.internal_errors).toBe(0);
  });

  test('the way to the goal leads over what has to be told', () => {
    const moves = probeMoves(flow);
    expect(intentsTowards(moves, 'welcome', goals)).toContain('appointment');
    expect(intentsTowards(moves, 'details', goals)).toContain('provide_info');
    expect(moves.tells.get('provide_info')).toBe(2);
  });
});

function turn(stateBefore: string, stateAfter: string, template: string): { texts: string[]; outcome: TurnOutcome } {
  const outcome = {
    stateBefore,
    stateAfter,
    reply: { text: '', template, variant: 0, source: 'template', sourceReason: undefined },
    understanding: { intents: [], intent: undefined, objection: undefined, sentiment: 'neutral' },
    events: [],
  };
  return { texts: ['x'], outcome: outcome as unknown as TurnOutcome };
}

describe('findings', () => {
  test('the same reply three times in one state is a loop, and two are none', () => {
    const twice = [turn('welcome', 'welcome', 'a'), turn('welcome', 'welcome', 'a'), turn('welcome', 'welcome', 'b')];
    const thrice = [...twice, turn('welcome', 'welcome', 'b'), turn('welcome', 'welcome', 'b')];
    const conversation = { persona: 'p', outcome: 'given_up', sent: [] } as const;
    const { loops } = findingsOf(flow, { seed: '1', goals }, [
      { ...conversation, number: 1, turns: twice },
      { ...conversation, number: 2, turns: thrice },
    ]);
    expect(loops).toEqual([{ conversation: 2, state: 'welcome', template: 'b', times: 3 }]);
  });

  test('a state that nobody ever leaves is a dead end, and one that nobody comes to is unreached', () => {
    const turns = [turn('welcome', 'details', 'a'), turn('details', 'details', 'b')];
    const found = findingsOf(flow, { seed: '1', goals }, [
      { number: 1, persona: 'p', outcome: 'given_up', sent: [], turns },
    ]);
    expect(found.dead_ends).toEqual([{ state: 'details', entered: 1, messages: 1 }]);
    expect(found.unreached_states).toEqual(['booked']);
  });
});

describe('customers of a shop', () => {
  test('shoppers order their list, and the others are content with what they came for', async () => {
    const shop = flowCatalogue().get('grocery');
    if (shop === undefined) throw new Error('there is no grocery');
    const conversations = await simulate({
      flow: shop,
      seed: '1',
      goals: goalsOf(shop),
      personas: PERSONAS.filter(({ name }) => AT_EASE.has(name)),
      numbers: Array.from({ length: 30 }, (_, index) => index + 1),
      model: undefined,
      onProgress: () => undefined,
    });
    const { personas } = findingsOf(shop, { seed: '1', goals: goalsOf(shop) }, conversations);
    const bought = personas['straightforward']?.outcomes.goal_reached ?? 0;
    expect(bought).toBeGreaterThanOrEqual(5);
    expect(personas['straightforward']?.as_wanted).toBe(bought);
    for (const name of ['price-asker', 'status-asker', 'complainer', 'chatterer'])
      expect(personas[name]?.outcomes.goal_reached).toBeGreaterThanOrEqual(5);
    expect(personas['complainer']?.as_wanted).toBe(0);
  });

  test('of an order that is not the list it is said', () => {
    const [first, second] = demoCatalogue('grocery') ?? [];
    if (first === undefined || second === undefined) throw new Error('the catalogue is empty');
    const list = new ShoppingList([{ entry: first, quantity: 2 }]);
    const order = (quantity: number): ShopEffect => ({
      kind: 'place_order',
      items: [{ productId: `product:${skuOf(first)}`, quantity }],
    });
    expect(list.isIn([order(2)])).toBe(true);
    expect(list.isIn([order(3)])).toBe(false);
    expect(list.isIn([])).toBe(false);
    list.add({ entry: second, quantity: 1 });
    expect(list.isIn([order(2)])).toBe(false);
  });
});

const AT_EASE: ReadonlySet<string> = new Set([
  'straightforward',
  'price-asker',
  'status-asker',
  'complainer',
  'chatterer',
]);

describe('habits', () => {
  test('typing errors change letters, not the number of words', () => {
    const text = 'I would like an appointment tomorrow morning';
    const typed = withTypos(text, 1, randomOf('a'));
    expect(typed).not.toBe(text);
    expect(typed.split(' ')).toHaveLength(7);
    expect(withTypos(text, 0, randomOf('a'))).toBe(text);
  });

  test('fragments put together are the text', () => {
    const text = 'can I book an appointment for next week please';
    const fragments = inFragments(text, randomOf('b'));
    expect(fragments.length).toBeGreaterThan(1);
    expect(fragments.join(' ')).toBe(text);
  });
});

describe('a flow that is after nothing', () => {
  test('customers come with errands, and are content when each was understood and answered', async () => {
    const aimless: DialogueFlow = { ...flow, conversionStates: [] };
    expect(errandsOf(aimless)).toEqual(['appointment', 'opening_hours']);
    const conversations = await simulate({
      flow: aimless,
      seed: '1',
      goals: goalsOf(aimless),
      personas: PERSONAS,
      numbers: Array.from({ length: 35 }, (_, index) => index + 1),
      model: undefined,
      onProgress: () => undefined,
    });
    const content = conversations.filter(({ outcome }) => outcome === 'goal_reached');
    expect(content.length).toBeGreaterThan(20);
    for (const { turns } of content) {
      const heard = turns.map(({ outcome }) => outcome.understanding.intent);
      expect(heard.some((intent) => intent === 'appointment' || intent === 'opening_hours')).toBe(true);
    }
  });
});
