import { MACHINE_ORDERS, MARKERS, ORDERS } from './injection-words.ts';
import { clausesOf, plain, wordsOf } from './plain.ts';

/**
 * Whether a message gives orders to the model or the service instead of saying what a customer wants: to tell its prompt, to
 * drop its rules, to be somebody else, to set prices or states, to act for others, to run tools, in the clear or encoded.
 * The first of several nets: what the state does not allow is refused anyway, this keeps such text away from a model. So it
 * would rather miss than accuse. Looks at the first 8000 characters. Pure.
 */
export function isInjection(text: string): boolean {
  const said = plain(text, MAX_LENGTH);
  return isOrder(said) || unmasked(text, said).some(isOrder);
}

/** Longer than any flow lets a message be. */
const MAX_LENGTH = 8000;

function isOrder(said: string): boolean {
  return (
    ORDERS.test(wordsOf(said)) || MARKERS.test(said) || clausesOf(said).some((clause) => MACHINE_ORDERS.test(clause))
  );
}

/** What the message says once digits for letters, spaced letters, look-alike letters and base64 are undone. */
function unmasked(text: string, said: string): string[] {
  const found: string[] = [];
  if (DIGIT_IN_WORD.test(said))
    found.push(said.replace(/11/g, 'll').replace(/[013457@$]/g, (sign) => LETTER_OF.get(sign) ?? sign));
  if (SPACED.test(said)) found.push(said.replace(SPACED_LETTERS, (letters) => letters.replace(/[\s._*-]/g, '')));
  if (MIXED_SCRIPTS.test(said))
    found.push(said.replace(/\p{Script=Cyrillic}/gu, (letter) => LETTER_OF.get(letter) ?? letter));
  for (const [token] of text.slice(0, MAX_LENGTH).matchAll(BASE64)) {
    const decoded = decode(token);
    if (decoded !== undefined) found.push(plain(decoded, MAX_LENGTH));
  }
  return found;
}

const DIGIT_IN_WORD = /\p{L}[013457@$]\p{L}|(?:^|\s)[013457@$]\p{L}{2}/u;
const SPACED = /(?:\b\p{L}[\s._*-]){5}/u;
const SPACED_LETTERS = /\b(?:\p{L}[ ._*-]){2,}\p{L}\b/gu;
const MIXED_SCRIPTS = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
const LETTER_OF: ReadonlyMap<string, string> = new Map(
  '0o 1i 3e 4a 5s 7t @a $s аa еe оo рp сc уy хx іi ѕs јj'.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
const BASE64 = /[A-Za-z0-9+/]{16,}={0,2}/g;

/** The text in base64; undefined where the token is anything else, as most long words and keys are. */
function decode(token: string): string | undefined {
  try {
    const decoded = atob(token);
    return /^[\x20-\x7e\n]+$/.test(decoded) ? decoded : undefined;
  } catch {
    // Not base64.
    return undefined;
  }
}
