import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../launcher/child.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import type { Child } from '../../launcher/child.ts';
import type { TemporalOptions } from '../../launcher/temporal.ts';
import { startTemporal } from '../../launcher/temporal.ts';
import { findTemporalBinary } from '../../launcher/temporal-binary.ts';
import tearDown from './global-teardown.ts';
import { keepServers } from './servers.ts';

/** One PostgreSQL and one Temporal server for the whole run; tests take a database and task queues of their own. */
export default async function setUp(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-test-'));
  await chmod(folder, 0o755);
  const binary = await findTemporalBinary((message) => process.stderr.write(`${message} …\n`));
  const [postgresPort, temporalPort] = [await freePort(), await freePort()];
  const logFile = (name: string): string => path.join(folder, `${name}.log`);
  const [postgres, temporal] = await Promise.all([
    startPostgres({
      dataDir: path.join(folder, 'postgres'),
      port: postgresPort,
      password: 'test',
      logFile: logFile('postgres'),
      isDurable: false,
    }),
    startTemporalAtLast({
      binary,
      port: temporalPort,
      uiPort: undefined,
      databaseFile: path.join(folder, 'temporal.db'),
      namespace: 'default',
      logFile: logFile('temporal'),
    }),
  ]);
  process.env['PARLEY_TEST_DATABASE_URL'] = postgres.url('postgres');
  process.env['PARLEY_TEST_TEMPORAL_ADDRESS'] = `127.0.0.1:${temporalPort}`;
  keepServers({ folder, children: [temporal, postgres.child] });
  // A run that is ended from outside comes to no tear-down by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void tearDown().finally(() => process.exit(1)));
  }
}

/** The server chooses ports for its own parts long before it opens them; whoever took one in between makes its start fail. */
async function startTemporalAtLast(options: TemporalOptions, attempts = 3): Promise<Child> {
  try {
    return await startTemporal(options);
  } catch (error) {
    if (attempts === 1) throw error;
    return startTemporalAtLast(options, attempts - 1);
  }
}
