import type { OrderTalk, ProductSaid, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { ProductPhrase } from '../../contracts/commerce/shop.ts';
import type { Language } from '../../contracts/dialogue.ts';
import { parseOrder } from '../quantities/parse-order.ts';
import type { OrderContext } from '../quantities/reading.ts';
import { isNo, isYes } from '../understanding/repair-cues.ts';
import { withMore } from './adding.ts';
import { broughtTogether } from './brought-together.ts';
import { fitSaid, pairSaid } from './fitting.ts';
import { joinedFragments } from './fragments.ts';
import { withoutHesitation } from './hesitation.ts';
import { sizesBeside } from './match.ts';
import { withoutOrderMention } from './order-mention.ts';
import { withoutOtherLanguage } from './other-language.ts';
import { withoutAssent, withoutReason } from './reasons.ts';
import { namedBySize } from './same-kind.ts';

/** The items of a message, line by line as they were said. */
export function talkOf(lines: readonly string[], language: Language, isAnswer = false): readonly OrderTalk[] {
  return lines.flatMap((line) => talkOfLine(line, { language, isAnswer }));
}

/** The items of an answer to "which one?": a size or a trait alone is one too. */
export function choiceTalkOf(text: string, language: Language): readonly OrderTalk[] {
  return talkOfLine(text, { language, isAnswer: true, isChoice: true });
}

function talkOfLine(line: string, context: OrderContext): readonly OrderTalk[] {
  const said = withoutHesitation(
    withoutOrderMention(withoutReason(withoutAssent(withoutOtherLanguage(joinedFragments(line))))),
  );
  return withMore(line, namedBySize(broughtTogether(parseOrder(said, context), line)));
}

/** What has to be searched for to understand the talk. */
export function phrasesOf(talk: readonly OrderTalk[], language: Language): readonly ProductPhrase[] {
  return talk.flatMap((one): ProductPhrase[] => {
    if (one.kind === 'same_as_last' || one.kind === 'clear') return [];
    if (one.kind === 'keep') return one.products.flatMap((kept) => phraseOf(kept, language));
    const sizes = 'sizes' in one ? one.sizes : [];
    const named =
      one.product === undefined
        ? []
        : [
            { text: one.product, sizes: one.kind === 'replace' ? [] : sizes, language },
            ...measured(one, language),
            ...partsOf(one.product, sizes, language),
          ];
    return one.kind === 'replace' ? [...named, { text: one.by, sizes, language }] : named;
  });
}

/** "Milk 2 litres": where the amount may be a size, what has that name in any size too. */
function measured(one: OrderTalk, language: Language): readonly ProductPhrase[] {
  if (!('sizes' in one) || one.kind === 'replace' || one.product === undefined) return [];
  const sizes = sizesBeside(one);
  return sizes.length === one.sizes.length ? [] : [{ text: one.product, sizes, language }];
}

/** What is looked for besides: goods that go with others, by themselves. */
function partsOf(words: string, sizes: readonly SpokenSize[], language: Language): readonly ProductPhrase[] {
  const fit = fitSaid(words)?.product;
  const pair = pairSaid(words);
  return [
    ...(fit === undefined ? [] : [{ text: fit, sizes: [], language }]),
    ...(pair === undefined
      ? []
      : [
          { text: pair.head, sizes, language },
          { text: pair.tail, sizes: [], language },
        ]),
  ];
}

function phraseOf({ product, sizes }: ProductSaid, language: Language): readonly ProductPhrase[] {
  return product === undefined ? [] : [{ text: product, sizes, language }];
}

/** A yes in so many words; nothing that merely resembles one, or says yes to something else. */
export function saysYes(text: string, language: Language): boolean {
  return (isYes(text, language) && !NO_CONSENT.test(text.trim())) || CONFIRMS.test(text.trim());
}

/** A yes to "shall I cancel?" as well as "yes". */
export function saysCancel(text: string, language: Language): boolean {
  return saysYes(text, language) || CANCELS.test(text.trim());
}

/**
 * What answers other questions with a yes, and would bind the customer here: "done" ends a list of items, "remove it" is about an
 * item, "cancel it" is the opposite of what was asked.
 */
const NO_CONSENT = /(?:^|[^\p{L}])(?:done|cancel|drop|stop|delete|remove|scrap|hata|रद्द|हटा)(?![\p{L}\p{M}])/iu;
const CANCELS =
  /^(?:(?:yes|ya|yeah|yep|yup|y|sure|ok|okay|please|pls|haan|ha|ji|हाँ|जी)[\s,.!]+)*(?:cancel|drop|delete|scrap) (?:it|this|that|everything|the order|my order)(?:[\s,]+(?:please|now))*[\s.!]*$/iu;

const CONFIRMS =
  /^(?:(?:yes|ya|ok|okay|haan|ha|ji|हाँ|हां|जी)[\s,.!]*)*(?:confirm(?:ed)?(?: (?:it|the order|order|kar do|karo))?|place(?: (?:it|this|that|the order|my order|order|now))?|order (?:it|kar do|karo|now)|book (?:it|kar do)|(?:ऑर्डर|order) (?:कर दो|कर दीजिए|पक्का|पक्का करो|kar dijiye)|पक्का(?: करो| कर दो)?|कन्फ़र्म(?: करो| कर दो)?)(?:[\s,]+(?:please|now|plz|pls|thanks|thank you))*[\s.!]*$/iu;

/** A no in so many words. */
export function saysNo(text: string, language: Language): boolean {
  return isNo(text, language) || NOTHING.test(text.trim());
}

const NOTHING =
  /^(?:none(?: of (?:them|these|those))?|neither|nothing|leave it|skip (?:it|that)|कोई नहीं|koi nahi+n?|rehne do|रहने दो)[\s.!]*$/iu;

/** "I want nothing", of all that was spoken of. */
export function wantsNothing(text: string): boolean {
  return WANTS_NOTHING.test(text.trim());
}

const WANTS_NOTHING =
  /^(?:(?:no|nahi|sorry|नहीं)[\s,.!]*)*(?:i (?:do not|don['’]?t) (?:want|need) anything(?: any ?more)?|(?:mujhe )?(?:kuch|kuchh|ab kuch) (?:bhi )?nahi+n? chahiye|(?:मुझे )?(?:अब )?कुछ (?:भी )?नहीं चाहिए)[\s.!]*$/iu;

/** Nothing more is wanted: the order may be read back. */
export function saysDone(text: string, language: Language): boolean {
  return DONE.test(text.trim()) || isNo(text, language);
}

const DONE =
  /^(?:(?:no|nope|ok|okay|nahi|bas|thanks?|नहीं|बस)[\s,.!]*)*(?:(?:i(?:['’]?m| am)|we(?:['’]re| are)) (?:done|finished)|done|that(?:['’]?s| is| will be|['’]?ll be) (?:all|it|everything)(?: for (?:now|today))?|nothing (?:else|more)|no more|check ?out|(?:finish|complete)(?: (?:the|my) order)?|(?:place|confirm|book) (?:the|my|this)? ?order|order now|bas(?: itna hi| ho gaya)?|itna hi|ho gaya|aur kuch nahi+n?|बस(?: इतना ही)?|इतना ही|हो गया|और कुछ नहीं|ऑर्डर कर (?:दो|दीजिए))(?:[\s,]+(?:please|thanks|thank you|now|hai|है|करें))*[\s.!]*$/iu;

/** The number of an option that was chosen, from 1, of so many: "2", "the second one", "pehla wala". */
export function optionSaid(text: string, count: number): number | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[٠-٩०-९]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  const digits =
    /^(?:(?:option|number|no\.?|nr\.?|slot|#)\s*)?(?<n>\d{1,2})(?:\s*[).:]|(?:st|nd|rd|th)?(?: one| slot| option| wala| वाला)?(?: please)?)?[.!]*$/u.exec(
      said,
    )?.groups?.['n'];
  if (digits !== undefined) return inRange(Number(digits), count);
  const index = ORDINALS.findIndex((pattern) => pattern.test(said));
  if (index >= 0) return inRange(index + 1, count);
  return LAST.test(said) ? count : undefined;
}

function inRange(number: number, count: number): number | undefined {
  return number >= 1 && number <= count ? number : undefined;
}

const ordinal = (words: string): RegExp =>
  new RegExp(
    `^(?:(?:the|i'd like the|i want the|take the|give me the)\\s+)?(?:${words})(?:\\s+(?:one|slot|option|please|wala|wali|वाला|वाली|hi|ही))*[.!]*$`,
    'u',
  );
const ORDINALS: readonly RegExp[] = [
  ordinal('first|1st|pehla|pehli|pahla|पहला|पहली|पहले'),
  ordinal('second|2nd|dusra|doosra|dusri|दूसरा|दूसरी'),
  ordinal('third|3rd|teesra|tisra|teesri|तीसरा|तीसरी'),
  ordinal('fourth|4th|chautha|चौथा'),
  ordinal('fifth|5th|paanchva|पाँचवाँ'),
  ordinal('sixth|6th|छठा'),
];
const LAST = /^(?:the )?last(?: one| slot| option)?[.!]*$/u;
