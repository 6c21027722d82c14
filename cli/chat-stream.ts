import type { ApiClient } from './api-client.ts';
import type { StreamedEvent } from './event-stream.ts';

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
  message: { readonly text: string; readonly message_id: string },
  screen: ReplyScreen,
): Promise<Record<string, unknown>> {
  const path = `/conversations/${conversationId}`;
  let events = await api.openEvents({ method: 'POST', path: `${path}/messages`, body: message });
  let lastEventId: string | undefined;
  for (;;) {
    try {
      for await (const event of events) {
        lastEventId = event.id;
        show(event, screen);
        if (isAnswer(event, message.message_id)) return event.data;
      }
    } catch {
      // The connection broke: the stream is taken up below.
    }
    events = await api.openEvents({ method: 'GET', path: `${path}/events`, lastEventId });
  }
}

function show({ name, data }: StreamedEvent, screen: ReplyScreen): void {
  if (name === 'reply.delta' && typeof data['text'] === 'string') screen.write(data['text']);
  if (name === 'reply.reset') screen.restart();
}

function isAnswer({ name, data }: StreamedEvent, messageId: string): boolean {
  return name === 'turn.done' && Array.isArray(data['message_ids']) && data['message_ids'].includes(messageId);
}
