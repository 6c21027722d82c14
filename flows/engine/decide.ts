import { destinationOf, edgeFor } from './edges.ts';
import { handOverFor } from './hand-over.ts';
import { answerFromKnowledge, answerSurely } from './knowledge.ts';
import { answeredFirst } from './patterns/answered-first.ts';
import { cancel } from './patterns/cancel.ts';
import { chitchat } from './patterns/chitchat.ts';
import { cannotHandle, clarify, clarifyNamed } from './patterns/clarify.ts';
import { correction } from './patterns/correction.ts';
import { abuse, injection, inputTooLong } from './patterns/guards.ts';
import { handedBack, humanRequest, offeredAnswer } from './patterns/human-request.ts';
import { interruption } from './patterns/interruption.ts';
import { personalData } from './patterns/personal-data.ts';
import { repeat, sessionResumption, skip } from './patterns/moves.ts';
import { multipleIntents } from './patterns/multiple-intents.ts';
import { severalQuestions } from './patterns/several-questions.ts';
import { maybeStop, stop } from './patterns/stop.ts';
import { acknowledgedPromise } from './promise.ts';
import { toolByClaim, toolByRule } from './tools.ts';
import type { Handling, Pattern, TurnInHand } from './turn-in-hand.ts';

/** Looked at before anything else: what is obeyed, or refused, whatever the flow makes of it. */
const GUARDS: readonly Pattern[] = [
  stop,
  inputTooLong,
  injection,
  handedBack,
  personalData,
  offeredAnswer,
  humanRequest,
  abuse,
];
/** Looked at before the flow's own edges: what people say about the conversation itself. The first that knows its case decides. */
const ABOUT_TALK: readonly Pattern[] = [sessionResumption, correction, cancel, skip, repeat];
/** Looked at before the flow's own edges too, but after questions that surely have an answer. */
const BEFORE: readonly Pattern[] = [maybeStop, chitchat, multipleIntents, clarifyNamed];
/** Looked at when no edge, tool or knowledge took the message. */
const AFTER: readonly Pattern[] = [interruption];
/** Looked at when nothing was understood. */
const LAST: readonly Pattern[] = [clarify, cannotHandle];

/**
 * Decides what to do about a message: guards, answers to what it plainly asks, tools that claim it, then repair, then what a model proposed and the flow
 * accepted, then the flow's own tools, knowledge and edges, then needs in between, and a clarifying question at last.
 */
export function decide(turn: TurnInHand, proposed: Handling | undefined): Handling {
  return (
    guarded(turn) ?? answeredFirst(turn, (rest) => decideUnguarded(rest, undefined)) ?? decideUnguarded(turn, proposed)
  );
}

function decideUnguarded(turn: TurnInHand, proposed: Handling | undefined): Handling {
  return (
    firstOf([severalQuestions], turn) ??
    toolByClaim(turn) ??
    aboutTalk(turn) ??
    acknowledgedPromise(turn) ??
    proposed ??
    toolByRule(turn) ??
    answerFromKnowledge(turn) ??
    byEdge(turn) ??
    firstOf(AFTER, turn) ??
    byReply(turn) ??
    firstOf(LAST, turn) ??
    stay(turn)
  );
}

/** The answer to a pattern's own question is the pattern's, before any tool claims it. */
function guarded(turn: TurnInHand): Handling | undefined {
  const answered = turn.snapshot.question?.kind === 'cancel' ? [cancel] : [];
  return firstOf([...GUARDS, ...answered], turn);
}

function aboutTalk(turn: TurnInHand): Handling | undefined {
  return firstOf(ABOUT_TALK, turn) ?? answerSurely(turn) ?? firstOf(BEFORE, turn);
}

function firstOf(patterns: readonly Pattern[], turn: TurnInHand): Handling | undefined {
  for (const { name, handle } of patterns) {
    const override = turn.definition.patterns?.[name];
    const handling = override?.isOff === true ? undefined : handle(turn);
    if (handling !== undefined) return overridden(turn, handling);
  }
  return undefined;
}

/** A flow may say something else and lead somewhere else; what the pattern means stays. */
function overridden({ definition }: TurnInHand, handling: Handling): Handling {
  const override = handling.pattern === undefined ? undefined : definition.patterns?.[handling.pattern];
  return {
    ...handling,
    ...(override?.reply === undefined || handling.question !== undefined ? {} : { say: [override.reply] }),
    ...(override?.to === undefined || handling.question !== undefined ? {} : { to: override.to }),
  };
}

function byEdge(turn: TurnInHand): Handling | undefined {
  const edge = edgeFor(turn);
  if (edge === undefined) return undefined;
  return {
    pattern: undefined,
    say: [edge.reply],
    ...destinationOf(edge, turn),
    ...(edge.handOver === undefined ? {} : { handOver: handOverFor(turn, edge.handOver) }),
    isFixed: edge.handOver !== undefined,
    isProgress: true,
    reason: edge.reason,
    events:
      edge.handOver === undefined ? [] : [{ name: 'handoff_requested', details: { reason: edge.handOver } } as const],
  };
}

/** What the state answers to an intent that moves nothing. */
function byReply({ state, heard, snapshot }: TurnInHand): Handling | undefined {
  if (heard.intent === undefined) return undefined;
  const reply = state.replies[heard.intent];
  return reply === undefined ? undefined : staying(reply, snapshot.state);
}

function stay({ state, snapshot, heard }: TurnInHand): Handling {
  if (heard.intent === 'stop') return notMeant();
  const handling = staying(state.replies['*'] ?? state.ask, snapshot.state);
  return heard.intent === undefined ? { ...handling, isUnsure: true } : handling;
}

/** Words of an opt-out that is none say nothing of what is wanted. */
function notMeant(): Handling {
  return {
    pattern: 'cannot_handle',
    say: ['cannot_handle'],
    isFixed: false,
    isUnsure: true,
    reason: 'it only resembles an opt-out; the state is kept',
    events: [{ name: 'not_handled' }],
  };
}

function staying(reply: string, state: string): Handling {
  return {
    pattern: undefined,
    say: [reply],
    isFixed: false,
    reason: `no edge of ${state} matched; the state is kept`,
    events: [],
  };
}
