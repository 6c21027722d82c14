import type { Slots } from '../../contracts/dialogue.ts';

/**
 * The slots a message fills, by patterns that would rather miss than guess. A slot that is known is only replaced where the
 * customer states it outright.
 */
export function extractSlots(text: string, known: Slots): Slots {
  const said = text.slice(0, 1000);
  const found = {
    name: nameOf(said),
    company: COMPANY.exec(said)?.groups?.['company'] ?? FROM_COMPANY.exec(said)?.groups?.['company'],
    budget: budgetOf(said, known),
    timeline: TIMELINE.exec(said)?.[0]?.toLowerCase(),
    need: needOf(said, known),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([slot, value]) => (value === undefined ? [] : [[slot, tidy(value)] as const])),
  );
}

function nameOf(said: string): string | undefined {
  const name = NAME.exec(said)?.groups?.['name'];
  const first = name?.split(/\s/)[0]?.toLowerCase() ?? '';
  return NOT_NAMES.has(first) ? undefined : name;
}

function needOf(said: string, known: Slots): string | undefined {
  const need = NEED.exec(said)?.groups?.['need'];
  return known['need'] === undefined || EXPLICIT_NEED.test(said) ? need : undefined;
}

const NAME =
  /\b(?:[Mm]y name is|[Mm]y name's|[Nn]ame is|[Cc]all me|[Tt]his is|[Ii] am|[Ii]['’]?m)\s+(?<name>\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30})?)(?=$|[\s,.!;])/u;
const NOT_NAMES = new Set(
  'interested looking not a an the in from so very just sure sorry ready fine good okay ok worried afraid skeptical drowning happy curious keen too here at busy trying using with going new still only done also really glad tired based currently thinking wondering having getting your our'.split(
    ' ',
  ),
);
const COMPANY =
  /\b(?:my|our) (?:company|business|agency|firm|startup|shop) (?:is called|is named|name is|is)\s+(?<company>\p{Lu}[\p{L}\p{N}&.'-]*(?:\s\p{Lu}[\p{L}\p{N}&.'-]*){0,3})/u;
const FROM_COMPANY =
  /\b(?:from|at|work for|working for)\s+(?<company>\p{Lu}[\p{L}\p{N}&'-]+(?:\s\p{Lu}[\p{L}\p{N}&'-]+){0,3})/u;
const MONEY =
  /(?:[$€£₹]\s?\d[\d.,]*\s?(?:k|lakh|million)?|\b\d[\d.,]*\s?(?:k\b|lakhs?\b|usd\b|eur\b|inr\b|dollars?\b|euros?\b|rupees?\b|pounds?\b))(?:\s?(?:a|per|\/)\s?(?:month|year|mo)\b)?/iu;
const BUDGET = /\b(?:budget|spend|set aside|allocated|afford|pay|limit|up to|max(?:imum)?)\b/iu;
const PLAIN_NUMBER = /\bbudget\b[^\d]{0,20}(?<amount>\d[\d.,]*)/iu;
const TIMELINE =
  /\b(?:as soon as possible|asap|immediately|right away|(?:by|before|until|in|within|around) (?:the )?(?:end of )?(?:next |about |the next )?(?:(?:\d{1,2}|one|two|three|four|five|six|a few|couple of) )?(?:days?|weeks?|months?|quarters?|year)|(?:this|next) (?:week|month|quarter|year|spring|summer|autumn|fall|winter)|(?:in|by|start in) (?:january|february|march|april|june|july|august|september|october|november|december))\b/iu;
const NEED =
  /\b(?:we need|i need|we want|i want|looking to|looking for|need help (?:with|automating)|we struggle with|struggling with|our (?:biggest |main )?(?:problem|challenge|pain)(?: point)? is|trying to)\s+(?:to )?(?<need>[^.!?\n]{4,120})/iu;
const EXPLICIT_NEED = /\b(?:we need|i need|problem is|challenge is|pain is|struggle with)\b/iu;

function budgetOf(said: string, known: Slots): string | undefined {
  const plain = PLAIN_NUMBER.exec(said)?.groups?.['amount'];
  const money = MONEY.exec(said)?.[0];
  if (BUDGET.test(said)) return money ?? plain;
  return known['budget'] === undefined && /^\W*(?:about|around|approx\.?|roughly|like)\b/iu.test(said)
    ? money
    : undefined;
}

/** Slots are kept short: they are shown in replies and to operators. */
function tidy(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .replace(/[\s,.;:]+$/, '')
    .trim()
    .slice(0, 120);
}
