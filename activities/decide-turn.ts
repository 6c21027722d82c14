import type { DialogueFlow, KnowledgeQuery, StepInput, StepResult } from '../contracts/dialogue.ts';
import type { TurnCircumstances, TurnDecider, TurnDecision, TurnOpening } from '../db/interfaces.ts';

/** The decider of a turn: the flow that `flowOf` finds for it, under these circumstances. */
export function turnDecider(flowOf: (name: string) => DialogueFlow, circumstances: TurnCircumstances): TurnDecider {
  return {
    lookUp: (opening) => lookUpOrNothing(flowOf(opening.flow), opening, circumstances),
    circumstances,
    shopQuery: (opening) =>
      looksThingsUp(flowOf(opening.flow), opening)
        ? flowOf(opening.flow).shopQuery(stepInput(flowOf(opening.flow), opening, circumstances))
        : undefined,
    needsLastReply: (opening) =>
      isBots(flowOf(opening.flow), opening) &&
      flowOf(opening.flow).needsLastReply(stepInput(flowOf(opening.flow), opening, circumstances)),
    decide: (opening) => decideTurn(flowOf(opening.flow), opening, circumstances),
  };
}

/** Asks the flow what to do about a message, and whether its own words or a model's shall be sent. Pure. */
export function decideTurn(flow: DialogueFlow, opening: TurnOpening, circumstances: TurnCircumstances): TurnDecision {
  const step = stepOrApologise(flow, opening, circumstances);
  const isBot = isBots(flow, opening);
  const composition = isBot && circumstances.hasModel ? step.composition : undefined;
  return {
    at: new Date(circumstances.at),
    snapshot: step.snapshot,
    slots: step.slots,
    understanding: step.understanding,
    trace: step.trace,
    reason: step.reason,
    ...replyOf(step, { isBot, composition, circumstances }),
    composition,
    followUps: isBot ? step.followUps : [],
    isOptOut: step.isOptOut,
    events: step.events,
    ...(isBot && opening.owner === 'person' ? { isHandBack: true as const } : {}),
    handOver: isBot ? step.handOver : undefined,
    variants: step.variants,
    ...(isBot && step.effects !== undefined ? { effects: step.effects } : {}),
  };
}

/** A conversation that waits for a person is the bot's again as soon as the customer wants none. */
function isBots(flow: DialogueFlow, { owner, isPersonAwaited, text }: TurnOpening): boolean {
  return owner === 'bot' || (isPersonAwaited === true && flow.wantsBotBack?.(text) === true);
}

/** While a person is awaited the bot still answers what only needs to be looked up, where its flow says so. */
function looksThingsUp(flow: DialogueFlow, opening: TurnOpening): boolean {
  return isBots(flow, opening) || (isAwaited(opening) && flow.answersWhileWaiting === true);
}

/** Also for a contact who opted out: what they write themselves asks for an answer. */
function isAwaited({ owner, isPersonAwaited }: TurnOpening): boolean {
  return owner === 'person' && isPersonAwaited === true;
}

interface Speaking {
  readonly isBot: boolean;
  readonly composition: TurnDecision['composition'];
  readonly circumstances: TurnCircumstances;
}

/** What the bot says, and why the template does; to a customer who waits for a person it says only what the flow has for them. */
function replyOf(
  step: StepResult,
  { isBot, composition, circumstances }: Speaking,
): Pick<TurnDecision, 'reply' | 'replyReason'> {
  if (!isBot && step.isSaidWhileWaiting === true) return { reply: step.reply, replyReason: 'waiting_for_person' };
  const replyReason = composition === undefined ? templateReason(step, circumstances.hasModel) : undefined;
  return { reply: isBot ? step.reply : undefined, replyReason };
}

function templateReason(step: StepResult, hasModel: boolean): string {
  if (step.composition === undefined) return 'fixed_text';
  return hasModel ? 'model' : 'no_model';
}

/** A person who owns the conversation looks things up themselves. A flow that throws is heard of when it steps. */
function lookUpOrNothing(
  flow: DialogueFlow,
  opening: TurnOpening,
  circumstances: TurnCircumstances,
): KnowledgeQuery | undefined {
  if (!looksThingsUp(flow, opening)) return undefined;
  try {
    return flow.knowledgeQuery(stepInput(flow, opening, circumstances));
  } catch {
    // The same input fails again in `step`, which apologises and traces it.
    return undefined;
  }
}

function stepInput(flow: DialogueFlow, opening: TurnOpening, { at, seed, proposal }: TurnCircumstances): StepInput {
  const {
    snapshot,
    slots,
    text,
    longestChars,
    userName,
    clock,
    channel,
    locale,
    passages,
    contactId: subject,
    lastReply,
    shop,
  } = opening;
  return {
    snapshot,
    slots,
    event: {
      kind: 'message',
      text,
      longestChars,
      at,
      seed,
      userName,
      clock,
      channel,
      locale,
      passages,
      subject,
      lastReply,
      shop,
      ...waitingOf(flow, opening),
    },
    ...(proposal === undefined ? {} : { proposal }),
  };
}

/** A customer who was handed over has the bot back, or waits; once a person has written neither is said. */
function waitingOf(
  flow: DialogueFlow,
  opening: TurnOpening,
): Pick<StepInput['event'], 'isHandBack' | 'isPersonAwaited' | 'handBackAt'> {
  if (opening.owner === 'bot') return {};
  if (isBots(flow, opening)) return { isHandBack: true };
  return isAwaited(opening) ? { isPersonAwaited: true, handBackAt: opening.handBackAt } : {};
}

/** A flow that throws must not hold up the conversation: the turn is taken with an apology, and the trace says why. */
function stepOrApologise(flow: DialogueFlow, opening: TurnOpening, circumstances: TurnCircumstances): StepResult {
  try {
    return flow.step(stepInput(flow, opening, circumstances));
  } catch (error) {
    return {
      snapshot: { ...opening.snapshot, turn: opening.snapshot.turn + 1 },
      slots: opening.slots,
      understanding: { intents: [], intent: undefined, objection: undefined, sentiment: 'neutral' },
      reply: { text: APOLOGY, template: 'internal_error', variant: 0 },
      composition: undefined,
      followUps: [],
      isOptOut: false,
      events: [{ name: 'internal_error' }],
      handOver: undefined,
      variants: {},
      reason: 'the flow failed; the state is kept',
      trace: [{ rule: 'internal_error', outcome: error instanceof Error ? error.name : typeof error }],
    };
  }
}

const APOLOGY = 'Sorry, something went wrong on our side. Could you say that again in other words?';
