import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

/** A process that is started again whenever it ends, until it is stopped. */
export class Supervised {
  readonly name: string;
  private readonly startOne: () => Promise<Child>;
  private readonly tell: (line: string) => void;
  private child: Child | undefined;
  private isStopping = false;
  private watching: Promise<void> = Promise.resolve();

  constructor(name: string, startOne: () => Promise<Child>, tell: (line: string) => void) {
    this.name = name;
    this.startOne = startOne;
    this.tell = tell;
  }

  /** Resolves when it runs for the first time; rejects when it cannot be started. */
  async start(): Promise<Child> {
    const child = await this.startOne();
    this.child = child;
    this.watching = this.watch();
    return child;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM', graceMs = 5000): Promise<void> {
    this.isStopping = true;
    await this.child?.stop(signal, graceMs);
    await this.watching;
    await this.child?.stop(signal, graceMs);
  }

  private async watch(): Promise<void> {
    let failures = 0;
    while (!this.isStopping) {
      const startedAt = Date.now();
      const how = await this.child?.exited;
      if (this.isStopping) return;
      failures = Date.now() - startedAt > STABLE_MS ? 0 : failures + 1;
      const pauseMs = failures === 0 ? 0 : Math.min(5000, 100 * 2 ** failures);
      this.tell(
        `! ${this.name} ended (${how ?? 'unknown'}); starting it again${pauseMs > 0 ? ` in ${pauseMs / 1000} s` : ''}`,
      );
      await sleep(pauseMs);
      await this.restart();
    }
  }

  private async restart(): Promise<void> {
    for (let attempt = 1; !this.isStopping; attempt += 1) {
      try {
        this.child = await this.startOne();
        this.tell(`✓ ${this.name} runs again`);
        return;
      } catch (error) {
        this.tell(`! ${this.name} cannot be started: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(Math.min(5000, 500 * attempt));
      }
    }
  }
}

/** A process that lived this long did not fail while it started. */
const STABLE_MS = 10_000;
