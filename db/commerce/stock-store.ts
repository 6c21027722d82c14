import type { Page, PageRequest } from '../interfaces.ts';

/** Stock and its movements. */
export interface StockStore {
  /** By SKU, then location. */
  listStock(filter: StockFilter, page: PageRequest): Promise<Page<StockRecord>>;
  /**
   * Goods that came, or a count that was made; those who wait for the product are told. Once per key: again it answers the
   * same movement with the stock as it is now. ParleyError `not_found`; `not_enough_stock` when less was counted than is reserved;
   * `idempotency_key_reused` when the key was used for something else.
   */
  moveStock(move: StockMove): Promise<StockMoved>;
  /** ParleyError `not_found`. */
  setReorderLevel(productId: string, locationId: string, reorderLevel: number): Promise<StockRecord>;
  /** Newest first. */
  listMovements(filter: MovementFilter, page: PageRequest): Promise<Page<MovementRecord>>;
}

export interface StockFilter {
  readonly productId?: string;
  readonly sku?: string;
  readonly locationId?: string;
  /** Only what is available in less than its reorder level. */
  readonly isLow?: boolean;
}

/** Base units. */
export interface StockRecord {
  readonly productId: string;
  readonly sku: string;
  readonly locationId: string;
  readonly location: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly reorderLevel: number;
  readonly updatedAt: Date;
}

export interface StockMove {
  readonly productId: string;
  readonly locationId: string;
  /** `receipt`: so much came; `correction`: so much is there. */
  readonly kind: 'receipt' | 'correction';
  /** Base units: above 0 for receipts, 0 or above for corrections. */
  readonly quantity: number;
  readonly key: string;
  readonly at: Date;
}

export interface StockMoved {
  readonly movement: MovementRecord;
  readonly stock: StockRecord;
  readonly isRepeat: boolean;
}

export interface MovementFilter {
  readonly productId: string;
  readonly locationId?: string;
}

export interface MovementRecord {
  readonly movementId: string;
  readonly productId: string;
  readonly locationId: string;
  readonly kind: 'receipt' | 'correction' | 'reserve' | 'release' | 'commit' | 'return';
  readonly onHandChange: number;
  readonly reservedChange: number;
  readonly orderId: string | undefined;
  readonly at: Date;
}
