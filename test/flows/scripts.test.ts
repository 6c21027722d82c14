import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { findScripts } from '../../cli/flow-tests/find-scripts.ts';
import type { KnowledgePiece } from '../../cli/flow-tests/knowledge.ts';
import { readKnowledge } from '../../cli/flow-tests/knowledge.ts';
import { parseScripts, readScripts } from '../../cli/flow-tests/read-scripts.ts';
import { failureText, problemText } from '../../cli/flow-tests/report.ts';
import { runScript } from '../../cli/flow-tests/run-script.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';

/** Every scripted conversation of every flow, as `parley test` runs them: one test each. */
const FLOWS = fileURLToPath(new URL('../../flows', import.meta.url));
const catalogue = flowCatalogue();
const files = await findScripts([], FLOWS);
const reads = await Promise.all(files.map(readScripts));
const knowledge = new Map<string, readonly KnowledgePiece[]>();
for (const name of catalogue.keys()) knowledge.set(name, await readKnowledge(path.join(FLOWS, name, 'knowledge')));

test('every file of scripts can be read', () => {
  const problems = reads.flatMap((read) => (read.kind === 'problems' ? read.problems.map(problemText) : []));
  expect(problems).toEqual([]);
  expect(parseScripts('empty', '').kind).toBe('problems');
});

for (const [index, read] of reads.entries()) {
  if (read.kind === 'problems') continue;
  describe(`${path.relative(FLOWS, files[index] ?? '')}`, () => {
    test.each(read.scripts.map((placed) => [placed.script.name, placed] as const))('%s', (_, placed) => {
      const flow = catalogue.get(placed.flow);
      if (flow === undefined) throw new Error(`there is no flow ${placed.flow}`);
      expect(failureText(runScript(flow, placed, knowledge.get(placed.flow) ?? []))).toBe('');
    });
  });
}
