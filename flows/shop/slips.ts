/**
 * Answers of a few words with the slips of thumbs put right: "yees, taht is riht", "the seocnd one", "on Thursdya". A slip is two
 * letters swapped, one dropped or one doubled. Only where every word is one that answers a question of the shop: names,
 * addresses and goods are left as they are.
 */
export function withoutSlips(text: string): string {
  const words = text.trim().split(/\s+/u);
  if (words.length > MAX_WORDS) return text;
  const spelled = words.map(spelledRight);
  return spelled.includes(undefined) ? text : spelled.join(' ');
}

const MAX_WORDS = 8;

/** The word as it is spelled, with the signs around it; undefined: no word of an answer. */
function spelledRight(said: string): string | undefined {
  const [, before = '', letters = '', after = ''] =
    /^([^\p{L}\p{N}]*)([\p{L}\p{M}\p{N}'’,]*?)([^\p{L}\p{M}\p{N}]*)$/u.exec(said) ?? [];
  const word = letters.toLowerCase();
  if (word === '' || /^\d+$/u.test(word) || KNOWN.has(word)) return said;
  const meant = KNOWN_LIST.find((known) => isSlipOf(word.replace(/[,’']/gu, ''), known));
  return meant === undefined ? undefined : `${before}${meant}${after}`;
}

const KNOWN_LIST =
  'yes that thats right correct confirm confirmed okay please place order done nothing else everything finished more thanks thank you your would will be all for now today go ahead sure fine good looks it is the my this to of on at by i am im ok no not none neither these them one first second third fourth last slot option number tomorrow morning afternoon evening next week monday tuesday wednesday thursday friday saturday sunday deliver send bring'.split(
    ' ',
  );
const KNOWN: ReadonlySet<string> = new Set(KNOWN_LIST);

/** Whether one slip makes the typed word of the meant one. Of short words only "yes" is told by less than all its letters. */
export function isSlipOf(typed: string, meant: string): boolean {
  if (meant.length < MIN_LETTERS && meant !== 'yes') return false;
  if (typed.length < 2 || Math.abs(typed.length - meant.length) > 1) return false;
  const at = Array.from(meant).findIndex((letter, index) => letter !== typed[index]);
  const from = at < 0 ? meant.length : at;
  const rest = (word: string, skipped: number): string => word.slice(from + skipped);
  if (typed.length < meant.length) return rest(typed, 0) === rest(meant, 1);
  if (typed.length > meant.length) return typed[from] === typed[from - 1] && rest(typed, 1) === rest(meant, 0);
  const isSwapped = typed[from] === meant[from + 1] && typed[from + 1] === meant[from];
  return isSwapped && rest(typed, 2) === rest(meant, 2);
}

const MIN_LETTERS = 4;
