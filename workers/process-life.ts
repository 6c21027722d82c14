import process from 'node:process';
import type { Logger } from 'pino';

/** What a role tells the process that started it, over the IPC channel, if there is one. */
export type RoleMessage = { readonly kind: 'ready'; readonly url?: string };

export function announceReady(message: RoleMessage): void {
  process.send?.(message);
}

/**
 * Resolves with the reason when the process should end: SIGTERM, SIGINT, or its parent is gone (the IPC channel closed).
 * A second signal ends it at once.
 */
export function untilToldToStop(): Promise<string> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (reason: string): void => {
      if (isStopping && reason !== 'parent gone') process.exit(1);
      isStopping = true;
      resolve(reason);
    };
    process.on('SIGTERM', () => stop('SIGTERM'));
    process.on('SIGINT', () => stop('SIGINT'));
    process.on('disconnect', () => stop('parent gone'));
  });
}

/** Runs a role to its end and sets the exit code; a failure is one log line and one sentence on stderr. */
export async function runRole(name: string, role: () => Promise<void>, logger?: Logger): Promise<void> {
  try {
    await role();
    process.exit(0);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger?.fatal({ role: name }, 'role failed');
    process.stderr.write(`parley ${name}: ${reason}\n`);
    process.exit(1);
  }
}
