/** Stock and its movements of a workspace. */
export interface StockStore {}
