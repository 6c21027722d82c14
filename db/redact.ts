/**
 * Replaces what identifies a person by its kind: `[email]`, `[phone]`, `[card]`. Pure, linear in the length of the text. The
 * result is stored in clear for search, so a number that could be either is taken out. U+0000, which PostgreSQL's text
 * cannot hold, becomes U+FFFD.
 */
export function redact(text: string): string {
  return text
    .replaceAll('\0', '\u{FFFD}')
    .replace(EMAIL, '[email]')
    .replace(LONG_NUMBER, (match: string, offset: number, whole: string) => {
      const digits = match.replace(/\p{Nd}/gu, toAscii).replace(/[^0-9]/g, '');
      if (hasCard(digits)) return '[card]';
      const before = whole.slice(Math.max(0, offset - 6), offset);
      return isPhone(match, digits, before) ? '[phone]' : match;
    });
}

/** Bounded by what an address may be long (RFC 5321): without bounds a long word costs the square of its length. */
const EMAIL = /[^\s@<>()[\],;:"']{1,64}@[^\s@<>()[\],;:"']{1,253}\.[\p{L}\p{N}-]{2,63}/gu;
/** Digits of any script with the separators people write between them. */
const LONG_NUMBER = /\+?\(?\p{Nd}[\p{Nd}\s().\-/‐-―]{5,28}\p{Nd}/gu;
const DATE = /^(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(\s+\d{1,2}[:.]?\d{0,2})?$/;
const AMOUNT = /^[1-9]\d{0,2}([. ]\d{3})*[. ]000$/;
/** A version or an IP address. */
const DOTTED_QUAD = /^\d{1,3}(\.\d{1,3}){3}$/;
/** What stands before the digits of an order or invoice number, as in `INV-2026-0012`. */
const CODE_PREFIX = /(^|[^\p{L}])\p{Lu}{1,4}[-_#]$/u;

function isPhone(match: string, digits: string, before: string): boolean {
  if (match.startsWith('+')) return digits.length >= 7;
  if ([DATE, AMOUNT, DOTTED_QUAD].some((known) => known.test(match))) return false;
  if (digits.length < 10 && CODE_PREFIX.test(before)) return false;
  // More than 15 digits are several numbers in a row.
  return digits.length >= 8;
}

/** Anywhere in the row: people write the date and the check digits right behind the number. */
function hasCard(digits: string): boolean {
  for (let from = 0; from + 13 <= digits.length; from += 1) {
    for (let length = 13; length <= Math.min(19, digits.length - from); length += 1) {
      if (isLuhn(digits.slice(from, from + length))) return true;
    }
  }
  return false;
}

/** Decimal digits stand in runs of ten from a zero; Unicode keeps each run contiguous. */
function toAscii(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 128) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
