import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamedEvent } from './event-stream.ts';
import { readEvents } from './event-stream.ts';
import { CliError } from './output.ts';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Calls the API and does not give up at once: what is not reachable or not answered yet is asked for again. */
export class ApiClient {
  private readonly url: string;
  private readonly key: string;
  private readonly tell: (line: string) => void;

  constructor(url: string, key: string, tell: (line: string) => void) {
    this.url = url.replace(/\/$/, '');
    this.key = key;
    this.tell = tell;
  }

  /**
   * The answer of the API, or CliError with its sentence. Repeats for a minute after 202, 503, 429 or no answer; the body
   * must therefore carry a message id, or `idempotencyKey` be given, where a repeat could do something twice.
   */
  async call(method: string, path: string, body?: object, idempotencyKey?: string): Promise<Record<string, unknown>> {
    const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    const { body: answer } = await this.patiently<Answer>(() => this.once({ method, path, body, headers }));
    return answer;
  }

  /**
   * The events of a stream as they come, begun as patiently as a call. It ends when the API ends it, and throws when the
   * connection breaks: who wants the rest asks for it with the last id.
   */
  async openEvents(request: EventsRequest): Promise<AsyncGenerator<StreamedEvent>> {
    const { lastEventId, ...rest } = request;
    const headers = {
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    };
    const { events } = await this.patiently<Streamed>(() => this.onceStreamed({ ...rest, headers }));
    return events;
  }

  private async patiently<T extends { readonly status: number }>(
    ask: () => Promise<T | Answer | undefined>,
  ): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await ask();
      if (answer !== undefined && answer.status < 300 && answer.status !== 202) return answer as T;
      if (answer !== undefined && !AGAIN.has(answer.status)) throw refusal(answer as Answer);
      if (Date.now() > deadline)
        throw new CliError(`${this.url} did not answer for a minute. What was accepted is not lost; try again later.`);
      if (attempt === 0)
        this.tell(answer === undefined ? 'no connection; trying again …' : 'not answered yet; trying again …');
      await sleep(Math.min(2000, 200 * 2 ** attempt));
    }
  }

  private async once(request: ApiRequest): Promise<Answer | undefined> {
    try {
      const response = await this.send(request, AbortSignal.timeout(ANSWER_MS));
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      // The API restarts, or is not there: the caller's patience decides.
      return undefined;
    }
  }

  private async onceStreamed(request: ApiRequest): Promise<Streamed | Answer | undefined> {
    try {
      const response = await this.send(request);
      if (response.ok && response.body !== null) return { status: 200, events: readEvents(response.body) };
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      // As for calls.
      return undefined;
    }
  }

  private send({ method, path, body, headers }: ApiRequest, signal?: AbortSignal): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  }
}

interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export interface EventsRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly lastEventId?: string | undefined;
}

interface Streamed {
  readonly status: 200;
  readonly events: AsyncGenerator<StreamedEvent>;
}

const PATIENCE_MS = 60_000;
/** An API waits for a turn for a minute at most (PARLEY_TURN_WAIT_MS). */
const ANSWER_MS = 65_000;
const AGAIN: ReadonlySet<number> = new Set([202, 429, 503]);

/** The problem as a sentence. A wrong key or a missing conversation will not mend with the next line. */
function refusal({ status, body }: Answer): CliError {
  const sentence = `${textOf(body['title']) ?? `status ${status}`}: ${textOf(body['detail']) ?? 'no more is known'}`;
  return new CliError(sentence, { isRefusal: status !== 401 && status !== 404 });
}

/** A field of an answer as text; undefined when it is something else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
