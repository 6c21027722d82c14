/**
 * A message that came in pieces, with what belongs together on one line: an amount and, after it, its product ("2 kg", "onions"),
 * a product and, after it, its size ("4 refined flour", "1 kg"). A list stays a list.
 */
export function joinedFragments(text: string): string {
  if (!text.includes('\n')) return text;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const before = lines.at(-1);
    // One sign for another: offsets stay.
    if (before !== undefined && belongsTo(before.trim(), line.trim())) lines[lines.length - 1] = `${before} ${line}`;
    else lines.push(line);
  }
  return lines.join('\n');
}

function belongsTo(before: string, line: string): boolean {
  if (line === '') return false;
  // "Handwash 750" and then "ml".
  if (UNIT.test(line)) return ENDS_WITH_NUMBER.test(before);
  if (AMOUNT.test(before)) return !BEGINS_WITH_NUMBER.test(line);
  return BEGINS_WITH_NUMBER.test(before) && SIZE.test(line) && !ENDS_WITH_SIZE.test(before);
}

const MEASURE = String.raw`(?:k?gs?|kilos?|grams?|ml|l|lit(?:er|re)s?|oz|inch(?:es)?|mm|cm|किलो|ग्राम|लीटर|मिली)`;
const NUMBER = String.raw`(?:\p{Nd}+(?:[.,]\p{Nd}+)?|an?|one|two|three|four|five|six|half|ek|do|teen|aadha|एक|दो|तीन|आधा)`;
const AMOUNT = new RegExp(
  String.raw`^${NUMBER}(?:\s*(?:${MEASURE}|(?:a )?(?:dozen|kilo|packets?|packs?|bottles?|box(?:es)?|bags?|पैकेट|दर्जन)))?(?: of)?$`,
  'iu',
);
const ENDS_WITH_NUMBER = /\p{Nd}$/u;
const UNIT = new RegExp(`^${MEASURE}(?![\\p{L}\\p{M}])`, 'iu');
const BEGINS_WITH_NUMBER = new RegExp(`^${NUMBER}(?![\\p{L}\\p{M}])`, 'iu');
const SIZE = new RegExp(String.raw`^\p{Nd}+(?:[.,]\p{Nd}+)?\s*${MEASURE}$`, 'iu');
const ENDS_WITH_SIZE = new RegExp(String.raw`\p{Nd}\s*${MEASURE}$`, 'iu');

/** All of it on one line, where it came in pieces: "2 instant" and "coffee 100 g" may be one item. */
export function onOneLine(text: string): readonly string[] {
  return text.includes('\n') ? [text.replaceAll('\n', ' ')] : [];
}
