import { z } from 'zod';
import { BASE_UNITS } from '../../commerce/order-talk.ts';
import { ORDER_STATUSES } from '../../commerce/orders.ts';
import { MessageId, Text } from '../conversation.ts';

/** A phone as people write it. Its digits are what counts. */
const Phone = z
  .string()
  .max(40, 'must have at most 40 characters')
  .regex(/^[+\d\s().-]*$/, 'may have digits, spaces and + ( ) . -')
  .refine((text) => /^\d{5,15}$/.test(text.replaceAll(/\D/g, '')), 'must have 5 to 15 digits');

/** The source's form of a message. */
export const NewChatbotMessage = z
  .strictObject({
    customer_phone: Phone.describe(
      'Whose conversation it is. A number without its country is taken as an Indian one; what is no valid number is kept as its digits.',
    ),
    user_input: Text,
    message_id: MessageId.optional().describe('Your id of the message: sent again, it is answered by the same turn.'),
  })
  .meta({ id: 'NewChatbotMessage' });
export type NewChatbotMessage = z.infer<typeof NewChatbotMessage>;

/** The order that was spoken of last, in short. */
const ChatbotOrder = z
  .object({
    order_id: z.string(),
    number: z.int().nullable().describe('Null: a basket, nothing is ordered yet.'),
    status: z.enum(ORDER_STATUSES),
    currency: z.string(),
    gross_minor: z.int().describe("With tax, in the currency's minor unit."),
    items: z.array(
      z.object({
        sku: z.string(),
        name: z.string(),
        base_unit: z.enum(BASE_UNITS),
        quantity: z.int().describe('Base units.'),
      }),
    ),
  })
  .meta({ id: 'ChatbotOrder' });
export type ChatbotOrder = z.infer<typeof ChatbotOrder>;

/** The source's form of an answer. */
export const ChatbotReply = z
  .object({
    response: z.string().nullable().describe('Null when a person has taken over: their words are in the transcript.'),
    conversation_id: z.string(),
    customer_phone: z.string().describe('E.164, or the digits of what is no valid number.'),
    state: z.string(),
    stage: z.string().describe("The state, under the source's name."),
    turn: z.int(),
    message_id: z.string(),
    order: ChatbotOrder.optional().describe(
      "The conversation's newest order or its basket, as it stands when this is answered; see GET /orders for the rest.",
    ),
  })
  .meta({ id: 'ChatbotReply' });
export type ChatbotReply = z.infer<typeof ChatbotReply>;

/** Exactly what the source shows. */
export const DeploymentStats = z
  .object({
    status: z.literal('running'),
    uptime: z.string().describe('Of the API process that answers: hours:minutes:seconds.'),
    stats: z.object({
      total_conversations: z.int(),
      active_conversations: z.int().describe('Open, and the customer wrote within the last hour.'),
      completed_conversations: z.int().describe('The others.'),
      errors: z.int().describe('Turns in which the flow failed and an apology was said instead.'),
    }),
    active_conversations: z.array(z.string()).describe('Phones of the active ones, newest first, at most 100.'),
    timestamp: z.string(),
  })
  .meta({ id: 'DeploymentStats' });
export type DeploymentStats = z.infer<typeof DeploymentStats>;
