import { plain, phrasePattern, wordsOf } from './plain.ts';

/**
 * Whether a message gives orders to the model or the service instead of saying what a customer wants. Rather misses than
 * accuses: what the state does not allow is refused anyway, this only keeps such text away from a model.
 */
export function isInjection(text: string): boolean {
  const words = wordsOf(plain(text));
  return ORDERS.test(words) || MARKERS.test(text);
}

const ORDERS = phrasePattern([
  '(?:ignore|disregard|forget|override) (?:all |any |the |your |of |my )*(?:previous|prior|above|earlier|system) (?:instructions?|prompts?|rules|orders)',
  '(?:reveal|show|print|repeat|tell|give)(?: me)? (?:your|the) (?:full |hidden |system |initial )*(?:prompt|instructions)',
  '(?:developer|debug|god|jailbreak) mode',
]);
const MARKERS = /(?:^|\n)\s*(?:system|assistant)\s*:|<\|im_(?:start|end)\|>|\[\/?INST\]/iu;
