import path from 'node:path';
import type { FlowCatalogue } from '../../contracts/dialogue.ts';
import type { FlowCoverage } from './coverage.ts';
import { coverageOf } from './coverage.ts';
import type { KnowledgePiece } from './knowledge.ts';
import { readKnowledge } from './knowledge.ts';
import type { PlacedScript, ScriptProblem } from './read-scripts.ts';
import { readScripts } from './read-scripts.ts';
import type { ScriptResult } from './run-script.ts';
import { runScript } from './run-script.ts';

export interface RunOptions {
  readonly files: readonly string[];
  readonly catalogue: FlowCatalogue;
  /** Where the flows' folders are, with their `knowledge`. */
  readonly flowsFolder: string;
  readonly onlyFlow?: string;
  /** Part of a name, without regard to case. */
  readonly filter?: string;
  readonly onResult?: (result: ScriptResult) => void;
}

export interface RunResult {
  readonly results: readonly ScriptResult[];
  /** Files that could not be run; the others were. */
  readonly problems: readonly ScriptProblem[];
  /** By flow, of the flows that were tested. */
  readonly coverage: Readonly<Record<string, FlowCoverage>>;
}

/** Runs scripts, file after file. Nothing is kept between scripts. */
export async function runFiles(options: RunOptions): Promise<RunResult> {
  const { scripts, problems } = await readAll(options);
  const knowledge = new Map<string, readonly KnowledgePiece[]>();
  const results: ScriptResult[] = [];
  for (const placed of scripts) {
    const flow = options.catalogue.get(placed.flow);
    if (flow === undefined) continue;
    const pieces =
      knowledge.get(placed.flow) ?? (await readKnowledge(path.join(options.flowsFolder, placed.flow, 'knowledge')));
    knowledge.set(placed.flow, pieces);
    const result = runScript(flow, placed, pieces);
    results.push(result);
    options.onResult?.(result);
  }
  return { results, problems, coverage: coverages(options.catalogue, results) };
}

async function readAll({ files, catalogue, onlyFlow, filter }: RunOptions): Promise<{
  scripts: readonly PlacedScript[];
  problems: readonly ScriptProblem[];
}> {
  const scripts: PlacedScript[] = [];
  const problems: ScriptProblem[] = [];
  for (const file of files) {
    const read = await readScripts(file);
    if (read.kind === 'problems') problems.push(...read.problems);
    else {
      scripts.push(...read.scripts);
      problems.push(...unknownNames(read.scripts, catalogue));
    }
  }
  const wanted = filter?.toLowerCase() ?? '';
  return {
    scripts: scripts
      .filter(({ flow }) => onlyFlow === undefined || flow === onlyFlow)
      .filter(({ script }) => script.name.toLowerCase().includes(wanted)),
    problems,
  };
}

/** Flows and states that do not exist: a script about them would prove nothing. */
function unknownNames(scripts: readonly PlacedScript[], catalogue: FlowCatalogue): ScriptProblem[] {
  return scripts.flatMap(({ flow: name, file, line, script, stepLines }) => {
    const flow = catalogue.get(name);
    const problem = (at: number, message: string): ScriptProblem => ({ file, line: at, column: 1, message });
    if (flow === undefined)
      return [problem(line, `there is no flow ${name}; there are: ${[...catalogue.keys()].join(', ')}`)];
    const states = [
      [line, script.start?.state] as const,
      ...script.steps.map(
        (step, index) => [stepLines[index] ?? line, 'expect' in step ? step.expect?.state : undefined] as const,
      ),
    ];
    return states.flatMap(([at, state]) =>
      state === undefined || flow.states.includes(state) ? [] : [problem(at, `flow ${name} has no state ${state}`)],
    );
  });
}

function coverages(catalogue: FlowCatalogue, results: readonly ScriptResult[]): Record<string, FlowCoverage> {
  const names = [...new Set(results.map(({ placed }) => placed.flow))];
  return Object.fromEntries(
    names.flatMap((name) => {
      const flow = catalogue.get(name);
      return flow === undefined
        ? []
        : [
            [
              name,
              coverageOf(
                flow,
                results.filter(({ placed }) => placed.flow === name),
              ),
            ] as const,
          ];
    }),
  );
}
