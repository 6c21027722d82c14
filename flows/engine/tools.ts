import type { Slots, TraceEntry } from '../../contracts/dialogue.ts';
import type { ExtractInput, ToolDefinition, ToolOutcome } from './definition.ts';
import { placeOf } from './edges.ts';
import { handOverFor } from './hand-over.ts';
import { afterQuietHours } from './quiet-hours.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** Calls the tool that the message itself asks for, when it says all that the tool needs. */
export function toolByRule(turn: TurnInHand): Handling | undefined {
  const { intent } = turn.heard;
  return firstCall(
    turn,
    allowedTools(turn).filter(({ intents }) => intent !== undefined && intents.includes(intent)),
  );
}

/** Calls the first tool that claims the message. What binds is no answer to the question of a pattern. */
export function toolByClaim(turn: TurnInHand): Handling | undefined {
  const isAsked = turn.snapshot.question !== undefined;
  return firstCall(
    turn,
    allowedTools(turn).filter(
      ({ claims, isBinding, hearsAnswers }) =>
        claims === true && !(isAsked && isBinding === true && hearsAnswers !== true),
    ),
  );
}

/** What a tool answers that only tells, and hears the message; undefined: none does. */
export function toolThatTells(turn: TurnInHand): Handling | undefined {
  const { intent } = turn.heard;
  return firstCall(
    turn,
    allowedTools(turn).filter(
      ({ onlyTells, claims, intents }) =>
        onlyTells === true && (claims === true || (intent !== undefined && intents.includes(intent))),
    ),
  );
}

function firstCall(turn: TurnInHand, tools: readonly ToolDefinition[]): Handling | undefined {
  for (const tool of tools) {
    const call = callTool(turn, tool, tool.readArguments(readingOf(turn)));
    if (call !== undefined) return call;
  }
  return undefined;
}

/** Calls the tool that a model proposed; a refusal says why. Arguments are checked as if a stranger had sent them. */
export function toolByProposal(turn: TurnInHand): Handling | { readonly refused: string } | undefined {
  const proposed = turn.proposal?.tool;
  if (proposed === undefined) return undefined;
  const tool = proposableTools(turn).find(({ name }) => name === proposed.name);
  if (tool === undefined) return { refused: 'tool_not_allowed' };
  return callTool(turn, tool, proposed.arguments) ?? { refused: 'tool_arguments' };
}

/** The tools that the present state allows. */
export function allowedTools({ definition, snapshot }: TurnInHand): readonly ToolDefinition[] {
  return (definition.tools ?? []).filter(({ states }) => states?.includes(snapshot.state) ?? true);
}

/** The tools that a model may propose: none that binds the customer. */
export function proposableTools(turn: TurnInHand): readonly ToolDefinition[] {
  return allowedTools(turn).filter(({ isBinding }) => isBinding !== true);
}

/** What extraction and tools read a message from. */
export function readingOf({ event, slots, heard, language, snapshot }: TurnInHand): ExtractInput {
  return {
    text: event.text,
    known: slots,
    entities: heard.values,
    language,
    intent: heard.intent,
    state: snapshot.state,
  };
}

function callTool(turn: TurnInHand, tool: ToolDefinition, args: unknown): Handling | undefined {
  const parsed = tool.parameters.safeParse(args);
  if (args === undefined || !parsed.success) return undefined;
  const { event, slots } = turn;
  const outcome = tool.run(parsed.data, {
    slots,
    at: event.at,
    timeZone: event.clock.timeZone,
    language: turn.language,
    isOptedOut: turn.snapshot.optedOut,
    reading: readingOf(turn),
    shop: event.shop,
  });
  return outcome === undefined ? undefined : handlingOf(turn, tool, outcome);
}

function handlingOf(turn: TurnInHand, tool: ToolDefinition, outcome: ToolOutcome): Handling {
  const { event, slots } = turn;
  const { fill, lines, effects, handOver } = outcome;
  const followUps = outcome.followUps?.map((one) => ({ ...one, dueAt: afterQuietHours(one.dueAt, event.clock) }));
  const trace: TraceEntry = { rule: 'tool', outcome: tool.name };
  const changed: Slots = { ...slots, ...outcome.slots };
  return {
    pattern: undefined,
    say: [outcome.reply],
    slots: changed,
    ...(followUps === undefined ? {} : { followUps, promises: followUps }),
    ...(fill === undefined ? {} : { fill }),
    ...(lines === undefined ? {} : { lines }),
    ...(effects === undefined ? {} : { effects }),
    ...(outcome.to === undefined ? {} : placeOf(outcome.to, turn)),
    ...(handOver === undefined ? {} : { handOver: handOverFor(turn, handOver) }),
    isFixed: true,
    ...(outcome.leavesOpen === true ? { leavesOpen: true } : {}),
    ...(outcome.isStuck === true ? {} : { isProgress: true }),
    reason: `the tool ${tool.name} was called`,
    events: [
      { name: 'tool_called', details: { tool: tool.name } },
      ...(outcome.events ?? []),
      ...(handOver === undefined ? [] : [{ name: 'handoff_requested', details: { reason: handOver } } as const]),
    ],
    trace: [trace],
  };
}
