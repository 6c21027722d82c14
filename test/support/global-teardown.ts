import { rm } from 'node:fs/promises';
import { keptServers } from './servers.ts';

/** Ends what the set-up started and removes its files. */
export default async function tearDown(): Promise<void> {
  const servers = keptServers();
  if (servers === undefined) return;
  await Promise.all(servers.children.map((child) => child.stop(child.name === 'postgres' ? 'SIGQUIT' : 'SIGTERM')));
  await rm(servers.folder, { recursive: true, force: true });
}
