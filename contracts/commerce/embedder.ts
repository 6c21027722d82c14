/** Turns texts into vectors whose angle tells how near their meanings are. */
export interface Embedder {
  /** Vectors of different models are never compared. */
  readonly model: string;
  /** One vector a text, each of length 1 and all of one size. Rejects when there is no answer within `timeoutMs`. */
  embed(texts: readonly string[], timeoutMs: number): Promise<readonly (readonly number[])[]>;
}
