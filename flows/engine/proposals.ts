import type { DialogueEvent } from '../../contracts/dialogue-events.ts';
import type { Slots, TraceEntry } from '../../contracts/dialogue.ts';
import type { Proposal, ProposalRequest } from '../../contracts/proposal.ts';
import { z } from 'zod';
import { proposableTools, toolByProposal } from './tools.ts';
import type { EdgeDefinition } from './definition.ts';
import { destinationOf } from './edges.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** What the present state allows a model to propose. */
export function proposalRequestOf(turn: TurnInHand): ProposalRequest {
  const { definition, state } = turn;
  const intents = [...new Set(definition.examples.map(({ intent }) => intent))].filter((name) => !BINDING.has(name));
  return {
    intents: intents.map((name) => ({ name, examples: examplesOf(turn, name) })),
    slots: Object.entries(definition.slots).map(([name, { description }]) => ({ name, description })),
    edges: [...new Set(state.edges.filter(({ isBinding }) => isBinding !== true).map(({ to }) => to))],
    tools: proposableTools(turn).map(({ name, description, parameters }) => ({
      name,
      description,
      parameters: z.toJSONSchema(parameters, { unrepresentable: 'any' }),
    })),
  };
}

/** Opt-outs are heard by rule, or asked about: what has legal weight is no model's guess. */
const BINDING: ReadonlySet<string> = new Set(['stop', 'none_of_these']);
const MAX_EXAMPLES = 3;

function examplesOf({ definition }: TurnInHand, name: string): string[] {
  return definition.examples
    .filter(({ intent }) => intent === name)
    .slice(0, MAX_EXAMPLES)
    .map(({ text }) => text);
}

export interface ConsideredProposal {
  /** The turn with the intent and the slots that were accepted. */
  readonly turn: TurnInHand;
  /** What the accepted tool or edge does. */
  readonly handling: Handling | undefined;
  readonly events: readonly DialogueEvent[];
  readonly trace: readonly TraceEntry[];
}

/**
 * Takes from a proposal what the flow allows: an intent it knows, slots it has whose value the customer wrote, an edge of the
 * present state that binds nobody. Everything else is refused, with a trace.
 */
export function considerProposal(turn: TurnInHand, proposal: Proposal): ConsideredProposal {
  const verdicts: Verdict[] = [];
  const intent = acceptedIntent(turn, proposal, verdicts);
  const slots = acceptedSlots(turn, proposal, verdicts);
  const considered: TurnInHand = {
    ...turn,
    slots: { ...turn.slots, ...slots },
    ...(intent === undefined || turn.heard.intent !== undefined
      ? {}
      : { heard: { ...turn.heard, intent }, isGuessed: true }),
  };
  const tool = acceptedTool(considered, verdicts);
  const edge = acceptedEdge(considered, proposal, verdicts);
  return {
    turn: considered,
    handling: tool ?? (edge === undefined ? undefined : handlingOf(considered, edge)),
    events: verdicts.map(({ what, refused }) => ({
      name: refused === undefined ? 'proposal_accepted' : 'proposal_refused',
      details: refused === undefined ? { what } : { what, why: refused },
    })),
    trace: verdicts.map(({ what, refused }) => ({
      rule: 'proposal',
      outcome: refused === undefined ? `${what} accepted` : `${what} refused: ${refused}`,
    })),
  };
}

interface Verdict {
  readonly what: 'intent' | 'slot' | 'edge' | 'tool';
  readonly refused: string | undefined;
}

/** Below it a model says itself that it guesses. */
const MIN_CONFIDENCE = 0.5;

function acceptedIntent(turn: TurnInHand, { intents }: Proposal, verdicts: Verdict[]): string | undefined {
  const [best] = intents.toSorted((a, b) => b.confidence - a.confidence);
  if (best === undefined) return undefined;
  const isKnown = !BINDING.has(best.name) && turn.definition.examples.some(({ intent }) => intent === best.name);
  const refused = isKnown ? (best.confidence < MIN_CONFIDENCE ? 'unsure' : undefined) : 'unknown_intent';
  verdicts.push({ what: 'intent', refused });
  return refused === undefined ? best.name : undefined;
}

function acceptedSlots(turn: TurnInHand, proposal: Proposal, verdicts: Verdict[]): Slots {
  const accepted = Object.entries(proposal.slots).filter(([name, value]) => {
    const refused = refusalOfSlot(turn, name, value);
    verdicts.push({ what: 'slot', refused });
    return refused === undefined;
  });
  return Object.fromEntries(accepted);
}

function refusalOfSlot(turn: TurnInHand, name: string, value: string): string | undefined {
  const slot = Object.hasOwn(turn.definition.slots, name) ? turn.definition.slots[name] : undefined;
  if (slot === undefined) return 'unknown_slot';
  if (!slot.schema.safeParse(value).success) return 'invalid_value';
  // A value the customer did not write is the model's own, or somebody else's.
  return plain(turn.event.text).includes(plain(value)) && plain(value) !== '' ? undefined : 'not_said';
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function acceptedTool(turn: TurnInHand, verdicts: Verdict[]): Handling | undefined {
  const outcome = toolByProposal(turn);
  if (outcome === undefined) return undefined;
  const refused = 'refused' in outcome ? outcome.refused : undefined;
  verdicts.push({ what: 'tool', refused });
  return 'refused' in outcome ? undefined : outcome;
}

function acceptedEdge(turn: TurnInHand, { edge: to }: Proposal, verdicts: Verdict[]): EdgeDefinition | undefined {
  if (to === undefined || to === turn.snapshot.state) return undefined;
  const guard = { snapshot: turn.snapshot, slots: turn.slots, understanding: turn.heard };
  const edges = turn.state.edges.filter((edge) => edge.to === to);
  const edge = edges.find((candidate) => candidate.isBinding !== true && (candidate.when?.(guard) ?? true));
  const refused = edges.length === 0 ? 'edge_not_allowed' : edge === undefined ? 'edge_is_binding' : undefined;
  verdicts.push({ what: 'edge', refused });
  return edge;
}

function handlingOf(turn: TurnInHand, edge: EdgeDefinition): Handling {
  return {
    pattern: undefined,
    say: [edge.reply],
    ...destinationOf(edge, turn),
    isFixed: false,
    isProgress: true,
    reason: `${edge.reason} (proposed by the model)`,
    events: [],
  };
}
