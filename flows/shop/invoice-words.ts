import type { ShopOrder } from '../../contracts/commerce/shop.ts';
import type { Desk } from './desk.ts';
import { numberSaid } from './order-meant.ts';
import { whenText } from './order-text.ts';
import { moneyText } from './wording.ts';

/** Whether an invoice is asked for, by any of its names. How it is paid is another question. */
export const ASKS_INVOICE =
  /^(?!.*\b(?:pay|paying|cash|wrong|incorrect|mistake|galat)\b).*(?:\b(?:where|wheres|send|snd|get|give|need|want|have|share|show|mail|email|last|previous|copy of|resend|download|pdf of|what|whats|what['’]s|wats|is|my|the|any|tell)\b.{0,30}\b(?:invoices?|bill|receipt)\b|^\s*(?:my |the )?(?:invoices?|bill|receipt)\s*(?:pls|please|pdf|plz)?\s*\?*$|\b(?:invoice|bill|receipt) (?:number|no|nr|num|pdf|copy|of|for|please|pls)\b|\b(?:mera|pichla|order ka) (?:bill|invoice)\b|\b(?:bill|invoice) (?:bhej|do|de do|kitna|kahan|kaha|kab|mil)\p{L}*|(?<![\p{L}\p{M}])(?:बिल|चालान|इनवॉइस|इनवाइस|रसीद)\s+(?:भी |तो |कब |जल्दी )*(?:भेज|कहाँ|कहां|दे|दो|दिखा|मिल|चाहिए|कितना|बना)|\b(?:chal+an|raseed|rasid)\s+(?:bhi |to |kab |jaldi )*(?:bhej|kahan|kaha|de|do|dikha|mil|chahiye|send)\p{L}*|\b(?:send|give|need|want|get)\b.{0,20}\b(?:chal+an|raseed)\b)/iu;

/** Number, amount and state of the invoices of the order that is meant; of more than one order where all are asked for. */
export function invoiceTold(desk: Desk): string {
  const orders = desk.view.orders.filter(({ status }) => status !== 'cancelled');
  const number = numberSaid(desk);
  const meant = number === undefined ? orders : orders.filter((order) => order.number === number);
  const isAll = /\b(?:invoices|bills|receipts|all)\b/iu.test(desk.reading.text);
  const [newest] = meant;
  const last = meant.find(({ invoiceNumber }) => invoiceNumber !== undefined) ?? newest;
  const told = isAll ? meant.slice(0, MAX_TOLD) : last === undefined ? [] : [last];
  const words = desk.language === 'hi' ? HINDI : ENGLISH;
  if (told.length === 0) return words.none;
  const lines = told.map((order) => textOf(order, desk));
  return [...lines, words.file].join(' ');
}

const MAX_TOLD = 3;

function textOf(order: ShopOrder, desk: Desk): string {
  const words = desk.language === 'hi' ? HINDI : ENGLISH;
  const gross = moneyText(order.grossMinor, desk.view.currency, desk.language);
  const { number, invoiceNumber } = order;
  if (invoiceNumber === undefined) return words.notYet(number, gross);
  return words.issued({ invoice: invoiceNumber, number, gross, when: whenText(order, desk) });
}

interface Issued {
  readonly invoice: number;
  readonly number: number;
  readonly gross: string;
  /** In brackets, after a blank; empty: no time is agreed. */
  readonly when: string;
}

interface Words {
  readonly issued: (invoice: Issued) => string;
  readonly notYet: (order: number, gross: string) => string;
  readonly none: string;
  readonly file: string;
}

const ENGLISH: Words = {
  issued: ({ invoice, number, gross, when }) => `Invoice ${invoice} is that of your order ${number}: ${gross}${when}.`,
  notYet: (number, gross) =>
    `Your order ${number} comes to ${gross}; its invoice gets a number when the order is accepted.`,
  none: 'I see no order of yours that has an invoice. It comes with the delivery.',
  file: 'It comes with the delivery; a colleague can send you the file: write PERSON.',
};

const HINDI: Words = {
  issued: ({ invoice, number, gross, when }) => `ऑर्डर ${number} का बिल नंबर ${invoice} है: ${gross}${when}।`,
  notYet: (number, gross) => `ऑर्डर ${number} कुल ${gross} का है; बिल का नंबर ऑर्डर स्वीकार होने पर बनता है।`,
  none: 'आपका ऐसा कोई ऑर्डर नहीं दिखता जिसका बिल हो। वह डिलीवरी के साथ आता है।',
  file: 'वह डिलीवरी के साथ आता है; फ़ाइल सहकर्मी भेज सकता है: PERSON लिखिए।',
};
