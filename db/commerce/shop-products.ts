import type { BaseUnit, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { Pack } from './catalogue-store.ts';

/** In the language asked for, else in English, else in the first there is. What is there is what the flow's location has. */
const READ = statement(
  'read_shop_products',
  `SELECT p.product_id, p.sku, p.category, p.base_unit, p.price_per, p.tax_basis_points, p.sizes, p.packs,
     c.minor::float8 AS minor, coalesce(n.name, p.sku) AS name, coalesce(s.available, 0)::float8 AS available
   FROM products p JOIN prices c ON c.product_id = p.product_id AND c.price_list_id = $3
   LEFT JOIN LATERAL (
     SELECT name FROM product_names n WHERE n.product_id = p.product_id AND NOT n.is_synonym
     ORDER BY n.language = $5 DESC, n.language = 'en' DESC, n.language LIMIT 1) AS n ON true
   LEFT JOIN LATERAL (
     SELECT s.on_hand - s.reserved AS available FROM stock s
     WHERE s.product_id = p.product_id AND s.location_id = parley_location_of(p.workspace_id, $4)) AS s ON true
   WHERE (p.product_id = ANY ($1::uuid[]) OR p.workspace_id = current_setting('parley.scope')::uuid AND p.sku = ANY ($2::text[]))
     AND p.is_active AND ($4::text IS NULL OR p.flow IS NULL OR p.flow = $4)`,
);

/** To whom something is sold. */
export interface Sale {
  /** Products without a price in it are not sold. */
  readonly priceListId: string;
  /** Products of other flows are not sold; undefined: of all. */
  readonly flow: string | undefined;
  /** Of the names. */
  readonly language: string;
}

/** Products by id or SKU as they are sold, in no order; those that are not are left out. */
export async function readShopProducts(
  tx: Transaction,
  named: { readonly productIds?: readonly string[]; readonly skus?: readonly string[] },
  sale: Sale,
): Promise<readonly ShopProduct[]> {
  const rows = await tx.rows<{
    product_id: string;
    sku: string;
    name: string;
    category: string;
    base_unit: BaseUnit;
    minor: number;
    price_per: number;
    tax_basis_points: number;
    sizes: SpokenSize[];
    packs: Pack[];
    available: number;
  }>(READ, [named.productIds ?? [], named.skus ?? [], sale.priceListId, sale.flow ?? null, sale.language]);
  return rows.map((row) => ({
    productId: row.product_id,
    sku: row.sku,
    name: row.name,
    category: row.category,
    baseUnit: row.base_unit,
    priceMinor: row.minor,
    pricePer: row.price_per,
    taxBasisPoints: row.tax_basis_points,
    sizes: row.sizes,
    packs: row.packs,
    available: row.available,
  }));
}
