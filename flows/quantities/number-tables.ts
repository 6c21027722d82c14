import { HINDI_NUMBERS, HINDI_SHARES } from './hindi-numbers.ts';

const table = (rows: string): ReadonlyMap<string, number> =>
  new Map(
    rows.split(',').map((row) => {
      const [word = '', value] = row.trim().split(' ');
      return [word, Number(value)] as const;
    }),
  );

/** English numbers below twenty, and tens. */
export const NUMBERS: ReadonlyMap<string, number> = table(
  `one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, eleven 11, twelve 12, thirteen 13, fourteen 14, fifteen 15,
  sixteen 16, seventeen 17, eighteen 18, nineteen 19, twenty 20, thirty 30, forty 40, fourty 40, fifty 50, sixty 60, seventy 70, eighty 80,
  ninety 90`,
);

/** What a number before it is multiplied by. */
export const SCALES: ReadonlyMap<string, number> = table(
  'gross 144, hundred 100, sau 100, सौ 100, thousand 1000, hazaar 1000, hazar 1000, hajar 1000, हजार 1000, lakh 100000, lac 100000, लाख 100000',
);

/** Parts of one. */
export const PARTS: ReadonlyMap<string, number> = table('half 0.5, quarter 0.25');

/** Whether a word is a number by itself, in English or Hindi. */
export function isNumberKey(key: string): boolean {
  return [NUMBERS, SCALES, PARTS, HINDI_NUMBERS, HINDI_SHARES].some((words) => words.has(key));
}

/** What an English or Hindi word below a hundred says. */
export function smallNumber(key: string): number | undefined {
  return NUMBERS.get(key) ?? HINDI_NUMBERS.get(key);
}
