import { z } from 'zod';

/** An error as RFC 9457 describes it, with our code. */
export const Problem = z
  .object({
    type: z.string().describe('Address of the documentation of this code.'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; compare with this.'),
    detail: z.string().describe('What to do.'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    conversation_id: z.string().optional(),
    message_id: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
