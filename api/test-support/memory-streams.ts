import type { StreamCursor } from '../../contracts/stream.ts';
import type { StreamItem, TurnListener } from '../../db/interfaces.ts';

/** The streams of conversations in memory: what was written, in order, and who watches. */
export class MemoryStreams implements Pick<TurnListener, 'watchStream'> {
  private readonly items = new Map<string, readonly StreamItem[]>();
  private readonly watchers = new Map<string, Set<() => void>>();

  /** Nobody is told of what is new, as while the listening connection is lost. */
  isMute = false;

  /** Adds an item that comes after all others. */
  append(conversationId: string, item: StreamItem): void {
    this.items.set(conversationId, [...(this.items.get(conversationId) ?? []), item]);
    if (this.isMute) return;
    for (const wake of this.watchers.get(conversationId) ?? []) wake();
  }

  after(conversationId: string, cursor: StreamCursor): readonly StreamItem[] {
    return (this.items.get(conversationId) ?? []).filter(({ cursor: at }) => isAfter(at, cursor)).slice(0, 200);
  }

  end(conversationId: string): StreamCursor {
    return this.items.get(conversationId)?.at(-1)?.cursor ?? { turn: 0, attempt: 0, chunk: 0, message: 0 };
  }

  watchStream(conversationId: string, wake: () => void): () => void {
    const watchers = this.watchers.get(conversationId) ?? new Set();
    this.watchers.set(conversationId, watchers);
    watchers.add(wake);
    return () => watchers.delete(wake);
  }

  /** Readers that did not go away yet. */
  get watcherCount(): number {
    return [...this.watchers.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

function isAfter(at: StreamCursor, seen: StreamCursor): boolean {
  if (at.message > seen.message) return true;
  const [turn, attempt, chunk] = [at.turn - seen.turn, at.attempt - seen.attempt, at.chunk - seen.chunk];
  return turn !== 0 ? turn > 0 : attempt !== 0 ? attempt > 0 : chunk > 0;
}
