import type { ShopProduct } from '../../contracts/commerce/shop.ts';

/**
 * A choice by its number together with how many of it: "1000 of number 1", "option 1, 1000", "number 2 - 3 packets". Options count
 * from 1; undefined where one of the two is not said, or there is no such option of so many.
 */
export function optionAndCount(
  text: string,
  options: number,
): { readonly option: number; readonly count: number } | undefined {
  const said = text.trim();
  const found = COUNT_FIRST.exec(said)?.groups ?? OPTION_FIRST.exec(said)?.groups;
  if (found === undefined) return undefined;
  const option = Number(found['option']);
  const count = Number(found['count']);
  return option >= 1 && option <= options && count > 0 ? { option, count } : undefined;
}

const OPTION = String.raw`(?:option|number|no\.?|nr\.?|num|#)\s*(?<option>[1-9])`;
const COUNT = String.raw`(?<count>\d{1,7})`;
const PIECES = String.raw`(?:\s*(?:pcs?|pieces?|packets?|packs?|pkts?))?`;
const COUNT_FIRST = new RegExp(
  String.raw`^(?:i want |give me )?${COUNT}${PIECES}\s*(?:of|x|×|from)?\s*(?:the )?${OPTION}[\s.!]*$`,
  'iu',
);
const OPTION_FIRST = new RegExp(
  String.raw`^(?:the )?${OPTION}\s*(?:[,:;x×-]|and|wala)?\s*${COUNT}${PIECES}[\s.!]*$`,
  'iu',
);

/** Each of the choices: "both", "all of them", "dono", "सभी". */
export function saysAll(text: string): boolean {
  return ALL.test(text.trim());
}

const ALL =
  /^(?:(?:i want|give me|yes|haan)[\s,]+)?(?:both|all(?: three| of them| of those)?|each(?: of them)?|dono|teeno|sab(?:hi)?|दोनों|तीनों|सभी)(?: (?:of them|ones?|please|pls|do|de do|chahiye|दे दो|चाहिए))*[\s.!]*$/iu;

/** The one product that costs least by the piece, or by its weight, where that is what was asked for. */
export function cheapestOf(text: string, options: readonly ShopProduct[]): ShopProduct | undefined {
  if (!CHEAPEST.test(text.trim())) return undefined;
  const [first, second] = options.toSorted((a, b) => priceOf(a) - priceOf(b));
  return first !== undefined && (second === undefined || priceOf(first) < priceOf(second)) ? first : undefined;
}

function priceOf({ priceMinor, pricePer }: ShopProduct): number {
  return priceMinor / pricePer;
}

const CHEAPEST =
  /^(?:(?:i want|give me|ok|yes|haan)[\s,]+)?(?:the )?(?:cheap(?:est|er)?|least expensive|lowest price|sab ?se sast[ae]|sast[aei]|सबसे सस्त[ाीे]|सस्त[ाीे])(?: (?:one|ones|option|wala|wali|वाला|वाली|please|pls|chahiye|de do))*[\s.!]*$/iu;
