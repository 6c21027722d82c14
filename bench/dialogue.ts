import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Installation } from '../test/chaos/installation.ts';
import { DialogueClient } from './dialogue-client.ts';
import type { Ends, FirstToken, StopTimes } from './dialogue-streams.ts';
import { firstTokens, stopTimes } from './dialogue-streams.ts';
import type { TurnTokens } from './dialogue-tokens.ts';
import { meanTokens, tokensByTurn, WINDOW } from './dialogue-tokens.ts';
import { measureLanguages, measureUnderstand } from './dialogue-understanding.ts';
import { speaker } from './dialogue-words.ts';
import { quantile } from './load.ts';
import { ModelPeer } from './model-peer.ts';
import { printLine, printProgress } from './output.ts';

export const HELP = `dialogue: what the dialogue adds to the model, and what it understands without one

  npm run bench -- dialogue [--json] [--quick]

  On an installation of its own (API, worker, Temporal, PostgreSQL: a process each) with a model server in this process, so
  that both ends of a stream are on one clock:

  first_token_overhead_ms  from the model server writing its first token to the client having read it, one customer at a
                           time; …_at_4_ms: four at a time
  message_to_model_ms      from sending a message to the model server having been asked to word its reply
  stop_ms                  from sending a stop to the later of: the client has the end of the turn, the model server sees its
                           stream closed. Every other model is silent at that moment
  understand_us            one call of understand() with the classifier of sales-dm
  language_accuracy        own lines; _held_out: those that nobody looked at while tuning
  tokens_turn_20, _500     prompt tokens a turn that the model server was sent in one conversation, four characters a token:
                           proposal, reply and repair, and summaries amortised: means of that turn and the 20 after it, in which
                           the customer says the same. tokens_exact: that one turn

  Recall inside and outside of the intents: npm run bench -- classifier. Not measured: a network, a real model, more cores;
  the client and the model server share the cores with the installation.`;

interface Samples {
  readonly firstTokens: number;
  readonly firstTokensAt4: number;
  readonly stops: number;
  readonly rounds: number;
}

const FULL: Samples = { firstTokens: 240, firstTokensAt4: 240, stops: 120, rounds: 20 };
const QUICK: Samples = { firstTokens: 24, firstTokensAt4: 24, stops: 12, rounds: 3 };
/** The turns whose tokens are compared. */
const [EARLY, LATE] = [20, 500];

/** Measures everything; prints a table, or one JSON object. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  });
  const samples = values.quick ? QUICK : FULL;
  printProgress('understanding …');
  const { understand_us: understandUs, understand_samples: understandSamples } = measureUnderstand(samples.rounds);
  const { language_accuracy: languageAccuracy, ...languages } = measureLanguages();
  const dialogue = await measureInstallation(samples);
  const result = {
    ...dialogue.asked,
    understand_us: understandUs,
    language_accuracy: languageAccuracy,
    ...dialogue.tokens,
    ...languages,
    understand_samples: understandSamples,
    ...dialogue.beside,
    environment: { cores: availableParallelism(), node: process.version },
  };
  if (values.json) printLine(JSON.stringify(result));
  else for (const [name, value] of Object.entries(result)) printLine(`${name.padEnd(30)} ${JSON.stringify(value)}`);
}

async function measureInstallation(samples: Samples) {
  const peer = await ModelPeer.start(speaker());
  printProgress('starting an installation of its own …');
  const installation = await Installation.start({
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: peer.url,
    PARLEY_LOG_LEVEL: 'warn',
    // Five hundred turns cost more than one customer is worth by default.
    PARLEY_MODEL_MAX_CONVERSATION_DOLLARS: '100',
  });
  try {
    return await measure({ peer, client: new DialogueClient(installation) }, samples);
  } finally {
    await installation.stop();
    peer.stop();
  }
}

async function measure(ends: Ends, samples: Samples) {
  await firstTokens(ends, WARM_UP, 4);
  printProgress('first tokens …');
  const alone = await firstTokens(ends, samples.firstTokens, 1);
  printProgress('first tokens of four at a time …');
  const atFour = await firstTokens(ends, samples.firstTokensAt4, 4);
  printProgress('stops …');
  const stops = await stopTimes(ends, samples.stops);
  printProgress(`a conversation of more than ${LATE} turns …`);
  const tokens = await tokensByTurn(ends, LATE + WINDOW - 1);
  return {
    asked: {
      first_token_overhead_ms: overheadOf(alone),
      stop_ms: spread(stops.map(({ toClient, toModel }) => Math.max(toClient, toModel))),
    },
    tokens: tokenFigures(tokens),
    beside: {
      first_token_samples: alone.length,
      first_token_overhead_at_4_ms: overheadOf(atFour),
      first_token_at_4_samples: atFour.length,
      message_to_model_ms: spread(alone.map(({ untilAsked }) => untilAsked)),
      ...stopFigures(stops),
    },
  };
}

/** Turns, so that caches are filled and code is compiled as in a process that runs. */
const WARM_UP = 40;

function spread(values: readonly number[]): { p50: number; p95: number } {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

function overheadOf(measured: readonly FirstToken[]): { p50: number; p95: number } {
  return spread(measured.map(({ overhead }) => overhead));
}

function stopFigures(stops: readonly StopTimes[]) {
  return {
    stop_to_client_ms: spread(stops.map(({ toClient }) => toClient)),
    stop_to_model_ms: spread(stops.map(({ toModel }) => toModel)),
    stop_samples: stops.length,
  };
}

function tokenFigures(turns: readonly TurnTokens[]) {
  const [early, late] = [meanTokens(turns, EARLY), meanTokens(turns, LATE)];
  return {
    tokens_turn_20: early.reply + early.summary,
    tokens_turn_500: late.reply + late.summary,
    tokens_of_summaries: { turn_20: early.summary, turn_500: late.summary },
    tokens_exact: { turn_20: turns[EARLY - 1], turn_500: turns[LATE - 1] },
    tokens_most: Math.max(...turns.map(({ reply }) => reply)),
  };
}
