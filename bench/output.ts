import process from 'node:process';

/** Results go to standard output, a line each. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress goes to standard error, so that `--json` output stays clean. */
export function printProgress(line: string): void {
  process.stderr.write(`${line}\n`);
}
