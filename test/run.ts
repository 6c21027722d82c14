import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Process: `npm test -- [jest options]`. All tests on real servers; ends with the line `N passed, N failed`. */
const root = fileURLToPath(new URL('..', import.meta.url));
const resultFile = path.join(tmpdir(), `parley-jest-${process.pid}.json`);
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    path.join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--json',
    `--outputFile=${resultFile}`,
    ...process.argv.slice(2),
  ],
  // Jest prints its report on stderr; its JSON on stdout is in the file already.
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => jest.kill(signal));
const code = await new Promise<number>((resolve) => jest.on('exit', (exitCode) => resolve(exitCode ?? 1)));
const result = JSON.parse(await readFile(resultFile, 'utf8').catch(() => '{}')) as {
  numPassedTests?: number;
  numFailedTests?: number;
  numRuntimeErrorTestSuites?: number;
};
await rm(resultFile, { force: true });
const failed = (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0);
process.stdout.write(`${result.numPassedTests ?? 0} passed, ${failed} failed\n`);
process.exit(code !== 0 ? code : failed > 0 ? 1 : 0);
