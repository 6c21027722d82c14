import type { StoreContext } from '../store-context.ts';
import type { CatalogueStore } from './catalogue-store.ts';
import { exportProducts } from './csv-export.ts';
import { importProducts } from './csv-import.ts';
import * as locations from './locations.ts';
import * as priceLists from './price-lists.ts';
import * as prices from './prices.ts';
import * as products from './products.ts';
import { findProducts } from './search.ts';
import * as stock from './stock.ts';
import type { StockStore } from './stock-store.ts';

/** Products, price lists and locations of a workspace. */
export function catalogueStore(ctx: StoreContext): CatalogueStore {
  return {
    createProduct: (product) => products.createProduct(ctx, product),
    findProduct: (id) => products.findProduct(ctx, id),
    listProducts: (filter, page) => products.listProducts(ctx, filter, page),
    findProducts: (query) => findProducts(ctx, query),
    changeProduct: (id, changes, version) => products.changeProduct(ctx, id, changes, version),
    removeProduct: (id, version) => products.removeProduct(ctx, id, version),
    importProducts: (csv, options) => importProducts(ctx, csv, options),
    exportProducts: (options) => exportProducts(ctx, options),
    createPriceList: (list) => priceLists.createPriceList(ctx, list),
    findPriceList: (id) => priceLists.findPriceList(ctx, id),
    listPriceLists: (page) => priceLists.listPriceLists(ctx, page),
    changePriceList: (id, changes, version) => priceLists.changePriceList(ctx, id, changes, version),
    removePriceList: (id, version) => priceLists.removePriceList(ctx, id, version),
    listPrices: (id, page) => prices.listPrices(ctx, id, page),
    setPrices: (id, given, version) => prices.setPrices(ctx, id, given, version),
    createLocation: (location) => locations.createLocation(ctx, location),
    findLocation: (id) => locations.findLocation(ctx, id),
    listLocations: (page) => locations.listLocations(ctx, page),
    changeLocation: (id, changes, version) => locations.changeLocation(ctx, id, changes, version),
    removeLocation: (id, version) => locations.removeLocation(ctx, id, version),
  };
}

/** Stock of a workspace. */
export function stockStore(ctx: StoreContext): StockStore {
  return {
    listStock: (filter, page) => stock.listStock(ctx, filter, page),
    moveStock: (move) => stock.moveStock(ctx, move),
    setReorderLevel: (productId, locationId, level) => stock.setReorderLevel(ctx, productId, locationId, level),
    listMovements: (filter, page) => stock.listMovements(ctx, filter, page),
  };
}
