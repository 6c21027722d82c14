import { distance } from './edit-distance.ts';

/** A command that runs in this process. */
export interface CommandModule {
  readonly HELP: string;
  run(args: readonly string[]): Promise<number>;
}

/** `load`: runs here; `script`: runs in a process of its own, as it handles signals or its own exit. */
export type Command = { readonly summary: string } & (
  | { readonly load: () => Promise<CommandModule> }
  | { readonly script: string; readonly npmScript: string }
);

/** All commands, in the order in which help shows them. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  test: { summary: 'runs scripted conversations', load: () => import('./flow-tests/test-command.ts') },
  simulate: { summary: 'simulated customers talk to a flow', load: () => import('./simulate/simulate-command.ts') },
  'replay-flow': {
    summary: 'what a changed flow would do otherwise in recorded conversations',
    load: () => import('./replay-flow/replay-command.ts'),
  },
  'new-flow': { summary: 'makes a flow that works as it is', load: () => import('./new-flow/new-flow-command.ts') },
  languages: { summary: 'templates that a language lacks', load: () => import('./languages-command.ts') },
  knowledge: { summary: 'imports and searches what a workspace knows', load: () => import('./knowledge.ts') },
  products: { summary: 'imports, exports and searches the catalogue of a shop', load: () => import('./products.ts') },
  start: { summary: 'starts everything on this machine', script: 'launcher/start.ts', npmScript: 'start' },
  chat: { summary: 'a conversation in the terminal', script: 'cli/chat.ts', npmScript: 'chat' },
  admin: { summary: 'workspaces, API keys, master key', script: 'cli/admin.ts', npmScript: 'admin' },
  bench: { summary: 'measures', script: 'bench/run.ts', npmScript: 'bench' },
  chaos: { summary: 'kills processes while customers talk', script: 'test/chaos/run.ts', npmScript: 'chaos' },
  verify: { summary: 'format, lint, types, boundaries, dead code', script: 'test/verify.ts', npmScript: 'verify' },
  'env-example': { summary: 'writes .env.example', script: 'config/write-env-example.ts', npmScript: 'env-example' },
};

/** Undefined when there is none of this name. */
export function findCommand(name: string): Command | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

/** What `parley --help` shows. */
export function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  return [
    'npm run parley -- COMMAND [options]',
    '',
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '  COMMAND --help says more. Exit codes: 0 done, 1 something failed or differs, 2 wrong use.',
  ].join('\n');
}

/** What `parley NAME --help` shows of a command that runs in this process, and `parley help NAME` of any. */
export async function helpOf(name: string): Promise<string> {
  const command = findCommand(name);
  if (command === undefined) return unknown(name);
  if ('load' in command) return (await command.load()).HELP;
  return `parley ${name}: ${command.summary}; parley ${name} --help says more (also: npm run ${command.npmScript} --)`;
}

/** For a name that no command has, with the one that was probably meant. */
export function unknown(name: string): string {
  const [nearest] = Object.keys(COMMANDS)
    .map((known) => ({ known, edits: distance(name, known) }))
    .filter(({ known, edits }) => edits <= Math.max(2, Math.floor(known.length / 2)))
    .toSorted((one, other) => one.edits - other.edits);
  return `there is no command ${name}; ${nearest === undefined ? 'parley --help lists them' : `did you mean ${nearest.known}?`}`;
}
