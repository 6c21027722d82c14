import type { StreamedEvent } from '../../cli/event-stream.ts';
import { readEvents } from '../../cli/event-stream.ts';

export interface EventRequest {
  readonly method?: 'GET' | 'POST';
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of a stream over a real socket. */
export class EventReader {
  readonly response: Response;
  private readonly events: AsyncGenerator<StreamedEvent>;
  private readonly abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.abort = abort;
    this.events = readEvents(response.body ?? new ReadableStream());
  }

  /** Resolves with the head of the answer. */
  static async open(url: string, key: string, request: EventRequest = {}): Promise<EventReader> {
    const { method = 'GET', body, headers } = request;
    const abort = new AbortController();
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'text/event-stream',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: abort.signal,
    });
    return new EventReader(response, abort);
  }

  /** The next event; throws when the stream ends instead. */
  async next(): Promise<StreamedEvent> {
    const { done, value } = await this.events.next();
    if (done === true) throw new Error('the stream ended');
    return value;
  }

  /** Events up to and with the first of this name, or to the end of the stream. */
  async until(name?: string): Promise<readonly StreamedEvent[]> {
    const seen: StreamedEvent[] = [];
    for (;;) {
      const { done, value } = await this.events.next();
      if (done === true) return seen;
      seen.push(value);
      if (value.name === name) return seen;
    }
  }

  /** The client goes away. */
  close(): void {
    this.abort.abort();
  }
}
