import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createDatabase } from '../../db/database.ts';
import type { Database } from '../../db/interfaces.ts';
import { migrate } from '../../db/migrate.ts';
import type { Child } from '../../launcher/child.ts';
import { freePort, startScript } from '../../launcher/child.ts';
import { ensureDatabase } from '../../launcher/ensure-database.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import { startTemporal } from '../../launcher/temporal.ts';
import { findTemporalBinary } from '../../launcher/temporal-binary.ts';

const WORKERS = fileURLToPath(new URL('../../workers/', import.meta.url));

export type Part = 'api' | 'worker' | 'temporal' | 'postgres';

/** A whole installation of real processes that can be killed and started one by one. */
export class Installation {
  readonly folder: string;
  readonly children = new Map<Part, Child>();
  api = '';
  apiKey = '';
  workspaceId = '';
  temporalAddress = '';
  database!: Database;
  private env: NodeJS.ProcessEnv = {};
  private ports = { api: 0, temporal: 0, postgres: 0 };
  private binary = '';

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Installation> {
    const folder = await mkdtemp(path.join(tmpdir(), 'parley-chaos-'));
    await chmod(folder, 0o755);
    const installation = new Installation(folder);
    try {
      await installation.open(settings);
      return installation;
    } catch (error) {
      await installation.stop();
      throw error;
    }
  }

  private async open(settings: Readonly<Record<string, string>>): Promise<void> {
    this.ports = { api: await freePort(), temporal: await freePort(), postgres: await freePort() };
    this.binary = await findTemporalBinary(() => undefined);
    await Promise.all([this.startPart('postgres'), this.startPart('temporal')]);
    const admin = `postgres://postgres:chaos@127.0.0.1:${this.ports.postgres}/postgres`;
    const databaseUrl = await ensureDatabase(admin, 'parley', 'chaos');
    await migrate(databaseUrl);
    const masterKey = randomBytes(32);
    this.temporalAddress = `127.0.0.1:${this.ports.temporal}`;
    this.api = `http://127.0.0.1:${this.ports.api}`;
    this.env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: this.temporalAddress,
      PARLEY_MASTER_KEY: `k:${masterKey.toString('base64')}`,
      PARLEY_PORT: String(this.ports.api),
      PARLEY_RATE_LIMIT_PER_MINUTE: '1000000',
      PARLEY_RELAY_INTERVAL_MS: '200',
      PARLEY_RELAY_AFTER_MS: '1000',
      ...settings,
    };
    this.database = await createDatabase({
      connectionString: databaseUrl,
      masterKeys: { current: { id: 'k', key: masterKey }, previous: [] },
      poolSize: 4,
      applicationName: 'parley-chaos',
      logger: pino({ level: 'silent' }),
    });
    const { workspaceId } = await this.database.system.createWorkspace('chaos');
    this.workspaceId = workspaceId;
    this.apiKey = (await this.database.system.createApiKey(workspaceId, 'chaos')).secret;
    await Promise.all([this.startPart('api'), this.startPart('worker')]);
  }

  /**
   * Starts a part; resolves when it serves. Like the launcher it tries again: the processes of a PostgreSQL that was killed hold its
   * memory for a moment longer, and another one refuses to start then.
   */
  async startPart(part: Part): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.children.set(part, await this.launch(part));
        return;
      } catch (error) {
        if (attempt === MAX_STARTS) throw error;
        await sleep(200 * attempt);
      }
    }
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(part: Part): Promise<void> {
    await this.children.get(part)?.stop('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.database?.close().catch(() => undefined);
    for (const part of ['api', 'worker', 'temporal', 'postgres'] as const) {
      await this.children.get(part)?.stop(part === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  logFile(part: Part): string {
    return path.join(this.folder, `${part}.log`);
  }

  private async launch(part: Part): Promise<Child> {
    const logFile = this.logFile(part);
    if (part === 'postgres') {
      const dataDir = path.join(this.folder, 'postgres');
      return (await startPostgres({ dataDir, port: this.ports.postgres, password: 'chaos', logFile })).child;
    }
    if (part === 'temporal') {
      return startTemporal({
        binary: this.binary,
        port: this.ports.temporal,
        uiPort: undefined,
        databaseFile: path.join(this.folder, 'temporal.db'),
        namespace: 'default',
        logFile,
      });
    }
    const child = await startScript(part, path.join(WORKERS, `${part}.ts`), [], {
      env: this.env,
      logFile,
      cwd: this.folder,
    });
    await Promise.race([
      new Promise((resolve) => child.process.once('message', resolve)),
      child.exited.then((how) => Promise.reject(new Error(`${part} ended while it started: ${how}`))),
    ]);
    return child;
  }
}

const MAX_STARTS = 5;
