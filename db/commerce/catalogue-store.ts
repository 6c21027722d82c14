import type { BaseUnit, PackName, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { Page, PageRequest } from '../interfaces.ts';

/** Products, price lists and locations of a workspace. */
export interface CatalogueStore {
  /** ParleyError `already_exists` when the SKU is taken. */
  createProduct(product: ProductFields): Promise<ProductRecord>;
  findProduct(productId: string): Promise<ProductRecord | undefined>;
  /** Newest first. */
  listProducts(filter: ProductFilter, page: PageRequest): Promise<Page<ProductRecord>>;
  /** The products that fit the words best, best first; `score` is 1 for a name as it is, and less for parts of it and typos. */
  findProducts(query: ProductQuery): Promise<readonly FoundRecord[]>;
  /** ParleyError `not_found`, `version_conflict`, `already_exists`. Names and synonyms are replaced as a whole when given. */
  changeProduct(productId: string, changes: Partial<ProductFields>, version?: number): Promise<ProductRecord>;
  /** With its prices and stock. ParleyError `not_found`, `version_conflict`; `in_use` when it was ordered. */
  removeProduct(productId: string, version?: number): Promise<void>;
  /** Takes in the good rows of a CSV file, by SKU, and says what is wrong with the others. See csv-import.ts for the columns. */
  importProducts(csv: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<ImportReport>;
  /** The catalogue as CSV that importProducts reads, by SKU; piece by piece, header first. */
  exportProducts(options: ExportOptions): AsyncIterable<string>;

  /** ParleyError `already_exists` when there is one of that name or for that group. */
  createPriceList(list: PriceListFields): Promise<PriceListRecord>;
  findPriceList(priceListId: string): Promise<PriceListRecord | undefined>;
  listPriceLists(page: PageRequest): Promise<Page<PriceListRecord>>;
  /** ParleyError `not_found`, `version_conflict`, `already_exists`. */
  changePriceList(
    priceListId: string,
    changes: Partial<Omit<PriceListFields, 'currency'>>,
    version?: number,
  ): Promise<PriceListRecord>;
  /** ParleyError `not_found`, `version_conflict`; `in_use` when an order was charged by it. */
  removePriceList(priceListId: string, version?: number): Promise<void>;
  /** By SKU. */
  listPrices(priceListId: string, page: PageRequest): Promise<Page<PriceRecord>>;
  /** Known products get their price, or lose it (`minor` undefined); ParleyError `not_found`, `version_conflict`. */
  setPrices(priceListId: string, prices: readonly NewPrice[], version?: number): Promise<PricesSet>;

  /** The first one is the default. ParleyError `already_exists` when the name is taken. */
  createLocation(location: LocationFields): Promise<LocationRecord>;
  findLocation(locationId: string): Promise<LocationRecord | undefined>;
  listLocations(page: PageRequest): Promise<Page<LocationRecord>>;
  /** Made the default, it takes the place of the one before. ParleyError `not_found`, `version_conflict`, `already_exists`. */
  changeLocation(locationId: string, changes: Partial<LocationFields>, version?: number): Promise<LocationRecord>;
  /** ParleyError `not_found`, `version_conflict`; `in_use` when it has or had stock, slots or orders. */
  removeLocation(locationId: string, version?: number): Promise<void>;
}

export interface Pack {
  readonly name: PackName;
  /** Base units in it. */
  readonly size: number;
}

export interface ProductFields {
  readonly sku: string;
  /** Whose customers may buy it; undefined: every flow's. */
  readonly flow: string | undefined;
  readonly category: string;
  readonly baseUnit: BaseUnit;
  /** Base units that a price is for. */
  readonly pricePer: number;
  readonly sizes: readonly SpokenSize[];
  readonly packs: readonly Pack[];
  readonly taxBasisPoints: number;
  readonly imageUrl: string | undefined;
  readonly isActive: boolean;
  /** By language; at least one. */
  readonly names: Readonly<Record<string, string>>;
  /** By language. */
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
}

export interface ProductRecord extends ProductFields {
  readonly productId: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly prices: readonly {
    readonly priceListId: string;
    readonly priceList: string;
    readonly currency: string;
    readonly minor: number;
  }[];
  /** Base units over all locations. */
  readonly onHand: number;
  readonly reserved: number;
}

export interface ProductFilter {
  readonly category?: string;
  readonly flow?: string;
  readonly isActive?: boolean;
  readonly sku?: string;
}

export interface ProductQuery extends Omit<ProductFilter, 'sku'> {
  readonly text: string;
  readonly limit: number;
}

export type FoundRecord = ProductRecord & { readonly score: number };

export interface PriceListFields {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Whose orders it is for; undefined: of flows that have no list of their own. */
  readonly flow?: string | undefined;
  /** Undefined: for everybody who is in no other group. */
  readonly customerGroup: string | undefined;
  readonly isTaxIncluded: boolean;
}

export interface PriceListRecord extends PriceListFields {
  readonly priceListId: string;
  readonly version: number;
  /** How many products it has a price of. */
  readonly prices: number;
  readonly createdAt: Date;
}

export interface NewPrice {
  readonly sku: string;
  readonly minor: number | undefined;
}

export interface PriceRecord {
  readonly productId: string;
  readonly sku: string;
  readonly minor: number;
  readonly pricePer: number;
}

export interface PricesSet {
  readonly set: number;
  readonly removed: number;
  readonly unknownSkus: readonly string[];
  readonly version: number;
}

export interface LocationFields {
  readonly name: string;
  readonly kind: 'shop' | 'warehouse';
  /** Whose orders are served from it; undefined: none in particular. One a flow. */
  readonly flow?: string | undefined;
  /** Serves the orders of flows that have none of their own. */
  readonly isDefault: boolean;
}

export interface LocationRecord extends LocationFields {
  readonly locationId: string;
  readonly version: number;
  readonly createdAt: Date;
}

export interface ImportOptions {
  /** Name of the list that prices go to; undefined: the default one. */
  readonly priceList: string | undefined;
  /** Name of the location that stock is set at; undefined: the default one. */
  readonly location: string | undefined;
  /** Of products whose rows name none. */
  readonly flow: string | undefined;
  readonly at: Date;
}

export interface ExportOptions {
  readonly priceList: string | undefined;
  readonly location: string | undefined;
}

export interface ImportReport {
  /** Without the header. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  /** Rows that were left out, or of which only the stock was. */
  readonly failed: number;
  /** The first ones, at most 1000, in the order of the file. */
  readonly errors: readonly RowError[];
}

export interface RowError {
  /** Of the file, from 1; the header is 1. */
  readonly line: number;
  readonly column: string | undefined;
  readonly message: string;
}
