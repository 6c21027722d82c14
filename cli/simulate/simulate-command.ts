import path from 'node:path';
import { parseArgs } from 'node:util';
import { readModelEnvironment } from '../../config/cli-config.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { readKnowledge, wordSearch } from '../flow-tests/knowledge.ts';
import { getFlow } from '../get-flow.ts';
import { print, printError } from '../output.ts';
import { FLOWS_FOLDER } from '../places.ts';
import { UsageError } from '../usage-error.ts';
import { demoCatalogue } from '../flow-tests/shop/catalogue.ts';
import type { Customer } from './customer.ts';
import { PhraseCustomer } from './customer.ts';
import type { Findings } from './findings.ts';
import { findingsOf, findingsText } from './findings.ts';
import type { ModelCustomerSettings } from './model-customer.ts';
import { modelCustomer } from './model-customer.ts';
import type { Persona } from './personas.ts';
import { PERSONAS } from './personas.ts';
import { ADDRESSES, NAMES, PHONES } from './phrases.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import { errandsOf, goalsOf, probeMoves } from './route.ts';
import type { Simulated } from './run-conversation.ts';
import { simulateConversation } from './run-conversation.ts';
import type { Identity } from './shopper.ts';
import { purposeIn } from './visitors.ts';

export const HELP = `parley simulate [options]: simulated customers talk to a flow

  --flow NAME          the flow (default: each)
  --conversations N    how many with each flow (default 200)
  --seed WORD          repeats a run (default 1); conversation 17 is the same however many there are
  --persona NAME       only this one: ${PERSONAS.map(({ name }) => name).join(', ')}
  --goal STATE         what customers want to reach (default: the flow's conversions; where it has none,
                       customers come with one to three errands, its topics, and want them understood and answered)
  --show N             prints conversation N and ends
  --json               one JSON document
  --model              a model plays the customers (OPENAI_API_KEY, OPENAI_BASE_URL, PARLEY_MODEL); a seed repeats nothing then

  In a shop customers have a shopping list, hold what is read back against it, and answer what is asked; price-askers,
  status-askers, complainers and chatterers come for that, and are judged by it.

  Reported: how conversations ended (goal reached, opted out, handed over; given up, in a loop or at a dead end; left after a
  silence; cut off at the last turn), whose order was just as wanted, turns, loops (the same reply in the same state three
  times), dead ends, states nobody reached. Exit code 1 when the flow failed in a turn.`;

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
  const options = readOptions(args);
  const findings: Findings[] = [];
  for (const flow of options.flows) {
    const goals = options.goal === undefined ? goalsOf(flow) : new Set([stateOf(flow, options.goal)]);
    const conversations = await simulate({ ...options, flow, goals, onProgress: progress(options) });
    if (options.isShown) print(conversations.map(transcriptOf).join('\n'));
    else findings.push(findingsOf(flow, { seed: options.seed, goals }, conversations));
  }
  if (!options.isShown) report(findings, options);
  return findings.some(({ total }) => total.internal_errors > 0) ? 1 : 0;
}

interface Options {
  readonly flows: readonly DialogueFlow[];
  /** One flow was asked for by name. */
  readonly isOne: boolean;
  readonly seed: string;
  readonly personas: readonly Persona[];
  /** Numbers of the conversations, from 1. */
  readonly numbers: readonly number[];
  readonly goal: string | undefined;
  /** One conversation is printed, and nothing is counted. */
  readonly isShown: boolean;
  readonly isJson: boolean;
  readonly model: ModelCustomerSettings | undefined;
}

function readOptions(args: readonly string[]): Options {
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
  const { flow, goal, show } = values;
  const flows = flow === undefined ? [...flowCatalogue().values()] : [getFlow(flow)];
  if (flows.length > 1 && (show !== undefined || goal !== undefined))
    throw new UsageError('--show and --goal are of one flow: say which, --flow NAME');
  const total = wholeNumber('--conversations', values.conversations);
  const all = Array.from({ length: total }, (_, index) => index + 1);
  return {
    flows,
    isOne: flow !== undefined,
    seed: values.seed,
    personas: personasNamed(values.persona),
    numbers: show === undefined ? all : [wholeNumber('--show', show)],
    goal,
    isShown: show !== undefined,
    isJson: values.json,
    model: values.model ? readModel() : undefined,
  };
}

/** Of the one flow that was asked for the findings alone, of all flows by name. */
function report(findings: readonly Findings[], { isJson, isOne }: Options): void {
  const byFlow = Object.fromEntries(findings.map((found) => [found.flow, found]));
  if (isJson) print(JSON.stringify(isOne ? findings[0] : byFlow, undefined, 2));
  else print(findings.map(findingsText).join('\n\n'));
}

/** Runs the conversations one after the other; with the same seed and phrases, the same ones. */
export async function simulate(simulating: Simulating): Promise<readonly Simulated[]> {
  const { flow, seed, goals, numbers, model, onProgress } = simulating;
  const catalogue = demoCatalogue(flow.name);
  const personas = simulating.personas.filter(({ aim }) => aim === 'goal' || catalogue !== undefined);
  if (personas.length === 0) throw new UsageError(`${simulating.personas[0]?.name} comes to shops only`);
  const knowledge = wordSearch(await readKnowledge(path.join(FLOWS_FOLDER, flow.name, 'knowledge')));
  const moves = probeMoves(flow);
  const conversations: Simulated[] = [];
  for (const number of numbers) {
    const persona = personas[(number - 1) % personas.length];
    if (persona === undefined) throw new Error('nobody takes part');
    const ownSeed = `${seed}/${flow.name}/${persona.name}/${number}`;
    const random = randomOf(ownSeed);
    const { purpose, setup } =
      catalogue === undefined ? {} : purposeIn(catalogue, { aim: persona.aim, who: identityOf(random), random });
    const errands = goals.size > 0 ? [] : someOf(errandsOf(flow), random);
    const customer: Customer =
      model === undefined
        ? new PhraseCustomer({ flow, persona, moves, goals, errands, purpose, random })
        : modelCustomer(model, persona, { business: flow.description, wants: [...goals, ...errands] });
    const opening = { flow, number, seed: ownSeed, persona, customer, goals, errands, purpose, setup, knowledge };
    conversations.push(await simulateConversation(opening));
    onProgress(conversations.length);
  }
  return conversations;
}

function identityOf(random: Random): Identity {
  return { name: random.pick(NAMES), phone: random.pick(PHONES), address: random.pick(ADDRESSES) };
}

/** One to three, in any order. */
function someOf(errands: readonly string[], random: Random): readonly string[] {
  const some = Array.from({ length: random.between(1, 3) }, () => random.pick(errands));
  return [...new Set(some)];
}

function progress({ numbers, isJson }: Options): (done: number) => void {
  let saidAt = performance.now();
  return (done) => {
    if (isJson || performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    printError(`• ${done} of ${numbers.length} conversations`);
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

function transcriptOf({ number, persona, outcome, isAsWanted, turns }: Simulated): string {
  const lines = turns.flatMap(({ texts, outcome: turn }) => [
    ...texts.map((text) => `  user> ${text}`),
    `  bot>  ${turn.reply?.text ?? '(silent)'}  [${turn.stateAfter} · ${turn.reply?.template ?? ''} · heard ${turn.understanding.intent ?? 'nothing'}]`,
  ]);
  const wanted = isAsWanted === undefined ? '' : isAsWanted ? ', as wanted' : ', not as wanted';
  return [`conversation ${number}: ${persona}, ${outcome}${wanted}`, ...lines].join('\n');
}
