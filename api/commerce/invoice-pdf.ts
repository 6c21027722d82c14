import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { taxTable } from '../../contracts/commerce/money.ts';
import type { BaseUnit } from '../../contracts/commerce/order-talk.ts';
import type { InvoiceLine, InvoiceRecord } from '../../db/commerce/invoice-store.ts';

/**
 * An invoice or credit note as PDF, A4. Of what is stored alone: the same version gives the same bytes. Written in English; names and
 * addresses as they were given, in Latin or Devanagari (the font has both, and the rupee sign).
 */
export async function renderInvoice(invoice: InvoiceRecord): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    font: REGULAR,
    lang: 'en',
    displayTitle: true,
    info: { Title: titleOf(invoice), Author: invoice.seller.name, CreationDate: invoice.issuedAt },
  });
  document.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  writeHead(document, invoice);
  writeLines(document, invoice);
  writeTotals(document, invoice);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Such as "Invoice 12". */
export function titleOf({ kind, number }: Pick<InvoiceRecord, 'kind' | 'number'>): string {
  return `${kind === 'invoice' ? 'Invoice' : 'Credit note'} ${number}`;
}

type Document = InstanceType<typeof PDFDocument>;

const require = createRequire(import.meta.url);
const REGULAR = require.resolve('@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf');
const BOLD = require.resolve('@expo-google-fonts/noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf');
/** Points; A4 is 595 × 842. */
const MARGIN = 48;
const RIGHT = 595 - MARGIN;
const BOTTOM = 842 - MARGIN;

interface Column {
  readonly title: string;
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

const COLUMNS: readonly Column[] = [
  { title: 'Item', x: MARGIN, width: 190, align: 'left' },
  { title: 'Quantity', x: 242, width: 60, align: 'right' },
  { title: 'Price', x: 306, width: 84, align: 'right' },
  { title: 'Tax', x: 394, width: 36, align: 'right' },
  { title: 'Net', x: 434, width: 54, align: 'right' },
  { title: 'Amount', x: 488, width: 59, align: 'right' },
];

function writeHead(document: Document, invoice: InvoiceRecord): void {
  const { seller, buyer, credits } = invoice;
  document.font('bold').fontSize(20).text(titleOf(invoice), MARGIN, MARGIN);
  document.font('regular').fontSize(9);
  document.text(`Date: ${invoice.issuedAt.toISOString().slice(0, 10)}`);
  document.text(`Order: ${invoice.orderNumber}`);
  if (credits !== undefined) document.text(`Credits invoice ${credits.number}`);
  const { dueOn, reference, note } = invoice;
  if (dueOn !== undefined) document.text(`Due: ${dueOn}`);
  if (reference !== undefined) document.text(`Your reference: ${reference}`);
  if (note !== undefined) document.text(note, { width: RIGHT - MARGIN });
  const top = document.y + 14;
  const tax = seller.taxNumber === undefined ? [] : [`Tax number: ${seller.taxNumber}`];
  const sellerEnd = writeParty(document, {
    title: 'Seller',
    lines: [seller.name, seller.address, ...tax],
    x: MARGIN,
    y: top,
  });
  const address = buyer.address === undefined ? [] : [buyer.address];
  const buyerEnd = writeParty(document, { title: 'Buyer', lines: [buyer.name, ...address], x: 306, y: top });
  document.y = Math.max(sellerEnd, buyerEnd) + 18;
}

interface Party {
  readonly title: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}

/** Answers where it ends. */
function writeParty(document: Document, { title, lines, x, y }: Party): number {
  document.font('bold').fontSize(9).text(title, x, y);
  document.font('regular').fontSize(10);
  for (const line of lines) document.text(line, x, document.y, { width: 235 });
  return document.y;
}

function writeLines(document: Document, invoice: InvoiceRecord): void {
  writeRow(
    document,
    COLUMNS.map(({ title }) => title),
    'bold',
  );
  for (const line of invoice.lines) writeRow(document, cellsOf(line, invoice.currency), 'regular');
}

function cellsOf(line: InvoiceLine, currency: string): readonly string[] {
  const price = money(line.priceMinor, currency);
  const isEach = line.baseUnit === 'piece' && line.pricePer === 1;
  return [
    `${line.name} (${line.sku})`,
    quantity(line.quantity, line.baseUnit),
    isEach ? price : `${price} / ${quantity(line.pricePer, line.baseUnit)}`,
    percent(line.taxBasisPoints),
    money(line.netMinor, currency),
    money(line.grossMinor, currency),
  ];
}

/** One row of the table, on a new page when it does not fit. */
function writeRow(document: Document, cells: readonly string[], font: 'regular' | 'bold'): void {
  document.font(font).fontSize(8.5);
  const heights = COLUMNS.map(({ width }, index) => document.heightOfString(cells[index] ?? '', { width }));
  const height = Math.max(...heights) + 6;
  if (document.y + height > BOTTOM) document.addPage();
  const { y } = document;
  for (const [index, { x, width, align }] of COLUMNS.entries()) {
    document.text(cells[index] ?? '', x, y, { width, align });
  }
  document
    .moveTo(MARGIN, y + height - 3)
    .lineTo(RIGHT, y + height - 3)
    .lineWidth(0.4)
    .strokeColor('#999')
    .stroke();
  document.y = y + height;
}

function writeTotals(document: Document, invoice: InvoiceRecord): void {
  const { currency } = invoice;
  const rows = [
    ...taxTable(invoice.lines).map(
      ({ taxBasisPoints, netMinor, taxMinor }) =>
        [`Tax ${percent(taxBasisPoints)} on ${money(netMinor, currency)}`, money(taxMinor, currency)] as const,
    ),
    ['Net', money(invoice.netMinor, currency)] as const,
    ['Tax', money(invoice.taxMinor, currency)] as const,
    [invoice.kind === 'invoice' ? 'Total' : 'Total credited', money(invoice.grossMinor, currency)] as const,
  ];
  document.y += 8;
  for (const [index, [label, amount]] of rows.entries()) {
    if (document.y + 16 > BOTTOM) document.addPage();
    const { y } = document;
    document.font(index === rows.length - 1 ? 'bold' : 'regular').fontSize(9.5);
    document.text(label, 242, y, { width: 190, align: 'right' });
    document.text(amount, 442, y, { width: 105, align: 'right' });
    document.y = y + 15;
  }
}

function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits).replaceAll('\u00A0', ' ');
}

function quantity(amount: number, unit: BaseUnit): string {
  if (unit === 'piece') return String(amount);
  if (amount < 1000) return `${amount} ${unit}`;
  return `${amount / 1000} ${unit === 'g' ? 'kg' : 'l'}`;
}

function percent(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}
