import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { openAdminDatabase } from '../admin-database.ts';
import { readKnowledge, wordSearch } from '../flow-tests/knowledge.ts';
import { getFlow } from '../get-flow.ts';
import { CliError, print, printError } from '../output.ts';
import { FLOWS_FOLDER } from '../places.ts';
import { UsageError } from '../usage-error.ts';
import { readConversations } from './read-conversations.ts';
import type { RecordedConversation } from './recording.ts';
import { readRecording, writeRecording } from './recording.ts';
import type { Difference } from './replay.ts';
import { replayConversation } from './replay.ts';

export const HELP = `parley replay-flow --workspace NAME [options]: what a changed flow would do otherwise

  Runs recorded conversations against the flow as it is in this checkout, and names every turn whose state, template,
  events or follow-ups would differ. Words of customers are read, and never printed.

  --workspace NAME   its conversations, newest first
  --flow NAME        only conversations of this flow
  --limit N          at most so many conversations (default 500)
  --record FILE      writes the conversations to a file instead, for --file. IT HOLDS CUSTOMERS' WORDS UNENCRYPTED:
                     mode 0600; keep it out of repositories and delete it
  --file FILE        replays such a file; no database is needed
  --json             one JSON document: {conversations, turns, differing, differences, skipped}
  --data-dir DIR     data folder of npm start (default .parley); with DATABASE_URL and PARLEY_MASTER_KEY, those are used

  Each turn is decided again with what it was decided with then: where the conversation stood, what was found and seen in the
  shop, what a model proposed. That is kept for 30 days; older turns stand on the ones before them, their passages are
  searched in the flow's knowledge folder by words, and those with a proposal are skipped.
  A message in which the flow now looks for other products differs in looks_up: nobody knows what the shop had of them.
  Turns that a model worded are compared by state, template and follow-ups only.
  Exit code: 0 nothing differs, 1 something does, 2 wrong use.`;

interface Options {
  readonly workspace: string | undefined;
  readonly flow: string | undefined;
  readonly limit: number;
  readonly dataDir: string;
  readonly isQuiet: boolean;
}

/** Runs `parley replay-flow`; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workspace: { type: 'string' },
      flow: { type: 'string' },
      limit: { type: 'string', default: '500' },
      record: { type: 'string' },
      file: { type: 'string' },
      json: { type: 'boolean', default: false },
      'data-dir': { type: 'string', default: '.parley' },
    },
  });
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`--limit is a whole number from 1, not ${values.limit}`);
  if ((values.file === undefined) === (values.workspace === undefined))
    throw new UsageError('say where the conversations are: --workspace NAME or --file FILE');
  if (values.flow !== undefined) getFlow(values.flow);
  const options: Options = {
    ...values,
    workspace: values.workspace,
    flow: values.flow,
    limit,
    dataDir: values['data-dir'],
    isQuiet: values.json,
  };
  const conversations = values.file === undefined ? await fromDatabase(options) : await fromFile(values.file, options);
  if (values.record === undefined) return replayAll(conversations, values.json);
  await writeRecording(values.record, conversations);
  printError(
    `ATTENTION: ${values.record} holds what customers wrote, unencrypted. Keep it out of repositories; delete it when done.`,
  );
  print(`${conversations.length} conversations written to ${values.record}`);
  return 0;
}

async function fromFile(file: string, { flow, limit }: Options): Promise<readonly RecordedConversation[]> {
  const conversations = await readRecording(file);
  return conversations.filter((conversation) => flow === undefined || conversation.flow === flow).slice(0, limit);
}

async function fromDatabase({
  workspace = '',
  flow,
  limit,
  dataDir,
  isQuiet,
}: Options): Promise<readonly RecordedConversation[]> {
  const database = await openAdminDatabase(dataDir);
  try {
    const found = await database.system.findWorkspaceByName(workspace);
    if (found === undefined) throw new CliError(`there is no workspace ${workspace}; see parley admin workspaces list`);
    return await readConversations(database.workspace(found.workspaceId), {
      flow,
      limit,
      onProgress: (done) => {
        if (!isQuiet && done % 100 === 0 && done > 0) printError(`• ${done} conversations read`);
      },
    });
  } finally {
    await database.close();
  }
}

async function replayAll(conversations: readonly RecordedConversation[], isJson: boolean): Promise<number> {
  const catalogue = flowCatalogue();
  const search = await knowledgeOf([...catalogue.values()]);
  const differences: Difference[] = [];
  const skipped: Record<string, number> = {};
  let turns = 0;
  for (const conversation of conversations) {
    const flow = catalogue.get(conversation.flow);
    const replayed =
      flow === undefined
        ? { turns: 0, differences: [], skipped: { [`flow_gone:${conversation.flow}`]: conversation.turns.length } }
        : replayConversation(flow, conversation, search.get(flow.name) ?? (() => []));
    turns += replayed.turns;
    differences.push(...replayed.differences);
    for (const [reason, count] of Object.entries(replayed.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count;
  }
  const isClean = differences.length === 0 && !Object.keys(skipped).some((reason) => reason.includes('_gone'));
  if (isJson) {
    const summary = { conversations: conversations.length, turns, differing: differences.length, differences, skipped };
    print(JSON.stringify(summary, undefined, 2));
  } else {
    for (const difference of differences) print(differenceText(difference));
    for (const [reason, count] of Object.entries(skipped)) print(`skipped ${count} turns: ${reason}`);
    print(`${conversations.length} conversations, ${turns} turns: ${differences.length} would differ`);
  }
  return isClean ? 0 : 1;
}

async function knowledgeOf(
  flows: readonly DialogueFlow[],
): Promise<ReadonlyMap<string, ReturnType<typeof wordSearch>>> {
  const entries = flows.map(
    async ({ name }) => [name, wordSearch(await readKnowledge(path.join(FLOWS_FOLDER, name, 'knowledge')))] as const,
  );
  return new Map(await Promise.all(entries));
}

function differenceText({ conversation, turn, state, changes }: Difference): string {
  const lines = changes.map(({ what, recorded, now }) => `    ${what}: ${recorded} → ${now}`);
  return [`conversation ${conversation}, turn ${turn}, in ${state}`, ...lines].join('\n');
}
