import type { NewChunk } from '../../db/interfaces.ts';

/** What a write answers (WorkspaceStore.appendChunk). */
export type ChunkVerdict = 'written' | 'stopped' | 'superseded';

export interface ChunkWriterOptions {
  readonly attempt: number;
  readonly append: (chunk: NewChunk) => Promise<ChunkVerdict>;
  /** Called once, when nothing may be written any more, or a write failed. */
  readonly onHalt: (halt: WriterHalt) => void;
}

export type WriterHalt =
  | { readonly kind: 'stopped' | 'superseded' }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Writes the pieces of one attempt in order. A piece is sent at once; while a write is under way the next pieces gather and
 * become one chunk. No timer: the pace is the database's, and the first token waits for nothing.
 */
export class ChunkWriter {
  /** What readers have been shown for sure. */
  written = '';
  /** What was given to the writer. */
  pushed = '';
  private sequence = 0;
  private gathered = '';
  private isProbing = false;
  private isHalted = false;
  private isRunning = false;
  private running = Promise.resolve();
  private readonly options: ChunkWriterOptions;

  constructor(options: ChunkWriterOptions) {
    this.options = options;
  }

  push(text: string): void {
    if (text === '' || this.isHalted) return;
    this.pushed += text;
    this.gathered += text;
    this.start();
  }

  /** Writes, with nothing in it if need be, to hear whether writing is still wanted. */
  probe(): void {
    if (this.isHalted) return;
    this.isProbing = true;
    this.start();
  }

  /** Resolves when nothing is under way; halted or not. */
  async settled(): Promise<void> {
    while (this.isRunning) await this.running;
  }

  private start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.running = this.drain();
  }

  private async drain(): Promise<void> {
    while (!this.isHalted && (this.gathered !== '' || this.isProbing)) await this.writeOne();
    this.isRunning = false;
  }

  private async writeOne(): Promise<void> {
    const text = this.gathered;
    this.gathered = '';
    this.isProbing = false;
    const { attempt, append } = this.options;
    try {
      const verdict = await append({ attempt, sequence: this.sequence + 1, text });
      if (verdict !== 'written') return this.halt({ kind: verdict });
      this.sequence += 1;
      this.written += text;
    } catch (error) {
      this.halt({ kind: 'failed', error });
    }
  }

  private halt(halt: WriterHalt): void {
    this.isHalted = true;
    this.options.onHalt(halt);
  }
}
