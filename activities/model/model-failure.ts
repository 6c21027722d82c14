import { APIConnectionError, APIError } from 'openai';
import type { TokenUsage } from './prices.ts';

/** Why a call to a model gave nothing to use. Holds no text of the prompt or of the answer. */
export class ModelFailure extends Error {
  /**
   * `model_timeout`, `model_stalled`, `model_unreachable`, `model_stream_cut`, `model_rate_limited`, `model_error_<status>`,
   * `model_refused`, `model_empty`, `model_circuit_open`, `model_invalid_json`, `model_wrong_schema`, `model_aborted`.
   */
  readonly reason: string;
  /** How long the server asks to wait, milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** It speaks against the server, and counts for its circuit. */
  readonly isFault: boolean;
  /** What the server counted nevertheless. */
  readonly usage: TokenUsage | undefined;

  constructor(
    reason: string,
    options: {
      readonly isFault: boolean;
      readonly retryAfterMs?: number | undefined;
      readonly usage?: TokenUsage | undefined;
    },
  ) {
    super(reason);
    this.name = 'ModelFailure';
    this.reason = reason;
    this.isFault = options.isFault;
    this.retryAfterMs = options.retryAfterMs;
    this.usage = options.usage;
  }
}

/** What an error of the SDK means. */
export function toModelFailure(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (error instanceof APIConnectionError) return new ModelFailure('model_unreachable', { isFault: true });
  if (error instanceof APIError) return ofStatus(error);
  // A socket that closes in the middle of a stream is a TypeError of fetch.
  return new ModelFailure('model_stream_cut', { isFault: true });
}

function ofStatus(error: APIError): ModelFailure {
  const status: number | undefined = error.status;
  if (status === undefined) return new ModelFailure('model_stream_cut', { isFault: true });
  if (status === 429) {
    return new ModelFailure('model_rate_limited', { isFault: false, retryAfterMs: retryAfterMs(error.headers) });
  }
  // Malformed requests are our fault, not the server's; a key that it refuses stays refused for a while.
  return new ModelFailure(`model_error_${status}`, { isFault: ![400, 413, 422].includes(status) });
}

/** `Retry-After-Ms` of OpenAI, or `Retry-After` as seconds or date (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Headers | undefined): number | undefined {
  const precise = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(precise)) return Math.max(0, precise);
  const value = headers?.get('retry-after') ?? '';
  if (value === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
