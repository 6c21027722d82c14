/** Whether what stands at `index` is denied: "we can not guarantee", "no refund", "गारंटी नहीं". Looks within the clause. */
export function isNegated(text: string, index: number): boolean {
  const before =
    text
      .slice(Math.max(0, index - 40), index)
      .split(CLAUSE_END)
      .at(-1) ?? '';
  if (NEGATION_BEFORE.test(before)) return true;
  const after = text.slice(index, index + 50).split(CLAUSE_END)[0] ?? '';
  return NEGATION_AFTER.test(after);
}

const CLAUSE_END = /[.!?,;:।\n–—]| but | however | लेकिन | पर /iu;
const NEGATION_BEFORE =
  /(?:\b(?:not|no|never|nobody|none|nothing|neither|hardly|without|cannot|nor|unable to|kein(?:e|en)?|nicht|sin)\b|n't\b)(?:[ ]+[\p{L}\p{M}'-]+){0,4}[ ]*$|बिना [\p{L}\p{M} ]*$/iu;
/** Hindi denies after the noun. */
const NEGATION_AFTER = /(?:नहीं|नही|मत)(?![\p{L}\p{M}])/u;
