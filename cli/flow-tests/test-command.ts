import path from 'node:path';
import { parseArgs } from 'node:util';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { getFlow } from '../get-flow.ts';
import { print, printError } from '../output.ts';
import { FLOWS_FOLDER } from '../places.ts';
import { findScripts } from './find-scripts.ts';
import { writeJunit } from './junit.ts';
import { coverageText, failureText, problemText } from './report.ts';
import type { RunResult } from './run-files.ts';
import { runFiles } from './run-files.ts';

export const HELP = `parley test [FILE or FOLDER …] [options]: runs scripted conversations

  Without paths: every flows/<flow>/tests/*.test.yaml. See docs/flows.md for how they are written.

  --flow NAME       only scripts of this flow
  --filter WORDS    only scripts whose name contains these words
  --coverage        what the scripts reach of each flow: states, edges, intents, patterns
  --json            one JSON document: {passed, failed, coverage, failures, problems}
  --junit FILE      a JUnit report besides

  Exit code: 0 all passed, 1 something failed or a file cannot be read as scripts, 2 wrong use.`;

/** Runs `parley test`; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      flow: { type: 'string' },
      filter: { type: 'string' },
      coverage: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      junit: { type: 'string' },
    },
  });
  const { flow: onlyFlow, filter } = values;
  const catalogue = flowCatalogue();
  if (onlyFlow !== undefined) getFlow(onlyFlow);
  const result = await runFiles({
    files: (await findScripts(positionals, FLOWS_FOLDER)).map((file) => path.relative('', file)),
    catalogue,
    flowsFolder: FLOWS_FOLDER,
    ...(onlyFlow === undefined ? {} : { onlyFlow }),
    ...(filter === undefined ? {} : { filter }),
    onResult: (script) => {
      if (!values.json) print(script.isPassed ? `✓ ${script.placed.script.name}` : `${failureText(script)}\n`);
    },
  });
  if (values.junit !== undefined) await writeJunit(values.junit, result.results);
  if (values.json) printJson(result);
  else printSummary(result, values.coverage);
  return exitCodeOf(result);
}

function exitCodeOf({ results, problems }: RunResult): number {
  if (results.length === 0 && problems.length === 0) {
    printError('test: no script matches; nothing was tested');
    return 1;
  }
  return problems.length > 0 || results.some(({ isPassed }) => !isPassed) ? 1 : 0;
}

function printSummary({ results, problems, coverage }: RunResult, withCoverage: boolean): void {
  for (const problem of problems) printError(`✗ ${problemText(problem)}`);
  if (withCoverage) for (const [flow, counts] of Object.entries(coverage)) print(coverageText(flow, counts));
  const passed = results.filter(({ isPassed }) => isPassed).length;
  print(`${passed} passed, ${results.length - passed + problems.length} failed`);
}

function printJson({ results, problems, coverage }: RunResult): void {
  const failures = results.flatMap(({ placed: { flow, file, script }, failure }) =>
    failure === undefined ? [] : [{ flow, name: script.name, file, ...failure }],
  );
  const passed = results.length - failures.length;
  print(
    JSON.stringify({ passed, failed: failures.length + problems.length, coverage, failures, problems }, undefined, 2),
  );
}
