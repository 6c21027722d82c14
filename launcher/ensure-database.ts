import pg from 'pg';

/**
 * Makes the database and its owner, a role without superuser rights (policies hold for it), and answers the owner's URL.
 * `superuserUrl` is of any database of the server.
 */
export async function ensureDatabase(superuserUrl: string, name: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS role,
         EXISTS (SELECT 1 FROM pg_database WHERE datname = $1) AS database`,
      [name],
    );
    const id = client.escapeIdentifier(name);
    if (rows[0]?.role !== true)
      await client.query(`CREATE ROLE ${id} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    if (rows[0]?.database !== true) await client.query(`CREATE DATABASE ${id} OWNER ${id}`);
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.username = name;
  url.pathname = `/${name}`;
  return url.href;
}
