import { z } from 'zod';
import type { Proposal, ProposalRequest } from '../proposal.ts';

/** Longest value of a slot, and longest text of a tool's arguments, that is taken from a model. UTF-16 units. */
const MAX_VALUE = 500;
const MAX_ARGUMENTS = 4000;

const Arguments = z
  .string()
  .max(MAX_ARGUMENTS)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text === '' ? '{}' : text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.unknown()));

/** What a model answers when it is asked for a proposal. Lists in place of records, as strict schemas know no free keys. */
export const ProposalAnswer = z.strictObject({
  intents: z.array(z.strictObject({ name: z.string().max(100), confidence: z.number().min(0).max(1) })).max(10),
  slots: z.array(z.strictObject({ name: z.string().max(100), value: z.string().max(MAX_VALUE) })).max(50),
  edge: z.string().max(100).nullable(),
  tool: z.strictObject({ name: z.string().max(100), arguments: Arguments }).nullable(),
});
export type ProposalAnswer = z.infer<typeof ProposalAnswer>;

export type ParsedProposal =
  | { readonly kind: 'proposal'; readonly proposal: Proposal }
  | { readonly kind: 'refused'; readonly why: 'invalid_json' | 'wrong_schema' };

/** Parses what a model wrote. What it proposes is still to be judged by the flow. */
export function parseProposal(text: string): ParsedProposal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'refused', why: 'invalid_json' };
  }
  const parsed = ProposalAnswer.safeParse(value);
  if (!parsed.success) return { kind: 'refused', why: 'wrong_schema' };
  const { intents, slots, edge, tool } = parsed.data;
  return {
    kind: 'proposal',
    proposal: {
      intents,
      slots: Object.fromEntries(slots.map(({ name, value: said }) => [name, said])),
      edge: edge ?? undefined,
      tool: tool ?? undefined,
    },
  };
}

/** The JSON schema that a server is given (strict): names are limited to what the state allows. */
export function proposalJsonSchema({ intents, slots, edges, tools }: ProposalRequest): Record<string, unknown> {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['intents', 'slots', 'edge', 'tool'],
    properties: {
      intents: listOf({ name: oneOf(intents.map(({ name }) => name)), confidence: { type: 'number' } }),
      slots: listOf({ name: oneOf(slots.map(({ name }) => name)), value: { type: 'string' } }),
      edge: orNull(oneOf(edges)),
      tool: orNull(objectOf({ name: oneOf(tools.map(({ name }) => name)), arguments: { type: 'string' } })),
    },
  };
}

function objectOf(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

function listOf(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'array', items: objectOf(properties) };
}

function orNull(schema: Record<string, unknown>): Record<string, unknown> {
  return { anyOf: [schema, { type: 'null' }] };
}

/** An empty list of names is no valid `enum`. */
function oneOf(names: readonly string[]): Record<string, unknown> {
  return names.length === 0 ? { type: 'string' } : { type: 'string', enum: [...names] };
}
