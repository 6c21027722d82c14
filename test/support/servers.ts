import type { Child } from '../../launcher/child.ts';

/** What the set-up of a test run started and its tear-down ends. */
interface Servers {
  readonly folder: string;
  readonly children: readonly Child[];
}

let kept: Servers | undefined;

export function keepServers(servers: Servers): void {
  kept = servers;
}

export function keptServers(): Servers | undefined {
  return kept;
}
