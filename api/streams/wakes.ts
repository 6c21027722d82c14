/** A latch between one that wakes and one that waits: a wake while nobody waits is not lost. */
export class Wakes {
  private isWoken = false;
  private finish: (() => void) | undefined;

  wake(): void {
    this.isWoken = true;
    this.finish?.();
  }

  /** True when it was woken since the last wait, false after `timeoutMs` or when the signal aborts. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.isWoken && !signal.aborted) await this.sleep(timeoutMs, signal);
    const { isWoken } = this;
    this.isWoken = false;
    return isWoken;
  }

  private async sleep(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const finish = (): void => resolve();
    const timer = setTimeout(finish, timeoutMs);
    this.finish = finish;
    signal.addEventListener('abort', finish, { once: true });
    await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', finish);
    this.finish = undefined;
  }
}
