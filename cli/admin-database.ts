import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { readConfig } from '../config/config.ts';
import { createDatabase } from '../db/database.ts';
import type { Database } from '../db/interfaces.ts';
import type { Secrets } from '../launcher/data-folder.ts';
import { CliError } from './output.ts';

/** The database of the environment, or of the data folder that `npm start` serves. */
export async function openAdminDatabase(dataDir: string, secrets?: Secrets): Promise<Database> {
  const config = readConfig(await adminEnvironment(dataDir, secrets));
  return createDatabase({
    connectionString: config.database.url,
    masterKeys: config.masterKeys,
    poolSize: 2,
    applicationName: 'parley-admin',
    logger: { warn: () => undefined },
  });
}

export async function readSecrets(dataDir: string): Promise<Secrets> {
  const text = await readFile(path.join(dataDir, 'secrets.json'), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new CliError(
      `there is no data folder ${dataDir}. Run npm start first, or set DATABASE_URL and PARLEY_MASTER_KEY.`,
    );
  return JSON.parse(text) as Secrets;
}

export function isDataFolderUsed(): boolean {
  const { DATABASE_URL: url, PARLEY_MASTER_KEY: key } = process.env;
  return url === undefined || key === undefined;
}

async function adminEnvironment(dataDir: string, given?: Secrets): Promise<NodeJS.ProcessEnv> {
  const rest = { TEMPORAL_ADDRESS: 'unused:1', ...process.env };
  if (!isDataFolderUsed()) return rest;
  const secrets = given ?? (await readSecrets(dataDir));
  const ready = await readFile(path.join(dataDir, 'ready.json'), 'utf8').catch(() => undefined);
  const url = ready === undefined ? undefined : (JSON.parse(ready) as { database_url?: string }).database_url;
  if (url === undefined) throw new CliError('the database of the data folder does not run. Start it with npm start.');
  return {
    ...rest,
    DATABASE_URL: url,
    PARLEY_MASTER_KEY: secrets.masterKey,
    PARLEY_PREVIOUS_MASTER_KEYS: (secrets.previousMasterKeys ?? []).join(','),
  };
}
