import process from 'node:process';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contracts/names.ts';
import type { Child } from './child.ts';
import { startProgram } from './child.ts';
import { LaunchError } from './launch-error.ts';

export interface TemporalOptions {
  /** The `temporal` program. */
  readonly binary: string;
  readonly port: number;
  /** Undefined: no UI. */
  readonly uiPort: number | undefined;
  /** Undefined: everything is forgotten when it ends. */
  readonly databaseFile: string | undefined;
  readonly namespace: string;
  readonly logFile: string;
}

/** A Temporal dev server on the loopback address. Resolves when it serves its namespace. */
export async function startTemporal(options: TemporalOptions): Promise<Child> {
  const { binary, port, uiPort, databaseFile, namespace, logFile } = options;
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--namespace',
    namespace,
    '--log-level',
    'warn',
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(databaseFile === undefined ? [] : ['--db-filename', databaseFile]),
    // Every write waits for the disk otherwise: 0.78 of the CPU, and a crash of the process loses nothing.
    '--sqlite-pragma',
    'journal_mode=wal',
    '--sqlite-pragma',
    'synchronous=normal',
    ...DYNAMIC_CONFIG.flatMap((value) => ['--dynamic-config-value', value]),
    ...searchAttributes().flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ];
  const child = await startProgram('temporal', binary, args, {
    logFile,
    // 0.83 of the CPU for some memory.
    env: { ...process.env, GOGC: '400' },
  });
  await untilItServes(child, options);
  return child;
}

/**
 * Polls of a one-shard dev server are throttled to 20 a second by default, which delays each regular activity by 50 ms. A task that
 * several workers died in, one after the other, is waited for longer and longer by default, up to ten minutes.
 */
const DYNAMIC_CONFIG = [
  'history.workflowTaskRetryMaxInterval="1s"',
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  'system.enableActivityEagerExecution=true',
  'frontend.workerVersioningDataAPIs=true',
  'frontend.workerVersioningWorkflowAPIs=true',
  'system.enableDeploymentVersions=true',
];

/** Names and types of the search attributes that conversations use. */
export function searchAttributes(): readonly (readonly [string, 'Keyword' | 'Datetime'])[] {
  return Object.values(SEARCH_ATTRIBUTES).map((name) => [
    name,
    name === SEARCH_ATTRIBUTES.nextFollowUpAt ? 'Datetime' : 'Keyword',
  ]);
}

async function untilItServes(child: Child, { port, namespace, logFile }: TemporalOptions): Promise<void> {
  const startedAt = Date.now();
  let exit: string | undefined;
  void child.exited.then((how) => {
    exit = how;
  });
  for (;;) {
    if (exit !== undefined) {
      throw new LaunchError(`The Temporal server ended while it started (${exit}). The log is ${logFile}.`);
    }
    if (await serves(`127.0.0.1:${port}`, namespace)) return;
    if (Date.now() - startedAt > START_MS) {
      await child.stop();
      throw new LaunchError(`The Temporal server did not answer within ${START_MS / 1000} s. The log is ${logFile}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const START_MS = 60_000;

async function serves(address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: '2s' });
  try {
    await connection.withDeadline(Date.now() + 2000, async () => {
      await connection.workflowService.describeNamespace({ namespace });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      if (!Object.hasOwn(customAttributes, SEARCH_ATTRIBUTES.workspace)) throw new Error('not yet');
    });
    return true;
  } catch {
    // Not yet, or never: the caller's clock decides.
    return false;
  } finally {
    await connection.close();
  }
}
