/** Products, price lists and locations of a workspace. */
export interface CatalogueStore {}
