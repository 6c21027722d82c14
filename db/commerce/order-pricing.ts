import type { Amounts, LinePrice } from '../../contracts/commerce/money.ts';
import { amountsOf, sumOf } from '../../contracts/commerce/money.ts';
import type { OrderItem } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { OrderLine } from './order-store.ts';
import { readShopProducts } from './shop-products.ts';

/** The flow's lists come first, then the one of the customer's group. */
const LIST = statement(
  'price_list_of_group',
  `SELECT price_list_id, currency, is_tax_included FROM price_lists
   WHERE workspace_id = $1 AND (customer_group IS NULL OR customer_group = $2) AND (flow IS NULL OR flow = $3)
   ORDER BY flow NULLS LAST, customer_group NULLS LAST LIMIT 1`,
);

const IDS = statement(
  'product_ids_of_skus',
  'SELECT sku, product_id FROM products WHERE workspace_id = $1 AND sku = ANY ($2::text[])',
);

export interface PriceList {
  readonly priceListId: string;
  readonly currency: string;
  readonly isTaxIncluded: boolean;
}

/** `flow`: where it is ordered. ParleyError `shop_not_ready` when the workspace has no list for this customer. */
export async function getPriceList(
  tx: Transaction,
  workspaceId: string,
  { customerGroup, flow }: { readonly customerGroup: string | undefined; readonly flow: string | undefined },
): Promise<PriceList> {
  const [row] = await tx.rows<{ price_list_id: string; currency: string; is_tax_included: boolean }>(LIST, [
    workspaceId,
    customerGroup ?? null,
    flow ?? null,
  ]);
  if (row === undefined) throw new ParleyError('shop_not_ready', 'There is no price list for this customer.');
  return { priceListId: row.price_list_id, currency: row.currency, isTaxIncluded: row.is_tax_included };
}

/** See OrderStore.findProductIds. */
export async function findProductIds(ctx: StoreContext, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (skus.length === 0) return new Map();
  const values = [ctx.workspaceId, skus];
  const rows = await ctx.sql.rows<{ sku: string; product_id: string }>(ctx.workspaceId, IDS, values);
  return new Map(rows.map(({ sku, product_id: id }) => [sku, id]));
}

export interface Pricing {
  readonly list: Pick<PriceList, 'priceListId' | 'isTaxIncluded'>;
  readonly items: readonly OrderItem[];
  /** Lines with what was agreed already: their products keep price and name. */
  readonly agreed?: readonly OrderLine[];
  /** Of the names. */
  readonly language: string;
  /** Products of other flows are not sold. */
  readonly flow: string | undefined;
}

/**
 * Lines of these items, each product once, at the prices of now. ParleyError `unknown_product` when one is not sold at this
 * list, `invalid_request` when there is nothing, or a quantity or an amount is out of range.
 */
export async function priceItems(tx: Transaction, pricing: Pricing): Promise<readonly OrderLine[]> {
  const { list, agreed = [] } = pricing;
  const wanted = addUp(pricing.items);
  const known = new Map(agreed.map((line) => [line.productId, line]));
  const unknown = [...wanted.keys()].filter((id) => !known.has(id));
  const sale = { priceListId: list.priceListId, flow: pricing.flow, language: pricing.language };
  const sold = await readShopProducts(tx, { productIds: unknown.filter(isUuid) }, sale);
  const priced = new Map(sold.map((product) => [product.productId, product]));
  return [...wanted].map(([productId, quantity], index) => {
    const terms = known.get(productId) ?? priced.get(productId);
    if (terms === undefined) throw new ParleyError('unknown_product', `Product ${productId} is not sold here.`);
    const { sku, name, baseUnit, priceMinor, pricePer, taxBasisPoints } = terms;
    const served = { quantity, fulfilled: 0, returned: 0, uncharged: 0 };
    const line = { lineNumber: index + 1, productId, sku, name, baseUnit, ...served };
    const price = { priceMinor, pricePer, taxBasisPoints };
    return { ...line, ...price, ...amountsOrRefuse(quantity, { ...price, isTaxIncluded: list.isTaxIncluded }) };
  });
}

/** The lines with the amounts of what is charged: `quantityOf` each. */
export function chargedLines(
  lines: readonly OrderLine[],
  isTaxIncluded: boolean,
  quantityOf: (line: OrderLine) => number,
): readonly OrderLine[] {
  return lines.map((line) => ({ ...line, ...amountsOf(quantityOf(line), { ...line, isTaxIncluded }) }));
}

/** Totals as columns of an order. */
export function totalColumns(amounts: readonly Amounts[]) {
  const { netMinor, taxMinor, grossMinor } = sumOf(amounts);
  return { net_minor: String(netMinor), tax_minor: String(taxMinor), gross_minor: String(grossMinor) };
}

function addUp(items: readonly OrderItem[]): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of items) wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  const isValid = [...wanted.values()].every((quantity) => Number.isSafeInteger(quantity) && quantity > 0);
  if (!isValid || wanted.size === 0 || wanted.size > MAX_LINES) {
    throw new ParleyError('invalid_request', `items: 1 to ${MAX_LINES} products, each a whole number of 1 or more.`);
  }
  return wanted;
}

/** A guess, far above what people order. */
const MAX_LINES = 200;

function amountsOrRefuse(quantity: number, price: LinePrice): Amounts {
  try {
    return amountsOf(quantity, price);
  } catch (cause) {
    throw new ParleyError('invalid_request', 'items: the amount is too large.', { cause });
  }
}
