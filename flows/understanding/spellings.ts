/** How a known value is spelled right. */
export interface Spelling {
  readonly letter: string;
  /** How many times in a row; 0: it is left out. */
  readonly count: number;
  /** The letter it stands in place of: the c of "with a k, not a c". */
  readonly instead?: string;
}

/** Which letter the right spelling has, and how often: "with two n", "double n hai", "spelt with a k, not a c". Lower case. */
export function spellingOf(sentence: string): Spelling | undefined {
  const dropped = WITHOUT.exec(sentence)?.groups?.['letter'];
  if (dropped !== undefined) return { letter: dropped.toLowerCase(), count: 0 };
  return spellingIn(SWAPPED.exec(sentence)?.groups ?? COUNTED.exec(sentence)?.groups ?? alone(sentence) ?? {});
}

function spellingIn({
  letter,
  count = '',
  instead,
}: Readonly<Record<string, string | undefined>>): Spelling | undefined {
  if (letter === undefined) return undefined;
  const spelling = { letter: letter.toLowerCase(), count: COUNTS.get(count.toLowerCase()) ?? 1 };
  return instead === undefined ? spelling : { ...spelling, instead: instead.toLowerCase() };
}

/** Any other word of a count is a single one. */
const COUNTS: ReadonlyMap<string, number> = new Map(
  Object.entries({ two: 'two double twice 2 do दो डबल dos zwei doppel deux', three: 'three triple 3 teen' }).flatMap(
    ([count, words]) => words.split(' ').map((word) => [word, count === 'two' ? 2 : 3] as const),
  ),
);
const COUNT =
  '(?<count>two|double|2|3|three|triple|do(?! i )|दो|डबल|zwei|dos|deux|one|single|1|ek|एक|ein|una?|(?<=with )an?)';
/** A letter by itself: not the t of "two t-shirts". */
const LETTER = "(?<letter>\\p{L})(?:['’]?s)?(?![\\p{L}\\p{M}\\p{N}'’-])";
const ABOUT_SPELLING = '(?=.*(?:spel|written|write|typo|likh|लिख|स्पेलिंग|geschrieben|schreib|escrib|écri|épel))';

/** "Jon without h", "spelled without an e at the end". */
const WITHOUT =
  /^(?:[\p{L}']+[,\s]+){0,5}(?:without|with no|ohne|sans|sin) (?:an? |the |letter |un |eine? )*(?<letter>\p{L})(?: (?:at the end|please|in it))*$/iu;
/** Beside a word of spelling, anywhere. */
const COUNTED = new RegExp(`^${ABOUT_SPELLING}.*(?<![\\p{L}\\p{M}\\p{N}])${COUNT} ${LETTER}`, 'iu');
const SWAPPED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:with|has|mit|con|avec) (?:an? |the |letter |ein |un )*(?<letter>\\p{L}),? (?:and |und )?(?:not|instead of|rather than|nicht|statt|no|pas) (?:with )?(?:an? |the |letter |ein |un )*(?<instead>\\p{L})(?![\\p{L}\\p{M}\\p{N}'’-])`,
  'iu',
);

function alone(sentence: string): Readonly<Record<string, string | undefined>> | undefined {
  return (TWICE.exec(sentence) ?? IN_IT.exec(sentence) ?? WHOLE.exec(sentence) ?? WHOLE_HINDI.exec(sentence))?.groups;
}

const LEAD = "(?:(?:no|sorry|oops|actually|wait|it's|its|it is|that's|that is|but|nahi|नहीं)[,\\s]+)*";
const IN_NAME = '(?:my|our|the|his|her) (?:(?:first|last|full|company|family) ?|sur)?(?:name|company|firm)';
const TWICE = new RegExp(
  `^${LEAD}(?:there (?:is|are) )?(?:the )?(?<letter>\\p{L}) (?<count>twice|double)(?: please)?$`,
  'iu',
);
/** "Only one s in the company name", "single t please". A bare "one l" is a litre. */
const IN_IT = new RegExp(
  `^${LEAD}(?:only |just )?(?:(?<count>two|double|one|single|an?) ${LETTER},? (?:only )?in (?:it|${IN_NAME})|(?<count>single|double) ${LETTER}(?: please| only)?)$`,
  'iu',
);
/** Nothing else, but for the name that is meant: "Anna with two n". */
const WHOLE = new RegExp(
  `^${LEAD}(?:(?:${IN_NAME} |\\p{L}+ )?(?:with|has|mit|con|avec)|there(?:'s| is| are)|${IN_NAME} (?:has|contains|takes|needs)) (?:only |just )?(?<count>two|double|2|one|single|1|zwei|dos|deux) ${LETTER}(?: please| in (?:it|${IN_NAME})|,? not (?:two|double|one|single|1|2))?$`,
  'iu',
);
const WHOLE_HINDI = new RegExp(
  `^${LEAD}(?:(?:mere |meri |hamare |hamari |मेरे |हमारे )?(?:naam|nam|company|usme|isme|नाम|कंपनी|उसमें|इसमें)(?: (?:mein|me|में))? )?(?<count>double|do|ek|single|दो|डबल|एक)(?: hi| ही)? ${LETTER}(?: (?:ke saath|se|के साथ|से))?(?: (?:hai|hain|aata|aate|lagta|है|हैं|आता|आते))+$`,
  'iu',
);

/** A value said letter by letter: "it's A-N-N-A", "spelled s h a h". With a capital at its start. */
export function spelledOut(sentence: string): string | undefined {
  const letters = LETTERS.exec(sentence)?.groups?.['letters'] ?? LETTERS_ALONE.exec(sentence)?.groups?.['letters'];
  const word = letters?.replace(/[^\p{L}]/gu, '').toLowerCase();
  return word === undefined ? undefined : word.charAt(0).toUpperCase() + word.slice(1);
}

const SPELLED = "(?<letters>\\p{L}(?:\\s?[-.–]\\s?\\p{L}|,? \\p{L}){2,20})\\.?(?![\\p{L}\\p{M}'’])";
const LETTERS = new RegExp(
  `(?<![\\p{L}])(?:spell(?:ed|t|ing)?|written|buchstabiert|geschrieben)(?: (?:is|as|like|it|out))*[:,]? ${SPELLED}`,
  'iu',
);
const LETTERS_ALONE = new RegExp(`^(?:(?:no|sorry|actually|it's|its|it is|that's)[,:\\s]+)+${SPELLED}$`, 'iu');
