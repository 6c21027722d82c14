import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../config/config.ts';
import { createDatabase } from '../db/database.ts';
import type { Database } from '../db/interfaces.ts';
import type { DataFolder, Secrets } from './data-folder.ts';
import { openDemoShops } from './demo/open-shops.ts';
import { importKnowledge } from './knowledge/import.ts';
import { LaunchError } from './launch-error.ts';

/** The knowledge that comes with the flow. */
const KNOWLEDGE = fileURLToPath(new URL('../flows/assistant/knowledge', import.meta.url));

export interface DemoWorkspace {
  readonly apiKey: string;
  /** What a person has to mend in the knowledge folder, a line each. */
  readonly warnings: readonly string[];
}

export interface DemoRequest {
  readonly data: DataFolder;
  readonly secrets: Secrets;
  readonly env: NodeJS.ProcessEnv;
  /** Told what takes longer. */
  readonly slow: (message: string) => void;
}

/**
 * Makes the demo workspace, its key and its shops where there are none, and brings its knowledge to what the folder holds now.
 */
export async function prepareDemo({ data, secrets, env, slow }: DemoRequest): Promise<DemoWorkspace> {
  const config = readConfig(env);
  const database = await createDatabase({
    connectionString: config.database.url,
    masterKeys: config.masterKeys,
    poolSize: 2,
    applicationName: 'parley-start',
    logger: { warn: () => undefined },
  });
  try {
    await database.system.ensurePartitions(new Date(), 3);
    const found = await database.system.findWorkspaceByName('demo');
    const { workspaceId } = found ?? (await database.system.createWorkspace('demo'));
    await openDemoShops(database.workspace(workspaceId), () => slow('filling its shops'));
    const warnings = await importDemoKnowledge(database, workspaceId, config.assistant.knowledgeFolder);
    return { apiKey: await keyOf(database, workspaceId, { data, secrets }), warnings };
  } finally {
    await database.close();
  }
}

async function keyOf(
  database: Database,
  workspaceId: string,
  { data, secrets }: { readonly data: DataFolder; readonly secrets: Secrets },
): Promise<string> {
  if (secrets.apiKey !== undefined && (await database.system.findApiKey(secrets.apiKey)) !== undefined)
    return secrets.apiKey;
  const { secret } = await database.system.createApiKey(workspaceId, 'npm start');
  await data.keepSecrets({ ...secrets, apiKey: secret });
  return secret;
}

async function importDemoKnowledge(
  database: Database,
  workspaceId: string,
  folder: string | undefined,
): Promise<readonly string[]> {
  try {
    const { refused } = await importKnowledge(database.workspace(workspaceId), {
      folder: folder === undefined ? KNOWLEDGE : path.resolve(process.cwd(), folder),
      flow: 'assistant',
      language: 'en',
    });
    return refused.map(({ source, reason }) => `knowledge: ${source} was left out, it ${reason}`);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
    if (!isMissing) throw error;
    if (folder === undefined) return [];
    throw new LaunchError(`PARLEY_KNOWLEDGE_FOLDER names ${folder}, which is no folder.`);
  }
}
