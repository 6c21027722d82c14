import type { CoverageCount, FlowCoverage } from './coverage.ts';
import type { ScriptProblem } from './read-scripts.ts';
import type { ScriptResult, SpokenLine } from './run-script.ts';

/** A failed script with what was expected, what was, and the conversation so far. */
export function failureText({ placed, failure, lines }: ScriptResult): string {
  if (failure === undefined) return '';
  const { file, script } = placed;
  return [
    `✗ ${script.name}`,
    `  ${file}:${failure.line} (step ${failure.step})`,
    ...lines.map((line) => `    ${spoken(line)}`),
    ...failure.mismatches.flatMap(({ what, expected, actual }) => [
      `  ${what}`,
      `    - expected: ${expected}`,
      `    + actual:   ${actual}`,
    ]),
  ].join('\n');
}

function spoken({ who, text, note }: SpokenLine): string {
  const words = `${who === 'time' ? '…' : `${who}>`} ${text}`;
  return note === '' ? words : `${words}  [${note}]`;
}

/** `file:line:column: what is wrong`. */
export function problemText({ file, line, column, message }: ScriptProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** One line per kind of part, with what no script reaches. */
export function coverageText(flow: string, coverage: FlowCoverage): string {
  const kinds = Object.entries(coverage) as [string, CoverageCount][];
  return [
    `coverage of ${flow}`,
    ...kinds.map(([kind, { covered, total, missing }]) => {
      const share = total === 0 ? '' : ` ${Math.round((100 * covered) / total)} %`;
      const rest = missing.length === 0 ? '' : `  missing: ${missing.join(', ')}`;
      return `  ${kind.padEnd(8)} ${covered}/${total}${share}${rest}`;
    }),
  ].join('\n');
}
