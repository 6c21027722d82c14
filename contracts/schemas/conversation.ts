import { z } from 'zod';
import { CHANNELS } from '../names.ts';
import { FollowUp } from './follow-up.ts';
import { Turn } from './turn.ts';

/** HH:MM by a wall clock. */
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');

export const QuietHours = z.strictObject({ start: LocalTime, end: LocalTime }).meta({ id: 'QuietHours' });

/** IANA name. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'is not an IANA time zone, such as Asia/Kolkata');
const Locale = z.string().max(35).refine(isLocale, 'is not a BCP 47 language tag, such as en-IN');
/** No control characters: PostgreSQL cannot store NUL, and the others are no part of a name. */
export const line = (maxChars: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxChars)
    // oxlint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u001F]*$/u, 'must not hold control characters')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

export const Name = line(200);
export const UserId = line(255);

export const Text = z
  .string()
  .refine((text) => text.trim() !== '', 'must not be empty')
  .refine((text) => !text.includes('\u0000'), 'must not hold NUL characters')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');
export const MessageId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7E]+$/, 'must be printable ASCII without spaces');

export const NewConversation = z
  .strictObject({
    user_id: UserId.describe('Your id of the contact; unique per workspace.'),
    initial_message: Text.optional().describe('First message of the customer; it is answered in the response.'),
    user_name: Name.optional().describe('Name to address the contact by.'),
    flow: z.string().max(100).default('sales-dm'),
    channel: z
      .enum(CHANNELS)
      .default('api')
      .describe(
        'Where the customer writes. It decides how messages that overlap are taken: by default fragments on whatsapp and sms are gathered for 1.5 s.',
      ),
    locale: Locale.optional(),
    time_zone: TimeZone.optional().describe(
      'IANA zone of the contact; follow-ups keep to it. The flow’s by default, else UTC.',
    ),
    contact: z
      .strictObject({
        name: Name.optional(),
        locale: Locale.optional(),
        time_zone: TimeZone.optional(),
        quiet_hours: QuietHours.nullable().optional().describe("null: none. The flow's by default."),
      })
      .optional(),
  })
  .meta({ id: 'NewConversation' });
export type NewConversation = z.infer<typeof NewConversation>;

const Contact = z
  .object({
    contact_id: z.string(),
    name: z.string().optional(),
    locale: z.string().optional(),
    time_zone: z.string(),
    quiet_hours: QuietHours.nullable(),
    opted_out: z.boolean(),
  })
  .meta({ id: 'Contact' });

export const Conversation = z
  .object({
    conversation_id: z.string(),
    user_id: z.string(),
    flow: z.string(),
    channel: z.string(),
    status: z.enum(['open', 'closed']),
    owner: z.enum(['bot', 'person']),
    state: z.string(),
    turn: z.int().describe('Turns taken so far.'),
    session: z.int(),
    probability: z.number().describe('Estimate that the contact buys, 0 to 1.'),
    slots: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    pending_messages: z.int().describe('Accepted messages that have no turn yet.'),
    contact: Contact,
    created_at: z.string(),
    updated_at: z.string(),
    closed_at: z.string().optional(),
    close_reason: z.enum(['api', 'idle']).optional(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

export const ConversationDetail = Conversation.extend({
  history: z.array(
    z.object({
      state: z.string(),
      previous_state: z.string().optional(),
      turn: z.int(),
      reason: z.string(),
      at: z.string(),
    }),
  ),
  follow_ups: z.array(FollowUp).describe('The pending ones, soonest first.'),
}).meta({ id: 'ConversationDetail' });
export type ConversationDetail = z.infer<typeof ConversationDetail>;

export const CreatedConversation = Conversation.extend({
  answer: Turn.optional().describe('The answered turn of the initial message.'),
}).meta({ id: 'CreatedConversation' });
export type CreatedConversation = z.infer<typeof CreatedConversation>;

export const NewOwner = z
  .strictObject({ owner: z.enum(['bot', 'person']).describe('`person`: the bot is silent until it is given back.') })
  .meta({ id: 'NewOwner' });
export type NewOwner = z.infer<typeof NewOwner>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
