import { parseArgs } from 'node:util';
import type { WorkspaceStore } from '../db/interfaces.ts';
import type { KnowledgeImport } from '../launcher/knowledge/import.ts';
import { importKnowledge } from '../launcher/knowledge/import.ts';
import { openAdminDatabase } from './admin-database.ts';
import { CliError, print, printError } from './output.ts';
import { UsageError } from './usage-error.ts';

export const HELP = `parley knowledge COMMAND [options]: what a workspace knows, for answers that name their source

  import FOLDER      makes the Markdown files below FOLDER all that the flow knows: new and changed ones are taken in, files that
                     are gone are removed. refunds.hi.md and hi/refunds.md are Hindi. Exit code 1 when a file was refused.
  search "WORDS"     shows what would be found for a question

  --workspace NAME   demo unless given
  --flow NAME        assistant unless given
  --language CODE    of files that name none, and of the question; en unless given
  --limit N          passages that a search shows, 1 to 10; 3 unless given
  --json             one JSON document
  --data-dir DIR     data folder of npm start (default .parley), which must be running; with DATABASE_URL and
                     PARLEY_MASTER_KEY set, those are used instead`;

interface Options {
  readonly argument: string;
  readonly flow: string;
  readonly language: string;
  readonly limit: number;
  readonly isJson: boolean;
}

/** Runs `parley knowledge`; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      workspace: { type: 'string', default: 'demo' },
      flow: { type: 'string', default: 'assistant' },
      language: { type: 'string', default: 'en' },
      limit: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
      'data-dir': { type: 'string', default: '.parley' },
    },
  });
  const [action = '', argument, ...rest] = positionals;
  const command = action === 'import' ? importFolder : action === 'search' ? search : undefined;
  if (command === undefined) throw new UsageError(`say "import FOLDER" or "search WORDS", not "${action}"`);
  if (argument === undefined || rest.length > 0) throw new UsageError(`${action} takes one argument`);
  const { flow, language, json: isJson } = values;
  const options = { argument, flow, language: languageOf(language), limit: limitOf(values.limit), isJson };
  const database = await openAdminDatabase(values['data-dir']);
  try {
    const found = await database.system.findWorkspaceByName(values.workspace);
    if (found === undefined) throw new CliError(`there is no workspace ${values.workspace}; see admin workspaces list`);
    return await command(database.workspace(found.workspaceId), options);
  } finally {
    await database.close();
  }
}

function languageOf(text: string): string {
  if (!/^[a-z]{2,3}$/.test(text)) throw new UsageError(`"${text}" is no code of a language, such as en, hi or de`);
  return text;
}

function limitOf(text: string): number {
  if (!/^([1-9]|10)$/.test(text)) throw new UsageError('--limit takes 1 to 10');
  return Number(text);
}

async function importFolder(store: WorkspaceStore, options: Options): Promise<number> {
  const { argument: folder, flow, language, isJson } = options;
  const done = await importKnowledge(store, { folder, flow, language }).catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
    throw isMissing ? new CliError(`there is no folder ${folder}`) : error;
  });
  if (isJson) print(JSON.stringify(done));
  else printImport(done);
  return done.refused.length === 0 ? 0 : 1;
}

function printImport({ added, changed, unchanged, removed, refused, passages }: KnowledgeImport): void {
  for (const [word, sources] of Object.entries({ added, changed, removed }))
    for (const source of sources) print(`${word.padEnd(8)} ${source}`);
  for (const { source, reason } of refused) printError(`refused  ${source}: ${reason}`);
  print(
    `${added.length} added, ${changed.length} changed, ${unchanged.length} unchanged, ${removed.length} removed, ${refused.length} refused; ${passages} passages`,
  );
}

async function search(store: WorkspaceStore, options: Options): Promise<number> {
  const { argument: text, flow, language, limit, isJson } = options;
  const passages = await store.searchKnowledge(flow, { text, language, limit });
  if (isJson) print(JSON.stringify(passages));
  else if (passages.length === 0) print('nothing was found');
  else
    for (const passage of passages)
      print(`${passage.rank.toFixed(2)}  ${passage.source}  ${passage.title}\n${indented(passage.text)}\n`);
  return 0;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '      ');
}
