import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ROOT } from '../places.ts';
import { functionName, problemWithName, withFlow } from './names.ts';
import { makeFlow } from './new-flow-command.ts';

let copy: string;
beforeEach(async () => {
  copy = await mkdtemp(path.join(tmpdir(), 'parley-new-flow-'));
});
afterEach(() => rm(copy, { recursive: true, force: true }));

const CATALOGUE = `import type { FlowCatalogue } from '../contracts/dialogue.ts';
import { salesDm } from './sales-dm/flow.ts';

export function flowCatalogue(): FlowCatalogue {
  return new Map([salesDm()].map((flow) => [flow.name, flow]));
}
`;

async function smallFlows(catalogue = CATALOGUE): Promise<string> {
  const flows = path.join(copy, 'flows');
  await mkdir(flows);
  await writeFile(path.join(flows, 'catalogue.ts'), catalogue);
  return flows;
}

/** A copy of what flows need of the project, and the command line in it. */
async function copyOfProject(): Promise<
  (...args: string[]) => { status: number | null; stdout: string; stderr: string }
> {
  for (const folder of ['contracts', 'flows', 'cli', 'activities', 'config', 'db', 'launcher']) {
    await cp(path.join(ROOT, folder), path.join(copy, folder), { recursive: true });
  }
  await writeFile(path.join(copy, 'package.json'), '{"type":"module"}');
  await symlink(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  return (...args) =>
    spawnSync(process.execPath, [path.join(copy, 'cli/parley.ts'), ...args], { cwd: copy, encoding: 'utf8' });
}

test('a new flow passes its own tests as it is, in a copy of the project', async () => {
  const parley = await copyOfProject();
  expect(parley('new-flow', 'book-a-table').status).toBe(0);
  const tested = parley('test', '--flow', 'book-a-table', '--json');
  expect(tested.stderr).toBe('');
  const { passed, failed } = JSON.parse(tested.stdout) as { passed: number; failed: number };
  expect({ failed, status: tested.status }).toEqual({ failed: 0, status: 0 });
  expect(passed).toBeGreaterThan(5);
  expect(parley('new-flow', 'book-a-table')).toMatchObject({ status: 1, stderr: expect.stringContaining('already') });
});

test('what docs/flows.md changes in the new flow works as it says', async () => {
  const page = await readFile(path.join(ROOT, 'docs/flows.md'), 'utf8');
  const [slots = '', reading = '', edge = '', words = ''] = [...page.matchAll(/```ts\n(.*?)```/gs)].map(
    ([, code = '']) => code,
  );
  const parley = await copyOfProject();
  parley('new-flow', 'book-a-table');
  const folder = path.join(copy, 'flows/book-a-table');
  await edit(path.join(folder, 'flow.ts'), [
    ['    slots: {\n', `    slots: {\n${slots.split('\n').find((line) => line.includes('guests:'))}\n`],
    [/^ {2}return \{ \.\.\.\(name.*$/m, reading],
    [/^ {6}\{\n {8}to: 'booked',/m, `${edge}      {\n        to: 'booked',`],
  ]);
  await edit(path.join(folder, 'templates.en.ts'), [['  ask_day:', `${words}  ask_day:`]]);
  await edit(path.join(folder, 'examples.ts'), [
    ["    'Friday afternoon',", "    'we are 4 people',\n    'for 6 guests',\n    '2 persons',"],
  ]);
  const before = parley('test', '--flow', 'book-a-table');
  expect(before.status).toBe(1);
  expect(before.stdout).toContain('5 passed, 3 failed');

  const [steps = ''] = [...page.matchAll(/```yaml\n(- user.*?)```/gs)].map(([, code = '']) => code);
  const script = `flow: book-a-table\ntests:\n  - name: as the page says\n    variables: {name: Anna}\n    steps:\n      - user: I would like an appointment\n${steps.replaceAll(/^/gm, '      ')}`;
  await writeFile(path.join(folder, 'tests/book-a-table.test.yaml'), script.trimEnd());
  expect(parley('test', '--flow', 'book-a-table')).toMatchObject({ status: 0, stderr: '' });
});

/** Every place must be found: a page that has moved away from the skeleton is wrong. */
async function edit(file: string, changes: readonly (readonly [string | RegExp, string])[]): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const [place, change] of changes) {
    const next = text.replace(place, () => change);
    expect(next).not.toBe(text);
    text = next;
  }
  await writeFile(file, text);
}

test('the skeleton leaves no trace of its own name', async () => {
  const flows = await smallFlows();
  const files = await makeFlow('book-a-table', flows);
  expect(files.map((file) => path.relative(flows, file)).toSorted()).toEqual([
    'book-a-table/examples.ts',
    'book-a-table/flow.ts',
    'book-a-table/templates.en.ts',
    'book-a-table/tests/book-a-table.test.yaml',
    'catalogue.ts',
  ]);
  for (const file of files) expect(await readFile(file, 'utf8')).not.toMatch(/skeleton/i);
});

test('a flow that exists is not touched', async () => {
  const flows = await smallFlows();
  await mkdir(path.join(flows, 'mine'));
  await writeFile(path.join(flows, 'mine/flow.ts'), 'mine');
  await expect(makeFlow('mine', flows)).rejects.toThrow('there is a flow mine already');
  expect(await readFile(path.join(flows, 'mine/flow.ts'), 'utf8')).toBe('mine');
  expect(await readFile(path.join(flows, 'catalogue.ts'), 'utf8')).toBe(CATALOGUE);
});

test('where the catalogue cannot take it, nothing is made', async () => {
  const flows = await smallFlows('export const flows = {};\n');
  await expect(makeFlow('mine', flows)).rejects.toThrow('no list of flows');
  expect(await readdir(flows)).toEqual(['catalogue.ts']);
});

test.each(['', 'Mine', 'my_flow', '../mine', 'a b', '-a', 'a-', '1st', 'engine', 'x'.repeat(41)])(
  '%j is no name for a flow',
  (name) => {
    expect(problemWithName(name)).toEqual(expect.any(String));
  },
);

test('names make functions, and the catalogue lists them behind the others', () => {
  expect(functionName('book-a-table')).toBe('bookATableFlow');
  expect(problemWithName('new')).toBeUndefined();
  const twice = withFlow(withFlow(CATALOGUE, 'new') ?? '', 'book-a-table');
  expect(twice).toContain('new Map([salesDm(), newFlow(), bookATableFlow()]');
  expect(twice).toContain("import { bookATableFlow } from './book-a-table/flow.ts';");
});
