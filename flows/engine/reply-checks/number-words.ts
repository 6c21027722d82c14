/** Numbers that are written as words, English and Hindi. */

const ENGLISH_SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
/** 0 to 99: Hindi has a word of its own for each. */
const HINDI_SMALL =
  'शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस ' +
  'बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस ' +
  'चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ ' +
  'साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी ' +
  'अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे';
const HINDI_OTHER_SPELLINGS: Readonly<Record<string, number>> = { पांच: 5, छः: 6, छे: 6, पन्द्रह: 15, डेढ़: 1.5, ढाई: 2.5 };

const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  grand: 1000,
  k: 1000,
  lakh: 100_000,
  lakhs: 100_000,
  lac: 100_000,
  million: 1_000_000,
  crore: 10_000_000,
  crores: 10_000_000,
  सौ: 100,
  हज़ार: 1000,
  हजार: 1000,
  लाख: 100_000,
  करोड़: 10_000_000,
};

const normal = (word: string): string => word.normalize('NFKC');
const numbered = (words: string, from: number, step: number): [string, number][] =>
  words.split(' ').map((word, index) => [normal(word), from + index * step]);

const UNITS: ReadonlyMap<string, number> = new Map([
  ...numbered(ENGLISH_SMALL, 0, 1),
  ...numbered(ENGLISH_TENS, 20, 10),
  ...numbered(HINDI_SMALL, 0, 1),
  ...Object.entries(HINDI_OTHER_SPELLINGS).map(([word, value]): [string, number] => [normal(word), value]),
]);
const SCALE_VALUES: ReadonlyMap<string, number> = new Map(
  Object.entries(SCALES).map(([word, value]) => [normal(word), value]),
);

/** What a word multiplies by; undefined when it is no scale. */
export function scaleOf(word: string): number | undefined {
  return SCALE_VALUES.get(word.toLowerCase());
}

/** 0..99 of a single word (also `twenty-five`); undefined when it is no number. */
function smallNumberOf(word: string): number | undefined {
  const known = UNITS.get(word);
  if (known !== undefined) return known;
  const [tens, ones, ...rest] = word.split('-').map((part) => UNITS.get(part));
  return tens !== undefined && ones !== undefined && rest.length === 0 ? tens + ones : undefined;
}

/** Whether a word may be part of a number in words. */
export function isNumberWord(word: string): boolean {
  const lower = word.toLowerCase();
  return smallNumberOf(lower) !== undefined || SCALE_VALUES.has(lower);
}

/** A number in words and where it stands; UTF-16 offsets. */
export interface SpokenNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** All numbers in words of a text: `five hundred`, `a thousand`, `पाँच सौ`, `two thousand and fifty`. */
export function spokenNumbers(text: string): SpokenNumber[] {
  const found: SpokenNumber[] = [];
  let open: Reading | undefined;
  const close = (): void => {
    if (open !== undefined) found.push({ value: open.total + open.current, start: open.start, end: open.end });
    open = undefined;
  };
  for (const match of text.matchAll(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu)) {
    const word = match[0].toLowerCase();
    const end = match.index + match[0].length;
    if (open !== undefined && !/^[ -]{0,2}$/.test(text.slice(open.seenTo, match.index))) close();
    if (open !== undefined && word === 'and') {
      open = { ...open, seenTo: end };
      continue;
    }
    open =
      read(open, word, { start: match.index, end }) ?? (close(), read(undefined, word, { start: match.index, end }));
  }
  close();
  return found;
}

interface Reading {
  readonly total: number;
  readonly current: number;
  readonly start: number;
  readonly end: number;
  /** How far words were looked at, `and` included. */
  readonly seenTo: number;
}

/** Reads on; undefined when the word does not continue the number. */
function read(open: Reading | undefined, word: string, span: { start: number; end: number }): Reading | undefined {
  const before = open ?? { total: 0, current: 0, start: span.start };
  const at = { start: before.start, end: span.end, seenTo: span.end };
  const small = smallNumberOf(word);
  const scale = SCALE_VALUES.get(word);
  if (small !== undefined) {
    return open === undefined || continues(before.current, small)
      ? { ...at, total: before.total, current: before.current + small }
      : undefined;
  }
  // A bare "hundred" is one ("a hundred"); a bare "k" is a letter.
  if (scale === undefined || (open === undefined && word === 'k')) return undefined;
  const times = before.current === 0 ? 1 : before.current;
  return scale === 100
    ? { ...at, total: before.total, current: times * 100 }
    : { ...at, total: before.total + times * scale, current: 0 };
}

/** "five hundred" takes any small number, "twenty" only ones; "five" takes none. */
function continues(current: number, small: number): boolean {
  if (current % 100 === 0) return true;
  return current % 10 === 0 && current % 100 >= 20 && small < 10;
}
