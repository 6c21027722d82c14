import type OpenAI from 'openai';
import { estimateTokens, TOKENS_PER_MESSAGE } from './token-estimate.ts';
import { ModelFailure, toModelFailure } from './model-failure.ts';
import type { PooledModel } from './model-pool.ts';
import type { TokenUsage } from './prices.ts';

export type ModelMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam & { readonly content: string };

export interface StreamCall {
  readonly messages: readonly ModelMessage[];
  readonly temperature: number;
  readonly maxOutputTokens: number;
  /** Until the first token, and between tokens, milliseconds. */
  readonly firstTokenMs: number;
  /** When the call must be over, milliseconds since the epoch. */
  readonly deadlineAt: number;
  /** Ends the call at once. */
  readonly signal: AbortSignal;
  /** Asks for an answer of this shape instead of prose. */
  readonly schema?: { readonly name: string; readonly schema: Record<string, unknown> };
  /** Every piece as it comes; false ends the call, and what came so far is the answer. */
  readonly onPiece?: (piece: string) => boolean;
}

export interface StreamedAnswer {
  readonly text: string;
  /** `length`: cut at maxOutputTokens; `ended`: `onPiece` had enough. */
  readonly finish: 'stop' | 'length' | 'ended';
  readonly usage: TokenUsage;
  /** As the server names it. */
  readonly model: string;
  readonly firstTokenMs: number;
}

/** One streamed call. Rejects with ModelFailure for everything that the server did, or `model_aborted` after `signal`. */
export async function streamCall(pooled: PooledModel, call: StreamCall): Promise<StreamedAnswer> {
  const watch = new Watch(call);
  try {
    return await receive(pooled, call, watch);
  } catch (error) {
    throw watch.failure ?? toModelFailure(error);
  } finally {
    watch.end();
  }
}

async function receive({ client, model }: PooledModel, call: StreamCall, watch: Watch): Promise<StreamedAnswer> {
  const startedAt = performance.now();
  const answer: Answer = {
    text: '',
    finish: undefined,
    usage: undefined,
    model,
    firstTokenMs: undefined,
    refused: false,
  };
  const stream = await client.chat.completions.create(requestOf(model, call), { signal: watch.signal });
  for await (const chunk of stream) {
    const piece = take(answer, chunk);
    if (piece !== '') {
      answer.firstTokenMs ??= performance.now() - startedAt;
      if (call.onPiece?.(piece) === false) {
        answer.finish = 'ended';
        stream.controller.abort();
        break;
      }
    }
    if (answer.finish === undefined) watch.restart(call.firstTokenMs, 'model_stalled');
    else watch.restart(USAGE_WAIT_MS, 'model_stalled');
  }
  // An aborted stream ends as if it were complete.
  if (watch.failure !== undefined && answer.finish === undefined) throw watch.failure;
  return complete(answer, call);
}

interface Answer {
  text: string;
  finish: StreamedAnswer['finish'] | undefined;
  usage: TokenUsage | undefined;
  model: string;
  firstTokenMs: number | undefined;
  refused: boolean;
}

/** The counts come right after the last piece; a server that keeps them back is not waited for. */
const USAGE_WAIT_MS = 250;

function requestOf(model: string, call: StreamCall): OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming {
  return {
    model,
    messages: [...call.messages],
    stream: true,
    stream_options: { include_usage: true },
    max_completion_tokens: call.maxOutputTokens,
    // Reasoning models refuse any temperature but their own.
    ...(/^(?:o\d|gpt-5)/.test(model) ? {} : { temperature: call.temperature }),
    ...(call.schema === undefined
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { ...call.schema, strict: true } } }),
  };
}

function take(answer: Answer, chunk: OpenAI.Chat.Completions.ChatCompletionChunk): string {
  if (chunk.model) answer.model = chunk.model;
  answer.usage = usageOf(chunk) ?? answer.usage;
  const choice = chunk.choices?.[0];
  if (choice === undefined) return '';
  const { delta, finish_reason: finish } = choice;
  if (delta?.refusal || finish === 'content_filter') answer.refused = true;
  if (finish) answer.finish = finish === 'length' ? 'length' : 'stop';
  const piece = delta?.content ?? '';
  answer.text += piece;
  return piece;
}

function usageOf({ usage }: OpenAI.Chat.Completions.ChatCompletionChunk): TokenUsage | undefined {
  if (!usage) return undefined;
  return {
    inputTokens: usage.prompt_tokens ?? 0,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage.completion_tokens ?? 0,
  };
}

function complete(answer: Answer, call: StreamCall): StreamedAnswer {
  const { text, finish, model } = answer;
  const usage = answer.usage ?? estimated(call, text);
  if (answer.refused) throw new ModelFailure('model_refused', { isFault: false, usage });
  if (finish === undefined) throw new ModelFailure('model_stream_cut', { isFault: true, usage });
  if (text.trim() === '') throw new ModelFailure('model_empty', { isFault: false, usage });
  return { text, finish, model, usage, firstTokenMs: answer.firstTokenMs ?? 0 };
}

/** What a call without counts took, by its texts. */
export function estimated({ messages }: Pick<StreamCall, 'messages'>, text: string): TokenUsage {
  const inputTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content) + TOKENS_PER_MESSAGE, 0);
  return { inputTokens, cachedInputTokens: 0, outputTokens: estimateTokens(text) };
}

/** The timers of a call; the first that rings says why it failed. */
class Watch {
  failure: ModelFailure | undefined;
  private readonly controller = new AbortController();
  private readonly outer: AbortSignal;
  private readonly total: NodeJS.Timeout;
  private pause: NodeJS.Timeout | undefined;
  private readonly onAbort = (): void => this.fail(new ModelFailure('model_aborted', { isFault: false }));

  constructor({ signal, deadlineAt, firstTokenMs }: StreamCall) {
    this.outer = signal;
    const remainingMs = Math.max(0, deadlineAt - Date.now());
    this.total = setTimeout(() => this.fail(new ModelFailure('model_timeout', { isFault: true })), remainingMs);
    this.restart(firstTokenMs, 'model_timeout');
    if (signal.aborted) this.onAbort();
    else signal.addEventListener('abort', this.onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Waits anew for the next token. */
  restart(ms: number, reason: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.fail(new ModelFailure(reason, { isFault: true })), ms);
  }

  end(): void {
    clearTimeout(this.total);
    clearTimeout(this.pause);
    this.outer.removeEventListener('abort', this.onAbort);
  }

  private fail(failure: ModelFailure): void {
    this.failure ??= failure;
    this.controller.abort();
  }
}
