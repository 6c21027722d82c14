import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { envExample } from '../config/env-example.ts';
import { loadWorkflowBundle } from '../workers/workflow-bundle.ts';

/** Process: `npm run verify`. Each check a line; ends with `N passed, N failed`. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Measured 1.7 MB with the SDK alone; zod would add 0.46 MB. */
const MAX_BUNDLE_BYTES = 2_000_000;

interface Check {
  readonly name: string;
  /** Resolves with what is wrong, or an empty text. */
  run(): Promise<string>;
}

const CHECKS: readonly Check[] = [
  tool('format', '@biomejs/biome/bin/biome', ['format', '--diagnostic-level=error']),
  tool('lint', 'oxlint/bin/oxlint', ['--quiet']),
  tool('types', 'typescript/bin/tsc', ['-p', '.']),
  tool('boundaries', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config',
    '.dependency-cruiser.mjs',
    ...folders(),
  ]),
  tool('dead code', 'knip/bin/knip.js', ['--no-progress']),
  { name: 'workflow bundle', run: bundle },
  { name: '.env.example is up to date', run: example },
];

let failed = 0;
for (const check of CHECKS) {
  const startedAt = performance.now();
  const problem = await check.run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    `${problem === '' ? '✓' : '✗'} ${check.name} (${seconds} s)\n${problem === '' ? '' : `${problem}\n`}`,
  );
  if (problem !== '') failed += 1;
}
process.stdout.write(`${CHECKS.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function folders(): string[] {
  return [
    'contracts',
    'flows',
    'workflows',
    'activities',
    'client',
    'db',
    'api',
    'config',
    'workers',
    'launcher',
    'cli',
  ];
}

function tool(name: string, script: string, args: readonly string[]): Check {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], { cwd: ROOT });
        const output: Buffer[] = [];
        child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
        child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
        child.on('error', (error) => resolve(error.message));
        child.on('close', (code) =>
          resolve(code === 0 ? '' : Buffer.concat(output).toString().trim() || `exit code ${code}`),
        );
      }),
  };
}

/** Temporal's own bundler refuses what a workflow may not import. */
async function bundle(): Promise<string> {
  try {
    const { code } = await loadWorkflowBundle(pino({ level: 'silent' }));
    return code.length < MAX_BUNDLE_BYTES
      ? ''
      : `the bundle has ${code.length} bytes, more than ${MAX_BUNDLE_BYTES}: did a heavy library come in?`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function example(): Promise<string> {
  const kept = await readFile(path.join(ROOT, '.env.example'), 'utf8').catch(() => '');
  return kept === envExample() ? '' : 'run `npm run env-example` and commit the result';
}
