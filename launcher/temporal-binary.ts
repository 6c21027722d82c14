import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { LaunchError } from './launch-error.ts';

const run = promisify(execFile);
/** The newest version that `go install` can build by name (later ones have a `replace` in go.mod). */
const CLI_VERSION = '1.5.1';

/** Folder of this user for things that take long to make; outside the checkout, safe to delete. */
export function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'parley');
}

/**
 * The `temporal` program: the one on PATH, else one in the cache, else built there with Go. `onSlow` is told before work
 * that takes minutes. LaunchError says what to do when there is no way.
 */
export async function findTemporalBinary(onSlow: (message: string) => void): Promise<string> {
  const onPath = await findOnPath('temporal');
  if (onPath !== undefined) return onPath;
  const cached = path.join(cacheFolder(), `temporal-cli-${CLI_VERSION}`, 'temporal');
  if (await isExecutable(cached)) return cached;
  const go = await findOnPath('go');
  if (go === undefined) {
    throw new LaunchError(
      'There is no Temporal server here. Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.23 or newer (it is then built once), or set TEMPORAL_ADDRESS to a server that runs.',
    );
  }
  onSlow('building the Temporal server with Go, once; 2 to 6 minutes');
  return build(go, cached);
}

async function build(go: string, target: string): Promise<string> {
  const folder = path.dirname(target);
  const draft = `${folder}.draft-${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    await run(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`], {
      env: { ...process.env, GOBIN: draft, GOFLAGS: '-trimpath' },
      maxBuffer: 64 * 1024 * 1024,
    });
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return target;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n').slice(0, 3).join(' ') : String(cause);
    throw new LaunchError(
      `The Temporal server could not be built with Go (${reason}). Install the Temporal CLI (https://docs.temporal.io/cli), or set TEMPORAL_ADDRESS.`,
      { cause },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function findOnPath(name: string): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules'));
  for (const folder of folders) {
    const file = path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    if (await isExecutable(file)) return file;
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
