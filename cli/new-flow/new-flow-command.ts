import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasCode } from '../error-code.ts';
import { CliError, print } from '../output.ts';
import { FLOWS_FOLDER } from '../places.ts';
import { UsageError } from '../usage-error.ts';
import { functionName, problemWithName, withFlow } from './names.ts';

export const HELP = `parley new-flow NAME: makes flows/NAME/, a flow that works as it is

  NAME is of small letters, digits and -. The folder gets flow.ts (states, edges, slots), examples.ts (sentences the
  classifier learns from), templates.en.ts (what is said) and tests/NAME.test.yaml; flows/catalogue.ts gets the flow.

  --flows DIR   folder of the flows (default: flows/ of this checkout)`;

const SKELETON = fileURLToPath(new URL('./skeleton', import.meta.url));

/** Runs `parley new-flow`; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { flows: { type: 'string', default: FLOWS_FOLDER } },
  });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new UsageError('say one name: parley new-flow NAME');
  const files = await makeFlow(name, values.flows);
  for (const file of files) print(`made ${path.relative('', file)}`);
  print(`\nTry it:  npm run parley -- test --flow ${name}\nThen:    docs/flows.md`);
  return 0;
}

/**
 * Makes the folder of a flow and enters it in the catalogue; resolves with the files. UsageError for a name that cannot
 * be one; CliError when it exists, or the catalogue is not as expected: then nothing is left behind.
 */
export async function makeFlow(name: string, flowsFolder: string): Promise<readonly string[]> {
  const problem = problemWithName(name);
  if (problem !== undefined) throw new UsageError(problem);
  const folder = path.join(flowsFolder, name);
  const catalogueFile = path.join(flowsFolder, 'catalogue.ts');
  const catalogue = withFlow(await readFile(catalogueFile, 'utf8'), name);
  if (catalogue === undefined) throw new CliError(`${catalogueFile} has no list of flows that one could be added to`);
  await makeFolder(folder, name);
  try {
    const files = await copySkeleton(folder, name);
    await writeFile(catalogueFile, catalogue);
    return [...files, catalogueFile];
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function makeFolder(folder: string, name: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw new CliError(`there is a flow ${name} already`);
    throw error;
  }
}

async function copySkeleton(folder: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(SKELETON, { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(
    sources.map(async (source) => {
      const file = path.join(folder, path.relative(SKELETON, source).replace('skeleton', name));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, adapted(await readFile(source, 'utf8'), name), { flag: 'wx' });
      return file;
    }),
  );
}

/** The skeleton is a flow that compiles where it is; its names and its ways to the engine are all that change. */
function adapted(text: string, name: string): string {
  return text
    .replaceAll('skeletonFlow', functionName(name))
    .replaceAll('skeleton', name)
    .replaceAll("'../../../flows/", "'../")
    .replaceAll("'../../../contracts/", "'../../contracts/");
}
