import process from 'node:process';
import { fastify } from 'fastify';
import pg from 'pg';

/** Process: the baseline (arguments: database URL, port). One transaction a turn: two transcript rows, a turn, a conversation. */
const [url, port] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });
await pool.query(`
  CREATE TABLE conversations (id uuid PRIMARY KEY, turn int NOT NULL);
  CREATE TABLE turns (id bigserial PRIMARY KEY, conversation uuid NOT NULL, number int NOT NULL, trace jsonb NOT NULL, UNIQUE (conversation, number));
  CREATE TABLE messages (id bigserial PRIMARY KEY, conversation uuid NOT NULL, role text NOT NULL, text text NOT NULL);
  CREATE INDEX ON messages (conversation)`);
const app = fastify();
app.post<{ Params: { id: string }; Body: { text: string } }>('/:id', async (request) => {
  const { id } = request.params;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ turn: number }>(
      'INSERT INTO conversations VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET turn = conversations.turn + 1 RETURNING turn',
      [id],
    );
    const turn = rows[0]?.turn ?? 0;
    await client.query("INSERT INTO turns (conversation, number, trace) VALUES ($1, $2, '{}')", [id, turn]);
    await client.query(
      "INSERT INTO messages (conversation, role, text) VALUES ($1, 'customer', $2), ($1, 'assistant', 'reply')",
      [id, request.body.text],
    );
    await client.query('COMMIT');
    return { turn, reply: 'reply' };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.send?.({ kind: 'ready' });
