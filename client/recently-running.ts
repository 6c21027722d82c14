/**
 * Workflow ids that were seen to run a short while ago: a guess that saves a signal-with-start. A wrong guess costs one
 * refused call, so entries are few and short-lived.
 */
export class RecentlyRunning {
  private readonly seen = new Map<string, number>();

  has(workflowId: string): boolean {
    const until = this.seen.get(workflowId);
    return until !== undefined && until > Date.now();
  }

  add(workflowId: string): void {
    this.seen.delete(workflowId);
    this.seen.set(workflowId, Date.now() + KEEP_MS);
    const [oldest] = this.seen.keys();
    if (this.seen.size > MAX_ENTRIES && oldest !== undefined) this.seen.delete(oldest);
  }

  delete(workflowId: string): void {
    this.seen.delete(workflowId);
  }
}

const KEEP_MS = 3_600_000;
const MAX_ENTRIES = 20_000;
