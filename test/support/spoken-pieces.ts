/** What a model says, piece by piece, as the test says so. */
export class SpokenPieces implements AsyncIterable<string> {
  private readonly waiting: string[] = [];
  private isEnded = false;
  private wake: () => void = () => undefined;

  say(...pieces: readonly string[]): void {
    this.waiting.push(...pieces);
    this.wake();
  }

  end(): void {
    this.isEnded = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      const piece = this.waiting.shift();
      if (piece !== undefined) yield piece;
      else if (this.isEnded) return;
      else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
  }
}
