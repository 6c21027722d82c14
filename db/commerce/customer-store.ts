/** Customers and outlets of a workspace. */
export interface CustomerStore {}
