/** What makes one shop flow differ from another. */
export interface ShopSettings {
  /** Who its customers are when they register. */
  readonly customers: 'person' | 'outlet';
  /** A slot of the shop's, or a day that is agreed. */
  readonly delivery: 'slot' | 'day';
  /** ISO 3166 country of phones that are typed without their country. */
  readonly country: 'IN' | 'SG';
}
