import { sentencesOf, splitClauses } from './clauses.ts';
import { FIXED, FIXED_THEN_TOLD, SHAPES } from './correction-shapes.ts';
import type { CorrectionShape } from './correction-shapes.ts';
import { remainderOf } from './correction-remainders.ts';
import type { ValueKind } from './correction-values.ts';
import { isBareMoment, isNameAlone, tidyValue, valueKindOf } from './correction-values.ts';
import type { Spelling } from './spellings.ts';
import { spelledOut, spellingOf } from './spellings.ts';

/** What a customer says instead of what was understood; empty: that something is wrong, but not what. */
export interface Correction {
  /** The right value, as written. */
  readonly value?: string;
  /** What it replaces, as written: the 15 of "50, not 15". */
  readonly instead?: string;
  readonly spelling?: Spelling;
}

/**
 * What is to be corrected, when the message says so: "no, I meant Friday", "sorry, 50 not 15", "it is spelled with two n",
 * "15 nahi 50". English and Hindi in both scripts, the plainest forms in Spanish, German and French. Rather misses than
 * guesses: a refusal or an opinion corrects nothing. Looks at the first 1000 characters. Pure.
 */
export function correctionOf(text: string): Correction | undefined {
  const sentences = sentencesOf(text.slice(0, MAX_LENGTH).replace(/[‘’`´]/gu, "'"));
  const units = [...sentences, ...sentences.flatMap(splitOnly)].slice(0, MAX_UNITS);
  const pairs = sentences.slice(1).map((sentence, index) => `${normal(sentences[index] ?? '')}, ${sentence}`);
  return (
    first(units, spelled) ??
    first([...units, ...pairs.slice(0, MAX_UNITS)], toldAfterWrong) ??
    first(units, replaced) ??
    first([sentences.join(' ')], remainderOf) ??
    (units.some(isWrong) ? {} : undefined)
  );
}

/** UTF-16 units. */
const MAX_LENGTH = 1000;
/** A longer sentence tells a story. */
const MAX_UNIT = 200;
const MAX_UNITS = 12;

/** The clauses of a sentence that has several. */
function splitOnly(sentence: string): readonly string[] {
  const clauses = splitClauses(sentence);
  return clauses.length > 1 ? clauses : [];
}

function first(units: readonly string[], find: (unit: string) => Correction | undefined): Correction | undefined {
  for (const unit of units) {
    const found = unit.length > MAX_UNIT ? undefined : find(normal(unit));
    if (found !== undefined) return found;
  }
  return undefined;
}

function normal(unit: string): string {
  return unit
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/[\s.!?।]+$/u, '');
}

function spelled(unit: string): Correction | undefined {
  const value = spelledOut(unit);
  if (value !== undefined) return { value };
  const spelling = spellingOf(unit);
  return spelling === undefined ? undefined : { spelling };
}

function isWrong(unit: string): boolean {
  return FIXED.test(normal(unit));
}

/** "That's not my name. I'm Katrin": what is right follows on what was wrong. */
function toldAfterWrong(unit: string): Correction | undefined {
  const groups = FIXED_THEN_TOLD.pattern.exec(unit)?.groups;
  return groups === undefined ? undefined : accepted(unit, FIXED_THEN_TOLD, groups);
}

function replaced(unit: string): Correction | undefined {
  for (const shape of SHAPES) {
    const groups = shape.pattern.exec(unit)?.groups;
    const found = groups === undefined ? undefined : accepted(unit, shape, groups);
    if (found !== undefined) return found;
  }
  return undefined;
}

function accepted(unit: string, { trust }: CorrectionShape, groups: Groups): Correction | undefined {
  const value = tidyValue(splitClauses(groups['value'] ?? '')[0] ?? '');
  const kind = valueKindOf(value, unit);
  const isTold = groups['opener'] !== undefined;
  if (kind === undefined || isStatement(value)) return undefined;
  if (groups['instead'] === undefined) return isTrusted({ value, kind, isTold, unit }, trust) ? { value } : undefined;
  return paired({ value, kind, isTold, unit }, tidyValue(groups['instead']), trust);
}

function paired(
  { value, kind, isTold, unit }: FoundValue,
  instead: string,
  trust: CorrectionShape['trust'],
): Correction | undefined {
  const other = valueKindOf(instead, unit);
  if (other === undefined) return undefined;
  // Two plain words are a matter of taste ("simple, not easy"), unless something says that it was a mistake.
  const isPair = kind === other && (kind !== 'word' || isTold);
  return isPair || trust === 'any' ? { value, instead } : undefined;
}

/** "20 is too much" is a sentence of its own, no value; "my mail is a@b.example" tells one. */
function isStatement(value: string): boolean {
  if (/^(?:my|our|mera|meri|hamara|मेरा|मेरी|हमारा)\s/iu.test(value)) return false;
  return /\s(?:is|are|was|were|will|would|can|works?|too|per|because|i|you|we|but)(?:\s|$)|^(?:i|you|we|he|she|they|me|us)\s|^\S+ (?:e?-?mails?|messages?|times|letters)$/iu.test(
    value,
  );
}

type Groups = Readonly<Record<string, string | undefined>>;

interface FoundValue {
  readonly value: string;
  readonly kind: ValueKind;
  /** The sentence admits a mistake. */
  readonly isTold: boolean;
  /** The sentence. */
  readonly unit: string;
}

function isTrusted({ value, kind, isTold, unit }: FoundValue, trust: CorrectionShape['trust']): boolean {
  if (trust === 'moment') return isBareMoment(value) || (kind === 'name' && isNameAlone(value, unit));
  if (trust === 'any' || kind !== 'word') return true;
  return trust === 'opened' && isTold && /^\S+$/.test(value);
}
