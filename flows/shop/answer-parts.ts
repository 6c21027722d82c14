import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import { answerTo, resolving } from './answers.ts';
import { listOf, productOf } from './basket.ts';
import type { Desk, DeskChange } from './desk.ts';
import type { OpenQuestion } from './open-questions.ts';
import { skusOf } from './open-questions.ts';
import { refusalIn } from './refusing.ts';
import { resolve } from './resolve.ts';
import { optionSaid, talkOf } from './said.ts';
import { cutsOf } from './sentence-parts.ts';

/**
 * What a message answers to the first open question, with what it says besides: "none. just 2 milk", "6 mm, 1000. and drop the
 * gloves". A part counts as the answer only where all of it is one; the rest is an order of its own. Undefined: it answers nothing.
 */
export function answeredBy(desk: Desk): DeskChange | undefined {
  const [question] = desk.open;
  if (question === undefined) return undefined;
  return refused(question, desk) ?? answerTo(desk) ?? answeredFirst(question, desk);
}

function refused(question: OpenQuestion, desk: Desk): DeskChange | undefined {
  const { reading, language, view } = desk;
  const names = namesOf(question, view);
  const refusal = refusalIn(withoutNumber(question, desk), { names, language });
  if (refusal === undefined) return undefined;
  const talk = talkOf([refusal.rest], language);
  // "Not those, the big ones", "zero. no wait 5": that is an answer.
  const isUnheard = talk.length === 0 && /\p{Nd}/u.test(refusal.rest);
  if (isUnheard || talk.some(isUnnamed)) return undefined;
  const change = answerTo({ ...desk, reading: { ...reading, text: NONE } });
  if (change === undefined) return undefined;
  const ended = refusal.isDone ? { ...change, slots: { ...change.slots, checkout: ['yes'] } } : change;
  return talk.length === 0 ? ended : besides(desk, ended, talk);
}

const NONE = 'none';

/** What all of it can be called: of several goods the words that they share, as "not the 1 kg" leaves the others. */
function namesOf(question: OpenQuestion, view: Desk['view']): readonly string[] {
  const [name = '', ...others] = skusOf(question).flatMap((sku) => productOf(view, sku)?.name ?? []);
  if (question.ask !== 'which') return [name];
  const shared = name.split(/\s+/u).filter((word) => others.every((other) => other.split(/\s+/u).includes(word)));
  return [question.words, shared.join(' ')];
}

/** The number behind those of the options is a no, once it was offered as one. */
function withoutNumber(question: OpenQuestion, { reading, slots }: Desk): string {
  const [cut] = cutsOf(reading.text).slice(-1);
  const isOffered = question.ask === 'which' && listOf(slots, 'asked_again').length > 0;
  if (cut === undefined || !isOffered) return reading.text;
  const count = skusOf(question).length + 1;
  return optionSaid(cut.head, count) === count ? `${NONE}, ${cut.rest}` : reading.text;
}

function isUnnamed(one: OrderTalk): boolean {
  return (one.kind === 'add' || one.kind === 'set') && one.product === undefined;
}

/** The longest beginning that is an answer to the end, and what stands behind it. */
function answeredFirst(question: OpenQuestion, desk: Desk): DeskChange | undefined {
  for (const { head, rest } of cutsOf(desk.reading.text)) {
    const change = answerTo({ ...desk, reading: { ...desk.reading, text: head } });
    if (change?.open === undefined || change.open.some((one) => isSame(one, question))) continue;
    return besides(desk, change, talkOf([rest], desk.language, true));
  }
  return undefined;
}

function isSame(one: OpenQuestion, other: OpenQuestion): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function besides(desk: Desk, change: DeskChange, talk: readonly OrderTalk[]): DeskChange {
  const { basket = desk.basket, open = desk.open, last } = change;
  const from = resolving({ ...desk, basket, open });
  const resolved = resolve(talk, { ...from, last: last ?? from.last, isInstead: false });
  return { ...change, ...resolved, notes: [...(change.notes ?? []), ...resolved.notes] };
}
