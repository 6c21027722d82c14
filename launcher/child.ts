import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { openSync, closeSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server process that this process started and will end. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly process: ChildProcess;
  /** Resolves when the process has ended, with a sentence on how. */
  readonly exited: Promise<string>;
  /** Ends it: `signal`, and SIGKILL after `graceMs`. Resolves when it is gone. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>;
}

export interface ChildOptions extends SpawnOptions {
  /** File that gets what the process prints. */
  readonly logFile: string;
}

/** Starts a program. Rejects with a sentence when it cannot be started at all. */
export function startProgram(
  name: string,
  command: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<Child> {
  return start(name, [command, ...args], options, ['ignore', 'log', 'log']);
}

/** A script under this Node, with an IPC channel: it tells when it is ready, and ends when this process is gone. */
export function startScript(
  name: string,
  script: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<Child> {
  return start(name, [process.execPath, script, ...args], options, ['ignore', 'log', 'log', 'ipc']);
}

async function start(
  name: string,
  [command = '', ...args]: readonly string[],
  { logFile, ...options }: ChildOptions,
  stdio: readonly ('ignore' | 'log' | 'ipc')[],
): Promise<Child> {
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { ...options, stdio: stdio.map((kind) => (kind === 'log' ? log : kind)) });
  closeSync(log);
  return adopt(name, child);
}

async function adopt(name: string, child: ChildProcess): Promise<Child> {
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
    child.once('error', (error) => resolve(error.message));
  });
  if (child.pid === undefined) throw new Error(`${name} cannot be started: ${await exited}`);
  return {
    name,
    pid: child.pid,
    process: child,
    exited,
    async stop(signal = 'SIGTERM', graceMs = 5000) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * A port of the loopback address that is free now, and stays so until it is used: it is below those that systems give to outgoing
 * connections and to whoever listens on port 0 (Linux from 32768, macOS and Windows from 49152), and is answered once.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, END_PORT);
    if (givenPorts.has(port) || !(await isPortFree(port))) continue;
    givenPorts.add(port);
    return port;
  }
}

const FIRST_PORT = 20_000;
const END_PORT = 30_000;
const givenPorts = new Set<number>();

export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
