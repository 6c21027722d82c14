import { createReadStream, createWriteStream } from 'node:fs';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { CommerceStore } from '../db/commerce/interfaces.ts';
import { openAdminDatabase } from './admin-database.ts';
import { CliError, print, printError } from './output.ts';
import { UsageError } from './usage-error.ts';

export const HELP = `parley products COMMAND [options]: the catalogue of a workspace as CSV, and a search in it

  import FILE        adds or changes products by SKU; names, prices and stock too where the columns are there. Bad rows are
                     shown with line and column, good rows are taken in. Exit code 1 when a row was refused.
  export [FILE]      writes all products, to the terminal without FILE, in the columns that import takes
  search "WORDS"     shows what a customer who says that would be offered, best first

  --workspace NAME   demo unless given
  --price-list NAME  that prices go to or come from; the one for everybody unless given
  --location NAME    that stock is set at or read from; the default one unless given
  --flow NAME        of imported rows that name none, and whose products a search shows
  --json             one JSON document (import, search)
  --data-dir DIR     data folder of npm start (default .parley), which must be running; with DATABASE_URL and
                     PARLEY_MASTER_KEY set, those are used instead`;

interface Options {
  readonly argument: string | undefined;
  readonly priceList: string | undefined;
  readonly location: string | undefined;
  readonly flow: string | undefined;
  readonly isJson: boolean;
}

const COMMANDS: Readonly<Record<string, (shop: CommerceStore, options: Options) => Promise<number>>> = {
  import: importFile,
  export: exportFile,
  search,
};

/** Runs `parley products`; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      workspace: { type: 'string', default: 'demo' },
      'price-list': { type: 'string' },
      location: { type: 'string' },
      flow: { type: 'string' },
      json: { type: 'boolean', default: false },
      'data-dir': { type: 'string', default: '.parley' },
    },
  });
  const [action = '', argument, ...rest] = positionals;
  const command = Object.hasOwn(COMMANDS, action) ? COMMANDS[action] : undefined;
  if (command === undefined) throw new UsageError(`say "import FILE", "export" or "search WORDS", not "${action}"`);
  if (rest.length > 0 || (argument === undefined && action !== 'export'))
    throw new UsageError(`${action} takes one argument`);
  const { 'price-list': priceList, location, flow, json: isJson } = values;
  const database = await openAdminDatabase(values['data-dir']);
  try {
    const found = await database.system.findWorkspaceByName(values.workspace);
    if (found === undefined) throw new CliError(`there is no workspace ${values.workspace}; see admin workspaces list`);
    return await command(database.workspace(found.workspaceId).commerce, {
      argument,
      priceList,
      location,
      flow,
      isJson,
    });
  } finally {
    await database.close();
  }
}

async function importFile(shop: CommerceStore, options: Options): Promise<number> {
  const { argument: file = '', priceList, location, flow, isJson } = options;
  const csv = createReadStream(file);
  const report = await shop
    .importProducts(csv, { priceList, location, flow, at: new Date() })
    .catch((error: unknown) => {
      const isFile =
        error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'EACCES'].includes(String(error.code));
      throw isFile ? new CliError(`the file ${file} cannot be read`) : error;
    });
  if (isJson) print(JSON.stringify(report));
  else {
    for (const { line, column, message } of report.errors)
      printError(`${file}:${line}: ${column === undefined ? '' : `${column} `}${message}`);
    const { rows, created, updated, failed } = report;
    print(`${rows} rows: ${created} products added, ${updated} changed, ${failed} rows refused`);
  }
  return report.failed === 0 ? 0 : 1;
}

async function exportFile(shop: CommerceStore, options: Options): Promise<number> {
  const { argument: file, priceList, location } = options;
  const rows = shop.exportProducts({ priceList, location });
  if (file === undefined) for await (const piece of rows) process.stdout.write(piece);
  else await pipeline(rows, createWriteStream(file));
  return 0;
}

async function search(shop: CommerceStore, options: Options): Promise<number> {
  const { argument: text = '', flow, isJson } = options;
  const found = await shop.findProducts({ text, limit: 10, isActive: true, ...(flow === undefined ? {} : { flow }) });
  if (isJson) print(JSON.stringify(found));
  else if (found.length === 0) print('nothing was found');
  else
    for (const { score, sku, names, onHand, reserved, baseUnit } of found)
      print(
        `${score.toFixed(2)}  ${sku.padEnd(20)} ${Object.values(names).join(' · ')}  (${onHand - reserved} ${baseUnit})`,
      );
  return 0;
}
