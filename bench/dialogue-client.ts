import { EventReader } from '../test/support/event-reader.ts';
import type { StreamedEvent } from '../cli/event-stream.ts';
import type { Installation } from '../test/chaos/installation.ts';
import { piecesOf } from './dialogue-words.ts';

type Answer = Readonly<Record<string, unknown>>;

/** A customer of an installation over HTTP. */
export class DialogueClient {
  private readonly installation: Installation;

  constructor(installation: Installation) {
    this.installation = installation;
  }

  /** Id of a new conversation of sales-dm, without a message. */
  async open(): Promise<string> {
    const made = await this.post('/conversations', { user_id: crypto.randomUUID() });
    return String(made['conversation_id']);
  }

  /** Sends a message and waits for its turn. */
  say(conversationId: string, text: string): Promise<Answer> {
    return this.post(`/conversations/${conversationId}/messages`, { text });
  }

  /** Sends a message; the stream of its turn. */
  stream(conversationId: string, text: string): Promise<EventReader> {
    const { api, apiKey } = this.installation;
    return EventReader.open(`${api}/conversations/${conversationId}/messages`, apiKey, {
      method: 'POST',
      body: { text },
    });
  }

  async stop(conversationId: string): Promise<void> {
    await this.post(`/conversations/${conversationId}/stop`);
  }

  private async post(path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.installation.api}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.installation.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${String(answer['code'])}`);
    return answer;
  }
}

/**
 * Reads on until the reply has so many words: an event holds one or, when the database was slower than the model, several.
 * Answers the event that brought the last one; throws when the turn ends before.
 */
export async function readWords(reader: EventReader, count: number): Promise<StreamedEvent> {
  for (let seen = 0; ; ) {
    const event = await reader.next();
    if (event.name === 'reply.delta') seen += piecesOf(String(event.data['text'])).length;
    if (seen >= count) return event;
    if (event.name === 'turn.done' || event.name === 'error') {
      throw new Error(`the turn ended early: ${reasonOf(event)}`);
    }
  }
}

/** Reads the turn to its end; throws unless the model worded its reply. */
export async function readTurn(reader: EventReader): Promise<Answer> {
  const done = (await reader.until('turn.done')).at(-1);
  if (done?.name !== 'turn.done' || done.data['source'] !== 'model') {
    throw new Error(`the turn has no reply of the model: ${reasonOf(done)}`);
  }
  return done.data;
}

function reasonOf(event: StreamedEvent | undefined): string {
  return JSON.stringify(event?.data['source_reason'] ?? event?.data['code'] ?? event?.name ?? 'the stream ended');
}
