import { TextDecoder } from 'node:util';
import { createParser } from 'eventsource-parser';

/** An event of the API's streams. */
export interface StreamedEvent {
  readonly name: string;
  /** Where the reader stands after it: the last id that was sent, with this event or before it. */
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** The events of a body as they come; ends with it, and throws what the connection throws. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const arrived: StreamedEvent[] = [];
  let id = '';
  const parser = createParser({
    onId: (sent) => {
      id = sent;
    },
    onEvent: ({ event = 'message', data }) => {
      arrived.push({ name: event, id, data: JSON.parse(data) as Record<string, unknown> });
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* arrived.splice(0);
  }
}
