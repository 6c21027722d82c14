import { z } from 'zod';
import { Message } from './message.ts';
import { Problem } from './problem.ts';
import { Turn } from './turn.ts';

/** A message was stored: its turn follows, even if this stream ends before. */
export const TurnStarted = z
  .object({ conversation_id: z.string(), message_id: z.string() })
  .meta({ id: 'TurnStarted' });
export type TurnStarted = z.infer<typeof TurnStarted>;

/** A piece of a reply while a model writes it. */
export const ReplyDelta = z
  .object({
    turn: z.int(),
    attempt: z.int().describe('From 1 within a turn. A higher one replaces all that the lower ones wrote.'),
    text: z.string(),
  })
  .meta({ id: 'ReplyDelta' });
export type ReplyDelta = z.infer<typeof ReplyDelta>;

/** What was shown of the turn's reply so far is void. */
export const ReplyReset = z.object({ turn: z.int(), attempt: z.int() }).meta({ id: 'ReplyReset' });
export type ReplyReset = z.infer<typeof ReplyReset>;

/** The events of a stream, by name, with their data. */
export const StreamEvent = z
  .discriminatedUnion('event', [
    z.object({ event: z.literal('turn.started'), data: TurnStarted }),
    z.object({ event: z.literal('reply.delta'), data: ReplyDelta }),
    z.object({ event: z.literal('reply.reset'), data: ReplyReset }),
    z.object({ event: z.literal('turn.done'), data: Turn }),
    z.object({ event: z.literal('message'), data: Message }),
    z.object({ event: z.literal('error'), data: Problem }),
  ])
  .meta({ id: 'StreamEvent' });
export type StreamEvent = z.infer<typeof StreamEvent>;

/** A reply that is being ended. */
export const StoppingTurn = z
  .object({
    conversation_id: z.string(),
    turn: z.int(),
    status: z.literal('stopping'),
  })
  .meta({ id: 'StoppingTurn' });
export type StoppingTurn = z.infer<typeof StoppingTurn>;
