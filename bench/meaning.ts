import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Embedder } from '../contracts/commerce/embedder.ts';
import { createDatabase } from '../db/database.ts';
import type { Database } from '../db/interfaces.ts';
import { seededRandom } from '../test/chaos/random.ts';
import { createTestDatabase, startPostgres } from '../test/support/postgres.ts';
import { catalogueCsv } from './catalogue.ts';
import { spread } from './commerce-search.ts';
import { printLine, printProgress } from './output.ts';

export const HELP = `npm run bench -- meaning [--database URL] [--products N] [--dimensions N] [--searches N]
Products by meaning: whether what is found is what comparing all vectors finds, and how long it takes (ms).
URL is a superuser's, of a PostgreSQL server that has pgvector; without it a server is started that has not. The database that
is made there is dropped at the end. Prints {has_pgvector, products, dimensions, searches, right, search_ms: {p50, p95}}.`;

/** Products of one meaning. */
const CLUSTER = 20;
const LIMIT = 10;
/** Below it nothing is found, and what is found scores less than its cosine (db/commerce/meaning.ts). */
const [LEAST_COSINE, MOST_SCORE] = [0.35, 0.7];
/** PostgreSQL keeps numbers of 4 bytes. */
const TOLERANCE = 1e-4;

export async function run(args: readonly string[]): Promise<void> {
  const options = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      database: options,
      products: { ...options, default: '1000' },
      dimensions: { ...options, default: '256' },
      searches: { ...options, default: '200' },
    },
  });
  const [products, dimensions, searches] = [values.products, values.dimensions, values.searches].map(Number);
  if (products === undefined || dimensions === undefined || searches === undefined) throw new Error(HELP);
  const server = values.database === undefined ? await startPostgres() : undefined;
  const made = await createTestDatabase(values.database ?? server?.url ?? '');
  const meanings = new Meanings(dimensions, Math.ceil(products / CLUSTER));
  const database = await createDatabase({
    connectionString: made.url,
    masterKeys: { current: { id: 'bench', key: randomBytes(32) }, previous: [] },
    poolSize: 4,
    applicationName: 'bench-meaning',
    logger: { warn: () => undefined },
    embedder: meanings,
  });
  try {
    await fill(database, products);
    const found = await search(database, meanings, searches);
    printLine(JSON.stringify({ has_pgvector: await hasPgvector(made.url), products, dimensions, searches, ...found }));
  } finally {
    await database.close();
    await made.drop();
    await server?.stop();
  }
}

/** Vectors in clusters: as of texts that mean the same or nearly. A text has the same vector each time. */
class Meanings implements Embedder {
  readonly model = 'clusters';
  /** Of all products. */
  readonly known: (readonly number[])[] = [];
  private readonly random = seededRandom(7);
  private readonly centres: readonly (readonly number[])[];
  private readonly dimensions: number;

  constructor(dimensions: number, clusters: number) {
    this.dimensions = dimensions;
    this.centres = Array.from({ length: clusters }, () => this.somewhere());
  }

  async embed(texts: readonly string[]): Promise<readonly (readonly number[])[]> {
    return texts.map((text) => {
      const asked = /^q(\d+)x$/.exec(text)?.[1];
      if (asked !== undefined) return this.questions[Number(asked)] ?? [];
      const vector = this.near(this.known.length);
      this.known.push(vector);
      return vector;
    });
  }

  readonly questions: (readonly number[])[] = [];

  /** A question that no words answer, and its place among the questions. */
  ask(): string {
    return `q${this.questions.push(this.near(Math.floor(this.random() * this.centres.length))) - 1}x`;
  }

  /** Scores of the best products, all of them compared. */
  exact(question: number): readonly number[] {
    const asked = this.questions[question] ?? [];
    const cosines = this.known.map((vector) => vector.reduce((sum, x, index) => sum + x * (asked[index] ?? 0), 0));
    const best = cosines.filter((cosine) => cosine >= LEAST_COSINE).toSorted((a, b) => b - a);
    return best.slice(0, LIMIT).map((cosine) => cosine * MOST_SCORE);
  }

  private near(cluster: number): readonly number[] {
    const centre = this.centres[cluster % this.centres.length] ?? [];
    const noise = this.somewhere();
    const share = 0.5 + this.random();
    return unit(centre.map((x, index) => x + (noise[index] ?? 0) * share));
  }

  private somewhere(): readonly number[] {
    return unit(Array.from({ length: this.dimensions }, () => this.random() - 0.5));
  }
}

function unit(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

async function fill(database: Database, products: number): Promise<void> {
  const { workspaceId } = await database.system.createWorkspace('bench');
  const { commerce } = database.workspace(workspaceId);
  await commerce.createLocation({ name: 'Main', kind: 'shop', isDefault: true });
  const list = { name: 'All', currency: 'INR', customerGroup: undefined, isTaxIncluded: true };
  await commerce.createPriceList(list);
  const none = { priceList: undefined, location: undefined, flow: undefined };
  const report = await commerce.importProducts(bytes(catalogueCsv(products)), { ...none, at: new Date() });
  if (report.created !== products) throw new Error(`${report.created} of ${products} rows came in`);
  let embedded = 0;
  while (embedded < products) {
    embedded += await database.system.embedProducts(500);
    printProgress(`${embedded} products have vectors`);
  }
}

async function* bytes(
  csv: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncIterable<Uint8Array> {
  for await (const piece of csv) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

async function search(database: Database, meanings: Meanings, searches: number) {
  const workspace = await database.system.findWorkspaceByName('bench');
  const { commerce } = database.workspace(workspace?.workspaceId ?? '');
  const times: number[] = [];
  let right = 0;
  for (let question = 0; question < searches; question += 1) {
    const text = meanings.ask();
    const askedAt = performance.now();
    const found = await commerce.findProducts({ text, limit: LIMIT });
    times.push(performance.now() - askedAt);
    const exact = meanings.exact(question);
    const isSame = found.length === exact.length && found.every(({ score }, at) => isNear(score, exact[at] ?? 0));
    if (isSame) right += 1;
  }
  return { right, search_ms: spread(times) };
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < TOLERANCE;
}

async function hasPgvector(url: string): Promise<boolean> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>("SELECT to_regtype('vector') IS NOT NULL AS found");
    return rows[0]?.found === true;
  } finally {
    await client.end();
  }
}
