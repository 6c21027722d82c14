import { z } from 'zod';
import { LocalTime, TimeZone } from '../conversation.ts';

const MAX_DAYS = 366;
const Capacity = z.number().int().min(0).max(100_000).describe('Orders that fit in.');

export const NewDeliverySlots = z
  .strictObject({
    location_id: z.uuid().optional().describe('Absent: the default.'),
    first_day: z.iso.date(),
    last_day: z.iso.date().describe('Included.'),
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).optional().describe('1 is Monday; absent: all.'),
    windows: z
      .array(z.strictObject({ from: LocalTime, to: LocalTime }))
      .min(1)
      .max(48)
      .describe('On each day; one that ends at or before its start ends on the next day.'),
    time_zone: TimeZone.describe('Whose clock the windows mean.'),
    capacity: Capacity,
  })
  .refine(({ first_day: first, last_day: last }) => {
    const days = (Date.parse(last) - Date.parse(first)) / 86_400_000;
    return days >= 0 && days < MAX_DAYS;
  }, 'last_day must be on or after first_day, within a year')
  .meta({ id: 'NewDeliverySlots' });

export const CreatedDeliverySlots = z
  .object({
    created: z.number().int().describe('Those that begin at the same time at the same place stay as they are.'),
  })
  .meta({ id: 'CreatedDeliverySlots' });

export const DeliverySlotChanges = z.strictObject({ capacity: Capacity }).meta({ id: 'DeliverySlotChanges' });

export const DeliverySlot = z
  .object({
    slot_id: z.string(),
    location_id: z.string(),
    starts_at: z.string(),
    ends_at: z.string(),
    capacity: z.number().int(),
    taken: z.number().int(),
  })
  .meta({ id: 'DeliverySlot' });
export type DeliverySlot = z.infer<typeof DeliverySlot>;
