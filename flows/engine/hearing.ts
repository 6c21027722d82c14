import type { Language, Snapshot, StepInput } from '../../contracts/dialogue.ts';
import type { Classifier } from '../classifier/classifier.ts';
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
  const detected = detectLanguage(event.text);
  const isOpen = snapshot.turn === 0 || snapshot.isLanguageOpen === true;
  if (isOpen && detected !== undefined && detected.confidence >= CLEAR)
    return { language: detected.code, ...(detected.confidence > CLEAR ? {} : STILL_OPEN) };
  if (snapshot.turn > 0) return { ...nextLanguage(snapshot, detected), ...(isOpen ? STILL_OPEN : {}) };
  const stated = event.locale?.split(/[-_]/)[0]?.toLowerCase();
  return stated !== undefined && /^[a-z]{2,3}$/.test(stated)
    ? { language: stated }
    : { language: definition.languages[0], ...STILL_OPEN };
}

/** A guess: short lines in a related language seldom reach it; "hello" just does, and is said in many languages. */
const CLEAR = 0.8;
const STILL_OPEN = { isLanguageOpen: true } as const;

function regionOf(locale: string | undefined): string | undefined {
  return locale?.match(/[-_]([A-Za-z]{2})$/)?.[1]?.toUpperCase();
}
