/** What a message of nothing but emoji says. */
export type PictureMeaning =
  | { readonly kind: 'intent'; readonly intent: 'greeting' | 'agreement' | 'refusal' | 'thanks' }
  | { readonly kind: 'glad' | 'sad' };

/**
 * The meaning of a message that holds emoji and no words; undefined where it holds words, or emoji that nobody could be
 * sure about. A thumb up agrees, but is no signature: an intent that is read here takes no edge that binds.
 */
export function pictureMeaning(text: string): PictureMeaning | undefined {
  const shown = text.match(/\p{Extended_Pictographic}/gu) ?? [];
  if (shown.length === 0 || /[\p{L}\p{N}]/u.test(text)) return undefined;
  const [first = ''] = shown;
  const [, meaning] = MEANINGS.find(([pictures]) => pictures.includes(first)) ?? [];
  return meaning;
}

const MEANINGS: readonly (readonly [string, PictureMeaning])[] = [
  ['👋🙋', { kind: 'intent', intent: 'greeting' }],
  ['👍👌✅🤝💯', { kind: 'intent', intent: 'agreement' }],
  ['👎❌🚫', { kind: 'intent', intent: 'refusal' }],
  ['🙏', { kind: 'intent', intent: 'thanks' }],
  ['❤💕😀😃😄😁😊🙂😍🥰😘🎉🤩😎🥳💪👏🔥😇😂🤣😅😉😆', { kind: 'glad' }],
  ['😞😔😟🙁☹😣😖😫😩😢😭😠😡🤬💔😤😒🙄😑🤦😕', { kind: 'sad' }],
];
