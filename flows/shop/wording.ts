import type { BaseUnit } from '../../contracts/commerce/order-talk.ts';
import { amountsOf, sumOf } from '../../contracts/commerce/money.ts';
import type { Amounts } from '../../contracts/commerce/money.ts';
import type { ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';
import type { Language } from '../../contracts/dialogue.ts';
import type { BasketLine } from './basket.ts';
import { productOf } from './basket.ts';
import type { OpenQuestion } from './open-questions.ts';
import { packName } from './pack-names.ts';
import { phrase } from './phrases.ts';
import type { Note } from './resolving.ts';
import { askedIn } from './units.ts';

/** "₹1,250.00": minor units as people write them, with Latin digits. */
export function moneyText(minor: number, currency: string, language: Language): string {
  const locale = currency === 'INR' ? `${language}-IN` : language;
  const format = new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits).replace(/\u00A0/gu, ' ');
}

/** "1.5 kg", "500 g", "12". */
export function quantityText(baseUnit: BaseUnit, quantity: number, language: Language): string {
  if (baseUnit === 'piece') return phrase(language, 'piece', { n: quantity });
  const isLarge = quantity >= 1000;
  const unit = baseUnit === 'g' ? (isLarge ? 'kg' : 'g') : isLarge ? 'l' : 'ml';
  return phrase(language, unit, { n: isLarge ? quantity / 1000 : quantity });
}

/** "₹40.00 for 1 kg"; of single pieces the price alone. */
export function priceText(product: ShopProduct, view: ShopView, language: Language): string {
  const price = moneyText(product.priceMinor, view.currency, language);
  if (product.baseUnit === 'piece' && product.pricePer === 1) return phrase(language, 'price_each', { price });
  const quantity = quantityText(product.baseUnit, product.pricePer, language);
  return phrase(language, 'price_per', { price, quantity });
}

/** "SGD 5.90 for 100, SGD 6.43 with tax": where prices are told without tax, both. */
export function priceTextWithTax(product: ShopProduct, view: ShopView, language: Language): string {
  const price = priceText(product, view, language);
  const { grossMinor, taxMinor } = lineAmounts(product, product.pricePer, view);
  if (view.isTaxIncluded || taxMinor === 0) return price;
  return phrase(language, 'price_taxed', { price, gross: moneyText(grossMinor, view.currency, language) });
}

/** "3000 × Burger box: SGD 600.00, SGD 654.00 with tax." */
export function lineTextWithTax(product: ShopProduct, quantity: number, view: ShopView, language: Language): string {
  const line = lineText(product, quantity, view, language);
  const { grossMinor, taxMinor } = lineAmounts(product, quantity, view);
  if (taxMinor === 0) return `${line}.`;
  const gross = moneyText(grossMinor, view.currency, language);
  return phrase(language, view.isTaxIncluded ? 'line_tax_included' : 'line_taxed', { line, gross });
}

/** What a line comes to. */
export function lineAmounts(product: ShopProduct, quantity: number, { isTaxIncluded }: ShopView): Amounts {
  const { priceMinor, pricePer, taxBasisPoints } = product;
  return amountsOf(quantity, { priceMinor, pricePer, taxBasisPoints, isTaxIncluded });
}

export function totalOf(lines: readonly BasketLine[], view: ShopView): Amounts {
  return sumOf(
    lines.flatMap(({ sku, quantity }) => {
      const product = productOf(view, sku);
      return product === undefined ? [] : [lineAmounts(product, quantity, view)];
    }),
  );
}

/** The basket line by line, with what each comes to: net where prices are net. */
export function basketText(lines: readonly BasketLine[], view: ShopView, language: Language): string {
  return lines
    .flatMap((line) => {
      const product = productOf(view, line.sku);
      return product === undefined ? [] : [lineText(product, line.quantity, view, language)];
    })
    .join('\n');
}

/** The basket in one line, without amounts: "2 kg Tomato, 6 × Eggs". */
export function itemsText(lines: readonly BasketLine[], view: ShopView, language: Language): string {
  return lines
    .flatMap(({ sku, quantity }) => {
      const product = productOf(view, sku);
      if (product === undefined) return [];
      const said = quantityText(product.baseUnit, quantity, language);
      return [product.baseUnit === 'piece' ? `${said} × ${product.name}` : `${said} ${product.name}`];
    })
    .join(', ');
}

function lineText(product: ShopProduct, quantity: number, view: ShopView, language: Language): string {
  const { netMinor, grossMinor } = lineAmounts(product, quantity, view);
  const amount = moneyText(view.isTaxIncluded ? grossMinor : netMinor, view.currency, language);
  const words = { product: product.name, amount };
  return product.baseUnit === 'piece'
    ? phrase(language, 'pieces', { ...words, n: quantity })
    : phrase(language, 'line', { ...words, quantity: quantityText(product.baseUnit, quantity, language) });
}

/** The total with its tax. */
export function totalText(lines: readonly BasketLine[], view: ShopView, language: Language): string {
  const total = totalOf(lines, view);
  const money = (minor: number): string => moneyText(minor, view.currency, language);
  const words = { net: money(total.netMinor), tax: money(total.taxMinor), gross: money(total.grossMinor) };
  if (total.taxMinor === 0) return phrase(language, 'total', words);
  return phrase(language, view.isTaxIncluded ? 'total_tax_included' : 'total_tax_added', words);
}

/** Notes in a row, each a sentence. */
export function notesText(notes: readonly Note[], language: Language): string {
  const sentences = notes.map((note) => {
    const words =
      'words' in note
        ? {
            words:
              note.kind === 'note_taken' || note.kind === 'basket_left' ? note.words : note.words.slice(0, MAX_WORDS),
          }
        : {};
    const product = 'product' in note ? { product: note.product } : {};
    const packs = note.kind === 'comes_in' ? { packs: packsText(note, language) } : {};
    return phrase(language, note.kind, { ...words, ...product, ...packs });
  });
  return [...new Set(sentences)].join(' ');
}

/** "Bundle (50) or carton (500)". */
function packsText({ packs, baseUnit }: Pick<ShopProduct, 'packs' | 'baseUnit'>, language: Language): string {
  const each = packs.map(({ name, size }) =>
    phrase(language, 'pack_of', { pack: packName(language, name), quantity: quantityText(baseUnit, size, language) }),
  );
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(each);
}

/** UTF-16 units of the customer's words that are said back. */
const MAX_WORDS = 40;

/** What a question is about, in a word or two. */
export function nameOfQuestion(question: OpenQuestion, view: ShopView): string {
  return question.ask === 'which' ? question.words : (productOf(view, question.sku)?.name ?? question.sku);
}

/** What has to be asked about an item. */
export function questionText(question: OpenQuestion, view: ShopView, language: Language): string {
  if (question.ask === 'which') return whichText(question, view, language);
  const product = productOf(view, question.sku);
  if (product === undefined) return phrase(language, 'which_one');
  const words = { product: product.name };
  const said = (quantity: number): string => quantityText(product.baseUnit, quantity, language);
  if (question.ask === 'left') return phrase(language, 'left', { ...words, quantity: said(question.quantity) });
  if (question.ask === 'back') {
    const options = optionsText(question.others, view, language);
    return phrase(language, options === '' ? 'back' : 'back_or', { ...words, options });
  }
  const { low, high } = question;
  if (high === undefined) return phrase(language, `amount_${askedIn(product)}`, words);
  const isWhole = product.baseUnit === 'piece';
  if (low === undefined)
    return phrase(language, isWhole ? 'at_least_piece' : 'at_least', { ...words, high: said(high) });
  return phrase(language, isWhole ? 'between_pieces' : 'between', { ...words, low: said(low), high: said(high) });
}

/** The question once more, in other words and with a way out. */
export function questionAgainText(question: OpenQuestion, view: ShopView, language: Language): string {
  if (question.ask !== 'which')
    return phrase(language, 'again_or_no', { question: questionText(question, view, language) });
  const none = phrase(language, 'none_of_these', { n: question.skus.length + 1 });
  const options = `${optionsText(question.skus, view, language)}\n${none}`;
  return phrase(language, 'which_again', { words: question.words.slice(0, MAX_WORDS), options });
}

function whichText(
  { skus, words, unfit, isMore }: Extract<OpenQuestion, { ask: 'which' }>,
  view: ShopView,
  language: Language,
): string {
  const [only, another] = skus.flatMap((sku) => productOf(view, sku) ?? []);
  if (only !== undefined && another === undefined) {
    return phrase(language, 'did_you_mean', { product: only.name, price: priceText(only, view, language) });
  }
  const options = optionsText(skus, view, language);
  if (unfit?.unit !== undefined) {
    const quantity = quantityText(unfit.unit, unfit.amount, language);
    return phrase(language, 'which_pack', { words: words.slice(0, MAX_WORDS), quantity, options });
  }
  return phrase(language, isMore === true ? 'which_more' : 'which', { words: words.slice(0, MAX_WORDS), options });
}

function optionsText(skus: readonly string[], view: ShopView, language: Language): string {
  return skus
    .flatMap((sku) => productOf(view, sku) ?? [])
    .map((product, index) =>
      phrase(language, 'option', { n: index + 1, product: product.name, price: priceText(product, view, language) }),
    )
    .join('\n');
}
