/**
 * What is wanted instead, in words that stand alone: "small boxes for large ones" wants large boxes. Empty where nothing was said
 * but "a new one", which is asked for.
 */
export function insteadOf(said: string, own: readonly string[]): string {
  const thing = /(?<thing>[\p{L}\p{M}]+)\W*$/u.exec(own[0] ?? '')?.groups?.['thing'] ?? '';
  const named = said.replace(ONES, thing).trim();
  return SAME.test(said.trim()) ? '' : named;
}

const ONES = /\b(?:ones?|wal[aie])\b|(?:वाला|वाली|वाले)/iu;
/** Another of the same, of which nothing more was said. */
const SAME =
  /^(?:(?:a|an|the|some|another|new|good|fresh|other|others|something|else|ones?|dusra|naya|दूसरा|नया)\s*)*$/iu;
