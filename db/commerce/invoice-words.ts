import { openText, sealText } from '../store-context.ts';
import type { InvoiceWords } from './invoice-store.ts';

type Ids = Parameters<typeof sealText>[2];

/** What somebody wrote about an invoice, under the key of its buyer. */
export function sealInvoiceWords(key: Buffer, ids: Ids, { reference, note }: InvoiceWords): Buffer {
  return sealText(key, 'invoice-words', ids, JSON.stringify({ reference, note }));
}

export function openInvoiceWords(key: Buffer, ids: Ids, sealed: Buffer): InvoiceWords {
  return JSON.parse(openText(key, 'invoice-words', ids, sealed)) as InvoiceWords;
}
