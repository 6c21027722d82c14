import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Database } from '../db/interfaces.ts';
import { openAdminDatabase } from './admin-database.ts';
import { rotateMasterKey } from './master-key.ts';
import { CliError, print, runCommand } from './output.ts';

const HELP = `npm run admin -- COMMAND [options]

  workspaces list
  workspaces create NAME
  keys list --workspace NAME
  keys create --workspace NAME [--name WHAT_FOR]     the key is shown once
  keys revoke ID                                     takes effect within 5 s
  master-key rotate                                  wraps every subject key under a new master key

  --data-dir DIR   data folder of npm start (default .parley), which must be running; with DATABASE_URL and
                   PARLEY_MASTER_KEY set, those are used instead`;

interface Arguments {
  readonly argument: string | undefined;
  readonly workspace: string | undefined;
  readonly name: string;
}

type CommandRun = (database: Database, args: Arguments) => Promise<void>;

const COMMANDS: Readonly<Record<string, CommandRun>> = {
  'workspaces list': async ({ system }) => {
    for (const { workspaceId, name } of await system.listWorkspaces()) print(`${workspaceId}  ${name}`);
  },
  'workspaces create': async ({ system }, { argument }) => {
    if (argument === undefined) throw new CliError('say its name: workspaces create NAME');
    if ((await system.findWorkspaceByName(argument)) !== undefined)
      throw new CliError(`workspace ${argument} exists already`);
    print((await system.createWorkspace(argument)).workspaceId);
  },
  'keys list': async (database, { workspace }) => {
    for (const key of await database.system.listApiKeys(await workspaceId(database, workspace))) {
      const state = key.revokedAt === undefined ? 'active' : `revoked ${key.revokedAt.toISOString()}`;
      print(`${key.apiKeyId}  ${key.name}  ${state}  last used ${key.lastUsedAt?.toISOString() ?? 'never'}`);
    }
  },
  'keys create': async (database, { workspace, name }) => {
    const { apiKeyId, secret } = await database.system.createApiKey(await workspaceId(database, workspace), name);
    print(`${secret}\n(id ${apiKeyId}; shown only now)`);
  },
  'keys revoke': async ({ system }, { argument }) => {
    if (argument === undefined || !(await system.revokeApiKey(argument)))
      throw new CliError('there is no active key with that id; see keys list');
    print('revoked');
  },
};

async function workspaceId({ system }: Database, name: string | undefined): Promise<string> {
  if (name === undefined) throw new CliError('say which one: --workspace NAME');
  const found = await system.findWorkspaceByName(name);
  if (found === undefined) throw new CliError(`there is no workspace ${name}; see workspaces list`);
  return found.workspaceId;
}

/** Process: `npm run admin`. */
await runCommand('admin', async () => {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: {
      workspace: { type: 'string' },
      name: { type: 'string', default: 'admin' },
      'data-dir': { type: 'string', default: '.parley' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    print(HELP);
    return values.help ? 0 : 1;
  }
  const [subject = '', action = '', argument] = positionals;
  if (subject === 'master-key' && action === 'rotate') {
    await rotateMasterKey(values['data-dir'], print);
    return 0;
  }
  const command = COMMANDS[`${subject} ${action}`];
  if (command === undefined) throw new CliError(`there is no command "${subject} ${action}"; see --help`);
  const database = await openAdminDatabase(values['data-dir']);
  try {
    await command(database, { argument, workspace: values.workspace, name: values.name });
    return 0;
  } finally {
    await database.close();
  }
});
