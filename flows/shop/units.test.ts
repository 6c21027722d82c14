import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BaseUnit, SpokenQuantity } from '../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';
import type { Units } from './units.ts';
import { unitsOf } from './units.ts';

function product(baseUnit: BaseUnit, more: Partial<ShopProduct> = {}): ShopProduct {
  return {
    productId: 'p',
    sku: 'SKU',
    name: 'Thing',
    category: 'Things',
    baseUnit,
    priceMinor: 100,
    pricePer: baseUnit === 'piece' ? 1 : 1000,
    taxBasisPoints: 0,
    sizes: [],
    packs: [],
    available: 1000,
    ...more,
  };
}

const EGGS = product('piece', {
  packs: [
    { name: 'dozen', size: 12 },
    { name: 'tray', size: 30 },
  ],
});
const TOMATO = product('g', { packs: [{ name: 'crate', size: 20_000 }] });
const RICE_5KG = product('piece', { sizes: [{ amount: 5000, unit: 'g' }] });
const MILK_LOOSE = product('ml');
const HERB = product('g', { packs: [{ name: 'bunch', size: 100 }] });
const PIZZA_BOX = product('piece', {
  packs: [
    { name: 'bundle', size: 50 },
    { name: 'carton', size: 100 },
  ],
});

type Row = readonly [
  ShopProduct,
  SpokenQuantity | undefined,
  number | 'unsaid' | readonly [number | undefined, number],
];

const ROWS: readonly (readonly [string, ...Row])[] = [
  ['two dozen eggs', EGGS, { amount: 2, pack: 'dozen' }, 24],
  ['half a dozen eggs', EGGS, { amount: 0.5, pack: 'dozen' }, 6],
  ['a tray of eggs', EGGS, { amount: 1, pack: 'tray' }, 30],
  ['a dozen of what has no dozen', RICE_5KG, { amount: 1, pack: 'dozen' }, 12],
  ['3 packets of milk', RICE_5KG, { amount: 3, pack: 'packet' }, 3],
  ['boxes of what comes in bundles and cartons of many', PIZZA_BOX, { amount: 2, pack: 'box' }, 'unsaid'],
  ['boxes of what comes in no packs', product('piece', {}), { amount: 400, pack: 'box' }, 400],
  ['cartons of what comes in no packs', product('piece', {}), { amount: 3, pack: 'carton' }, 'unsaid'],
  ['2 cartons', PIZZA_BOX, { amount: 2, pack: 'carton' }, 200],
  ['5 kg of rice in bags of 5 kg', RICE_5KG, { amount: 5000, unit: 'g' }, 1],
  ['15 kg of it', RICE_5KG, { amount: 15_000, unit: 'g' }, 3],
  ['7 kg of it', RICE_5KG, { amount: 7000, unit: 'g' }, [1, 2]],
  ['3 kg of it', RICE_5KG, { amount: 3000, unit: 'g' }, [undefined, 1]],
  ['half a kilo of tomatoes', TOMATO, { amount: 500, unit: 'g' }, 500],
  ['137 g of tomatoes', TOMATO, { amount: 137, unit: 'g' }, [100, 150]],
  ['1 g of tomatoes', TOMATO, { amount: 1, unit: 'g' }, [undefined, 50]],
  ['2 tomatoes', TOMATO, { amount: 2 }, 'unsaid'],
  ['a crate of tomatoes', TOMATO, { amount: 1, pack: 'crate' }, 20_000],
  ['a packet of tomatoes', TOMATO, { amount: 1, pack: 'packet' }, 'unsaid'],
  ['a bunch of herbs', HERB, { amount: 2, pack: 'bunch' }, 200],
  ['1.5 litres', MILK_LOOSE, { amount: 1500, unit: 'ml' }, 1500],
  ['litres of what is weighed', TOMATO, { amount: 1500, unit: 'ml' }, 'unsaid'],
  ['kilos of what has no weight', EGGS, { amount: 1000, unit: 'g' }, 'unsaid'],
  ['one and a half pieces', PIZZA_BOX, { amount: 1.5 }, [1, 2]],
  ['some', EGGS, { amount: 3, isVague: true }, 'unsaid'],
  ['nothing', EGGS, undefined, 'unsaid'],
];

function valuesOf(units: Units): readonly number[] {
  if (units.kind === 'unsaid') return [];
  return units.kind === 'units' ? [units.quantity] : [units.low ?? units.high, units.high];
}

function asUnits(expected: Row[2]) {
  if (expected === 'unsaid') return { kind: 'unsaid' };
  if (typeof expected === 'number') return { kind: 'units', quantity: expected };
  return { kind: 'between', low: expected[0], high: expected[1] };
}

describe('quantities in base units', () => {
  test.each(ROWS)('%s', (_, thing, said, expected) => {
    expect(unitsOf(thing, said)).toEqual(asUnits(expected));
  });

  test('a bare number answers how many kilos', () => {
    expect(unitsOf(TOMATO, { amount: 2 }, true)).toEqual({ kind: 'units', quantity: 2000 });
    expect(unitsOf(TOMATO, { amount: 2 }, false)).toEqual({ kind: 'unsaid' });
  });

  test('whatever is said, what comes out is whole, and above nothing', () => {
    const amount = fc.double({ min: 0, noNaN: true });
    const things = fc.constantFrom(EGGS, TOMATO, RICE_5KG, MILK_LOOSE, HERB, PIZZA_BOX);
    const unit = fc.constantFrom<BaseUnit | undefined>('piece', 'g', 'ml', undefined);
    fc.assert(
      fc.property(things, amount, unit, (thing, said, of) => {
        const units = unitsOf(thing, { amount: said, ...(of === undefined ? {} : { unit: of }) }, true);
        expect(valuesOf(units).filter((value) => !Number.isSafeInteger(value) || value <= 0)).toEqual([]);
      }),
    );
  });
});
