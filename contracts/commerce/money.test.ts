import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LinePrice } from './money.ts';
import { amountsOf, less, NOTHING, sumOf, taxTable } from './money.ts';

const price = fc.record({
  priceMinor: fc.integer({ min: 0, max: 100_000_000 }),
  pricePer: fc.constantFrom(1, 12, 50, 100, 1000),
  taxBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  isTaxIncluded: fc.boolean(),
});
const quantity = fc.integer({ min: 0, max: 1_000_000 });
/** Of another kind than the function's arithmetic: exact fractions of twice the value, compared with the half above. */
const isNearest = (rounded: bigint, dividend: bigint, divisor: bigint): boolean => {
  const twice = 2n * (dividend - rounded * divisor);
  return twice >= -divisor && twice < divisor;
};

describe('amounts', () => {
  test('are rounded half up, and gross is net and tax', () => {
    fc.assert(
      fc.property(quantity, price, (count, { priceMinor, pricePer, taxBasisPoints, isTaxIncluded }) => {
        const { netMinor, taxMinor, grossMinor } = amountsOf(count, {
          priceMinor,
          pricePer,
          taxBasisPoints,
          isTaxIncluded,
        });
        expect(netMinor + taxMinor).toBe(grossMinor);
        const amount = BigInt(isTaxIncluded ? grossMinor : netMinor);
        expect(isNearest(amount, BigInt(count) * BigInt(priceMinor), BigInt(pricePer))).toBe(true);
        const rate = BigInt(taxBasisPoints);
        expect(
          isTaxIncluded
            ? isNearest(BigInt(netMinor), amount * 10_000n, 10_000n + rate)
            : isNearest(BigInt(taxMinor), amount * rate, 10_000n),
        ).toBe(true);
      }),
    );
  });

  test('never fall when more is bought', () => {
    fc.assert(
      fc.property(quantity, quantity, price, (some, more, one) => {
        const [few, many] = [amountsOf(some, one), amountsOf(some + more, one)];
        const rest = less(many, few);
        expect(Math.min(rest.netMinor, rest.taxMinor, rest.grossMinor)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('as on paper: 2.5 kg at 45.00 a kilogram with 5 % included; 400 boxes at 0.42 and 9 % on top', () => {
    const tomatoes: LinePrice = { priceMinor: 4500, pricePer: 1000, taxBasisPoints: 500, isTaxIncluded: true };
    expect(amountsOf(2500, tomatoes)).toEqual({ netMinor: 10_714, taxMinor: 536, grossMinor: 11_250 });
    const boxes: LinePrice = { priceMinor: 42, pricePer: 1, taxBasisPoints: 900, isTaxIncluded: false };
    expect(amountsOf(400, boxes)).toEqual({ netMinor: 16_800, taxMinor: 1512, grossMinor: 18_312 });
    expect(amountsOf(1, { priceMinor: 1, pricePer: 2, taxBasisPoints: 0, isTaxIncluded: true }).grossMinor).toBe(1);
  });

  test('hold where a product passes 2^53, and are refused where the amount does', () => {
    const dear: LinePrice = { priceMinor: 9_007_199_254_740_991, pricePer: 3, taxBasisPoints: 0, isTaxIncluded: true };
    expect(amountsOf(3, dear).grossMinor).toBe(9_007_199_254_740_991);
    expect(() => amountsOf(4, dear)).toThrow(RangeError);
  });
});

describe('sums', () => {
  const amounts = fc.tuple(quantity, price).map(([count, one]) => amountsOf(count, one));

  test('are exact and do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(amounts), (all) => {
        const sum = sumOf(all);
        expect(sum).toEqual(sumOf(all.toReversed()));
        expect(sum.netMinor + sum.taxMinor).toBe(sum.grossMinor);
        expect(less(sum, sum)).toEqual(NOTHING);
      }),
    );
  });

  test('of the tax table are those of its lines, and each rate stands in it once', () => {
    const line = fc.tuple(amounts, fc.constantFrom(0, 500, 1200)).map(([one, taxBasisPoints]) => ({
      ...one,
      taxBasisPoints,
    }));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const table = taxTable(lines);
        expect(sumOf(table)).toEqual(sumOf(lines));
        expect(new Set(table.map((row) => row.taxBasisPoints)).size).toBe(table.length);
      }),
    );
  });
});
