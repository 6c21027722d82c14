import { z } from 'zod';
import { MessageId, Name, Text } from './conversation.ts';

const UserName = Name.optional().describe('Name the channel shows; fills the slot `name` while that is empty.');

export const NewMessage = z
  .strictObject({
    text: Text,
    message_id: MessageId.optional().describe('Your id of the message: sent again, it is answered by the same turn.'),
    user_name: UserName,
  })
  .meta({ id: 'NewMessage' });
export type NewMessage = z.infer<typeof NewMessage>;

export const NewTransition = z.strictObject({ user_message: Text, user_name: UserName }).meta({ id: 'NewTransition' });
export type NewTransition = z.infer<typeof NewTransition>;

export const NewAgentMessage = z
  .strictObject({
    text: Text,
    message_id: MessageId.optional().describe('Your id of the message: sent again, it is said once.'),
  })
  .meta({ id: 'NewAgentMessage' });
export type NewAgentMessage = z.infer<typeof NewAgentMessage>;

export const Message = z
  .object({
    message_id: z.string(),
    role: z.enum(['customer', 'assistant', 'agent']),
    text: z.string(),
    turn: z.int().nullable().describe('Null for follow-ups and people: they belong to no turn.'),
    follow_up_id: z.string().optional(),
    at: z.string(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;
