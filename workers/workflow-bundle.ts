import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { Logger } from 'pino';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface WorkflowBundle {
  readonly code: string;
  /** Hash of everything the workflows are made of: two builds with the same id replay each other's histories. */
  readonly buildId: string;
}

/**
 * The workflow code of this checkout, bundled. Bundling takes seconds, so the result is kept beside the dependencies
 * under the hash of its sources; a folder that cannot be written only costs the time again.
 */
export async function loadWorkflowBundle(logger: Logger): Promise<WorkflowBundle> {
  const buildId = await hashSources(
    ['workflows', 'contracts', 'contracts/commerce'],
    ['node_modules/@temporalio/workflow/package.json'],
  );
  const file = path.join(ROOT, 'node_modules', '.cache', 'parley', `workflows-${buildId}.js`);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return { code: kept, buildId };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(ROOT, 'workflows', 'index.ts'),
    logger: quiet,
  });
  await keep(file, code).catch((error: unknown) => logger.warn({ err: error }, 'workflow bundle not kept'));
  return { code, buildId };
}

async function hashSources(folders: readonly string[], files: readonly string[]): Promise<string> {
  const names = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(path.join(ROOT, folder));
      return entries.filter(isSource).map((entry) => path.join(folder, entry));
    }),
  );
  const hash = createHash('sha256');
  for (const name of [...names.flat(), ...files].toSorted()) {
    hash
      .update(name)
      .update('\0')
      .update(await readFile(path.join(ROOT, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

const isSource = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('.test.ts');

async function keep(file: string, code: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, file);
}

const ignore = (): void => undefined;
const quiet = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
