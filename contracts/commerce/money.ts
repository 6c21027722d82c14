/**
 * Amounts in integers of the currency's minor unit. Products are taken as BigInt, as they can pass 2^53; results that no
 * number holds exactly are refused. Pure; imports nothing.
 */

/** What a line, an order or an invoice comes to: gross = net + tax, exactly. */
export interface Amounts {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** What one product costs: `priceMinor` for `pricePer` base units. */
export interface LinePrice {
  readonly priceMinor: number;
  readonly pricePer: number;
  /** 900 is 9 %. */
  readonly taxBasisPoints: number;
  readonly isTaxIncluded: boolean;
}

export const NOTHING: Amounts = { netMinor: 0, taxMinor: 0, grossMinor: 0 };

/** The amounts of so many base units, rounded half up once for the amount and once for its tax. RangeError beyond 2^53. */
export function amountsOf(quantity: number, price: LinePrice): Amounts {
  const amount = roundedDivision(BigInt(quantity) * BigInt(price.priceMinor), BigInt(price.pricePer));
  const rate = BigInt(price.taxBasisPoints);
  const [net, gross] = price.isTaxIncluded
    ? [roundedDivision(amount * WHOLE, WHOLE + rate), amount]
    : [amount, amount + roundedDivision(amount * rate, WHOLE)];
  return { netMinor: exact(net), taxMinor: exact(gross - net), grossMinor: exact(gross) };
}

/** RangeError when the sum passes 2^53. */
export function sumOf(all: readonly Amounts[]): Amounts {
  let [net, tax] = [0n, 0n];
  for (const { netMinor, taxMinor } of all) {
    net += BigInt(netMinor);
    tax += BigInt(taxMinor);
  }
  return { netMinor: exact(net), taxMinor: exact(tax), grossMinor: exact(net + tax) };
}

/** What is left of `amounts` when `part` is taken off. */
export function less(amounts: Amounts, part: Amounts): Amounts {
  return {
    netMinor: amounts.netMinor - part.netMinor,
    taxMinor: amounts.taxMinor - part.taxMinor,
    grossMinor: amounts.grossMinor - part.grossMinor,
  };
}

/**
 * What is credited when `back` of the `kept` base units of a line come back: what the line's amounts fall by, so that the credits
 * of several returns add up to the whole.
 */
export function creditOf(kept: number, back: number, price: LinePrice): Amounts {
  return less(amountsOf(kept, price), amountsOf(kept - back, price));
}

/** Net and tax by rate, the lowest rate first: the tax table of an invoice. */
export function taxTable(
  lines: readonly (Amounts & { readonly taxBasisPoints: number })[],
): readonly (Amounts & { readonly taxBasisPoints: number })[] {
  const rates = [...new Set(lines.map((line) => line.taxBasisPoints))].toSorted((a, b) => a - b);
  return rates.map((taxBasisPoints) => ({
    taxBasisPoints,
    ...sumOf(lines.filter((line) => line.taxBasisPoints === taxBasisPoints)),
  }));
}

const WHOLE = 10_000n;

/** Half up; neither is negative. */
function roundedDivision(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}

function exact(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('an amount passes 2^53');
  return Number(value);
}
