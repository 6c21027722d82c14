import { z } from 'zod';
import type { ExtractInput, ToolDefinition } from '../engine/definition.ts';
import { fitOf, toldOfFit } from './budget.ts';
import { PRICE_LIST } from './prices.ts';
import { HEARD_FIRST } from './selling.ts';

const CounterOffer = z.object({ amount: z.string().regex(/\p{Nd}/u) });

/**
 * "Done at 250?", "theek hai 200 me kar do": whoever agrees to another amount than the offer's has agreed to nothing yet. The
 * amount is held against the price list and answered honestly, before anything is made of the yes.
 */
export const HEAR_COUNTER_OFFER: ToolDefinition = {
  name: 'hear_counter_offer',
  description: 'Answers a yes to another amount than the price of the list.',
  ...HEARD_FIRST,
  parameters: CounterOffer,
  readArguments: (input) => {
    const amount = counterOfferIn(input);
    return amount === undefined ? undefined : { amount };
  },
  run: (args, { reading }) => {
    const { amount } = CounterOffer.parse(args);
    return {
      reply: toldOfFit(fitOf(amount, { ...reading, text: amount })),
      slots: { budget: amount },
      ...(GOES_BACK.has(reading.state) ? { to: 'price_negotiation' } : {}),
    };
  },
};

/** From here the question is about the price again: where an agreement goes is none as long as it is open. */
const GOES_BACK: ReadonlySet<string> = new Set([
  'value_proposition',
  'objection_handling',
  'closing_attempt',
  'on_hold',
]);

/** "300 hi sahi", "ok 300 it is": a yes that says the price of the offer, and no other. */
export function agreesToPrice(input: ExtractInput): boolean {
  const amounts = amountsAgreedTo(input);
  return amounts.length > 0 && amounts.every(({ value, isRefused }) => value === offeredTo(input) && !isRefused);
}

function offeredTo({ known }: ExtractInput): number {
  return Number(known['total'] ?? PRICE_LIST.pilotPerMonth);
}

function amountsAgreedTo(input: ExtractInput): readonly Amount[] {
  const text = withoutOthers(input);
  if (!AGREES.test(text) && !YESES.has(input.intent ?? '')) return [];
  return [...text.matchAll(AMOUNT)].flatMap((found) => amountOf(text, found) ?? []);
}

/** The amount that is agreed to where it is not the one that was offered. */
function counterOfferIn(input: ExtractInput): string | undefined {
  const { text } = input;
  const offered = offeredTo(input);
  const amounts = amountsAgreedTo(input);
  const others = amounts.filter(({ value, isRefused }) => value !== offered && !isRefused);
  const isSum = amounts.length > 1 && amounts.reduce((sum, { value }) => sum + value, 0) === offered;
  const isList = others.length < amounts.length && others.every(({ value }) => value === PRICE_LIST.furtherPerMonth);
  return isSum || (isList && FURTHER.test(text)) ? undefined : others.at(-1)?.said;
}

/** Addresses, numbers to call and days hold figures that are no price. */
function withoutOthers({ text, entities }: ExtractInput): string {
  return entities
    .filter(({ kind }) => NO_PRICES.has(kind))
    .reduce((rest, { start, end }) => rest.slice(0, start) + '·'.repeat(end - start) + rest.slice(end), text);
}

const NO_PRICES: ReadonlySet<string> = new Set(['email', 'phone', 'date', 'duration', 'address']);

interface Amount {
  readonly said: string;
  /** Whole units; NaN: of another currency than the list's. */
  readonly value: number;
  /** "300, nahi 200": what is said not to be it. */
  readonly isRefused: boolean;
}

function amountOf(text: string, { index = 0, groups = {}, 0: whole }: RegExpMatchArray): Amount | undefined {
  const around: Around = { before: text.slice(0, index), after: text.slice(index + whole.length) };
  if (!isPrice(groups, around)) return undefined;
  const isRefused = REFUSED_AFTER.test(around.after) || REFUSED_BEFORE.test(around.before);
  return { said: whole.trim(), value: valueOf(groups), isRefused };
}

type Groups = Readonly<Partial<Record<string, string>>>;

interface Around {
  readonly before: string;
  readonly after: string;
}

/** Whether a figure is spoken of as money: with its currency, beside the words of a bargain, or with nothing that it counts. */
function isPrice({ sign, unit, scale, digits = '' }: Groups, { before, after }: Around): boolean {
  if (sign !== undefined || unit !== undefined) return true;
  if (COUNTS.test(after)) return false;
  if (BARGAINED_BEFORE.test(before) || BARGAINED_AFTER.test(after)) return true;
  return (digits.length > 2 || scale !== undefined) && !OF_OTHERS.test(before) && !YEAR.test(digits);
}

function valueOf({ sign = '$', unit = '', scale, digits = '' }: Groups): number {
  const isOther = sign !== '$' || RUPEES_OR_EUROS.test(unit);
  return isOther ? Number.NaN : Number(digits.replace(/,/gu, '')) * (scale === undefined ? 1 : 1000);
}

const RUPEES_OR_EUROS = /^(?:rs|inr|rup|₹|eur|रु)/iu;
const YESES: ReadonlySet<string> = new Set(['agreement', 'start', 'purchased']);
const AGREES =
  /(?<![\p{L}\p{M}])(?:ok(?:ay)?|yes|yeah|yep|ya|haan?|ha|sure|fine|done|deal|agreed?|alright|all right|go|start|begin|sign|take it|make it|let['’]?s|book|final|pakka|fix|the?e+k|thik|chal\p{L}*|kar ?(?:do|dete|lete|lenge|te|o|iye|ke do)|karo|manzoor|manjur|shuru|हाँ|हां|ठीक|पक्का|फ़ाइनल|डन|डील|मंज़ूर|मंजूर|चल[\p{L}\p{M}]*|कर (?:दो|दीजिए|लेते|लो)|शुरू)(?![\p{L}\p{M}])/iu;
const AMOUNT =
  /(?<![\p{L}\p{N}.,+@·])(?<sign>[$€£₹])?\s?(?<digits>\p{Nd}{1,3}(?:,\p{Nd}{3})+|\p{Nd}{2,5})(?![\p{Nd}@])(?:\s?(?<scale>k|thousand|hazaa?r|हज़ार|हजार)(?![\p{L}\p{M}]))?(?:\s?(?<unit>dollars?|bucks|usd|\$|euros?|eur|rupees?|rupa?ye|rs|inr|₹|रुपये|रुपए|डॉलर)(?![\p{L}\p{M}]))?/giu;
/** "At 250", "make it 250", "done 200", with the figure next. */
const BARGAINED_BEFORE =
  /(?<![\p{L}\p{M}])(?:at|for|make it|do it (?:at|for)|say|only|just|ok(?:ay)?|done|deal|fine|final|agreed?|the?e+k hai|thik hai|ठीक है|डन|पक्का|sirf|bas)\W{1,3}$/iu;
/** "200 me kar do", "200 pe done", "200 final". */
const BARGAINED_AFTER =
  /^(?:\/-)?\W{0,2}(?:pe|par|me|mein|mai|में|मे|पर|पे|final|max|only|tops|then|deal|done|ok|okay|hi|na|chalega|de (?:dunga|denge)|(?:a|per|\/) ?(?:month|mo)|monthly|mahina|महीना|and (?:i|we)|i(?:['’]?ll)? sign)(?![\p{L}\p{M}])/iu;
const OF_OTHERS =
  /(?<![\p{L}])(?:in|by|before|after|until|till|since|on|why|how come|kyu|kyun|kyon|no\.?|number|po|order|january|february|march|april|may|june|july|august|september|october|november|december|plot|flat|room)\W{0,2}$/iu;
const YEAR = /^20[23]\p{Nd}$/u;
/** What is counted is no price: "for 900 appointments a month", "at 10 am". */
const COUNTS =
  /^\s?(?:(?!(?:a|per|pe|par|me|mein|mai|final|max|only|tops|then|deal|done|ok|okay|hi|na|chalega|de|monthly|mahin[ae]|and|i|is|it|or|not|nahi+n?|nahin|works?|please|pls|right|for|now|sahi|but|so|if|bhai|yaar|ka|ki|ke|kar\p{L}*|each|together|total|in|all|to|dollars?|we|you|ho|hoga|dunga|denge|le|lo|hai|se|tak|aur|the?e+k|thik|pakka|lekin|में|मे|पर|पे|ठीक|ही|तक|ले|लो|दे|दो|कर|है|हो|और|फ़ाइनल|डन|पक्का|चल\S*|महीन\S*|नहीं)(?![\p{L}\p{M}]))\p{L}+|%|:\p{Nd}|-\p{L})/iu;
const REFUSED_AFTER = /^\W{0,2}(?:nahi+n?|nahin|नहीं|is (?:not|too)|not(?! more)|isn['’]?t)(?![\p{L}\p{M}])/iu;
const REFUSED_BEFORE = /(?<![\p{L}])(?:not|instead of|rather than|na ki|नहीं)\W{1,2}$/iu;
const FURTHER =
  /(?<![\p{L}])(?:further|next|second|other|another|each|every|extra|more|later|agla|agle|doosra|दूसरा|अगला)(?![\p{L}])/iu;
