import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCliEnvironment } from '../config/cli-config.ts';
import { CliError } from './output.ts';

/** What can be typed besides messages. */
export const COMMANDS = '/state, /followups, /history, /help, /quit';

export const HELP = `npm run chat -- [options]: a conversation in the terminal

  --flow NAME          flow of a new conversation (default sales-dm)
  --contact ID         who is talking (default: your login name); the contact's last open conversation goes on
  --new                begin a new conversation
  --conversation ID    go on with this conversation
  --stream             show replies while a model writes them
  --api URL            address of the API (default: PARLEY_API_URL, or what npm start runs)
  --key KEY            API key (default: PARLEY_API_KEY, or that of npm start)
  --data-dir DIR       data folder of npm start (default .parley)

  In the conversation: ${COMMANDS}. A script can be piped in, one message a line;
  the exit code is 1 when a line of it was refused.`;

export interface ChatOptions {
  readonly flow: string;
  readonly contact: string;
  readonly isNew: boolean;
  readonly conversation: string | undefined;
  readonly isStreamed: boolean;
  readonly api: string;
  readonly key: string;
  readonly isHelp: boolean;
}

/** CliError when no address or key can be found. */
export async function readChatOptions(args: readonly string[]): Promise<ChatOptions> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      flow: { type: 'string', default: 'sales-dm' },
      contact: { type: 'string' },
      new: { type: 'boolean', default: false },
      conversation: { type: 'string' },
      stream: { type: 'boolean', default: false },
      api: { type: 'string' },
      key: { type: 'string' },
      'data-dir': { type: 'string', default: '.parley' },
      help: { type: 'boolean', default: false },
    },
  });
  const access = values.help ? { api: '', key: '' } : await findAccess(values, values['data-dir']);
  return {
    ...access,
    flow: values.flow,
    contact: values.contact ?? userInfo().username,
    isNew: values.new,
    conversation: values.conversation,
    isStreamed: values.stream,
    isHelp: values.help,
  };
}

async function findAccess(
  given: { readonly api?: string | undefined; readonly key?: string | undefined },
  dataDir: string,
): Promise<{ api: string; key: string }> {
  const environment = readCliEnvironment();
  const started = await readReady(dataDir);
  const api = given.api ?? environment.apiUrl ?? started?.api;
  const key = given.key ?? environment.apiKey ?? started?.api_key;
  if (api === undefined || key === undefined) {
    throw new CliError('no API to talk to. Run npm start in another terminal, or pass --api and --key.');
  }
  return { api, key };
}

async function readReady(dataDir: string): Promise<{ api: string; api_key: string } | undefined> {
  const text = await readFile(path.join(dataDir, 'ready.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as { api: string; api_key: string });
}
