import type { WriterHalt } from './chunk-writer.ts';

/** Why a reply is not worded to its end. `cancelled`: by Temporal. */
export type HaltReason = WriterHalt | { readonly kind: 'cancelled'; readonly error: unknown };

/** Thrown at the next step of a reply that was halted. */
export class Halted extends Error {
  override readonly name = 'Halted';
}

/** One switch for everything that ends a reply from outside; the first reason counts. Its signal ends calls at once. */
export class Halt {
  reason: HaltReason | undefined;
  private readonly controller = new AbortController();

  /** `cancellation` is Temporal's. */
  constructor(cancellation: AbortSignal) {
    const cancel = (): void => this.set({ kind: 'cancelled', error: cancellation.reason });
    if (cancellation.aborted) cancel();
    else cancellation.addEventListener('abort', cancel, { once: true, signal: this.controller.signal });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  set(reason: HaltReason): void {
    this.reason ??= reason;
    this.controller.abort();
  }

  /** Throws Halted when there is a reason not to go on. */
  check(): void {
    if (this.reason !== undefined) throw new Halted(this.reason.kind);
  }
}
