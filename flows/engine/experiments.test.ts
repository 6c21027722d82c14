import { describe, expect, test } from '@jest/globals';
import type { ExperimentDefinition } from './definition.ts';
import type { Assignable } from './experiments.ts';
import { applyExperiments, assignVariant, conversionStatesOf, summariseExperiments } from './experiments.ts';

const SUBJECTS = 20_000;
/** Shapes that ids of contacts take; the numbered ones differ only at the end, where a weak hash fails. */
const ID_SHAPES: Readonly<Record<string, (n: number) => string>> = {
  numbered: (n) => String(n),
  uuids: (n) =>
    `0197a2c4-${(n >> 8).toString(16).padStart(4, '0')}-7000-8000-0000000000${(n & 255).toString(16).padStart(2, '0')}`,
  'phone numbers': (n) => `+9198${String(n * 7919).padStart(8, '0')}`,
};

/** 99.9 % quantiles of the chi-square distribution, by degrees of freedom. */
const CHI_SQUARE_999 = { 1: 10.83, 2: 13.82, 3: 16.27, 9: 27.88 } as const;

function experiment(name: string, names: readonly string[], weights?: Readonly<Record<string, number>>): Assignable {
  const variants = Object.fromEntries(names.map((variant) => [variant, {}]));
  return weights === undefined ? { name, variants } : { name, variants, weights };
}

function counted(labels: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function subjects(shape: (n: number) => string): string[] {
  return Array.from({ length: SUBJECTS }, (_, n) => shape(n));
}

/** Pearson's statistic of observed counts against expected shares. */
function chiSquare(counts: Readonly<Record<string, number>>, shares: Readonly<Record<string, number>>): number {
  return Object.entries(shares).reduce((sum, [label, share]) => {
    const expected = share * SUBJECTS;
    return sum + ((counts[label] ?? 0) - expected) ** 2 / expected;
  }, 0);
}

describe.each(Object.entries(ID_SHAPES))('assignVariant over 20,000 contacts with ids that are %s', (_, shape) => {
  const ids = subjects(shape);

  test('shares are equal without weights', () => {
    const names = Array.from({ length: 10 }, (_unused, n) => `v${n}`);
    const counts = counted(ids.map((id) => assignVariant(experiment('ten', names), id)));
    const shares = Object.fromEntries(names.map((name) => [name, 0.1]));
    expect(chiSquare(counts, shares)).toBeLessThan(CHI_SQUARE_999[9]);
  });

  test('weights are shares', () => {
    const weighted = experiment('pitch', ['control', 'short', 'bold'], { control: 70, short: 25, bold: 5 });
    const counts = counted(ids.map((id) => assignVariant(weighted, id)));
    expect(chiSquare(counts, { control: 0.7, short: 0.25, bold: 0.05 })).toBeLessThan(CHI_SQUARE_999[2]);
  });

  test('experiments are independent: no pair of names makes the variants of one tell those of the other', () => {
    for (const [first, second] of [
      ['pitch', 'price'],
      ['pitch', 'pitch2'],
      ['a', 'b'],
      ['exp-1', 'exp-2'],
    ] as const) {
      const both = ids.map((id) =>
        [first, second].map((name) => assignVariant(experiment(name, ['x', 'y']), id)).join(''),
      );
      const quarter = { xx: 0.25, xy: 0.25, yx: 0.25, yy: 0.25 };
      expect([first, second, chiSquare(counted(both), quarter) < CHI_SQUARE_999[3]]).toEqual([first, second, true]);
    }
  });
});

describe('assignVariant', () => {
  const ids = subjects((n) => `contact-${n}`);

  test('is the same for ever: recorded assignments stand', () => {
    const pitch = experiment('pitch', ['control', 'short', 'bold']);
    const recorded = ['0197a2c4-7000-7000-8000-000000000000', 'anna', '+919876543210', 'यूज़र', ''];
    expect(recorded.map((id) => assignVariant(pitch, id))).toMatchInlineSnapshot(`
[
  "bold",
  "short",
  "bold",
  "bold",
  "short",
]
`);
  });

  test('a variant of weight 0, wherever it is added, moves nobody', () => {
    const before = experiment('pitch', ['control', 'short'], { control: 1, short: 3 });
    for (const names of [
      ['control', 'short', 'new'],
      ['control', 'new', 'short'],
      ['new', 'control', 'short'],
    ]) {
      const after = experiment('pitch', names, { control: 1, short: 3, new: 0 });
      expect(ids.filter((id) => assignVariant(before, id) !== assignVariant(after, id))).toEqual([]);
    }
  });

  test('more weight for a variant takes contacts into it and out of none that were in it', () => {
    const before = experiment('pitch', ['control', 'short'], { control: 9, short: 1 });
    const after = experiment('pitch', ['control', 'short'], { control: 5, short: 5 });
    const left = ids.filter((id) => assignVariant(before, id) === 'short' && assignVariant(after, id) !== 'short');
    expect(left).toEqual([]);
  });

  test('weights that add up to nothing count as equal', () => {
    const counts = counted(ids.map((id) => assignVariant(experiment('pitch', ['x', 'y'], { x: 0 }), id)));
    expect(chiSquare(counts, { x: 0.5, y: 0.5 })).toBeLessThan(CHI_SQUARE_999[1]);
  });
});

describe('applyExperiments', () => {
  const conversionStates = ['closed_won'];
  const experiments: readonly ExperimentDefinition[] = [
    {
      name: 'opening',
      kind: 'template',
      template: 'greeting.enter',
      variants: { own: {}, short: { en: ['Hi!'], hi: ['नमस्ते!'] } },
      weights: { short: 1 },
      conversionStates,
    },
    { name: 'tone', kind: 'prompt', variants: { plain: '', warm: 'Be warm.' }, weights: { warm: 1 }, conversionStates },
    { name: 'length', kind: 'prompt', variants: { one: 'One sentence.' }, conversionStates },
    {
      name: 'pause',
      kind: 'follow_up_delay',
      followUp: 'silence_24h',
      variants: { soon: 3_600_000 },
      conversionStates,
    },
    { name: 'brain', kind: 'model', variants: { own: '', big: 'big' }, weights: { big: 1 }, conversionStates },
  ];

  test('gathers what the variants change', () => {
    expect(applyExperiments({ experiments, model: { models: ['small', 'big'] } }, 'anna')).toEqual({
      variants: { opening: 'short', tone: 'warm', length: 'one', pause: 'soon', brain: 'big' },
      overrides: { 'greeting.enter': { en: ['Hi!'], hi: ['नमस्ते!'] } },
      instructions: 'Be warm.\nOne sentence.',
      followUpDelaysMs: { silence_24h: 3_600_000 },
      models: ['big', 'small'],
    });
  });

  test("a variant that is empty leaves the flow's own", () => {
    const own = experiments.flatMap((one) => {
      const first = Object.keys(one.variants)[0] ?? '';
      return one.name === 'length' || one.name === 'pause' ? [] : [{ ...one, weights: { [first]: 1 } }];
    });
    expect(applyExperiments({ experiments: own, model: { models: ['small'] } }, 'anna')).toEqual({
      variants: { opening: 'own', tone: 'plain', brain: 'own' },
      overrides: { 'greeting.enter': {} },
      instructions: undefined,
      followUpDelaysMs: {},
      models: ['small'],
    });
  });

  test('a flow without experiments changes nothing', () => {
    expect(applyExperiments({}, 'anna')).toEqual({
      variants: {},
      overrides: {},
      instructions: undefined,
      followUpDelaysMs: {},
      models: [],
    });
  });

  test('results name each experiment, its variants with the control first, and what converts', () => {
    expect(summariseExperiments({ experiments })[0]).toEqual({
      name: 'opening',
      kind: 'template',
      variants: ['own', 'short'],
      shares: { own: 0, short: 1 },
      conversionStates,
    });
  });

  test('what the flow is after is what it says, else what its experiments are after', () => {
    expect(conversionStatesOf({ experiments })).toEqual(conversionStates);
    expect(conversionStatesOf({ experiments, conversionStates: ['paid'] })).toEqual(['paid']);
    expect(conversionStatesOf({})).toEqual([]);
  });
});
