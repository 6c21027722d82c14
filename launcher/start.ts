import process from 'node:process';
import { LaunchError } from './launch-error.ts';
import { HELP, readOptions } from './options.ts';
import { Output } from './output.ts';
import { Stack } from './stack.ts';

/** Process: `npm start`. Starts the servers and roles, keeps them running, ends them all on Ctrl-C. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env['PARLEY_PORT']);
  const output = new Output(options.isJson);
  if (options.isHelp) {
    output.line(HELP);
    return 0;
  }
  const stack = new Stack(options, output);
  const interrupted = untilInterrupted();
  const began = stack.start();
  const first = await Promise.race([began.then(() => 'started' as const), interrupted]).catch(
    async (error: unknown) => {
      await stack.stop();
      throw error;
    },
  );
  if (first === 'started') await interrupted;
  output.line('\nstopping …');
  const deadline = setTimeout(() => process.exit(1), 9500);
  deadline.unref();
  await stack.stop();
  output.line('stopped; everything is kept in the data folder');
  return 0;
}

/** The second Ctrl-C does not wait. */
function untilInterrupted(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    let count = 0;
    const interrupt = (): void => {
      count += 1;
      if (count > 2) process.exit(1);
      resolve('interrupted');
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  });
}

try {
  process.exit(await main());
} catch (error) {
  const isExplained =
    error instanceof LaunchError || (error instanceof Error && ['ParleyError', 'ConfigError'].includes(error.name));
  const sentence = isExplained
    ? (error as Error).message
    : `unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  process.stderr.write(`parley: ${sentence}\n`);
  process.exit(1);
}
