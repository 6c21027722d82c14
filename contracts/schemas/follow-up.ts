import { z } from 'zod';

export const FollowUp = z
  .object({
    follow_up_id: z.string(),
    kind: z.string(),
    status: z.enum(['pending', 'fired', 'cancelled']),
    reason: z.string(),
    due_at: z.string(),
    created_at: z.string(),
    fired_at: z.string().optional(),
    cancelled_at: z.string().optional(),
    cancel_reason: z.string().optional(),
    message_id: z.string().optional().describe('The message it became.'),
  })
  .meta({ id: 'FollowUp' });
export type FollowUp = z.infer<typeof FollowUp>;

export const MoveFollowUp = z
  .strictObject({ due_at: z.iso.datetime({ offset: true }).describe('In the future, within a year.') })
  .meta({ id: 'MoveFollowUp' });
