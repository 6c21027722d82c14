import type { NewProduct, Product, ProductChanges } from '../../contracts/schemas/commerce/products.ts';
import type { ProductFields, ProductRecord } from '../../db/commerce/catalogue-store.ts';

/** The fields that a body gives, and no others. */
export function productFields(body: NewProduct): ProductFields;
export function productFields(body: ProductChanges): Partial<ProductFields>;
export function productFields(body: ProductChanges): Partial<ProductFields> {
  const { flow, base_unit, price_per, tax_basis_points, image_url, is_active, ...same } = body;
  const renamed = {
    ...same,
    flow: flow ?? undefined,
    baseUnit: base_unit,
    pricePer: price_per,
    taxBasisPoints: tax_basis_points,
    imageUrl: image_url ?? undefined,
    isActive: is_active,
  };
  // Null takes a flow or an image away; what is absent stays.
  const cleared = [...(flow === null ? ['flow'] : []), ...(image_url === null ? ['imageUrl'] : [])];
  return Object.fromEntries(
    Object.entries(renamed).filter(([name, value]) => value !== undefined || cleared.includes(name)),
  );
}

export function showProduct(product: ProductRecord): Product {
  return {
    product_id: product.productId,
    sku: product.sku,
    flow: product.flow ?? null,
    category: product.category,
    base_unit: product.baseUnit,
    price_per: product.pricePer,
    sizes: product.sizes.map(({ amount, unit }) => ({ amount, unit })),
    packs: product.packs.map(({ name, size }) => ({ name, size })),
    tax_basis_points: product.taxBasisPoints,
    image_url: product.imageUrl ?? null,
    is_active: product.isActive,
    names: { ...product.names },
    synonyms: Object.fromEntries(Object.entries(product.synonyms).map(([language, names]) => [language, [...names]])),
    prices: product.prices.map(({ priceListId, priceList, currency, minor }) => ({
      price_list_id: priceListId,
      price_list: priceList,
      currency,
      minor,
    })),
    stock: { on_hand: product.onHand, reserved: product.reserved, available: product.onHand - product.reserved },
    version: product.version,
    created_at: product.createdAt.toISOString(),
    updated_at: product.updatedAt.toISOString(),
  };
}
