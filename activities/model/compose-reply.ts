import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { DialogueFlow, FlowCatalogue } from '../../contracts/dialogue.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { ComposeReplyInput } from '../../contracts/turn.ts';
import type { Database, WorkspaceStore } from '../../db/interfaces.ts';
import { fitReply } from '../../flows/engine/reply-checks.ts';
import { Budget, limitsOf } from './budget.ts';
import type { ComposerContext } from './composer-context.ts';
import type { Ending } from './draft.ts';
import { Draft } from './draft.ts';
import { Halt } from './halt.ts';
import type { ModelMeters } from './model-meters.ts';
import type { ModelPool } from './model-pool.ts';
import type { ModelSettings } from './model-settings.ts';
import type { Opened } from './prompt.ts';
import { propose } from './propose.ts';
import { summarise } from './summarise.ts';
import { Tally } from './tally.ts';
import { moneySpent, template, wordReply } from './word-reply.ts';

export interface ReplyComposerDeps {
  readonly database: Pick<Database, 'workspace' | 'turns'>;
  readonly flows: FlowCatalogue;
  readonly settings: ModelSettings;
  readonly pool: ModelPool;
  readonly meters: ModelMeters;
}

/** One attempt of the activity. */
export interface AttemptLife {
  /** Of Temporal, from 1. */
  readonly number: number;
  /** When the activity was scheduled first: workflow time, milliseconds since the epoch. The same in every attempt. */
  readonly scheduledAt: number;
  readonly cancellation: AbortSignal;
}

export interface ReplyComposer {
  /**
   * Gives a composing turn its reply, exactly one: worded by a model, or the template. Repeatable: a turn that has its reply is
   * left alone. Returns silently when the turn is planned again meanwhile. Throws what Temporal shall know: cancellation, a
   * retryable `model_rate_limited`, a database that is away.
   */
  compose(input: ComposeReplyInput, life: AttemptLife): Promise<void>;
}

/**
 * ```
 * open ─► proposal? ─► decide again ─► stream ─► checks ─► finish ─► summary?
 *                                        │  └─► one repair ─┘
 *                                        └─► next model … template
 * stop: finish with the words so far · superseded: leave · cancelled: rethrow
 * ```
 */
export function createReplyComposer(deps: ReplyComposerDeps): ReplyComposer {
  return {
    async compose(input, life) {
      const store = deps.database.workspace(input.workspaceId);
      const halt = new Halt(life.cancellation);
      const tally = new Tally(deps.settings.prices, deps.meters);
      let draft: Draft | undefined;
      let isAsked = false;
      const unwatch = deps.database.turns.watchComposition(input.turnId, () => {
        isAsked = true;
        draft?.probe();
      });
      try {
        const opened = await store.openComposition(input.turnId);
        if (opened?.kind !== 'composing') return;
        const context = contextOf(deps, { store, halt, tally, opened, turnId: input.turnId, life });
        draft = context.draft;
        if (isAsked) draft.probe();
        await composeOpened(context, { store, life, turnId: input.turnId });
      } finally {
        unwatch();
        await charge(store, input.turnId, tally);
      }
    },
  };
}

interface Composing {
  readonly store: WorkspaceStore;
  readonly turnId: string;
  readonly life: AttemptLife;
}

function contextOf(
  { flows, settings, pool, meters }: ReplyComposerDeps,
  {
    store,
    halt,
    tally,
    opened,
    turnId,
    life,
  }: Composing & Pick<ComposerContext, 'halt' | 'tally'> & { readonly opened: Opened },
): ComposerContext {
  return {
    flow: flowOf(flows, opened.flow),
    settings,
    pool,
    meters,
    halt,
    tally,
    draft: new Draft(opened, { store, turnId, halt, tally }),
    budget: new Budget(limitsOf(settings.budget, opened.composition), {
      startedAt: startOf(life),
      spentBeforeMicros: opened.costMicros,
      tally,
    }),
    comeBack: life.number < MAX_PATIENT_ATTEMPTS ? comeBack : undefined,
  };
}

/**
 * What was called and no reply tells of is paid for too: by attempts that were abandoned, planned again, cancelled or failed, and
 * for the summary. So the money of a conversation bounds all its calls.
 */
async function charge(store: WorkspaceStore, turnId: string, tally: Tally): Promise<void> {
  const { uncharged } = tally;
  if (uncharged === undefined) return;
  try {
    await store.chargeTurn(turnId, uncharged);
    tally.settle();
  } catch {
    // The database is away: what ended the attempt is what Temporal shall know, and the next one is told the same by it.
  }
}

/** Attempts in which a busy server is waited for; a guess that keeps a stubborn 429 from using up the whole budget. */
const MAX_PATIENT_ATTEMPTS = 3;

/** The first attempt has the whole budget, however long its queue was; later ones have what is left of it. */
function startOf({ number, scheduledAt }: AttemptLife): number {
  return number === 1 ? Date.now() : Math.min(scheduledAt, Date.now());
}

function flowOf(flows: FlowCatalogue, name: string): DialogueFlow {
  const flow = flows.get(name);
  if (flow === undefined) throw new ParleyError('internal', `flow ${name} is not part of this build`);
  return flow;
}

function comeBack(waitMs: number): Error {
  return ApplicationFailure.create({
    message: 'The model server is busy and names a time to come back',
    type: 'model_rate_limited',
    nextRetryDelay: Math.max(1, Math.ceil(waitMs)),
  });
}

async function composeOpened(context: ComposerContext, composing: Composing): Promise<void> {
  const { draft, halt, meters } = context;
  try {
    const ending = await endingFor(context, composing);
    if (ending === undefined) return;
    if (ending.source === 'template') await draft.clear();
    halt.check();
    const isFirst = await draft.finish(ending);
    if (isFirst) meters.replies.inc({ source: ending.source, reason: ending.reason ?? '' });
  } catch (error) {
    if (halt.reason === undefined) throw error;
    return endHalted(context);
  }
  await summarise(context, composing.store);
}

/** Undefined: the flow needed no model after all, and the turn is done. */
async function endingFor(context: ComposerContext, { life, turnId }: Composing): Promise<Ending | undefined> {
  const { budget, draft } = context;
  if (draft.opened.isStopped) return template(context, 'stopped');
  if (budget.isMoneySpent) return moneySpent(context);
  if (life.number > 1 && budget.isTimeUp) return template(context, 'model_attempt_lost');
  const { proposal } = draft.opened.composition;
  if (proposal !== undefined) {
    const isOpen = await propose(context, proposal, { at: life.scheduledAt, seed: turnId });
    if (!isOpen) return undefined;
  }
  return wordReply(context);
}

async function endHalted({ draft, halt, meters }: ComposerContext): Promise<void> {
  const { reason } = halt;
  if (reason === undefined || reason.kind === 'superseded') return;
  if (reason.kind === 'failed') throw reason.error;
  if (reason.kind === 'cancelled') throw cancellationOf(reason.error);
  const written = (await draft.written()).trim();
  const text = fitReply(written, draft.opened.composition.maxGraphemes) ?? written;
  const ending: Ending =
    text === '' ? template({ draft }, 'stopped') : { text, source: 'model', reason: 'stopped', isPartial: true };
  if (await draft.finish(ending)) meters.replies.inc({ source: ending.source, reason: 'stopped' });
}

/** A worker that shuts down is no cancellation of the reply: the next attempt goes on with it. */
function cancellationOf(error: unknown): unknown {
  const isShutdown = error instanceof CancelledFailure && error.message === 'WORKER_SHUTDOWN';
  if (!isShutdown) return error;
  return ApplicationFailure.create({ message: 'The worker shuts down', type: 'worker_shutdown' });
}
