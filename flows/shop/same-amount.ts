import type { ShopView } from '../../contracts/commerce/shop.ts';
import type { BasketLine } from './basket.ts';
import { productOf } from './basket.ts';
import { nameWords } from './match.ts';

/** The words of what something shall be as many as, empty where none were said: "same as the cups", "same qty", "utne hi". */
export function sameSaid(text: string): string | undefined {
  const said = SAME.exec(text)?.groups;
  return said === undefined ? undefined : (said['as'] ?? '').trim();
}

const SAME =
  /(?<![\p{L}\p{M}])(?:(?:the )?(?:same|equal)(?: (?:count|qty|quantity|number|amount|no\.?|many|much|here))?|as (?:many|much)|(?:utn[aei]|itn[aei])(?: hi)?|same to same|उतने|उतना|इतने|इतना)(?: (?:hi|ही))?(?: (?:as|of|like|for|to)(?: (?:the|those|these|my))? (?<as>[^,.;!?]{2,40}))?(?:[\s,]+(?:please|pls|for (?:it|them)|too|also|chahiye|de do|dena|bhej do))*[\s.!]*$/iu;

/** The line of the basket that is meant: the one that the words name, else the one that was spoken of last. */
export function lineMeant(
  words: string,
  basket: readonly BasketLine[],
  { view, last }: { readonly view: ShopView; readonly last: readonly string[] },
): BasketLine | undefined {
  const asked = nameWords(words);
  const named = basket.filter(({ sku }) => {
    const own = new Set(nameWords(productOf(view, sku)?.name ?? '', true));
    return asked.length > 0 && asked.every((word) => own.has(word));
  });
  if (asked.length > 0) return named.length === 1 ? named[0] : undefined;
  const spokenOf = last.findLast((sku) => basket.some((line) => line.sku === sku));
  return basket.find(({ sku }) => sku === spokenOf) ?? basket.at(-1);
}
