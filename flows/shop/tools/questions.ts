import type { SpokenQuantity, SpokenSize } from '../../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../../contracts/commerce/shop.ts';
import type { ToolOutcome } from '../../engine/definition.ts';
import type { AskedProduct } from '../asked-product.ts';
import { resolving } from '../answers.ts';
import { asksOfLast, besideQuestions, productsAsked } from '../asked-product.ts';
import { listOf, productOf } from '../basket.ts';
import { openSlot, skusOf } from '../open-questions.ts';
import { clearItems } from '../clear-items.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { foundFor, isOfOtherSize, isSameKind, kindFirst } from '../match.ts';
import { phrase, wordedIn } from '../phrases.ts';
import { cheaperWished } from '../question-shapes.ts';
import { resolve } from '../resolve.ts';
import { talkOf } from '../said.ts';
import { asksOfShop, factsAsked } from '../shop-facts.ts';
import { slotText } from '../times.ts';
import { unitsOf } from '../units.ts';
import { lineTextWithTax, priceTextWithTax, quantityText } from '../wording.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** What we have of a product, and what it costs: as it is, no more. */
export const PRODUCT_QUESTION: DeskTool = {
  name: 'product_question',
  description: 'Tells whether we have a product and what it costs.',
  states: TRADING,
  onlyTells: true,
  hears: ({ text, language }) => productsAsked(text, wordedIn(language)).length > 0,
  run: (desk) => {
    const asked = productsAsked(desk.reading.text, desk.language);
    const [first, second] = asked.map((one) => ({ one, products: productsFor(desk, one) }));
    if (first === undefined) return undefined;
    const products = [
      ...first.products.slice(0, second === undefined ? MAX_TOLD : 1),
      ...(second?.products ?? []).slice(0, 1),
    ];
    if (products.length === 0) {
      const unknown = phrase(desk.language, 'unknown', { words: first.one.words.slice(0, MAX_WORDS) });
      return told(desk, 'product_answer', unknown);
    }
    const isNear = second === undefined && !isJust(desk, first.one);
    const answer = answered(desk, products, { said: first.one.said, near: isNear ? first.one.words : undefined });
    return withOrder(desk, products, isNear ? first.one.words : undefined) ?? answer;
  },
};

/** What is ordered in the same breath is taken, and the answer told with it; undefined where nothing is, or the price is wanted first. */
function withOrder(desk: Desk, products: readonly ShopProduct[], near: string | undefined): ToolOutcome | undefined {
  const { text, state } = desk.reading;
  const ordered = besideQuestions(text, desk.language);
  if (!TAKING.has(state) || ordered === '' || PRICE_FIRST.test(text)) return undefined;
  const talk = talkOf([ordered], desk.language);
  const isOrder = talk.some((one) => 'quantity' in one && one.quantity !== undefined);
  if (!isOrder) return undefined;
  // "200 of those", said behind the question, are of what it asks about.
  const ofAsked = talk.filter((one) => one.kind === 'add' && one.product === undefined);
  const from = resolving(desk);
  const first = resolve(
    talk.filter((one) => !ofAsked.includes(one)),
    from,
  );
  const second = resolve(ofAsked, { ...from, ...first, last: products.map(({ sku }) => sku) });
  const outcome = onward(desk, ofAsked.length === 0 ? first : { ...second, notes: [...first.notes, ...second.notes] });
  const notes = `${stockText(products, desk, near)} ${outcome.lines?.['notes'] ?? ''}`.trim();
  return { ...outcome, lines: { ...outcome.lines, notes } };
}

/** Who wants to know first orders nothing yet. */
const PRICE_FIRST = /(?<!\p{L})(?:hold on|hang on|wait|first|pehle|ruko|before)(?!\p{L})|पहले|रुको/iu;

/** "Price?", "and if I take 5000?": of what was spoken of last. Heard before any answer is, so that no number of it is ordered. */
export const PRICE_OF_LAST: DeskTool = {
  name: 'price_of_last',
  description: 'Tells what the product that was spoken of costs.',
  states: TRADING,
  onlyTells: true,
  hears: ({ text, language }) => asksOfLast(text, wordedIn(language)) !== undefined,
  run: (desk) => {
    const asked = asksOfLast(desk.reading.text, desk.language);
    if (asked === undefined) return undefined;
    const [question] = desk.open;
    const skus = question === undefined ? listOf(desk.slots, 'last') : skusOf(question);
    const named = skus.flatMap((sku) => productOf(desk.view, sku) ?? []);
    const products = inSize(named, asked.sizes ?? []).slice(0, MAX_TOLD);
    return products.length === 0 ? told(desk, 'price_of_what', '') : answered(desk, products, asked);
  },
};

/** What the words mean, best first; with a quantity that fits some of them, those. */
function productsFor(desk: Desk, { words, sizes, said, isCheaper }: AskedProduct): readonly ShopProduct[] {
  const { view } = desk;
  const bySize = words === '' ? knownBySize(desk, sizes) : [];
  if (bySize.length > 0) return bySize;
  const [best, ...others] = foundFor(view, words, sizes).filter(({ score }) => score >= POSSIBLE);
  if (best === undefined) return [];
  const near = kindFirst([best, ...others.filter(({ score }) => score > best.score - ALIKE)], words);
  if (isCheaper === true) return near.toSorted((a, b) => a.priceMinor - b.priceMinor);
  const fitting = said === undefined ? [] : near.filter((product) => unitsOf(product, said).kind === 'units');
  return fitting.length > 0 ? fitting : near;
}

/** "The 12 inch ones": of what was spoken of, else of its kind. */
function knownBySize({ view, slots }: Desk, sizes: readonly SpokenSize[]): readonly ShopProduct[] {
  const spokenOf = listOf(slots, 'last').flatMap((sku) => productOf(view, sku) ?? []);
  const sized = spokenOf.filter((product) => product.sizes.length > 0 && !isOfOtherSize(product, sizes));
  if (sized.length > 0) return sized;
  return foundFor(view, '', sizes).filter(
    (product) => !isOfOtherSize(product, sizes) && spokenOf.some((one) => isSameKind(one, product)),
  );
}

/** Those in a size, where some are. */
function inSize(products: readonly ShopProduct[], sizes: readonly SpokenSize[]): readonly ShopProduct[] {
  const sized = products.filter((product) => !isOfOtherSize(product, sizes));
  return sized.length > 0 ? sized : products;
}

/** "Organic eggs" are not just eggs: what is only near is said to be. */
function isJust({ view }: Desk, { words, sizes }: AskedProduct): boolean {
  return words === '' || (foundFor(view, words, sizes)[0]?.score ?? 0) >= NAMED;
}

interface Asked {
  readonly said?: SpokenQuantity | undefined;
  /** Words that none of the products is just what they say. */
  readonly near?: string | undefined;
}

function answered(desk: Desk, products: readonly ShopProduct[], { said, near }: Asked): ToolOutcome {
  const { language, view } = desk;
  const [only, another] = products;
  const units = only === undefined || another !== undefined || said === undefined ? undefined : unitsOf(only, said);
  const stock = [samePrice(desk), stockText(products, desk, near)].filter((text) => text !== '').join(' ');
  const slots = { last: products.map(({ sku }) => sku) };
  if (only === undefined || units?.kind !== 'units' || only.available <= 0) {
    // Of what is sold out nothing can be added.
    const isThere = products.some(({ available }) => available > 0);
    const outcome = told(
      { ...desk, slots: { ...desk.slots, ...slots } },
      isThere ? 'product_answer' : 'product_sold_out',
      stock,
    );
    return { ...outcome, slots };
  }
  const quantity = Math.min(units.quantity, only.available);
  const few =
    quantity < units.quantity
      ? phrase(language, 'only_there', { quantity: quantityText(only.baseUnit, quantity, language) })
      : '';
  const answer = [stock, lineTextWithTax(only, units.quantity, view, language), few]
    .filter((text) => text !== '')
    .join(' ');
  if (!OFFERING.has(desk.reading.state)) return { ...told(desk, 'product_answer', answer), slots };
  const offer = {
    ask: 'which',
    skus: [only.sku],
    words: only.name,
    mode: 'set',
    said: { amount: quantity, unit: only.baseUnit },
  } as const;
  const waiting = desk.open.filter((question) => !skusOf(question).includes(only.sku));
  return {
    reply: 'product_offer',
    to: 'clarifying',
    lines: { answer },
    slots: {
      ...slots,
      ...openSlot([offer, ...waiting]),
      question: phrase(language, 'offer', {
        product: only.name,
        quantity: quantityText(only.baseUnit, quantity, language),
      }),
    },
  };
}

/** Where a yes may put the goods into the basket. */
const OFFERING: ReadonlySet<string> = new Set(['menu', 'shopping', 'clarifying', 'ordered', 'person']);

/** An answer, and after it the next step: an offer, or the question that is open. */
function told({ reading, open, slots }: Desk, reply: string, answer: string): ToolOutcome {
  const [question] = open;
  const isOther = question !== undefined && !skusOf(question).some((sku) => listOf(slots, 'last').includes(sku));
  const isOffering = OFFERING.has(reading.state) && !isOther;
  return { reply: isOffering || reply === 'price_of_what' ? reply : 'product_told', lines: { answer } };
}

function samePrice({ reading, language }: Desk): string {
  const { text } = reading;
  // Where bulk is asked about, that is said already.
  // A cheaper kind is no lower price of one.
  if (cheaperWished(text) !== undefined) return '';
  const isAsked = /\b(?:cheaper|discount|less|better price)\b/iu.test(text) && !asksOfShop(text);
  return isAsked ? phrase(language, 'same_price') : '';
}

/** Below it a product is not just what was asked for. By the scores of the search. */
const NAMED = 0.7;
/** As in matching. */
const POSSIBLE = 0.3;
const ALIKE = 0.1;
const MAX_TOLD = 3;
const MAX_WORDS = 40;
/** Fewer base units than this many priced units are few. A guess. */
const FEW = 5;
const ASKS_COUNT =
  /\bhow (?:many|much)\b.*\b(?:have|left|stock|there|available)\b|\bstock\b.*\bhow many\b|\bkitn[aei] (?:hai|bach|stock)/iu;

/** What is there in one sentence, what is sold out in another. */
function stockText(products: readonly ShopProduct[], { view, language, reading }: Desk, near?: string): string {
  const list = (some: readonly string[]): string => new Intl.ListFormat(language).format(some);
  const there = products.filter(({ available }) => available > 0);
  const gone = products.filter(({ available }) => available <= 0);
  const isCounted = ASKS_COUNT.test(reading.text);
  const priced = there.map((product) => {
    const { name, available, baseUnit, pricePer } = product;
    const words = { product: name, price: priceTextWithTax(product, view, language) };
    const quantity = quantityText(baseUnit, available, language);
    if (available <= FEW * pricePer) return phrase(language, 'stocked_few', { ...words, quantity });
    return phrase(language, isCounted ? 'stocked_count' : 'stocked', { ...words, quantity });
  });
  return [
    ...(there.length === 0
      ? []
      : [
          near === undefined
            ? phrase(language, 'in_stock', { products: list(priced) })
            : phrase(language, 'nearest', { words: near.slice(0, MAX_WORDS), products: list(priced) }),
        ]),
    ...(gone.length === 0 ? [] : [phrase(language, 'sold_out', { products: list(gone.map(({ name }) => name)) })]),
  ].join(' ');
}

/** What is asked of the shop itself, as its settings have it; goods that are named in the same breath are for who sells. */
export const SHOP_FACTS: DeskTool = {
  name: 'shop_facts',
  description: 'Answers questions about delivery, payment, hours and rules of the shop.',
  states: [...TRADING, 'dropping', 'register_phone', 'register_name', 'register_address', 'register_check'],
  onlyTells: true,
  hears: ({ text }) => asksOfShop(text),
  run: (desk) => {
    const facts = factsAsked(desk);
    if (facts === undefined) return undefined;
    const { answer, isAll } = facts;
    const items = TAKING.has(desk.reading.state) ? clearItems(desk, desk.reading.text) : {};
    const asked = PRODUCT_QUESTION.hears(desk.reading) ? PRODUCT_QUESTION.run(desk) : undefined;
    const beside = asked ?? (Object.keys(items).length > 0 ? onward(desk, items) : undefined);
    if (beside === undefined) return { reply: 'shop_facts', lines: { answer }, ...(isAll ? {} : { leavesOpen: true }) };
    const { answer: more = '', notes = '' } = beside.lines ?? {};
    const lines = { ...beside.lines, answer: `${answer} ${more}`.trim(), notes: `${answer} ${notes}`.trim() };
    return { ...beside, lines };
  },
};

/** Where goods are taken. */
const TAKING: ReadonlySet<string> = new Set(['menu', 'shopping', 'ordered', 'person']);

/** When we can deliver. */
export const DELIVERY_QUESTION: DeskTool = {
  name: 'delivery_question',
  description: 'Tells when can be delivered.',
  onlyTells: true,
  hears: ({ intent }) => intent === 'delivery_question',
  run: ({ settings, view, timeZone, language }) => {
    if (settings.delivery === 'day') return { reply: 'delivery_days' };
    if (view.slots.length === 0) return { reply: 'no_slots' };
    const slots = view.slots.slice(0, MAX_TOLD).map((slot) => slotText(slot, timeZone, language));
    return { reply: 'delivery_slots', lines: { slots: slots.join('\n') } };
  },
};
