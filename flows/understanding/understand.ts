import type { Language, Understanding } from '../../contracts/dialogue.ts';
import type { Classifier } from '../classifier/classifier.ts';
import type { Entity } from '../engine/definition.ts';
import { buyingSignalOf } from './buying-signal.ts';
import { findEntities } from './entities.ts';
import { isInjection } from './injection.ts';
import { detectLanguage } from './language.ts';
import type { Sentiment } from './sentiment.ts';
import { sentimentOf } from './sentiment.ts';

/** Label of the sentences that belong to no intent. */
export const OUTSIDE = 'none_of_these';

/** An understanding with the values of its entities. Personal: stays inside the step. */
export type Understood = Understanding & { readonly values: readonly Entity[] };

/** The circumstances of a message. */
export interface UnderstandContext {
  readonly classifier: Classifier;
  /** Confidence from which an intent is believed, 0..1. */
  readonly threshold: number;
  /** When the message came: what "tomorrow" counts from. Milliseconds since the epoch. */
  readonly at: number;
  /** IANA zone of the contact. */
  readonly timeZone: string;
  /** ISO 3166 country of the contact, if known: `IN`. */
  readonly region: string | undefined;
  readonly products: readonly string[];
  /** Of the conversation. */
  readonly language: Language;
}

/** What a message means, without a model. Pure; looks at the first 1000 characters. */
export function understand(text: string, context: UnderstandContext): Understood {
  const { ranking, confidence } = context.classifier.classify(text);
  const intents = ranking.slice(0, 3).map(({ name, score }) => ({ name, score: Number(score.toFixed(3)) }));
  const intent = confidence >= context.threshold ? ranking[0]?.name : undefined;
  const values = findEntities(text, context);
  const language = detectLanguage(text);
  const buyingSignal = buyingSignalOf(text);
  return {
    intents,
    intent,
    objection: intent?.startsWith('objection_') === true ? intent.slice('objection_'.length) : undefined,
    sentiment: sentimentOf(text, toneLanguage(language, context.language)) ?? sentimentOfIntent(intent),
    ...(buyingSignal === undefined ? {} : { buyingSignal }),
    entities: values.map(({ kind, start, end }) => ({ kind, start, end })),
    ...(language === undefined ? {} : { language }),
    isInjection: isInjection(text),
    values,
  };
}

/** That of the conversation, until the message surely is in another. */
function toneLanguage(detected: Understanding['language'], language: Language): Language {
  return detected !== undefined && detected.confidence >= SURE ? detected.code : language;
}

/** As for the language to answer in: short lines in a related language seldom reach it. */
const SURE = 0.8;

/** The tone of what is wanted, where the words carry none. */
function sentimentOfIntent(intent: string | undefined): Sentiment {
  if (intent === undefined) return 'neutral';
  if (['interest', 'agreement', 'thanks', 'purchased'].includes(intent)) return 'positive';
  return intent.startsWith('objection_') || ['refusal', 'problem'].includes(intent) ? 'negative' : 'neutral';
}
