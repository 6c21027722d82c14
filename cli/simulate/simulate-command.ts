import path from 'node:path';
import { parseArgs } from 'node:util';
import { readModelEnvironment } from '../../config/cli-config.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { readKnowledge, wordSearch } from '../flow-tests/knowledge.ts';
import { getFlow } from '../get-flow.ts';
import { print, printError } from '../output.ts';
import { FLOWS_FOLDER } from '../places.ts';
import { UsageError } from '../usage-error.ts';
import type { Customer } from './customer.ts';
import { PhraseCustomer } from './customer.ts';
import { findingsOf, findingsText } from './findings.ts';
import type { ModelCustomerSettings } from './model-customer.ts';
import { modelCustomer } from './model-customer.ts';
import type { Persona } from './personas.ts';
import { PERSONAS } from './personas.ts';
import { randomOf } from './random.ts';
import { goalsOf, probeMoves } from './route.ts';
import type { Simulated } from './run-conversation.ts';
import { simulateConversation } from './run-conversation.ts';

export const HELP = `parley simulate --flow NAME [options]: simulated customers talk to a flow

  --flow NAME          the flow
  --conversations N    how many (default 200)
  --seed WORD          repeats a run (default 1); conversation 17 is the same however many there are
  --persona NAME       only this one: ${PERSONAS.map(({ name }) => name).join(', ')}
  --goal STATE         what customers want to reach (default: the conversions of the flow's experiments, else its last states)
  --show N             prints conversation N and ends
  --json               one JSON document
  --model              a model plays the customers (OPENAI_API_KEY, OPENAI_BASE_URL, PARLEY_MODEL); a seed repeats nothing then

  Reported: how conversations ended (goal reached, opted out, handed over, given up), turns, loops (the same reply in the
  same state three times), dead ends, states nobody reached. Exit code 1 when the flow failed in a turn.`;

interface Simulating {
  readonly flow: DialogueFlow;
  readonly seed: string;
  readonly goals: ReadonlySet<string>;
  readonly personas: readonly Persona[];
  readonly numbers: readonly number[];
  readonly model: ModelCustomerSettings | undefined;
  readonly onProgress: (done: number) => void;
}

/** Runs `parley simulate`; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      flow: { type: 'string' },
      conversations: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      persona: { type: 'string' },
      goal: { type: 'string' },
      show: { type: 'string' },
      json: { type: 'boolean', default: false },
      model: { type: 'boolean', default: false },
    },
  });
  const flow = getFlow(values.flow);
  const total = wholeNumber('--conversations', values.conversations);
  const show = values.show === undefined ? undefined : wholeNumber('--show', values.show);
  const goals = values.goal === undefined ? goalsOf(flow) : new Set([stateOf(flow, values.goal)]);
  const numbers = show === undefined ? Array.from({ length: total }, (_, index) => index + 1) : [show];
  const conversations = await simulate({
    flow,
    seed: values.seed,
    goals,
    personas: personasNamed(values.persona),
    numbers,
    model: values.model ? readModel() : undefined,
    onProgress: progress(total, values.json),
  });
  if (show !== undefined) {
    for (const conversation of conversations) print(transcriptOf(conversation));
    return 0;
  }
  const findings = findingsOf(flow, { seed: values.seed, goals }, conversations);
  print(values.json ? JSON.stringify(findings, undefined, 2) : findingsText(findings));
  return findings.total.internal_errors > 0 ? 1 : 0;
}

/** Runs the conversations one after the other; with the same seed and phrases, the same ones. */
export async function simulate(simulating: Simulating): Promise<readonly Simulated[]> {
  const { flow, seed, goals, personas, numbers, model, onProgress } = simulating;
  const knowledge = wordSearch(await readKnowledge(path.join(FLOWS_FOLDER, flow.name, 'knowledge')));
  const moves = probeMoves(flow);
  const conversations: Simulated[] = [];
  for (const number of numbers) {
    const persona = personas[(number - 1) % personas.length];
    if (persona === undefined) throw new Error('nobody takes part');
    const ownSeed = `${seed}/${flow.name}/${persona.name}/${number}`;
    const customer: Customer =
      model === undefined
        ? new PhraseCustomer({ flow, persona, moves, goals, random: randomOf(ownSeed) })
        : modelCustomer(model, persona, flow.description);
    conversations.push(
      await simulateConversation({ flow, number, seed: ownSeed, persona, customer, goals, knowledge }),
    );
    onProgress(conversations.length);
  }
  return conversations;
}

function progress(total: number, isQuiet: boolean): (done: number) => void {
  let saidAt = performance.now();
  return (done) => {
    if (isQuiet || performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    printError(`• ${done} of ${total} conversations`);
  };
}

const PROGRESS_MS = 2000;

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`${option} is a whole number from 1, not ${text}`);
  return number;
}

function stateOf({ name, states }: DialogueFlow, state: string): string {
  if (!states.includes(state)) throw new UsageError(`flow ${name} has no state ${state}; it has: ${states.join(', ')}`);
  return state;
}

function personasNamed(name: string | undefined): readonly Persona[] {
  const found = PERSONAS.filter((persona) => name === undefined || persona.name === name);
  if (found.length === 0) throw new UsageError(`there is no persona ${name}; see parley simulate --help`);
  return found;
}

function readModel(): ModelCustomerSettings {
  const { apiKey, baseUrl, model } = readModelEnvironment();
  if (apiKey === undefined) throw new UsageError('--model needs OPENAI_API_KEY');
  return { apiKey, baseUrl, model };
}

function transcriptOf({ number, persona, outcome, turns }: Simulated): string {
  const lines = turns.flatMap(({ texts, outcome: turn }) => [
    ...texts.map((text) => `  user> ${text}`),
    `  bot>  ${turn.reply?.text ?? '(silent)'}  [${turn.stateAfter} · ${turn.reply?.template ?? ''} · heard ${turn.understanding.intent ?? 'nothing'}]`,
  ]);
  return [`conversation ${number}: ${persona}, ${outcome}`, ...lines].join('\n');
}
