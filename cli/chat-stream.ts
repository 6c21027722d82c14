import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './api-client.ts';
import type { StreamedEvent } from './event-stream.ts';
import { CliError } from './output.ts';

/** A message as the API takes it; its id makes sending it again safe. */
export interface ChatMessage {
  readonly text: string;
  readonly message_id: string;
}

/** What is shown of a reply while it is written. */
export interface ReplyScreen {
  /** More of the reply. */
  write(text: string): void;
  /** What was written is void: the reply begins again. */
  restart(): void;
}

/**
 * Sends a message and shows its reply while it is written; resolves with the turn. A stream that breaks (a restart of the
 * API, say) is taken up where it was lost.
 */
export async function streamTurn(
  api: ApiClient,
  conversationId: string,
  message: ChatMessage,
  screen: ReplyScreen,
): Promise<Record<string, unknown>> {
  const path = `/conversations/${conversationId}`;
  let lastEventId: string | undefined;
  for (let lastNewsAt = Date.now(); Date.now() - lastNewsAt < PATIENCE_MS; await sleep(RETRY_MS)) {
    // A message that is sent again under its id is answered by the same turn.
    const events = await api.openEvents(
      lastEventId === undefined
        ? { method: 'POST', path: `${path}/messages`, body: message }
        : { method: 'GET', path: `${path}/events`, lastEventId },
    );
    const answer = await findAnswer(events, message, (event) => {
      lastEventId = event.id;
      lastNewsAt = Date.now();
      show(event, screen);
    });
    if (answer !== undefined) return answer;
  }
  throw new CliError('The reply broke off and did not go on for a minute. It is not lost; try again later.');
}

const PATIENCE_MS = 60_000;
const RETRY_MS = 500;

/** The turn that answers the message; undefined when the stream ends or breaks before. */
async function findAnswer(
  events: AsyncIterable<StreamedEvent>,
  message: ChatMessage,
  onEvent: (event: StreamedEvent) => void,
): Promise<Record<string, unknown> | undefined> {
  try {
    for await (const event of events) {
      onEvent(event);
      if (isAnswer(event, message.message_id)) return event.data;
    }
  } catch {
    // The connection broke: the stream is taken up where it was lost.
  }
  return undefined;
}

function show({ name, data }: StreamedEvent, screen: ReplyScreen): void {
  if (name === 'reply.delta' && typeof data['text'] === 'string') screen.write(data['text']);
  if (name === 'reply.reset') screen.restart();
}

function isAnswer({ name, data }: StreamedEvent, messageId: string): boolean {
  return name === 'turn.done' && Array.isArray(data['message_ids']) && data['message_ids'].includes(messageId);
}
