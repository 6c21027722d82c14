/** An English word in the one form that is compared: "boxes" and "box", "gloves" and "glove"; other words as they are. */
export function singular(word: string): string {
  return word.replace(/(?<=\p{L}(?:s|x|z|ch|sh|o))es$|(?<=\p{L}{2}[^s\W])s$/u, '');
}
