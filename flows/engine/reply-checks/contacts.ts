import { spokenNumbers } from './number-words.ts';
import type { Sources } from './sources.ts';

/** Whether a reply names a web or mail address, handle or phone number that nobody gave. `reply` is plain. */
export function inventsContact(reply: string, { stated, told }: Sources): boolean {
  const known = `${stated}\n${told}`;
  const knownMails = new Set(matches(known, EMAIL));
  const knownLinks = matches(known, LINK).map(bareLink);
  const knownDigits = matches(known, PHONE).map(digitsOf);
  const knownHandles = new Set(matches(known, HANDLE));
  const rest = reply.replace(EMAIL, (mail) => (knownMails.has(mail.toLowerCase()) ? ' ' : mail));
  if (EMAIL_ONCE.test(rest) || SPELLED_ADDRESS.test(rest)) return true;
  if (matches(rest, LINK).some((link) => !isKnownLink(bareLink(link), knownLinks))) return true;
  if (matches(rest, HANDLE).some((handle) => !knownHandles.has(handle))) return true;
  if (spellsOutDigits(rest)) return true;
  return matches(rest.replace(LINK, ' '), PHONE)
    .map(digitsOf)
    .some((digits) => !knownDigits.some((source) => source.endsWith(digits) || digits.endsWith(source)));
}

const EMAIL = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu;
const EMAIL_ONCE = new RegExp(EMAIL.source, 'iu');
const TOP_LEVEL =
  'com|net|org|io|ai|co|in|dev|app|info|biz|me|uk|de|fr|es|eu|us|ca|au|shop|store|online|site|xyz|link|ly|tech|cloud|page';
const LINK = new RegExp(
  String.raw`(?:https?:\/\/|www\.)[^\s<>"')\]]+|(?<![\p{L}\d@.-])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:${TOP_LEVEL})(?![\p{L}\d-])(?:[/?#][^\s<>"')\]]*)?`,
  'giu',
);
/** "acme dot com", "sales at acme dot in". */
const SPELLED_ADDRESS = new RegExp(String.raw`\b[\p{L}\d-]+ ?[[(]? ?dot ?[\])]? ?(?:${TOP_LEVEL})\b`, 'iu');
const HANDLE = /(?<![\p{L}\d._%+-])@[a-z\d_][a-z\d_.]{2,}/giu;
/** At least seven digits with nothing but signs of grouping between them; not a date. */
const PHONE = /(?<![\d.,])(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\(?\d(?:[ ().\-/]{0,2}\d){6,14}(?![\d,])/gu;

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([match]) => match.toLowerCase());
}

function bareLink(link: string): string {
  return link
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?।/]+$/u, '');
}

/** The same page, or the folder or host that a known page is in. */
function isKnownLink(link: string, known: readonly string[]): boolean {
  return known.some((source) => source === link || ['/', '?', '#'].some((sign) => source.startsWith(`${link}${sign}`)));
}

function digitsOf(phone: string): string {
  // A leading zero is the trunk prefix of a number that is known with its country.
  return phone.replace(/\D/g, '').replace(/^0+/, '');
}

/** "nine eight seven six five four three": digits one by one. */
function spellsOutDigits(text: string): boolean {
  const digits = spokenNumbers(text).filter(({ value }) => Number.isInteger(value) && value >= 0 && value < 10);
  let run = 1;
  for (const [index, digit] of digits.entries()) {
    const before = digits[index - 1];
    run = before !== undefined && digit.start - before.end <= 2 ? run + 1 : 1;
    if (run >= 7) return true;
  }
  return false;
}
