import { z } from 'zod';
import { MessageId, Text } from './conversation.ts';

/** Shortest password that is taken: what NIST SP 800-63B asks at least. */
export const MIN_PASSWORD_CHARS = 8;
/** A longer one would only cost time to hash. */
const MAX_PASSWORD_CHARS = 256;

const UserName = z
  .string()
  .min(3, 'must have at least 3 characters')
  .max(150, 'must have at most 150 characters')
  .regex(/^[\p{L}\p{M}\p{N}@.+_-]*$/u, 'may have letters, digits and @ . + - _')
  .describe('3 to 150 letters, digits and @ . + - _; case makes no other name.');

export const NewEndUser = z
  .strictObject({
    username: UserName,
    password: z
      .string()
      .min(MIN_PASSWORD_CHARS, `must have at least ${MIN_PASSWORD_CHARS} characters`)
      .max(MAX_PASSWORD_CHARS, `must have at most ${MAX_PASSWORD_CHARS} characters`)
      .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
      .describe('Any characters. Common passwords and those made of the user name are refused.'),
  })
  .meta({ id: 'NewEndUser' });
export type NewEndUser = z.infer<typeof NewEndUser>;

/** Not checked by the rules of new names and passwords: those may change. */
export const EndUserLogIn = z
  .strictObject({ username: z.string().min(1).max(150), password: z.string().min(1).max(MAX_PASSWORD_CHARS) })
  .meta({ id: 'EndUserLogIn' });
export type EndUserLogIn = z.infer<typeof EndUserLogIn>;

export const LoggedIn = z
  .object({
    username: z.string(),
    session_id: z.string(),
    csrf_token: z.string().describe('To be sent as X-CSRF-Token with every POST that carries the cookie.'),
    expires_at: z.string(),
  })
  .meta({ id: 'LoggedIn' });
export type LoggedIn = z.infer<typeof LoggedIn>;

export const CsrfToken = z
  .object({ csrf_token: z.string(), username: z.string().nullable().describe('Who is logged in; null: a guest.') })
  .meta({ id: 'CsrfToken' });

export const Me = z.object({ username: z.string(), session_id: z.string(), expires_at: z.string() }).meta({ id: 'Me' });

export const NewAssistantMessage = z
  .strictObject({
    message: Text,
    message_id: MessageId.optional().describe('Your id of the message: sent again, it is answered by the same turn.'),
  })
  .meta({ id: 'NewAssistantMessage' });
export type NewAssistantMessage = z.infer<typeof NewAssistantMessage>;

export const AssistantReply = z
  .object({
    response: z.string().nullable().describe('Null when a person has taken over: their words are in the chat.'),
    state: z.string(),
    session_id: z.string(),
    source: z.enum(['template', 'model']).nullable().describe('Where the words came from.'),
    turn: z.int(),
    message_id: z.string(),
  })
  .meta({ id: 'AssistantReply' });
export type AssistantReply = z.infer<typeof AssistantReply>;

export const PendingAssistantReply = z
  .object({
    status: z.literal('pending'),
    session_id: z.string(),
    message_id: z.string(),
    link: z.string().describe('Ask here for the reply.'),
  })
  .meta({ id: 'PendingAssistantReply' });
export type PendingAssistantReply = z.infer<typeof PendingAssistantReply>;

export const AssistantChat = z
  .object({
    session: z.string(),
    started_at: z.string(),
    is_current: z.boolean(),
    messages: z
      .array(
        z.object({
          user: z.string().nullable().describe('Null for what was said without being asked, or by a person.'),
          response: z.string().nullable().describe('Null while it is being written.'),
          state: z.string().nullable(),
          at: z.string(),
        }),
      )
      .describe('Oldest first; of a longer session the last 200.'),
  })
  .meta({ id: 'AssistantChat' });
export type AssistantChat = z.infer<typeof AssistantChat>;

export const ChatQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Sessions.'),
  before: z.uuid().optional().describe('Sessions before this one, for what did not fit.'),
});
