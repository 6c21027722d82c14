import type { SpokenQuantity } from '../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';
import type { Language } from '../../contracts/dialogue.ts';
import type { Answer, Piece } from './choosing.ts';
import { answerIn, isSizeOnly, ofKind, optionMeant } from './choosing.ts';
import type { OpenQuestion } from './open-questions.ts';
import { foundFor } from './match.ts';
import type { Resolved, Resolving } from './resolving.ts';
import { resolve } from './resolve.ts';
import { want } from './wanting.ts';
import { fitsSizes } from './same-kind.ts';

interface Hearing {
  readonly text: string;
  readonly language: Language;
  /** As many as of another line, where that was said. */
  readonly same: (product: ShopProduct) => SpokenQuantity | undefined;
  /** The desk without the question. */
  readonly from: Resolving;
  readonly work: Parameters<typeof want>[2];
}

type WhichQuestion = Extract<OpenQuestion, { ask: 'which' }>;

/**
 * "Yes, 3 cartons", "no, the 90 mm one", "the big one, and 2 kg sugar": what chooses is taken, a size behind a no is looked for
 * among all of that kind, the rest is an order of its own. Undefined: it chooses nothing.
 */
export function piecewiseAnswer(
  question: WhichQuestion,
  options: readonly ShopProduct[],
  hearing: Hearing,
): Resolved | undefined {
  const { text, language, from, work } = hearing;
  const answer = answerIn(text, language);
  if (answer === undefined) return undefined;
  const chosen = answer.pieces.map((piece) => optionMeant(piece, options, from.view.currency));
  const single = chosen.some((one) => one !== undefined) ? undefined : onlyOne(options, answer);
  if (chosen[0] === undefined && single === undefined && !isOfKind(answer, question, from)) return undefined;
  const { mode, said } = question;
  const agreed = single !== undefined && agrees(answer) ? [{ product: single, said: undefined }] : [];
  for (const one of [...agreed, ...chosen.filter((choice) => choice !== undefined)])
    want(one.product, { mode, said: one.said ?? hearing.same(one.product) ?? said }, work);
  const others = answer.pieces.filter((_, at) => chosen[at] === undefined);
  const last = work.touched.length > 0 ? work.touched : from.last;
  const left = { ...from, basket: work.basket, open: [...work.open, ...from.open], last };
  const resolved = resolve(ofKind(others.map(countedAs(said)), question.words), left);
  return { ...resolved, notes: [...work.notes, ...resolved.notes] };
}

/** Another size of what was asked about is wanted as often. */
function countedAs(said: SpokenQuantity | undefined): (piece: Piece) => Piece {
  return (piece) => (isSizeOnly(piece) ? { ...piece, quantity: piece.quantity ?? said } : piece);
}

/** "4 of the 12 oz", where only others were offered: there is one of that size. */
function isOfKind({ pieces }: Answer, { words }: WhichQuestion, { view }: Resolving): boolean {
  return ofKind(pieces, words).every((one) => {
    if (!('sizes' in one) || one.kind === 'replace' || one.product === undefined || one.sizes.length === 0)
      return false;
    const [best] = foundFor(view, one.product, one.sizes);
    return pieces.every(isSizeOnly) && best !== undefined && fitsSizes(best, one.sizes);
  });
}

/** What "is it this one?" was asked of, where the answer does not name it: a yes, a no, or the size that is meant instead. */
function onlyOne([only, another]: readonly ShopProduct[], { opens, pieces }: Answer): ShopProduct | undefined {
  return another === undefined && (opens !== undefined || pieces.every(isSizeOnly)) ? only : undefined;
}

/** A yes and another size is no yes. */
function agrees({ opens, pieces }: { readonly opens: Answer['opens']; readonly pieces: readonly Piece[] }): boolean {
  return opens === 'yes' && !pieces.some(isSizeOnly);
}
