import type { ApiClient } from './api-client.ts';
import type { MessageView } from './chat-view.ts';

/** The messages of a conversation that were not shown yet, such as follow-ups. Reads only the last page again. */
export class ChatTranscript {
  private readonly api: ApiClient;
  private readonly path: string;
  private readonly shownTurns = new Set<unknown>();
  /** Cursor of the last page, and how much of it was looked at. */
  private cursor: string | undefined;
  private seen = 0;

  constructor(api: ApiClient, conversationId: string) {
    this.api = api;
    this.path = `/conversations/${conversationId}/messages?limit=200`;
  }

  /** The messages of this turn were shown as they were said. */
  shown(turn: unknown): void {
    this.shownTurns.add(turn);
  }

  async news(): Promise<readonly MessageView[]> {
    const news: MessageView[] = [];
    for (;;) {
      const page = await this.api.call(
        'GET',
        this.cursor === undefined ? this.path : `${this.path}&cursor=${this.cursor}`,
      );
      const items = page['items'] as MessageView[];
      news.push(...items.slice(this.seen));
      this.seen = items.length;
      const next = page['next_cursor'];
      if (typeof next !== 'string') break;
      this.cursor = next;
      this.seen = 0;
    }
    return news.filter(({ turn }) => turn === null || !this.shownTurns.has(turn));
  }
}
