import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startScript } from '../launcher/child.ts';
import { startPostgres } from '../launcher/postgres.ts';
import type { LoadResult } from './load.ts';
import { runLoad } from './load.ts';

/** The transactions of a turn with bare Fastify + pg in a process of its own: no engine, no dialogue, no encryption. */
export async function measureBaseline(
  levels: readonly number[],
  seconds: number,
): Promise<(LoadResult & { conversations: number })[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-bench-'));
  await chmod(folder, 0o755);
  const logFile = path.join(folder, 'log');
  const postgres = await startPostgres({
    dataDir: path.join(folder, 'postgres'),
    port: await freePort(),
    password: 'bench',
    logFile,
  });
  const port = await freePort();
  const script = fileURLToPath(new URL('./baseline-server.ts', import.meta.url));
  const server = await startScript('baseline', script, [postgres.url('postgres'), String(port)], { logFile });
  try {
    await new Promise((resolve) => server.process.once('message', resolve));
    const results = [];
    for (const conversations of levels) {
      const ids = Array.from({ length: conversations }, () => randomUUID());
      const load = await runLoad(ids, seconds, async (id) => {
        const response = await fetch(`http://127.0.0.1:${port}/${id}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text: 'how much is it?' }),
        });
        if (response.status !== 200) throw new Error(`baseline: ${response.status}`);
        await response.json();
      });
      results.push({ conversations, ...load });
    }
    return results;
  } finally {
    await server.stop();
    await postgres.child.stop('SIGINT');
    await rm(folder, { recursive: true, force: true });
  }
}
