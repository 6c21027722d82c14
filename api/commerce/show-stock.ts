import type { Movement, StockItem } from '../../contracts/schemas/commerce/stock.ts';
import type { MovementRecord, StockRecord } from '../../db/commerce/stock-store.ts';

export function showStock(stock: StockRecord): StockItem {
  return {
    product_id: stock.productId,
    sku: stock.sku,
    location_id: stock.locationId,
    location: stock.location,
    on_hand: stock.onHand,
    reserved: stock.reserved,
    available: stock.available,
    reorder_level: stock.reorderLevel,
    is_low: stock.available < stock.reorderLevel,
    updated_at: stock.updatedAt.toISOString(),
  };
}

export function showMovement(movement: MovementRecord): Movement {
  return {
    movement_id: movement.movementId,
    product_id: movement.productId,
    location_id: movement.locationId,
    kind: movement.kind,
    on_hand_change: movement.onHandChange,
    reserved_change: movement.reservedChange,
    order_id: movement.orderId,
    at: movement.at.toISOString(),
  };
}
