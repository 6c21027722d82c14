import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { LaunchError } from './launch-error.ts';

/** What is made once and kept in the data folder, readable by its owner alone. */
export interface Secrets {
  readonly databasePassword: string;
  /** id:base64 of 32 bytes. */
  readonly masterKey: string;
  /** Earlier ones, newest first: a rotation that was interrupted, or processes that still run, need them. */
  readonly previousMasterKeys?: readonly string[];
  /** Key of the demo workspace; undefined until it was made. */
  readonly apiKey?: string | undefined;
}

/** The one folder in which `npm start` keeps everything. */
export class DataFolder {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** LaunchError when the folder cannot be used, or another launcher uses it. */
  static async open(folder: string): Promise<DataFolder> {
    const data = new DataFolder(path.resolve(folder));
    try {
      await mkdir(data.file('logs'), { recursive: true });
      await mkdir(data.file('run'), { recursive: true });
      // Entered by PostgreSQL, which runs as another user where this one is root.
      await chmod(data.folder, 0o755);
      const probe = data.file('run/.probe');
      await writeFile(probe, '');
      await rm(probe);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new LaunchError(
        `The data folder ${data.folder} cannot be written (${reason}). Give it to this user, or choose another with --data-dir.`,
        { cause },
      );
    }
    await data.lock();
    return data;
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  log(name: string): string {
    return this.file(`logs/${name}.log`);
  }

  async secrets(): Promise<Secrets> {
    const kept = await readFile(this.file('secrets.json'), 'utf8').catch(() => undefined);
    if (kept !== undefined) return JSON.parse(kept) as Secrets;
    const made = {
      databasePassword: randomBytes(24).toString('base64url'),
      masterKey: `k1:${randomBytes(32).toString('base64')}`,
    };
    await this.keepSecrets(made);
    return made;
  }

  async keepSecrets(secrets: Secrets): Promise<void> {
    await this.write('secrets.json', JSON.stringify(secrets, null, 2), 0o600);
  }

  async write(name: string, text: string, mode = 0o644): Promise<void> {
    const draft = this.file(`${name}.draft`);
    await writeFile(draft, text, { mode });
    await rename(draft, this.file(name));
  }

  /** Remembers a process, so that the next start can end it if this launcher is killed. */
  async remember(name: string, pid: number): Promise<void> {
    await writeFile(this.file(`run/${name}.pid`), String(pid));
  }

  async forget(name: string): Promise<void> {
    await rm(this.file(`run/${name}.pid`), { force: true });
  }

  /** Ends a process that a launcher before left behind; only one that was started from this folder. */
  async endLeftover(name: string, signal: NodeJS.Signals): Promise<void> {
    const pid = Number(await readFile(this.file(`run/${name}.pid`), 'utf8').catch(() => '0'));
    if (pid > 1 && (await this.isOurs(pid))) {
      process.kill(pid, signal);
      for (let waited = 0; waited < 100 && isAlive(pid); waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
    await this.forget(name);
  }

  private async lock(): Promise<void> {
    const other = Number(await readFile(this.file('run/launcher.pid'), 'utf8').catch(() => '0'));
    if (other > 1 && other !== process.pid && isAlive(other) && (await this.isLauncher(other))) {
      throw new LaunchError(
        `Parley already runs on the data folder ${this.folder} (process ${other}). Stop it, or choose another folder with --data-dir.`,
      );
    }
    await this.remember('launcher', process.pid);
  }

  private async isLauncher(pid: number): Promise<boolean> {
    const line = await commandLine(pid);
    return line === undefined || line.includes('launcher/start.ts');
  }

  /** By its command line or working folder; a process id alone may have been given to somebody else. */
  private async isOurs(pid: number): Promise<boolean> {
    if (!isAlive(pid)) return false;
    const line = await commandLine(pid);
    if (line === undefined) return false;
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return line.includes(this.folder) || cwd === this.folder;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function commandLine(pid: number): Promise<string | undefined> {
  const file = await open(`/proc/${pid}/cmdline`).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    return (await file.readFile('utf8')).replaceAll('\0', ' ');
  } finally {
    await file.close();
  }
}
