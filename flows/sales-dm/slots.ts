import type { Slots } from '../../contracts/dialogue.ts';
import type { ExtractInput } from '../engine/definition.ts';
import { fitGraphemes } from '../engine/graphemes.ts';
import { emailIn, phoneIn, teamIn, volumeIn } from './details.ts';
import { amountInHindi, budgetInHindi, companyInHindi, nameInHindi, needInHindi, TIME_IN_HINDI } from './slots.hi.ts';
import { hoursIn } from './hours.ts';
import { totalOf, workIn } from './processes.ts';
import { taskIn } from './tasks.ts';

/**
 * The slots a message fills, in English, Hindi and Hinglish, by patterns that would rather miss than guess. A slot that is
 * known is only replaced where the customer states it outright. Looks at the first 1000 characters.
 */
export function extractSlots(reading: Reading): Slots {
  const { text } = reading;
  const said = text.slice(0, 1000).toWellFormed();
  return { ...textsIn(said, reading), ...workSaid(said, reading), ...hoursIn(said) };
}

/** How many processes it is about and what they cost; a complaint counts nothing. */
function workSaid(said: string, { known, intent, language, state }: Reading): Slots {
  const work = intent === 'problem' ? undefined : workIn(said, known, language ?? 'en');
  if (work !== undefined) return { ...work };
  const isNewSale = state === 'initial_contact' && known['processes'] !== undefined && taskIn(said) !== undefined;
  return isNewSale ? { processes: 1, total: totalOf(1) } : {};
}

function textsIn(said: string, reading: Reading): Slots {
  const { known } = reading;
  const found = {
    name: nameOf(said) ?? nameInHindi(said),
    company: companyOf(said) ?? companyInHindi(said),
    budget: amountToSpend(said, reading),
    timeline: (TIMELINE.exec(said) ?? TIME_IN_HINDI.exec(said))?.[0]?.toLowerCase(),
    need: needOf(said, known) ?? (known['need'] === undefined ? needInHindi(said) : undefined),
    task: taskOf(said, reading),
    team: teamIn(said, known),
    volume: known['volume'] === undefined ? volumeIn(said) : undefined,
    email: emailIn(reading),
    phone: phoneIn(reading),
  };
  const tidied = Object.entries(found).map(([slot, value]) => [slot, tidy(value ?? '')] as const);
  return Object.fromEntries(tidied.filter(([, value]) => value !== ''));
}

type Reading = Pick<ExtractInput, 'text' | 'known'> &
  Partial<Pick<ExtractInput, 'state' | 'entities' | 'intent' | 'language'>>;

function amountToSpend(said: string, { known, state, intent }: Reading): string | undefined {
  const stated = budgetOf(said, known) ?? budgetInHindi(said);
  const bare = BARGAINING.has(state ?? '') ? bareAmount(said) : undefined;
  return stated ?? bare ?? (intent === 'budget' ? amountInHindi(said) : undefined);
}

/** Work that is named where the talk is about it, not in a complaint or a doubt. A task that is known stays until the next sale. */
function taskOf(said: string, { known, state, intent }: Reading): string | undefined {
  const isOpen = known['task'] === undefined || known['task'] === 'one process' || state === 'initial_contact';
  const tells = intent === undefined ? EARLY.has(state ?? '') : ABOUT_WORK.has(intent);
  return isOpen && tells ? taskIn(said) : undefined;
}

const EARLY: ReadonlySet<string> = new Set(['initial_contact', 'interest_qualification']);
const ABOUT_WORK: ReadonlySet<string> = new Set([
  'need',
  'interest',
  'provide_info',
  'how_it_works',
  'price_question',
  'start',
  'agreement',
]);

const BARGAINING: ReadonlySet<string> = new Set(['price_negotiation', 'closing_attempt']);

/** "500", "around 20k a month": nothing but an amount answers the question for the budget. */
function bareAmount(said: string): string | undefined {
  return BARE_AMOUNT.exec(said)?.groups?.['amount'];
}

const BARE_AMOUNT =
  /^\W*(?:(?:about|around|approx\.?|roughly|maybe|say|max|up to|like|लगभग|करीब|lagbhag|karib)\s+)?(?<amount>[$€£₹]?\s?\p{Nd}[\p{Nd}.,]*\s?(?:k|lakhs?|hazaa?r|thousand|हज़ार|लाख)?\s?(?:dollars?|euros?|rupees?|rs|usd|eur|inr|रुपये)?(?:\s?(?:a|per|\/)\s?month)?)[\s.!]*(?:max|ok|please)?[\s.!]*$/iu;

function nameOf(said: string): string | undefined {
  const stated = NAME_STATED.exec(said)?.groups?.['name'];
  if (stated !== undefined && !NOT_NAMES.has(stated.toLowerCase())) return capitalised(stated);
  const name = NAME.exec(said)?.groups?.['name'];
  const first = name?.split(/\s/)[0] ?? '';
  return NOT_NAMES.has(first.toLowerCase()) || /^\p{Lu}{2,4}$/u.test(first) ? undefined : name;
}

/** "my name is anna" is a name in small letters too; "I'm anna" might be anything. */
const NAME_STATED =
  /\b[Mm]y name(?: is|['’]s)\s+(?<name>\p{L}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30})?)(?=$|[\s,.!;])/u;
const NAME =
  /\b(?:[Nn]ame is|[Cc]all me|[Tt]his is|[Ii] am|[Ii]['’]?m)\s+(?<name>\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2})(?=$|[\s,.!;])/u;
/** What follows "I'm" or "call me" without being a name. */
const NOT_NAMES = new Set(
  'interested looking not a an the in from so very just sure sorry ready fine good okay ok worried afraid skeptical drowning happy curious keen too here at busy trying using with going new still only done also really glad tired based currently thinking wondering having getting your our back later tomorrow today tonight now when if on asap maybe please again anytime at head owner founder director manager senior junior chief sales marketing german french spanish italian indian british american english chinese dutch turkish'.split(
    ' ',
  ),
);

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** "from" names a company only after a name or a job: people say hello from cities. */
function companyOf(said: string): string | undefined {
  const company = (COMPANY.exec(said) ?? EMPLOYER.exec(said) ?? FROM_COMPANY.exec(said))?.groups?.['company'];
  return company === undefined || NOT_COMPANIES.has(company.split(/\s/)[0]?.toLowerCase() ?? '') ? undefined : company;
}

const COMPANY =
  /\b(?:[Mm]y|[Oo]ur) (?:company|business|agency|firm|startup|shop) (?:is called|is named|name is|is)\s+(?<company>\p{Lu}[\p{L}\p{N}&.'-]*(?:\s\p{Lu}[\p{L}\p{N}&.'-]*){0,3})/u;
const EMPLOYER =
  /\b(?:[Ii] work (?:for|at)|[Ii] am working (?:for|at)|[Ii]['’]?m working (?:for|at)|(?:owner|founder|head of \p{L}+|director|manager|CEO|CTO|COO|CFO) (?:of|at))\s+(?<company>\p{Lu}[\p{L}\p{N}&'-]+(?:\s\p{Lu}[\p{L}\p{N}&'-]+){0,3})/u;
const FROM_COMPANY =
  /\b(?:[Nn]ame is|[Tt]his is|[Ii] am|[Ii]['’]?m)\s+\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2},? (?:from|at|of|with)\s+(?<company>\p{Lu}[\p{L}\p{N}&'-]+(?:\s\p{Lu}[\p{L}\p{N}&'-]+){0,3})/u;
const NOT_COMPANIES = new Set(
  'a an the monday tuesday wednesday thursday friday saturday sunday christmas home'.split(' '),
);

const MONEY =
  /(?:[$€£₹]\s?\d[\d.,]*\s?(?:k|lakh|million)?|\b\d[\d.,]*\s?(?:k\b|lakhs?\b|usd\b|eur\b|inr\b|dollars?\b|euros?\b|rupees?\b|pounds?\b))(?:\s?(?:a|per|\/)\s?(?:month|year|mo)\b)?/iu;
const BUDGET =
  /\b(?:or (?:i['’]?m|im) out|can (?:only )?(?:do|go|manage|give)|(?:do|for) it for|budget|spend|set aside|allocated|afford|pay|limit|up to|max(?:imum)?|tops|at most)\b/iu;
/** Costs and losses that are told are no budget. */
const NOT_BUDGET = /\b(?:(?:can't|cannot|can’t) (?:afford|pay|spend)|lost|losing|costs? us|charged|paid)\b/iu;
const PLAIN_NUMBER = /\bbudget\b[^\d]{0,20}(?<amount>\d[\d.,]*)/iu;

/** "Can't do more than 200": the most that is possible. */
const AT_MOST =
  /\b(?:can(?:not|['’]?t)|wo(?:n['’]?t|nt)|not) (?:do|pay|spend|go|afford|give)? ?(?:any(?:thing)? )?(?:more|over|above|higher|beyond) (?:than )?(?<most>[$€£₹]?\s?\d[\d.,]*(?:\s?(?:dollars?|usd|euros?|rupees?|rs|k))?)/iu;
const CAN_DO =
  /\bcan (?:only )?(?:do|go|manage|give) (?:up to |max |like |maybe )*(?<amount>[$€£₹]?\s?\d{2,}[\d.,]*)(?!\s?(?:hrs?|hours?|days?|weeks?|%|people|of))/iu;

function budgetOf(said: string, known: Slots): string | undefined {
  const most = AT_MOST.exec(said)?.groups?.['most'];
  if (most !== undefined) return most;
  if (NOT_BUDGET.test(said)) return undefined;
  const money = MONEY.exec(said)?.[0];
  if (BUDGET.test(said)) return money ?? plainAmount(said);
  return known['budget'] === undefined && /^\W*(?:about|around|approx\.?|roughly|like)\b/iu.test(said)
    ? money
    : undefined;
}

const AT_THE_MOST = /(?<![\d.,])(?<amount>\d{2,6}) (?:max|maximum|tops|at most|is all i (?:got|have))\b/iu;
const OR_NOTHING = /(?<amount>\d{3,6})(?:\s?(?:a|per|\/)\s?month)? or (?:i['’]?m|im) out\b/iu;

function plainAmount(said: string): string | undefined {
  return (PLAIN_NUMBER.exec(said) ?? CAN_DO.exec(said) ?? OR_NOTHING.exec(said) ?? AT_THE_MOST.exec(said))?.groups?.[
    'amount'
  ];
}

const TIMELINE =
  /\b(?:as soon as possible|asap|immediately|right away|(?:by|before|until|in|within|around) (?:the )?(?:end of )?(?:next |about |the next )?(?:(?:\d{1,2}|one|two|three|four|five|six|a few|couple of) )?(?:days?|weeks?|months?|quarters?|year)|(?:this|next) (?:week|month|quarter|year|spring|summer|autumn|fall|winter)|(?:by|before|until|start(?:ing)?(?: on)?|next) (?:next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:in|by|before|start in|from) (?:january|february|march|april|june|july|august|september|october|november|december|christmas|new year|diwali))\b/iu;

/** What the value of a time frame must hold: a span, a day, a month or a season. */
export const TIME_WORDS =
  /^(?=.{2,60}$).*(?:asap|soon|immediate|right away|now|today|tomorrow|tonight|day|week|month|quarter|year|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|\p{Nd}|din|hafte|mahine|saal|jaldi|turant|दिन|हफ़्ते|हफ्ते|महीने|साल|जल्द|तुरंत|वार)/iu;

function needOf(said: string, known: Slots): string | undefined {
  const need = NEED.exec(said)?.groups?.['need'];
  if (need === undefined || NOT_NEEDS.test(need)) return undefined;
  return known['need'] === undefined || EXPLICIT_NEED.test(said) ? need : undefined;
}

const NEED =
  /\b(?:we need|i need|we want|i want|looking to|looking for|need help (?:with|automating)|we struggle with|struggling with|our (?:biggest |main )?(?:problem|challenge|pain)(?: point)? is|trying to)\s+(?:to )?(?<need>[^.!?\n]{4,120})/iu;
const EXPLICIT_NEED = /\b(?:we need|i need|problem is|challenge is|pain is|struggle with)\b/iu;
/** What people need of the conversation, not of the product. */
const NOT_NEEDS =
  /^(?:(?:ask|think|talk|speak|check|discuss|know|hear|see|wait|consult|go ahead|proceed|buy|sign|pay|start|stop|cancel|unsubscribe|learn|understand|decide|convince|run (?:it|this)|get back|opt out|it\b|this\b|that\b|you\b|some time|more (?:time|info|details)|approval|permission)\b|(?:a|an|the|your|some)? ?(?:demo|dpa|nda|call|quote|person|human|agent|refund|discount|price|contract|better price|day or two|few days)\b)/iu;

/** Slots are kept short: they are shown in replies and to operators. Graphemes. */
const MAX_SLOT_LENGTH = 120;

function tidy(value: string): string {
  return fitGraphemes(value, MAX_SLOT_LENGTH).replace(/[\s,.;:]+$/, '');
}
