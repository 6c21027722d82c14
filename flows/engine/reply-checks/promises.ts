import { isNegated } from './negation.ts';
import type { Sources } from './sources.ts';
import { spokenNumbers } from './number-words.ts';

/**
 * Whether a reply binds the business to what it never stated: guarantees, refunds, gifts, terms, approvals, dates and figures of
 * success. A kind of promise that the sources make may be repeated; its figures must be theirs. `reply` is plain.
 */
export function inventsPromise(reply: string, { stated }: Sources): boolean {
  return KINDS.some((pattern) => isNew(reply, stated, pattern)) || inventsFigure(reply, stated);
}

function isNew(reply: string, stated: string, pattern: RegExp): boolean {
  const match = [...reply.matchAll(pattern)].find(({ index }) => !isNegated(reply, index));
  return match !== undefined && stated.search(pattern) < 0;
}

/** One line a kind. Letters of Hindi are no word characters to `\b`, so its words stand without. */
const KINDS: readonly RegExp[] = [
  /\bguarantee(?:d|s|ing)?\b|\bassured results?\b|\bwarrant(?:y|ies|ed)\b|गारंटी|गारण्टी|वारंटी/giu,
  /\brefund(?:s|ed|able|ing)?\b|\bmoney[- ]back\b|\bget your money back\b|रिफंड|रिफ़ंड|पैसे वापस|पैसा वापस/giu,
  /\b(?:for free|free of (?:charge|cost)|complimentary|at no (?:extra |additional )?(?:cost|charge)|no charge|on the house|free (?:trials?|pilots?|months?|weeks?|set-?up|deliver(?:y|ies)|shipping|samples?|gifts?|consultations?|audits?|demos?|training|support|plan|upgrade|version)|(?:totally|completely|absolutely|entirely) free\b|(?:everything|all of (?:it|this|that))(?: is|'s) free\b|(?:is|are|it's|that's|be) free(?! to| of| for| up| on| at| next| this| tomorrow| today))\b|मुफ़्त|मुफ्त|निःशुल्क|फ्री में|बिना किसी शुल्क/giu,
  /\b(?:risk[- ]free|no[- ]risk|zero risk|no strings attached|no obligations?|cancel (?:it )?(?:at )?any ?time|no (?:long[- ]term )?contracts?|no lock-?in)\b|कभी भी रद्द|बिना जोखिम/giu,
  /\b(?:lifetime|unlimited|forever free|24\/7|24x7|round[- ]the[- ]clock|24 hours a day)\b|आजीवन|असीमित|चौबीसों घंटे/giu,
  /\b(?:hipaa|gdpr|soc ?2|iso[ -]?\d{4,5}|pci(?:[- ]dss)?|(?:fully )?certified|accredited|fda[- ]approved)\b|प्रमाणित/giu,
  /\b(?:i|we)(?:'ve| have|'ll| will)?(?: just| already| gladly)? (?:approved?|waived?|credited?|upgraded?|cancelled|canceled|placed|booked|reserved|processed)\b|\bhas been (?:approved|waived|credited|refunded|upgraded|cancelled|canceled|placed|booked|shipped|dispatched)\b|मंज़ूर कर दिया|बुक कर दिया/giu,
  /\b(?:i|we) (?:promise|swear|vow|commit)\b|\byou have (?:my|our) word\b|\bmark my words\b|वादा करत|वचन देत/giu,
  /\b(?:double|triple|quadruple|10x|tenfold)\b(?= (?:your|the|their) (?:sales|revenues?|profits?|leads?|conversions?|income|business|output))|दोगुना|तिगुना/giu,
  /\b(?:number one|no\. ?1|#1|best in (?:the )?(?:world|market|industry|country)|industry[- ]leading|award[- ]winning|market leaders?)\b|सबसे अच्छी कंपनी|नंबर वन/giu,
  /\b(?:deliver(?:ed|y|s)?|arrives?|arriving|ship(?:ped|s)?|dispatched|at your door|live|ready|launch(?:ed)?|installed|up and running|done|completed|finished)\b[^.!?,;]{0,30}\b(?:today|tonight|tomorrow|overnight|same[- ]day|next[- ]day|instantly|immediately|by (?:the end of )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|this week|the week|the month|eod)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b|\b(?:same|next)[- ]day (?:delivery|shipping|installation|set-?up)\b|(?:आज|कल|परसों|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार)[^.!?।,]{0,24}(?:पहुँच|पहुंच|डिलीवर|मिल जाए|तैयार)/giu,
];

const UNIT =
  '(?:hours?|hrs?|days?|weeks?|months?|minutes?|mins?|years?|business days|working days|घंटे|घंटों|दिन|दिनों|हफ़्ते|हफ्ते|सप्ताह|महीने|महीनों|मिनट|साल)'.normalize(
    'NFKC',
  );
const FIGURE_VERB =
  '(?:sav(?:e|es|ed|ing)|cuts?|reduc(?:e|es|ing)|free(?:s|ing)? up|within|in under|in less than|in just|in only|live in|ready in|done in|set up in|up in|deliver(?:ed|y|s)? in|ship(?:s|ped)? in|respon(?:d|se) (?:within|in)|takes?(?: only| just| about| around)?|बच(?:त|ाते|ाएँ|ाएं|ेंगे)?|के अंदर|के भीतर)';
const FIGURE = new RegExp(
  String.raw`(?<![\p{L}\p{M}])${FIGURE_VERB}(?![\p{L}\p{M}])[^.!?।\d]{0,24}?(?<number>\d+(?:[.,]\d+)?)(?:\s*(?:-|to|or)\s*(?<upper>\d+|more))?[ +-]*(?:more |or more |business |working )*(?<unit>${UNIT})(?![\p{L}\p{M}])`.normalize(
    'NFKC',
  ),
  'giu',
);
const ANY_FIGURE = new RegExp(
  String.raw`(?<number>\d+(?:[.,]\d+)?)(?:\s*(?:-|to|or)\s*(?<upper>\d+|more))?[ +-]*(?:more |or more |business |working )*(?<unit>${UNIT})(?![\p{L}\p{M}])`,
  'giu',
);

/** Spans of time that are promised ("save 40 hours", "live within 3 days") must be the sources'. */
function inventsFigure(reply: string, stated: string): boolean {
  const promised = figuresIn(withDigits(reply), FIGURE);
  if (promised.length === 0) return false;
  const known = new Set(figuresIn(withDigits(stated), ANY_FIGURE));
  return promised.some((figure) => !known.has(figure));
}

function figuresIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(({ groups }) => {
    const unit = unitOf(groups?.['unit'] ?? '');
    const upper = groups?.['upper'];
    return [groups?.['number'], upper === 'more' ? undefined : upper].flatMap((number) =>
      number === undefined ? [] : [`${Number(number.replace(',', '.'))} ${unit}`],
    );
  });
}

/** "four weeks" → "4 weeks". */
function withDigits(text: string): string {
  let written = text;
  for (const { value, start, end } of spokenNumbers(text).toReversed()) {
    written = `${written.slice(0, start)}${value}${written.slice(end)}`;
  }
  return written;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(?:h|घंट)/u, 'hour'],
  [/(?:days?$|^दिन)/u, 'day'],
  [/^(?:w|ह|सप्ताह)/u, 'week'],
  [/^(?:min|मिनट)/u, 'minute'],
  [/^(?:mo|महीन)/u, 'month'],
  [/^(?:y|साल)/u, 'year'],
];

function unitOf(word: string): string {
  return UNITS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? word;
}
