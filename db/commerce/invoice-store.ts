/** Invoices and credit notes of a workspace. */
export interface InvoiceStore {}
