import type { Slots, TraceEntry } from '../../contracts/dialogue.ts';
import type { ExtractInput, ToolDefinition } from './definition.ts';
import { afterQuietHours } from './quiet-hours.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** Calls the tool that the message itself asks for, when it says all that the tool needs. */
export function toolByRule(turn: TurnInHand): Handling | undefined {
  const { intent } = turn.heard;
  const tools = allowedTools(turn).filter(({ intents }) => intent !== undefined && intents.includes(intent));
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
  const tool = allowedTools(turn).find(({ name }) => name === proposed.name);
  if (tool === undefined) return { refused: 'tool_not_allowed' };
  return callTool(turn, tool, proposed.arguments) ?? { refused: 'tool_arguments' };
}

/** The tools that the present state allows. */
export function allowedTools({ definition, snapshot }: TurnInHand): readonly ToolDefinition[] {
  return (definition.tools ?? []).filter(({ states }) => states?.includes(snapshot.state) ?? true);
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
  });
  const followUps = outcome.followUps?.map((one) => ({ ...one, dueAt: afterQuietHours(one.dueAt, event.clock) }));
  const trace: TraceEntry = { rule: 'tool', outcome: tool.name };
  const changed: Slots = { ...slots, ...outcome.slots };
  return {
    pattern: undefined,
    say: [outcome.reply],
    slots: changed,
    ...(followUps === undefined ? {} : { followUps, promises: followUps }),
    ...(outcome.fill === undefined ? {} : { fill: outcome.fill }),
    isFixed: true,
    isProgress: true,
    reason: `the tool ${tool.name} was called`,
    events: [{ name: 'tool_called', details: { tool: tool.name } }],
    trace: [trace],
  };
}
