import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
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

test('a new flow passes its own tests as it is, in a copy of the project', async () => {
  for (const folder of ['contracts', 'flows', 'cli', 'activities', 'config', 'db', 'launcher']) {
    await cp(path.join(ROOT, folder), path.join(copy, folder), { recursive: true });
  }
  await writeFile(path.join(copy, 'package.json'), '{"type":"module"}');
  await symlink(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  const parley = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(copy, 'cli/parley.ts'), ...args], { cwd: copy, encoding: 'utf8' });

  expect(parley('new-flow', 'book-a-table').status).toBe(0);
  const tested = parley('test', '--flow', 'book-a-table', '--json');
  expect(tested.stderr).toBe('');
  const { passed, failed } = JSON.parse(tested.stdout) as { passed: number; failed: number };
  expect({ failed, status: tested.status }).toEqual({ failed: 0, status: 0 });
  expect(passed).toBeGreaterThan(5);
  expect(parley('new-flow', 'book-a-table')).toMatchObject({ status: 1, stderr: expect.stringContaining('already') });
});

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
