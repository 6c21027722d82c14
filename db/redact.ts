/**
 * Replaces what identifies a person by its kind: `[email]`, `[phone]`, `[card]`. Pure. The result is stored in clear for
 * search, so a number that could be either is taken out.
 * U+0000, which PostgreSQL's text cannot hold, becomes U+FFFD.
 */
export function redact(text: string): string {
  return text
    .replaceAll('\0', '\u{FFFD}')
    .replace(EMAIL, '[email]')
    .replace(LONG_NUMBER, (match) => {
      const digits = match.replace(/\p{Nd}/gu, toAscii).replace(/[^0-9]/g, '');
      if (digits.length >= 13 && digits.length <= 19 && isLuhn(digits)) return `${lead(match)}[card]${trail(match)}`;
      if (isPhone(match, digits)) return `${lead(match)}[phone]${trail(match)}`;
      return match;
    });
}

const EMAIL = /[^\s@<>()[\],;:"']+@[^\s@<>()[\],;:"']+\.[\p{L}\p{N}-]{2,}/gu;
/** Digits of any script with the separators people write between them. */
const LONG_NUMBER = /\+?\(?\p{Nd}[\p{Nd}\s().\-/‐-―]{5,28}\p{Nd}/gu;
const DATE = /^\s*(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(\s+\d{1,2}[:.]?\d{0,2})?\s*$/;

function isPhone(match: string, digits: string): boolean {
  if (DATE.test(match)) return false;
  if (match.startsWith('+')) return digits.length >= 7 && digits.length <= 15;
  if (/^[1-9]\d{0,2}([. ]000)+$/.test(match.trim())) return false;
  return digits.length >= 8 && digits.length <= 15;
}

function lead(match: string): string {
  return /^\s*/.exec(match)?.[0] ?? '';
}

function trail(match: string): string {
  return /\s*$/.exec(match)?.[0] ?? '';
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
