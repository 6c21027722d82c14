import type { Language } from '../../contracts/dialogue.ts';
import { TAILS } from './fillers.ts';
import { readNumber } from './numbers-said.ts';
import { unitNamed } from './packs.ts';
import type { Token } from './tokens.ts';
import { isGluedAt, isNumberAt, keyAt } from './tokens.ts';

/** A price, and where it ends. */
export interface SaidPrice {
  /** Whole units of whichever currency. */
  readonly value: number;
  /** Index of the token after it and its particles. */
  readonly next: number;
  /** It tells which product is meant, "the ₹20 chips"; otherwise it is what something costs or may cost. */
  readonly isName: boolean;
}

/** The tokens without prices that name a product; the word or number beside it holds the price instead. */
export function withNamingPrices(tokens: readonly Token[], language: Language): readonly Token[] {
  const kept: Token[] = [];
  let ahead: Pick<Token, 'start' | 'price'> | undefined;
  for (let at = 0; at < tokens.length; ) {
    const price = priceAt(tokens, at, language);
    const next = price?.next ?? at + 1;
    const said = tokens.slice(at, next);
    if (price?.isName !== true) {
      kept.push(...said.map((token, step) => (step === 0 ? { ...token, ...ahead } : token)));
      ahead = undefined;
    } else if (isAhead(tokens, next, language)) {
      ahead = { start: said[0]?.start ?? 0, price: price.value };
    } else nameLast(kept, { end: said.at(-1)?.end ?? 0, price: price.value });
    at = next;
  }
  return kept;
}

/** Whether something follows that a price can name; "biscuit 10 wala" stands behind. */
function isAhead(tokens: readonly Token[], next: number, language: Language): boolean {
  return readNumber(tokens, next, language) !== undefined || isThingAt(tokens, next);
}

function nameLast(kept: Token[], named: Pick<Token, 'end' | 'price'>): void {
  while (/^(?:of|for|@)$/.test(kept.at(-1)?.key ?? '')) kept.pop();
  const last = kept.at(-1);
  if (last?.kind === 'word') kept.splice(-1, 1, { ...last, ...named });
}

/** The price that begins at a token: "₹ 50", "10-rupee", "das rupaye wale", "50/-", "10 wala"; undefined where none begins. */
export function priceAt(tokens: readonly Token[], at: number, language: Language): SaidPrice | undefined {
  const core = signedAt(tokens, at) ?? countedAt(tokens, at, language);
  if (core === undefined) return undefined;
  const behind = keyAt(tokens, core.next) === '/' && keyAt(tokens, core.next + 1) === '-' ? core.next + 2 : core.next;
  let next = behind;
  while (/^(?:wala|worth|ka|ki|ke|ko|max|maximum|only)$/.test(keyAt(tokens, next))) next += 1;
  if (core.isBare && !isNamingBare(tokens, at, next)) return undefined;
  const isName =
    keyAt(tokens, behind) === 'wala' || isBeside(tokens, at, { behind, next }) || isOfThing(tokens, at, next);
  return { value: core.value, next: isName ? next : rateEnd(tokens, next), isName };
}

/** "₹20 chips": nothing stands between, and nothing says that it is a budget. */
function isBeside(
  tokens: readonly Token[],
  at: number,
  { behind, next }: { readonly behind: number; readonly next: number },
): boolean {
  return behind === next && !BUDGETS.has(keyAt(tokens, at - 1)) && isThingAt(tokens, next);
}

/** "40 rs per kilo", "₹40/kg", "60 rs dozen": what the price is for goes with it. */
function rateEnd(tokens: readonly Token[], next: number): number {
  const at = /^(?:per|\/|a)$/.test(keyAt(tokens, next)) ? next + 1 : next;
  const token = tokens[at];
  return token !== undefined && isRate(token) ? at + 1 : next;
}

interface Core {
  readonly value: number;
  readonly next: number;
  /** No currency was said. */
  readonly isBare: boolean;
}

const CURRENCIES: ReadonlySet<string> = new Set(['rupees', '₹', '₨', '$', '€', '£', 'usd', 'eur', 'mrp']);
const CURRENCY_WORDS: ReadonlySet<string> = new Set([
  'rupees',
  '₹',
  'dollar',
  'dollars',
  'bucks',
  'quid',
  'euro',
  'euros',
  'paise',
]);

/** "₹ 50", "rs. 50", "$5". */
function signedAt(tokens: readonly Token[], at: number): Core | undefined {
  if (!CURRENCIES.has(keyAt(tokens, at))) return undefined;
  let next = at + 1;
  while (/^[.:]$/.test(keyAt(tokens, next))) next += 1;
  const value = tokens[next]?.value;
  return isNumberAt(tokens, next) && value !== undefined ? { value, next: next + 1, isBare: false } : undefined;
}

/** "200 rupees", "10-rupee", "50/-", "10 wala". */
function countedAt(tokens: readonly Token[], at: number, language: Language): Core | undefined {
  if (/^an?$/.test(keyAt(tokens, at))) return undefined;
  const number = readNumber(tokens, at, language);
  if (number === undefined) return undefined;
  const { value, next } = number;
  if (keyAt(tokens, next) === '/' && keyAt(tokens, next + 1) === '-') return { value, next, isBare: false };
  const word = keyAt(tokens, next) === '-' && isGluedAt(tokens, next) ? next + 1 : next;
  const key = keyAt(tokens, word);
  if (CURRENCY_WORDS.has(key)) return { value, next: word + 1, isBare: false };
  return isNumberAt(tokens, at) && key === 'wala' ? { value, next, isBare: true } : undefined;
}

/** "10 wala biscuit", "biscuit 10 wala"; "2 wala" alone chooses the second. */
function isNamingBare(tokens: readonly Token[], at: number, next: number): boolean {
  return isThingAt(tokens, next) || isNumberAt(tokens, next) || tokens[at - 1]?.kind === 'word';
}

/** "2 lays of 10 rs": behind the product. */
function isOfThing(tokens: readonly Token[], at: number, next: number): boolean {
  return keyAt(tokens, at - 1) === 'of' && tokens[at - 2]?.kind === 'word' && tokens[next]?.kind !== 'word';
}

/** What comes before what something costs, or may cost. */
const BUDGETS: ReadonlySet<string> = new Set(
  'under below within upto for than max maximum from worth is was are cost costs costing at per pay paid have between budget it by around about to less'.split(
    ' ',
  ),
);
/** These begin no product behind a price: "40 rs each", "50 rupees off". */
const NO_THINGS: ReadonlySet<string> = new Set(
  'each per off only max maximum mrp is are was were and or in to discount cash note change total of for with at a an i we it mein tak se hai delivery charge charges budget ok okay order orders minimum balance extra less upi back refund bill also but not too na on aur plus n then from'.split(
    ' ',
  ),
);

/** A word that may name what a price was said of; "40 rs kilo" is a rate. */
function isThingAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word') return false;
  return !isRate(token) && !NO_THINGS.has(token.key) && !TAILS.has(token.key);
}

function isRate(token: Token): boolean {
  const unit = unitNamed(token);
  return unit !== undefined && (unit.kind !== 'pack' || unit.pack === 'dozen');
}
