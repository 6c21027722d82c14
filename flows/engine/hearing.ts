import type { Language, Snapshot, StepInput } from '../../contracts/dialogue.ts';
import type { Classifier } from '../classifier/classifier.ts';
import type { DetectedLanguage } from '../understanding/language.ts';
import { detectLanguage, nextLanguage } from '../understanding/language.ts';
import type { Understood } from '../understanding/understand.ts';
import { understand } from '../understanding/understand.ts';
import type { FlowDefinition } from './definition.ts';

/** What a message means in the circumstances of the conversation. Pure. */
export function hear(
  definition: FlowDefinition,
  classifier: Classifier,
  { event, language }: { readonly event: StepInput['event']; readonly language: Language },
): (text: string) => Understood {
  const context = {
    classifier,
    threshold: definition.threshold,
    at: event.at,
    timeZone: event.clock.timeZone,
    region: regionOf(event.locale),
    products: definition.products ?? [],
    language,
  };
  return (text) => understand(text, context);
}

export type TurnLanguage = Pick<Snapshot, 'language' | 'nextLanguage' | 'isLanguageOpen'>;

/**
 * The language to answer in: the contact's, until the messages tell another. The first message that is clear decides by
 * itself; later two turns in a row must agree.
 */
export function languageOf(definition: FlowDefinition, snapshot: Snapshot, event: StepInput['event']): TurnLanguage {
  const detected = detectedIn(definition, event);
  const isFirst = snapshot.turn === 0;
  if (!isFirst && snapshot.isLanguageOpen !== true) {
    return nextLanguage(snapshot, isOneLatinWord(event.text) ? undefined : detected);
  }
  // Later, short lines with mistakes in them would open the way to languages that nobody speaks here.
  const isTrusted = isFirst || definition.languages.some((code) => code === detected?.code);
  if (isTrusted && detected !== undefined && detected.confidence >= CLEAR)
    return { language: detected.code, ...(detected.confidence > CLEAR ? {} : STILL_OPEN) };
  return isFirst ? statedLanguage(definition, event) : { ...nextLanguage(snapshot, detected), ...STILL_OPEN };
}

/** Whoever writes Hindi in Latin letters may not read Devanagari: a flow says what they are answered in, unless the contact's language is known. */
function detectedIn(
  { latinHindi }: FlowDefinition,
  { text, locale }: StepInput['event'],
): DetectedLanguage | undefined {
  const detected = detectLanguage(text);
  if (latinHindi === undefined || detected?.code !== 'hi' || locale?.startsWith('hi') === true) return detected;
  return DEVANAGARI.test(text) ? detected : { ...detected, code: latinHindi };
}

const DEVANAGARI = /\p{Script=Devanagari}/u;

/** "Thanks", "super", "ok": words that travel tell no other language. */
function isOneLatinWord(text: string): boolean {
  return /^[\P{L}]*\p{Script=Latin}+[\P{L}]*$/u.test(text);
}

function statedLanguage({ languages }: FlowDefinition, { locale }: StepInput['event']): TurnLanguage {
  const stated = locale?.split(/[-_]/)[0]?.toLowerCase();
  return stated !== undefined && /^[a-z]{2,3}$/.test(stated)
    ? { language: stated }
    : { language: languages[0], ...STILL_OPEN };
}

/** A guess: short lines in a related language seldom reach it; "hello" just does, and is said in many languages. */
const CLEAR = 0.8;
const STILL_OPEN = { isLanguageOpen: true } as const;

function regionOf(locale: string | undefined): string | undefined {
  return locale?.match(/[-_]([A-Za-z]{2})$/)?.[1]?.toUpperCase();
}
