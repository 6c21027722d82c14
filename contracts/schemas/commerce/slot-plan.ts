import { z } from 'zod';
import { LocalTime, TimeZone } from '../conversation.ts';

const Window = z
  .strictObject({ from: LocalTime, to: LocalTime })
  .refine(({ from, to }) => from !== to, 'from and to must differ')
  .describe('One that ends before its start ends on the next day.');

/** Delivery slots that are made by themselves. */
export const NewSlotPlan = z
  .strictObject({
    windows: z
      .array(Window)
      .min(1)
      .max(48)
      .refine(
        (windows) => new Set(windows.map(({ from }) => from)).size === windows.length,
        'two begin at the same time',
      ),
    weekdays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .optional()
      .describe('1 is Monday, 7 is Sunday; absent: all.'),
    time_zone: TimeZone,
    capacity: z.int().min(0).max(100_000).describe('Orders a slot.'),
    days_ahead: z.int().min(1).max(90).default(14).describe('With today.'),
  })
  .meta({ id: 'NewSlotPlan' });
export type NewSlotPlan = z.infer<typeof NewSlotPlan>;

export const SlotPlan = z
  .object({
    location_id: z.string(),
    windows: z.array(z.object({ from: z.string(), to: z.string() })),
    weekdays: z.array(z.int()).optional(),
    time_zone: z.string(),
    capacity: z.int(),
    days_ahead: z.int(),
    planned_until: z.string().describe('ISO date of the last day whose slots were made.'),
  })
  .meta({ id: 'SlotPlan' });
export type SlotPlan = z.infer<typeof SlotPlan>;
