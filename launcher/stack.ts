import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { migrate } from '../db/migrate.ts';
import type { Child } from './child.ts';
import { freePort, isPortFree, startScript } from './child.ts';
import type { Secrets } from './data-folder.ts';
import { DataFolder } from './data-folder.ts';
import { prepareDemo } from './demo-workspace.ts';
import { ensureDatabase } from './ensure-database.ts';
import { LaunchError } from './launch-error.ts';
import type { StartOptions } from './options.ts';
import type { Output } from './output.ts';
import { startPostgres } from './postgres.ts';
import { Supervised } from './supervise.ts';
import { startTemporal } from './temporal.ts';
import { findTemporalBinary } from './temporal-binary.ts';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Everything that `npm start` runs: PostgreSQL, Temporal, the API and a worker. */
export class Stack {
  private readonly options: StartOptions;
  private readonly output: Output;
  private readonly running: { readonly supervised: Supervised; readonly signal: NodeJS.Signals }[] = [];
  private data: DataFolder | undefined;
  private isStopping = false;

  constructor(options: StartOptions, output: Output) {
    this.options = options;
    this.output = output;
  }

  /** Resolves when GET /ready answers and the addresses were printed. LaunchError says what is wrong and what to do. */
  async start(): Promise<void> {
    const { output, options } = this;
    const data = await DataFolder.open(options.dataDir);
    this.data = data;
    for (const [name, signal] of LEFTOVERS) await data.endLeftover(name, signal);
    const secrets = await data.secrets();
    const port = await this.choosePort('--port', options.port, 'the API');
    const databaseUrl = process.env['DATABASE_URL'] ?? (await this.startDatabase(data, secrets));
    const temporal = await this.findOrStartTemporal(data);
    const workerPort = process.env['PARLEY_WORKER_METRICS_PORT'] ?? String(await freePort());
    const env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporal.address,
      PARLEY_MASTER_KEY: process.env['PARLEY_MASTER_KEY'] ?? secrets.masterKey,
      ...(secrets.previousMasterKeys === undefined
        ? {}
        : { PARLEY_PREVIOUS_MASTER_KEYS: secrets.previousMasterKeys.join(',') }),
      PARLEY_PORT: String(port),
      PARLEY_WORKER_METRICS_PORT: workerPort,
    };
    await output.step('database is migrated', () => migrate(databaseUrl));
    const demo = await output.step('demo workspace: API key, shops and knowledge', (slow) =>
      prepareDemo({ data, secrets, env, slow }),
    );
    for (const warning of demo.warnings) output.line(warning);
    await output.step('API and worker', () =>
      Promise.all([this.startRole(data, 'api', env), this.startRole(data, 'worker', env)]),
    );
    const api = `http://127.0.0.1:${port}`;
    await output.step('ready', () => untilReady(api));
    const addresses = {
      api,
      docs: `${api}/docs`,
      assistant: `${api}/assistant`,
      temporal: temporal.address,
      temporal_ui: temporal.ui,
      worker: `http://127.0.0.1:${workerPort}/status`,
      api_key: demo.apiKey,
    };
    await data.write('ready.json', JSON.stringify({ ...addresses, database_url: databaseUrl }), 0o600);
    this.welcome(addresses);
    output.json(addresses);
  }

  /** Roles first, then the servers they stand on. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const roles = this.running.filter(({ supervised }) => ROLES.includes(supervised.name));
    const servers = this.running.filter(({ supervised }) => !ROLES.includes(supervised.name));
    await Promise.all(roles.map(({ supervised, signal }) => supervised.stop(signal, 4000)));
    await Promise.all(servers.map(({ supervised, signal }) => supervised.stop(signal, 4000)));
    for (const [name] of LEFTOVERS) await this.data?.forget(name);
    await this.data?.forget('launcher');
  }

  private async startDatabase(data: DataFolder, secrets: Secrets): Promise<string> {
    const port = await this.choosePort('--database-port', this.options.databasePort, 'PostgreSQL');
    return this.output.step('PostgreSQL', async () => {
      const options = {
        dataDir: data.file('postgres'),
        port,
        password: secrets.databasePassword,
        logFile: data.log('postgres'),
      };
      let url: string | undefined;
      await this.supervise(data, 'postgres', 'SIGINT', async () => {
        const postgres = await startPostgres(options);
        url = postgres.url('postgres');
        return postgres.child;
      });
      return ensureDatabase(url ?? '', 'parley', secrets.databasePassword);
    });
  }

  private async findOrStartTemporal(data: DataFolder): Promise<{ address: string; ui: string }> {
    const given = process.env['TEMPORAL_ADDRESS'];
    if (given !== undefined && given !== '') return { address: given, ui: `see the UI of ${given}` };
    const port = await this.choosePort('--temporal-port', this.options.temporalPort, 'the Temporal server');
    const uiPort = await this.choosePort('--temporal-ui-port', this.options.temporalUiPort, "Temporal's UI");
    await this.output.step('Temporal server', async (slow) => {
      const binary = await findTemporalBinary(slow);
      await this.supervise(data, 'temporal', 'SIGTERM', () =>
        startTemporal({
          binary,
          port,
          uiPort,
          databaseFile: data.file('temporal.db'),
          namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
          logFile: data.log('temporal'),
        }),
      );
    });
    return { address: `127.0.0.1:${port}`, ui: `http://127.0.0.1:${uiPort}` };
  }

  private startRole(data: DataFolder, name: 'api' | 'worker', env: NodeJS.ProcessEnv): Promise<void> {
    return this.supervise(data, name, 'SIGTERM', async () => {
      const child = await startScript(name, path.join(ROOT, 'workers', `${name}.ts`), [], {
        env,
        logFile: data.log(name),
        cwd: data.folder,
      });
      await untilItSaysReady(child, data.log(name));
      return child;
    });
  }

  private async supervise(
    data: DataFolder,
    name: string,
    signal: NodeJS.Signals,
    startOne: () => Promise<Child>,
  ): Promise<void> {
    const supervised = new Supervised(
      name,
      async () => {
        const child = await startOne();
        await data.remember(name, child.pid);
        return child;
      },
      (line) => this.output.line(line),
    );
    this.running.push({ supervised, signal });
    await supervised.start();
    if (this.isStopping) await supervised.stop(signal);
  }

  private async choosePort(option: string, port: number, what: string): Promise<number> {
    if (port === 0) return freePort();
    if (await isPortFree(port)) return port;
    throw new LaunchError(
      `Port ${port} for ${what} is taken by another program. Stop it, or choose another port with ${option} (0 takes a free one).`,
    );
  }

  private welcome(addresses: {
    api: string;
    docs: string;
    assistant: string;
    temporal_ui: string;
    worker: string;
    api_key: string;
  }): void {
    const { api, docs, assistant, temporal_ui: ui, worker, api_key: key } = addresses;
    this.output.line(
      [
        '',
        `  API          ${api}`,
        `  OpenAPI page ${docs}`,
        `  Assistant    ${assistant}`,
        `  Temporal UI  ${ui}`,
        `  Worker       ${worker} (models and their circuits)`,
        `  API key      ${key}`,
        '',
        'Talk to it in another terminal:   npm run chat',
        'Order from the demo shops:        npm run chat -- --flow grocery     (or wholesale)',
        `Or by HTTP:  curl -s ${api}/conversations -H 'authorization: Bearer ${key}' -H 'content-type: application/json' \\`,
        `               -d '{"user_id": "user123", "initial_message": "Hi, interested in your services"}'`,
        '',
        'Ctrl-C stops everything; a later start goes on where it stopped.',
      ].join('\n'),
    );
  }
}

const ROLES = ['api', 'worker'];
const LEFTOVERS = [
  ['api', 'SIGTERM'],
  ['worker', 'SIGTERM'],
  ['temporal', 'SIGTERM'],
  ['postgres', 'SIGINT'],
] as const;

function untilItSaysReady(child: Child, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.process.once('message', () => resolve());
    void child.exited.then((how) =>
      reject(new LaunchError(`The ${child.name} ended while it started (${how}). Its log is ${logFile}.`)),
    );
  });
}

async function untilReady(api: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const response = await fetch(`${api}/ready`).catch(() => undefined);
    if (response?.ok === true) return;
    if (Date.now() > deadline) {
      const detail = response === undefined ? 'it does not answer' : await response.text();
      throw new LaunchError(`The API did not become ready within ${READY_MS / 1000} s: ${detail}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const READY_MS = 60_000;
