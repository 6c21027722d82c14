/** What is said on the way to an order and would make a sentence of it: blanks stand in its place, so that offsets stay. */
export function withoutHesitation(text: string): string {
  return HESITATION.reduce((said, pattern) => said.replace(pattern, (words) => ' '.repeat(words.length)), text);
}

const HESITATION: readonly RegExp[] = [
  /\b(?:so\s+)?i\s*(?:was|am|['’]m)\s+(?:just\s+|uh+\s+|um+\s+|like\s+)*(?:thinking|wondering)(?:\s+(?:maybe|perhaps|like|of|about|uh+|um+)\b)*/giu,
  /\b(?:scratch|forget) that\s*,/giu,
  // "Put in", as it ends an order in Hindi; "दाल" are lentils.
  /(?<![\p{L}\p{M}])डाल\s+(?:दो|दीजिए|देना|दें)(?![\p{L}\p{M}])/gu,
];
