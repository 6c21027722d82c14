import { z } from 'zod';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ExtractInput, ToolDefinition } from '../engine/definition.ts';
import { correctsCount } from './counts.ts';
import { PRICE_LIST } from './prices.ts';
import { taskIn } from './tasks.ts';
import { totalOf, workIn } from './processes.ts';

const Asked = z.object({ figure: z.number().optional() });

/** Adds up what several processes cost, and holds a figure that the customer names for them against the sum. */
export const SAY_TOTAL: ToolDefinition = {
  name: 'say_total',
  description: 'Says what several processes cost together.',
  states: [
    'initial_contact',
    'interest_qualification',
    'value_proposition',
    'objection_handling',
    'price_negotiation',
    'on_hold',
  ],
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
  parameters: Asked,
  readArguments: (input) => (asksForTotal(input) ? { figure: figureIn(input.text) } : undefined),
  run: (args, { slots, reading, language }) => {
    const processes = Number(slots['processes'] ?? 1);
    const { figure } = Asked.parse(args);
    const verdict = figure === undefined ? 'total' : figure === totalOf(processes) ? 'total_right' : 'total_wrong';
    const to = NEXT[reading.state];
    return {
      reply: verdict,
      lines: { sum: sumOf(processes, language), total: String(totalOf(processes)) },
      ...(to === undefined ? {} : { to }),
    };
  },
};

/** Who tells the task and asks the price in one message hears the price for it, and is asked on. */
export const PRICE_WITH_TASK: ToolDefinition = {
  name: 'price_with_task',
  description: 'Says the price of a task that is named in the same message.',
  states: ['initial_contact'],
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
  parameters: z.object({}),
  readArguments: ({ text, intent }) =>
    (intent === undefined || TELLS.has(intent)) &&
    taskIn(text) !== undefined &&
    (PRICE_CLAUSE.test(text) || PRICE_IN_HINDI.test(text))
      ? {}
      : undefined,
  run: () => ({ reply: 'price_for_task', to: 'interest_qualification' }),
};

const TELLS: ReadonlySet<string> = new Set(['need', 'provide_info', 'interest', 'objection_need', 'how_it_works']);
const PRICE_CLAUSE =
  /(?:^|[.!?,;]\s*|\s(?:and|n|so) )(?:(?:ok|so|and|n|but) )*(?:cost|price|pricing|how much(?: is it| would it be| does it cost| for that)?|what(?:['’]?s| is| does| would)? (?:it|this|that|the) (?:the )?(?:cost|price|damage)(?: per month| a month)?|kitna (?:lagega|kharcha|hoga)|price (?:kya|batao))\W*(?:\?|$)/iu;

/** One step on the way to the terms, as an answer on the price leads. */
const NEXT: Readonly<Record<string, string>> = {
  initial_contact: 'interest_qualification',
  interest_qualification: 'value_proposition',
  value_proposition: 'price_negotiation',
  objection_handling: 'price_negotiation',
};

function asksForTotal(input: ExtractInput): boolean {
  const { text, known, intent, language } = input;
  if (intent !== undefined && ANSWERED_OTHERWISE.has(intent)) return false;
  const isCounted = workIn(text, known, language) !== undefined;
  // Who changes how many there are is told the new sum, asked for or not.
  if (changesCount(text, known) || (isCounted && (CHANGES.test(text) || text.includes('?')))) return true;
  if ((Number(known['processes'] ?? 1) > 1 || isCounted) && ASKS_PRICE.test(text)) return true;
  return asksPriceBeside(input);
}

/** What it costs, asked beside something that is told, or said to be asked before: the answer comes before the next question. */
function asksPriceBeside({ text, intent, state, known }: ExtractInput): boolean {
  if (state === 'initial_contact' || known['task'] === undefined) return false;
  if (SAYS_ASKED.test(text) && NAMES_PRICE.test(text)) return true;
  return (intent === undefined || TELLS.has(intent)) && (PRICE_CLAUSE.test(text) || PRICE_IN_HINDI.test(text));
}

/** "I asked the price", "you didn't answer how much": a question that waits for its answer. */
const SAYS_ASKED =
  /(?<![\p{L}\p{M}])(?:(?:i|we)(?: had| have|['’]ve)? (?:already |just |only )?asked|(?:not|never|n['’]?t|without)(?: even| really| yet)? (?:answer|say|said|tell|told)\p{L}*|my question|pu+cha+ (?:tha|hai|na)|po+cha+ (?:tha|hai)|jawa+b (?:nahi|do)|(?:bataya|bola) (?:hi )?nahi+n?|पूछा (?:था|है)|जवाब (?:नहीं|दो)|बताया (?:ही )?नहीं)(?![\p{L}\p{M}])/iu;
const NAMES_PRICE =
  /(?<![\p{L}\p{M}])(?:price|pricing|costs?|rates?|how much|charges?|fees?|kharcha?|kimat|keemat|daam|paise|paisa|kitna|खर्चा?|ख़र्चा?|कीमत|क़ीमत|दाम|रेट|पैसे|पैसा|शुल्क|कितन[ाे] का)(?![\p{L}\p{M}])/iu;
const PRICE_IN_HINDI = new RegExp(
  '(?<![\\p{L}\\p{M}])(?:(?:खर्चा?|ख़र्चा?|कीमत|क़ीमत|दाम|रेट|शुल्क|पैसे|पैसा)[^।.?!,]{0,12}(?:कितन[ाेी]|क्या|बताइए|बताओ|लगेगा|लगेंगे)|कितन[ाे] (?:का|में|पैसे|पैसा|खर्चा?|ख़र्चा?|रुपये|लगेगा|लगेंगे)|(?:rate|price|kharcha?|paise|paisa|daam|cost|charges?) (?:kya|kitn\\p{L}*|bata\\p{L}*|bolo)|kya (?:rate|price|daam|kharcha?)|kitn[ae] (?:ka|me|mein|paise|paisa|lagega|lagta|kharcha?|padega|charge))(?![\\p{L}\\p{M}])'.normalize(
    'NFKC',
  ),
  'iu',
);

/** A sum that is said, or a count that is put right. */
function changesCount(text: string, known: Slots): boolean {
  if (known['task'] === undefined) return false;
  return (
    (figureIn(text) !== undefined && !text.includes('=')) || (known['processes'] !== undefined && correctsCount(text))
  );
}

const ANSWERED_OTHERWISE: ReadonlySet<string> = new Set(['start', 'purchased', 'later', 'stop', 'human']);
const CHANGES =
  /(?<![\p{L}])(?:make it|drop|remove|without|minus|skip|leave out|no(?=\s\p{L}+s(?![\p{L}]))|add|instead|only|after all)(?![\p{L}])|^\W*(?:(?:and|ok|so|n|what about|how about)\s+)*for (?:the |all )?[\p{L}\p{N}]+\W*$/iu;
const ASKS_PRICE =
  /(?<![\p{L}])(?:how much|price\p{L}*|costs?|total|all ?(?:in|together)|altogether|what(?:['’]?s| would| wud| is)? (?:it|that|the damage)(?! (?:do|work)\p{L}*)|what now|so now|run us|rate|charge|kitn[aei]|paise|kimat|keemat|daam|कितन[ाेी]|कीमत|दाम|कुल)(?![\p{L}\p{M}])|(?:=|right\W*\?|so is it)\s?|(?:so|whats?|what['’]s) (?:it|its )?\s?(?:for|\$?\p{Nd}{3,4}\W*\?)|\p{Nd}{3,4} (?:right|correct|na)(?![\p{L}])/iu;

/** "2 things = 500 right?", "so 500?": a sum to be confirmed, not a budget. */
function figureIn(text: string): number | undefined {
  const said = FIGURE.exec(text)?.groups;
  const digits = said?.['sum'] ?? said?.['so'] ?? said?.['right'] ?? said?.['bare'];
  return digits === undefined ? undefined : Number(digits);
}

const FIGURE =
  /=\s?\$?(?<sum>\p{Nd}{3,5})(?!\p{Nd})|(?:^|[^\p{L}])so (?:its |it['’]s |that['’]?s |thats )?\$?(?<so>\p{Nd}{3,5})(?!\p{Nd})(?! or)[^.!]*\?|(?<!\p{Nd})\$?(?<right>\p{Nd}{3,5})(?: dollars| usd)?,? (?:right|correct|yes|na|ok)\W*\?|(?:^|[.!,]\s*)\$?(?<bare>\p{Nd}{3,4})(?: dollars| usd)?\s*\?+\s*$/iu;

/** "300 + 2 × 200". */
function sumOf(processes: number, language: string): string {
  const further = processes - 1;
  const { pilotPerMonth: first, furtherPerMonth: each } = PRICE_LIST;
  if (further <= 0) return language === 'hi' ? 'एक काम' : 'one process';
  return further === 1 ? `${first} + ${each}` : `${first} + ${further} × ${each}`;
}
