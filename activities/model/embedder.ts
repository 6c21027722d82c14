import OpenAI from 'openai';
import type { Embedder } from '../../contracts/commerce/embedder.ts';
import { toModelFailure } from './model-failure.ts';

export interface EmbedderSettings {
  readonly model: string;
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  /** Asked of the server; undefined: as many as the model has. */
  readonly dimensions: number | undefined;
}

/** Embeddings of an OpenAI-compatible server. Rejects with ModelFailure, which holds no text. */
export function createEmbedder({ model, apiKey, baseUrl, dimensions }: EmbedderSettings): Embedder {
  const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, logLevel: 'off' });
  return {
    model: dimensions === undefined ? model : `${model}/${dimensions}`,
    async embed(texts, timeoutMs) {
      if (texts.length === 0) return [];
      try {
        const size = dimensions === undefined ? {} : { dimensions };
        const { data } = await client.embeddings.create(
          { model, input: [...texts], encoding_format: 'float', ...size },
          { timeout: timeoutMs },
        );
        return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => ofLengthOne(embedding));
      } catch (error) {
        throw toModelFailure(error);
      }
    },
  };
}

/** Servers differ in whether they do it. */
function ofLengthOne(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
