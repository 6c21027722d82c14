import type { FlowDefinition } from '../definition.ts';
import type { Vocabulary } from './terms.ts';
import { vocabularyOf } from './terms.ts';

/** The vocabulary of a flow's knowledge, made at its first question. */
export function vocabularyFor(definition: FlowDefinition): Vocabulary {
  const made = MADE.get(definition);
  if (made !== undefined) return made;
  const vocabulary = vocabularyOf(definition.knowledge?.synonyms);
  MADE.set(definition, vocabulary);
  return vocabulary;
}

const MADE = new WeakMap<FlowDefinition, Vocabulary>();
