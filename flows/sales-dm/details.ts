import type { Slots } from '../../contracts/dialogue.ts';
import type { ExtractInput } from '../engine/definition.ts';

type Found = Pick<ExtractInput, 'text'> & Partial<Pick<ExtractInput, 'entities'>>;

/** The last e-mail address of a message, in lower case. */
export function emailIn({ entities = [] }: Found): string | undefined {
  return entities.flatMap((entity) => (entity.kind === 'email' ? [entity.address] : [])).at(-1);
}

/** The last phone number of a message: E.164, or its digits where no country is known and it is called a number. */
export function phoneIn({ text, entities = [] }: Found): string | undefined {
  const known = entities.flatMap((entity) => (entity.kind === 'phone' ? [entity.number] : [])).at(-1);
  return known ?? CALLED_NUMBER.exec(text)?.groups?.['digits']?.replace(/[\s-]/g, '');
}

const CALLED_NUMBER =
  /(?:number|phone|mobile|whats ?app|call me (?:on|at)|reach me (?:on|at)|नंबर|फ़ोन|फोन|मोबाइल)[^\p{Nd}@\n]{0,12}(?<digits>\p{Nd}(?:[\s-]?\p{Nd}){8,13})(?!\p{Nd})/iu;

/** "8 people", "3 receptionists", "team of five". A known size is replaced by a total only. */
export function teamIn(said: string, known: Slots): string | undefined {
  const { size, of: ofSize } = TEAM.exec(said)?.groups ?? {};
  const found = size ?? (ofSize === undefined ? undefined : `${ofSize} people`);
  return known['team'] === undefined || IN_TOTAL.test(said) ? found : undefined;
}

/** "60 a day", "400 invoices/month", "din me 80 order". */
export function volumeIn(said: string): string | undefined {
  return (VOLUME.exec(said) ?? VOLUME_IN_HINDI.exec(said))?.[0].trim();
}

const COUNT =
  '(?:\\p{Nd}{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|do|teen|chaar|paanch|दो|तीन|चार|पाँच|दस)';
const WHO =
  'people|ppl|persons?|employees|staff|receptionists?|agents?|colleagues|members|assistants?|clerks?|log|logon|लोग|लोगों|कर्मचारी';
const TEAM = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<size>${COUNT}[ -]?(?:${WHO}))|team of (?<of>${COUNT}))(?![\\p{L}\\p{M}])`.normalize('NFKC'),
  'iu',
);
const IN_TOTAL = /\b(?:in total|total|overall|all together|altogether)\b|कुल|kul/iu;
/** A bare number counts by the day or week; by the month it might be an amount of money. */
const VOLUME =
  /(?<![\p{L}\p{N}.,$€£₹])\p{Nd}{1,6}(?:(?:\s(?!dollars?|euros?|eur|usd|pounds?|quid|bucks|rupees?|rs|inr|k|lakh)\p{L}+){1,2}\s?(?:(?:a|an|per|every|each)\s|\/\s?)month|(?:\s(?!dollars?|euros?|eur|usd|pounds?|quid|bucks|rupees?|rs|inr)\p{L}+){0,2}\s?(?:(?:a|an|per|every|each)\s|\/\s?)(?:day|week|hour))(?![\p{L}])/iu;
const VOLUME_IN_HINDI = new RegExp(
  `(?<![\\p{L}])(?:roz|(?:din|hafte|mahine) (?:me|mein)|रोज़|(?:दिन|हफ़्ते|महीने) में)(?:\\s(?:lagbhag|karib|लगभग|करीब))?\\s\\p{Nd}{1,6}(?:\\s(?:orders?|bills?|calls?|ऑर्डर|बिल|फ़ोन))?`.normalize(
    'NFKC',
  ),
  'iu',
);
