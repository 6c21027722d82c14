/**
 * Tokens of a text, estimated: for trimming a prompt, and for servers that count none. About four Latin letters a token; other
 * scripts take up to one for each sign. Rather too many than too few.
 */
export function estimateTokens(text: string): number {
  const plain = text.match(/[\u0020-\u024f]/gu)?.length ?? 0;
  return Math.ceil(plain / 3.6 + (text.length - plain) / 1.4);
}

/** What a message costs besides its text: its role and separators. */
export const TOKENS_PER_MESSAGE = 4;
