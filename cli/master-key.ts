import { randomBytes } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Secrets } from '../launcher/data-folder.ts';
import { isDataFolderUsed, openAdminDatabase, readSecrets } from './admin-database.ts';

/**
 * Wraps every key anew under the current master key. In a data folder a new master key is made and written beside the old
 * one before anything is wrapped, so that a crash at any point leaves all data readable and the command can be repeated.
 */
export async function rotateMasterKey(dataDir: string, print: (line: string) => void): Promise<void> {
  const secrets = isDataFolderUsed() ? await withNewKey(dataDir) : undefined;
  const database = await openAdminDatabase(dataDir, secrets);
  try {
    const count = await database.system.rewrapSubjectKeys((done, total) => print(`wrapped ${done} of ${total} keys`));
    print(`${count} keys are under the current master key now.`);
    print(
      secrets === undefined
        ? 'PARLEY_PREVIOUS_MASTER_KEYS is not needed any more once every process runs with the new PARLEY_MASTER_KEY.'
        : 'Restart npm start now, so that its processes know the new key.',
    );
  } finally {
    await database.close();
  }
}

async function withNewKey(dataDir: string): Promise<Secrets> {
  const secrets = await readSecrets(dataDir);
  const number = Number(/^k(\d+):/.exec(secrets.masterKey)?.[1] ?? '0') + 1;
  const next: Secrets = {
    ...secrets,
    masterKey: `k${number}:${randomBytes(32).toString('base64')}`,
    previousMasterKeys: [secrets.masterKey, ...(secrets.previousMasterKeys ?? [])],
  };
  const file = path.join(dataDir, 'secrets.json');
  await writeFile(`${file}.draft`, JSON.stringify(next, null, 2), { mode: 0o600 });
  await rename(`${file}.draft`, file);
  return next;
}
