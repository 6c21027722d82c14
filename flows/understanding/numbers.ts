import type { Language } from '../../contracts/dialogue.ts';

/** No letter, mark or digit stands here. `\b` knows only Latin letters. */
export const EDGE_BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';
export const EDGE_AFTER = '(?![\\p{L}\\p{M}\\p{N}])';

const WORDS: ReadonlyMap<string, number> = valuesOf({
  english:
    'half 0.5 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 couple 2',
  latin:
    'ek 1 do 2 teen 3 char 4 chaar 4 paanch 5 panch 5 chhe 6 cheh 6 saat 7 aath 8 nau 9 das 10 gyarah 11 barah 12 pandrah 15 bees 20 pachees 25 tees 30 chalis 40 pachaas 50 pachas 50 aadha 0.5 adha 0.5 aadhi 0.5 dedh 1.5 dhai 2.5 sava 1.25 sawa 1.25',
  devanagari:
    'एक 1 दो 2 तीन 3 चार 4 पांच 5 पाँच 5 छह 6 छः 6 सात 7 आठ 8 नौ 9 दस 10 ग्यारह 11 बारह 12 पंद्रह 15 बीस 20 पच्चीस 25 तीस 30 चालीस 40 पचास 50 साठ 60 सत्तर 70 अस्सी 80 नब्बे 90 आधा 0.5 आधी 0.5 डेढ़ 1.5 ढाई 2.5 सवा 1.25',
});

const SCALES: ReadonlyMap<string, number> = valuesOf({
  english:
    'hundred 1e2 k 1e3 thousand 1e3 million 1e6 mn 1e6 lakh 1e5 lakhs 1e5 lac 1e5 lacs 1e5 crore 1e7 crores 1e7 cr 1e7',
  latin: 'sau 1e2 hazaar 1e3 hazar 1e3 hajar 1e3',
  devanagari: 'सौ 1e2 हजार 1e3 हज़ार 1e3 लाख 1e5 करोड़ 1e7',
});

/** Words that each stand before their value. */
function valuesOf(lists: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const pairs = Object.values(lists).flatMap((list) => [...list.matchAll(/(\S+) (\S+)/g)]);
  return new Map(pairs.map(([, word = '', value]) => [word, Number(value)]));
}

const DIGITS =
  '(?:[\\p{Nd}]{1,3}(?:[,.\\u00a0\\u202f][\\p{Nd}]{2,3})+(?:[.,][\\p{Nd}]{1,2})?(?![\\p{Nd}])|[\\p{Nd}]+(?:[.,][\\p{Nd}]+)?)';
const FRACTION = '(?:[1-9]/[2-9](?!\\p{Nd})|[¼½¾])';
/** Longer words first, so that "do" does not cut "dozen". */
const WORD = `(?:${[...WORDS.keys()].toSorted((a, b) => b.length - a.length).join('|')})`;
const SCALE_WORD = '(?:hundred|sau|सौ|thousand|hazaar|hazar|hajar|हजार|हज़ार|lakhs?|lacs?|लाख|crores?|करोड़|million)';

/** Source of a pattern for how often: `k` and the words for hundred up to crore. */
export const SCALE: string = `(?:\\s?(?:k|cr|mn)${EDGE_AFTER}|\\s?-?${SCALE_WORD}${EDGE_AFTER})`;
/** Source of a pattern for a number in digits or in English or Hindi words. Has no groups. */
export const NUMBER: string = `(?:${FRACTION}|${DIGITS}|${EDGE_BEFORE}half an? ${SCALE_WORD}${EDGE_AFTER}|${EDGE_BEFORE}(?:an? )?${WORD}(?:[ -](?:${WORD}|${SCALE_WORD})){0,3}${EDGE_AFTER}|${EDGE_BEFORE}(?:a )?${SCALE_WORD}${EDGE_AFTER})`;

/** Whether a word is a number or a scale, in English or Hindi. */
export function isNumberWord(word: string): boolean {
  const said = word.toLowerCase();
  return WORDS.has(said) || SCALES.has(said);
}

/** The number that a match of NUMBER, with or without SCALE, says; undefined when it does not hold together. */
export function parseNumber(said: string, language: Language): number | undefined {
  const text = said.toLowerCase().trim();
  const digits = new RegExp(`^(?:${FRACTION}|${DIGITS})`, 'u').exec(text)?.[0];
  const rest = (digits === undefined ? text : text.slice(digits.length)).split(/[\s-]+/).filter((word) => word !== '');
  const start = digits === undefined ? undefined : parseDigits(digits, language);
  return inWords(rest, start);
}

function inWords(words: readonly string[], start: number | undefined): number | undefined {
  const known = words.filter((word) => !/^an?$/.test(word));
  if (!known.every((word) => WORDS.has(word) || SCALES.has(word))) return undefined;
  let total = 0;
  let current = start;
  for (const word of known) {
    const scale = SCALES.get(word);
    if (scale === undefined) current = (current ?? 0) + (WORDS.get(word) ?? 0);
    else if (scale === 100) current = (current ?? 1) * scale;
    else [total, current] = [total + (current ?? 1) * scale, 0];
  }
  const value = total + (current ?? 0);
  return value > 0 && Number.isFinite(value) ? value : undefined;
}

/**
 * Whether a Hindi number word is one of another language: "do packets come sealed", "teen years", "was kostet das Kilo". In a
 * conversation that is not in Hindi they count only before a singular, and "das" not at all.
 */
export function isOtherWord(number: string, unit: string, language: Language): boolean {
  if (language === 'hi' || !AMBIGUOUS.test(number)) return false;
  return /^das$/i.test(number) || /s$/i.test(unit);
}

const AMBIGUOUS = /^(?:do|teen|char|das|bees|nau)$/i;

/** Languages that write 1.500 for fifteen hundred. */
const POINT_GROUPS: ReadonlySet<Language> = new Set(['de', 'es', 'it', 'nl', 'pt', 'tr']);
const VULGAR: Readonly<Record<string, number>> = { '¼': 0.25, '½': 0.5, '¾': 0.75 };

function parseDigits(said: string, language: Language): number {
  if (VULGAR[said] !== undefined) return VULGAR[said];
  const [over, under] = said.split('/').map(Number);
  if (over !== undefined && under !== undefined) return over / under;
  const plain = said.replace(/\p{Nd}/gu, digitOf);
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last < 0) return Number(plain.replace(/\D/g, ''));
  const decimals = plain.length - last - 1;
  const sign = plain.charAt(last);
  const signs = plain.split(sign).length - 1;
  const isMixed = plain.includes('.') && plain.includes(',');
  const isGroup = !isMixed && (signs > 1 || (decimals === 3 && (sign === ',' || POINT_GROUPS.has(language))));
  if (isGroup) return Number(plain.replace(/\D/g, ''));
  return Number(`${plain.slice(0, last).replace(/\D/g, '')}.${plain.slice(last + 1)}`);
}

/** Devanagari digits as ours; anything else stays. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code >= 0x966 && code <= 0x96f ? String(code - 0x966) : sign;
}
