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
  private readonly seen: string[] = [];

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
    const event = await this.read();
    if (event === undefined) throw new Error(`the stream ended behind [${this.seen.join(', ')}]`);
    return event;
  }

  /** Events up to and with the first of this name, or to the end of the stream. */
  async until(name?: string): Promise<readonly StreamedEvent[]> {
    const events: StreamedEvent[] = [];
    for (;;) {
      const event = await this.read();
      if (event === undefined) return events;
      events.push(event);
      if (event.name === name) return events;
    }
  }

  /** The client goes away. */
  close(): void {
    this.abort.abort();
  }

  /** Undefined: the stream ended. Rejects with what came before when nothing more comes. */
  private async read(): Promise<StreamedEvent | undefined> {
    // Made here, so that its stack leads to the line that waits.
    const silence = new Error(`no event for ${SILENCE_MS / 1000} s behind [${this.seen.join(', ')}]`);
    let timer: NodeJS.Timeout | undefined;
    const silent = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(silence), SILENCE_MS);
    });
    try {
      const { done, value } = await Promise.race([this.events.next(), silent]);
      if (done === true) return undefined;
      this.seen.push(value.name);
      return value;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** As long as `eventually` waits: for what never comes, on the slowest machine. */
const SILENCE_MS = 45_000;
