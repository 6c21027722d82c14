import { z } from 'zod';
import { DIALOGUE_EVENTS } from '../dialogue-events.ts';
import { ENTITY_KINDS } from '../dialogue.ts';

const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional();

/** What happened in the dialogue; names and numbers, no words of the customer. */
export const DialogueEvent = z
  .object({ name: z.enum(DIALOGUE_EVENTS), details: Details })
  .meta({ id: 'DialogueEvent' });

/** What an answer and its record both tell. */
const TURN_FIELDS = {
  language: z.string().describe('Language of the conversation after the turn, as BCP 47 subtag.'),
  events: z.array(DialogueEvent).describe('What happened: slots, interruptions, repairs, hand-over.'),
  handed_over: z
    .boolean()
    .describe(
      'A person was asked for in this turn. Until one has written the bot only tells the customer so, keeps details and looks things up; then it is silent.',
    ),
  is_partial: z.boolean().describe('The reply was stopped: it is what had been written by then.'),
  message_ids: z.array(z.string()).describe('All messages that the turn answers, oldest first.'),
  first_token_ms: z.int().optional().describe("From asking the model to the reply's first token."),
  cost_usd: z
    .number()
    .optional()
    .describe("Of all model calls of the turn; absent where a model's price is not known."),
};

/** The answer to a message. */
export const Turn = z
  .object({
    conversation_id: z.string(),
    message_id: z.string(),
    turn: z.int(),
    reply: z.string().nullable().describe('Null when a person owns the conversation: the bot is silent.'),
    state: z.string(),
    previous_state: z.string(),
    source: z.enum(['template', 'model']).nullable().describe('Where the words came from.'),
    source_reason: z.string().optional().describe('Why the template spoke.'),
    probability: z.number(),
    latency_ms: z.int().describe('From the arrival of the message to its reply.'),
    ...TURN_FIELDS,
  })
  .meta({ id: 'Turn' });
export type Turn = z.infer<typeof Turn>;

export const PendingTurn = z
  .object({
    conversation_id: z.string(),
    message_id: z.string(),
    status: z.literal('pending'),
    link: z.string().describe('Ask here for the turn.'),
  })
  .meta({ id: 'PendingTurn' });
export type PendingTurn = z.infer<typeof PendingTurn>;

/** The source's form of the answer. */
export const Transition = z
  .object({
    conversation_id: z.string(),
    message_id: z.string(),
    state: z.string(),
    previous_state: z.string(),
    message: z.string().nullable(),
    turn: z.int(),
    source: z.enum(['template', 'model']).nullable(),
    probability: z.number(),
    confidence_score: z.number().describe('Score of the recognised intent, 0 to 1.'),
    latency_ms: z.int(),
  })
  .meta({ id: 'Transition' });
export type Transition = z.infer<typeof Transition>;

const Trace = z.object({
  rule: z.string(),
  outcome: z.string(),
  details: Details,
});

const EntityMention = z.object({
  kind: z.enum(ENTITY_KINDS),
  start: z.int().describe('UTF-16 offset in the messages of the turn, joined by line breaks.'),
  end: z.int().describe('Exclusive.'),
});

/** A turn with the trace of why. */
export const TurnDetail = z
  .object({
    turn: z.int(),
    message_id: z.string(),
    status: z.enum(['done', 'composing']),
    state: z.string(),
    previous_state: z.string(),
    reason: z.string(),
    reply: z.string().nullable(),
    source: z.enum(['template', 'model']).nullable(),
    source_reason: z.string().optional(),
    template: z.string().optional(),
    variant: z.int().optional(),
    model: z.string().optional(),
    input_tokens: z.int().optional(),
    output_tokens: z.int().optional(),
    model_latency_ms: z.int().optional(),
    latency_ms: z.int().optional(),
    probability: z.number(),
    understanding: z.object({
      intents: z.array(z.object({ name: z.string(), score: z.number() })),
      intent: z.string().optional(),
      objection: z.string().optional(),
      sentiment: z.enum(['positive', 'neutral', 'negative']),
      buying_signal: z.string().optional(),
      entities: z.array(EntityMention).describe('Where; their values are personal and stay out.'),
      language: z.object({ code: z.string(), confidence: z.number() }).optional(),
      is_injection: z.boolean().describe('The message tried to give orders to the model or the service.'),
    }),
    ...TURN_FIELDS,
    trace: z.array(Trace),
    at: z.string(),
  })
  .meta({ id: 'TurnDetail' });
export type TurnDetail = z.infer<typeof TurnDetail>;
