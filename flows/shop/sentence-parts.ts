/** Where a message can be cut in two: behind a mark or a joint, not within "1.5" or "no. 4". */
const CUTS = /[,;!?\n]+\s*|(?<!(?<![\p{L}\p{M}])no)\.+(?=\s|$)\s*|\s+(?=(?:and|then|but|aur|phir|और)\s)/giu;

/** More parts than an answer has. */
const MAX_PARTS = 8;

/** A message cut in two. */
export interface Cut {
  readonly head: string;
  readonly rest: string;
}

/** Each way to cut a message in two where it says several things, the longest head first; `rest` without what joins it. */
export function cutsOf(text: string): readonly Cut[] {
  return [...text.matchAll(CUTS)]
    .slice(0, MAX_PARTS)
    .map(({ 0: mark, index }) => ({
      head: text.slice(0, index).trim(),
      rest: text.slice(index + mark.length).replace(JOINED, ''),
    }))
    .filter(({ head, rest }) => head !== '' && /[\p{L}\p{N}]/u.test(rest))
    .toReversed();
}

const JOINED = /^\s*(?:(?:and|then|but|so|aur|phir|और)\s+)+/iu;
