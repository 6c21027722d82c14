import { readFile } from 'node:fs/promises';
import type { Document } from 'yaml';
import { isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Script } from './script-schema.ts';
import { ScriptFile } from './script-schema.ts';

/** A script with the places of its parts in the file. */
export interface PlacedScript {
  readonly flow: string;
  readonly file: string;
  readonly script: Script;
  readonly line: number;
  /** Line of each step, from 1. */
  readonly stepLines: readonly number[];
}

/** Something in a file that is not as it must be; `line` and `column` count from 1. */
export interface ScriptProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ReadScripts =
  | { readonly kind: 'read'; readonly scripts: readonly PlacedScript[] }
  | { readonly kind: 'problems'; readonly problems: readonly ScriptProblem[] };

/** Reads one file of scripts. Rejects only when the file cannot be read. */
export async function readScripts(file: string): Promise<ReadScripts> {
  return parseScripts(file, await readFile(file, 'utf8'));
}

/** As `readScripts`, of a text. */
export function parseScripts(file: string, text: string): ReadScripts {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return {
      kind: 'problems',
      problems: document.errors.map(({ message, pos }) => ({ file, ...place(pos[0]), message })),
    };
  }
  const parsed = ScriptFile.safeParse(document.toJS());
  if (!parsed.success) {
    const problems = parsed.error.issues
      .flatMap((issue) => innermost(issue))
      .map(({ path, message }) => ({ file, ...place(offsetOf(document, path)), message: sentence(path, message) }));
    return { kind: 'problems', problems };
  }
  const lineOf = (path: readonly PropertyKey[]): number => place(offsetOf(document, path)).line;
  const { flow, tests } = parsed.data;
  const scripts = tests.map((script, index) => ({
    flow,
    file,
    script: withVariables(script),
    line: lineOf(['tests', index]),
    stepLines: script.steps.map((_, step) => lineOf(['tests', index, 'steps', step])),
  }));
  const problems = scripts.flatMap(unknownVariables);
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'read', scripts };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Of a union, what is wrong with the alternative that came closest; of unknown keys, each at its own place. */
function innermost(issue: z.core.$ZodIssue, base: readonly PropertyKey[] = []): Issue[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: `unknown key` }));
  if (issue.code === 'invalid_union') {
    // The kind of a step is told by its key: `kind` itself is nothing that anybody wrote.
    if (path.at(-1) === 'kind')
      return [{ path: path.slice(0, -1), message: 'a step has exactly one of the keys user, after, agent and owner' }];
    const closest = [...issue.errors].sort((one, other) => depth(other) - depth(one))[0];
    if (closest !== undefined && closest.length > 0) return closest.flatMap((inner) => innermost(inner, path));
  }
  return [{ path, message: issue.message.replace(/^Invalid input: /, '') }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

function sentence(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** Where the node at `path` begins, or the nearest one above it that exists. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const part = path.slice(0, length).map((key) => (typeof key === 'symbol' ? String(key) : key));
    const key = keyOffset(document, part);
    if (key !== undefined) return key;
    const node = length === 0 ? document.contents : document.getIn(part, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Of an entry of a mapping, the key is what a reader looks for, not its value. */
function keyOffset(document: Document, path: readonly (string | number)[]): number | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string') return undefined;
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === last);
  return pair !== undefined && isNode(pair.key) ? (pair.key.range?.[0] ?? undefined) : undefined;
}

/** `{{name}}` in what is said and expected; a name that no variable has stays, and is reported. */
function withVariables(script: Script): Script {
  const { variables = {} } = script;
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(VARIABLE, (whole, name: string) => String(variables[name] ?? whole));
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
    return value;
  };
  return { ...script, start: fill(script.start) as Script['start'], steps: fill(script.steps) as Script['steps'] };
}

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

function unknownVariables({ file, script, stepLines }: PlacedScript): ScriptProblem[] {
  return script.steps.flatMap((step, index) =>
    [...new Set(JSON.stringify(step).match(VARIABLE))].map((name) => ({
      file,
      line: stepLines[index] ?? 1,
      column: 1,
      message: `${name} is none of the variables of "${script.name}"`,
    })),
  );
}
