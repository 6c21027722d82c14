import process from 'node:process';
import { createInterface } from 'node:readline';
import { ApiClient } from './api-client.ts';
import { HELP, readChatOptions } from './chat-options.ts';
import { ChatSession } from './chat-session.ts';
import { CliError, print, printError, runCommand } from './output.ts';

/** Process: `npm run chat`. Exit code 1 when anything that was typed or piped in was refused. */
await runCommand('chat', async () => {
  const options = await readChatOptions(process.argv.slice(2));
  if (options.isHelp) {
    print(HELP);
    return 0;
  }
  const api = new ApiClient(options.api, options.key, (line) => print(`  (${line})`));
  const screen = { print, write: (text: string) => void process.stdout.write(text) };
  return converse(await ChatSession.open(api, options, screen));
});

/** Line by line until `/quit` or the end of the input; resolves with the exit code. */
async function converse(session: ChatSession): Promise<number> {
  const isTerminal = process.stdin.isTTY;
  const lines = createInterface({
    input: process.stdin,
    output: isTerminal ? process.stdout : undefined,
    prompt: 'you> ',
  });
  let exitCode = 0;
  if (isTerminal) lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text === '/quit') break;
    if (text !== '') {
      if (!isTerminal) print(`you> ${text}`);
      if (!(await isTaken(session, text))) exitCode = 1;
    }
    if (isTerminal) lines.prompt();
  }
  lines.close();
  return exitCode;
}

/** One refused line (too long, say) does not end the conversation. */
async function isTaken(session: ChatSession, text: string): Promise<boolean> {
  try {
    await session.take(text);
    return true;
  } catch (error) {
    if (!(error instanceof CliError) || !error.isRefusal) throw error;
    printError(`  ${error.message}`);
    return false;
  }
}
