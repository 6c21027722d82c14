import type { StreamCursor } from '../../contracts/stream.ts';
import type { StreamItem, TurnListener, WorkspaceStore } from '../../db/interfaces.ts';
import { Wakes } from './wakes.ts';

/** What a reader reads from. */
export interface StreamSource {
  readonly store: Pick<WorkspaceStore, 'readStream'>;
  readonly turns: Pick<TurnListener, 'watchStream'>;
  readonly conversationId: string;
  /** Ends the reading: the client went away, or the process closes. */
  readonly signal: AbortSignal;
}

/**
 * Follows the stream of a conversation from a cursor on. All it holds is the cursor: what was written while nobody listened
 * is found by reading, so any process can take over from any other.
 *
 * It reads when the database announces news, and by itself with pauses that grow from 250 ms to 5 s: an announcement may be
 * lost with the listening connection, whose loss wakes it, and is then looked after soon; a stream that is quiet for long
 * costs a query every 5 s.
 */
export class StreamReader {
  private readonly source: StreamSource;
  private readonly wakes = new Wakes();
  private readonly stopWatching: () => void;
  private cursor: StreamCursor;
  private pauseMs = FIRST_PAUSE_MS;

  constructor(source: StreamSource, from: StreamCursor) {
    this.source = source;
    this.cursor = from;
    this.stopWatching = source.turns.watchStream(source.conversationId, () => this.wakes.wake());
  }

  /** What is new, in order; empty after `HEARTBEAT_MS` without news, and when the signal aborts. */
  async next(): Promise<readonly StreamItem[]> {
    const { store, conversationId, signal } = this.source;
    const quietAt = Date.now() + HEARTBEAT_MS;
    while (!signal.aborted) {
      const items = await store.readStream(conversationId, this.cursor);
      const last = items.at(-1);
      if (last !== undefined) {
        this.cursor = last.cursor;
        this.pauseMs = FIRST_PAUSE_MS;
        return items;
      }
      const leftMs = quietAt - Date.now();
      if (leftMs <= 0) break;
      const isWoken = await this.wakes.wait(Math.min(this.pauseMs, leftMs), signal);
      this.pauseMs = isWoken ? FIRST_PAUSE_MS : Math.min(LAST_PAUSE_MS, this.pauseMs * 2);
    }
    return [];
  }

  /** Stops watching; nothing is held afterwards. */
  close(): void {
    this.stopWatching();
  }
}

/** Proxies commonly close a connection that is silent for 30 to 60 s. */
const HEARTBEAT_MS = 15_000;
const FIRST_PAUSE_MS = 250;
const LAST_PAUSE_MS = 5000;
