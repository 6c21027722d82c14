import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { CommandModule } from './commands.ts';
import { findCommand, helpOf, overview, unknown } from './commands.ts';
import { print, printError } from './output.ts';
import { ROOT } from './places.ts';
import { UsageError } from './usage-error.ts';

const FAILED = 1;
const WRONG_USE = 2;

/** Process: `npm run parley -- COMMAND`. Exit codes: 0 done, 1 something failed or differs, 2 wrong use. */
process.exitCode = await main(process.argv.slice(2));

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  if (['', '--help', '-h', 'help'].includes(name)) {
    const [about] = args;
    print(about === undefined ? overview() : await helpOf(about));
    return name === '' ? WRONG_USE : 0;
  }
  const command = findCommand(name);
  if (command === undefined) return refuse(unknown(name));
  if ('script' in command) return runScript(command.script, args);
  if (!args.includes('--help') && !args.includes('-h')) return runHere(name, await command.load(), args);
  print(await helpOf(name));
  return 0;
}

async function runHere(name: string, command: CommandModule, args: readonly string[]): Promise<number> {
  try {
    return await command.run(args);
  } catch (error) {
    if (isWrongUse(error)) return refuse(`${name}: ${error.message}\nparley ${name} --help says how it is used`);
    printError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return FAILED;
  }
}

/** Ours, and what `parseArgs` throws for options it does not know. */
function isWrongUse(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

function refuse(sentence: string): number {
  printError(`parley: ${sentence}`);
  return WRONG_USE;
}

/** The script keeps the terminal and decides the exit code; it hears Ctrl-C itself, and a SIGTERM through this process. */
function runScript(script: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, path.join(ROOT, script), ...args], { stdio: 'inherit' });
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? FAILED));
  });
}
