import { z } from 'zod';
import type { Language } from '../../contracts/dialogue.ts';
import type { ExtractInput, ToolDefinition } from '../engine/definition.ts';
import { amountsIn, parseNumber } from '../engine/reply-checks/amounts.ts';
import { plainDigits } from '../engine/reply-checks/plain-digits.ts';
import { correctionOf } from '../understanding/corrections.ts';
import { PRICE_LIST } from './prices.ts';
import { totalOf } from './processes.ts';
import { extractSlots } from './slots.ts';
import { HEARD_FIRST } from './selling.ts';

const Fit = z.object({ fit: z.enum(['below', 'short', 'fits', 'more', 'unknown']), budget: z.string() });
type Fitting = z.infer<typeof Fit>['fit'];

/** The template that says so. */
export function toldOfFit(fit: Fitting): string {
  return `budget_${fit}`;
}

/** What a customer would spend is held against the price list and answered honestly: the list is never left. */
export const COMPARE_BUDGET: ToolDefinition = {
  name: 'compare_budget',
  description: 'Compares a budget that the customer names with the price list.',
  ...HEARD_FIRST,
  parameters: Fit,
  readArguments: (input) => {
    const budget = budgetHeard(input);
    // What corrects a budget is confirmed first.
    if (budget === undefined || correctionOf(input.text) !== undefined) return undefined;
    const fit = fitOf(budget, input);
    // Whoever is about to sign is only told what does not fit.
    if (EARLY.has(input.state) && !isPlainlyShort(fit, input)) return undefined;
    return input.state === 'closing_attempt' && fit !== 'below' && fit !== 'short' ? undefined : { fit, budget };
  },
  run: (args, { reading }) => {
    const { fit, budget } = Fit.parse(args);
    const isOnTheWay = ON_THE_WAY.has(reading.state);
    return { reply: toldOfFit(fit), slots: { budget }, ...(isOnTheWay ? { to: 'price_negotiation' } : {}) };
  },
};

/** Whoever speaks of an amount here bargains. */
const ON_THE_WAY: ReadonlySet<string> = new Set(['value_proposition', 'objection_handling', 'on_hold']);

/** What is spoken of: the amount of this message, the one that a yes agrees to, or the known one where a verdict on it is asked. */
function budgetHeard(input: ExtractInput): string | undefined {
  const { text, intent, known } = input;
  if (ASKS_VERDICT.test(text) && typeof known['budget'] === 'string') return known['budget'];
  // A limit is one beside a yes, too: "yes, but 200 max".
  const said = NAMES_A_BUDGET.has(intent ?? 'budget') || IS_MOST.test(text) ? budgetIn(input) : undefined;
  return said ?? (Number(known['processes'] ?? 1) > 1 ? agreedAmount(text, known) : undefined);
}

/** "Ok 300 then", where what was spoken of costs more: a yes to something else than the offer. */
function agreedAmount(text: string, known: ExtractInput['known']): string | undefined {
  const amount = AGREED_AMOUNT.exec(text)?.groups?.['amount'];
  return amount !== undefined && Number(amount) < totalOf(Number(known['processes'])) ? amount : undefined;
}

const AGREED_AMOUNT =
  /^\W*(?:ok(?:ay)?|fine|alright|deal|yes|go)\W+(?:so |at |for |with )?\$?(?<amount>\p{Nd}{3,4})(?: dollars| usd)?(?: then| deal| ok| it is)?(?![\p{L}\p{N}])/iu;
const ASKS_VERDICT =
  /^\W*(?:(?:so|ok|well|and)\W+)*(?:(?:that['’]?s|thats|is that|its|is it) (?:an? )?(?:no|yes)|yes or no|haan ya na+)(?: batao| then)?\W*$/iu;

/** Before the terms are spoken of, only what cannot be done is said at once; an amount that fits is noted. */
const EARLY: ReadonlySet<string> = new Set(['initial_contact', 'interest_qualification']);

function isPlainlyShort(fit: Fitting, { text }: ExtractInput): boolean {
  return fit === 'below' || fit === 'short' || (fit === 'unknown' && IS_LIMIT.test(text));
}

const IS_MOST =
  /\p{Nd} ?(?:dollars |usd |rs )?(?:max|maximum|tops|at most|bas)(?![\p{L}])|(?:max|up to|at most|not more than) \$?\p{Nd}/iu;
const IS_LIMIT =
  /\?|(?<![\p{L}])(?:bas|max(?:imum)?|only|sirf|tak|at most|tops|not more|se zyada nahi|बस|तक)(?![\p{L}\p{M}])/iu;

/** With these a figure is what the customer would spend; with a yes it is the price they agree to. */
const NAMES_A_BUDGET: ReadonlySet<string> = new Set([
  'budget',
  'objection_price',
  'provide_info',
  'need',
  'refusal',
  'unsure',
  'price_question',
  'interest',
]);

/** As this message says it, whatever was said before. */
function budgetIn({ text, entities, state, intent }: ExtractInput): string | undefined {
  const said = extractSlots({ text, known: {}, state, entities, intent })['budget'];
  return typeof said === 'string' ? said : undefined;
}

/**
 * Whether an amount, as said, reaches the price. Amounts in another currency are not converted: there is no rate here that would
 * be true tomorrow.
 */
export function fitOf(
  budget: string,
  { language, known, text }: Pick<ExtractInput, 'language' | 'known' | 'text'>,
): Fitting {
  const value = inListCurrency(plainDigits(budget), language) ?? inOurMoney(text);
  // A bare figure below the list is below it in rupees, too.
  if (value === undefined) return Number(plainDigits(budget)) < PRICE_LIST.pilotPerMonth ? 'below' : 'unknown';
  if (value < PRICE_LIST.pilotPerMonth) return 'below';
  const total = totalOf(Number(known['processes'] ?? 1));
  if (value < total) return 'short';
  return value < total + PRICE_LIST.furtherPerMonth ? 'fits' : 'more';
}

/** "10000 rupye = 120 dollar": what the customer says it is in the list's currency. */
function inOurMoney(text: string): number | undefined {
  const amounts = amountsIn(plainDigits(text)).filter(({ currency }) => currency === PRICE_LIST.currency);
  return amounts.length === 1 && amounts[0] !== undefined && amounts[0].value > 0 ? amounts[0].value : undefined;
}

/** A bare number is one of the list's currency, which is what was talked about; in Hindi it is rather rupees. */
function inListCurrency(budget: string, language: Language): number | undefined {
  const [amount] = amountsIn(budget);
  if (amount?.currency !== undefined && amount.currency !== PRICE_LIST.currency) return undefined;
  if (amount === undefined && (language === 'hi' || OF_RUPEES.test(budget))) return undefined;
  const value = amount?.value ?? parseNumber(/\d[\d.,]*\s?(?:k|thousand)?/iu.exec(budget)?.[0] ?? '');
  return value > 0 ? value : undefined;
}

/** Scales that are said of rupees. */
const OF_RUPEES = /lakh|hazaa?r|हज़ार|हजार|लाख/iu;
