import { z } from 'zod';

const fields = {
  name: z.string().trim().min(1).max(200),
  kind: z.enum(['shop', 'warehouse']),
  flow: z
    .string()
    .max(100)
    .nullable()
    .describe('Whose orders are served from it, one location a flow; null: none in particular.'),
  is_default: z.boolean().describe('Other orders are served from it unless they name another. The first location is.'),
};

export const NewLocation = z
  .strictObject({
    ...fields,
    flow: fields.flow.default(null),
    is_default: fields.is_default.default(false),
  })
  .meta({ id: 'NewLocation' });

export const LocationChanges = z.strictObject(fields).partial().meta({ id: 'LocationChanges' });
export type LocationChanges = z.infer<typeof LocationChanges>;

export const Location = z
  .object({ location_id: z.string(), ...fields, version: z.int(), created_at: z.string() })
  .meta({ id: 'Location' });
export type Location = z.infer<typeof Location>;
