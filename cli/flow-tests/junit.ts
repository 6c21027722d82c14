import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Builder } from 'junit-report-builder';
import reports from 'junit-report-builder';
import { failureText } from './report.ts';
import type { ScriptResult } from './run-script.ts';

/** Writes a JUnit report: a suite per file, a case per script. Makes the folder when it is missing. */
export async function writeJunit(file: string, results: readonly ScriptResult[]): Promise<void> {
  const builder = JUNIT.newBuilder();
  const files = new Set(results.map(({ placed }) => placed.file));
  for (const name of files) {
    const suite = builder.testSuite().name(name);
    for (const result of results.filter(({ placed }) => placed.file === name)) {
      const { flow, script } = result.placed;
      const testCase = suite
        .testCase()
        .className(flow)
        .name(script.name)
        .file(name)
        .time(result.milliseconds / 1000);
      const { failure } = result;
      if (failure !== undefined) {
        const summary = failure.mismatches.map(
          ({ what, expected, actual }) => `${what}: expected ${expected}, was ${actual}`,
        );
        testCase.failure(summary.join('; '), 'expectation').stacktrace(failureText(result));
      }
    }
  }
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await writeFile(file, builder.build());
}

/** The types describe the package's ES build; Node loads its CommonJS one, whose export is the builder itself. */
const JUNIT = reports as unknown as Builder;
