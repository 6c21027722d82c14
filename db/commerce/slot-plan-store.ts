/** Delivery slots that are made by themselves, some days ahead. */
export interface SlotPlanStore {
  /**
   * Has a location's slots made as far ahead as the plan says, at once and every day. Slots that are there stay as they are; one
   * that is removed by hand is not made again. ParleyError `not_found`.
   */
  saveSlotPlan(locationId: string, plan: SlotPlan): Promise<SlotPlanRecord>;
  /** Undefined: its slots are made by hand. */
  findSlotPlan(locationId: string): Promise<SlotPlanRecord | undefined>;
  /** The slots stay. False when there was none. */
  removeSlotPlan(locationId: string): Promise<boolean>;
}

/** The same windows on each day, by the clock of a time zone. */
export interface SlotPlan {
  /** HH:MM; one that ends at or before its start ends on the next day. */
  readonly windows: readonly { readonly from: string; readonly to: string }[];
  /** 1 is Monday, 7 is Sunday; undefined: all. */
  readonly weekdays: readonly number[] | undefined;
  readonly timeZone: string;
  /** Orders a slot. */
  readonly capacity: number;
  /** With today. */
  readonly daysAhead: number;
}

export type SlotPlanRecord = SlotPlan & {
  /** ISO date of the last day whose slots were made. */
  readonly plannedUntil: string;
};
