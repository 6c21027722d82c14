import type { OrderTalk, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { ShopEffect, ShopProduct } from '../../contracts/commerce/shop.ts';
import { saysMore } from './adding.ts';
import { isOfOtherSize, sizesBeside } from './match.ts';
import { listOf, productOf, quantityOf, withQuantity } from './basket.ts';
import type { Desk, DeskChange } from './desk.ts';
import { namesNoGoods } from './no-goods.ts';
import type { OpenQuestion } from './open-questions.ts';
import type { Note, Resolving } from './resolving.ts';
import { cheapestOf, optionAndCount, saysAll } from './option-count.ts';
import type { Piece } from './choosing.ts';
import { isNamedBy, standsForOne } from './choosing.ts';
import { piecewiseAnswer } from './piecewise.ts';
import { fitsSizes, isRuledOutBySize } from './same-kind.ts';
import { setTo, want } from './wanting.ts';
import { lineMeant, sameSaid } from './same-amount.ts';
import { choiceTalkOf, optionSaid, saysYes, talkOf } from './said.ts';
import { turnsDown, turnsDownNamed } from './turning-down.ts';
import { unitsOf } from './units.ts';
import { isTelling, toldBy } from './which-one.ts';
import { saysInstead } from './withdrawn.ts';
import { singular } from './singular.ts';

/** What the message answers to the first open question; undefined: it is about something else. */
export function answerTo(desk: Desk): DeskChange | undefined {
  const [question, ...others] = desk.open;
  if (question === undefined) return undefined;
  switch (question.ask) {
    case 'which':
      return whichAnswer(question, desk, others);
    case 'amount':
      return amountAnswer(question, desk, others);
    case 'left':
      return leftAnswer(question, desk, others);
    case 'back':
      return backAnswer(question, desk, others);
  }
}

type Question<Ask extends OpenQuestion['ask']> = Extract<OpenQuestion, { ask: Ask }>;

function whichAnswer(question: Question<'which'>, desk: Desk, others: readonly OpenQuestion[]): DeskChange | undefined {
  const { text } = desk.reading;
  const isNone = listOf(desk.slots, 'asked_again').length > 0 && isNoneOf(question, text);
  if (isNone || turnsDown(text, desk.language)) return { open: others };
  const options = question.skus.flatMap((sku) => productOf(desk.view, sku) ?? []);
  const kept = keptOptions(text, options);
  if (kept !== undefined) return { open: [{ ...question, skus: kept.map(({ sku }) => sku) }, ...others] };
  const taken = takenByNumber(question, options, text) ?? takenInParts(desk, options);
  if (taken !== undefined)
    return filled(desk, others, (work) => {
      for (const { product, said } of taken) want(product, { mode: question.mode, said: said ?? question.said }, work);
    });
  const [only] = options;
  const chosen = options.length === 1 && saysYes(text, desk.language) ? only : optionOf(text, options);
  if (chosen === undefined)
    return (
      piecewiseAnswer(question, options, {
        text,
        language: desk.language,
        same: (product) => sameAmount(text, desk, product),
        from: { ...resolving(desk), open: others },
        work: { ...workAt(desk), open: [] },
      }) ?? sizeAnswer(question, desk, others)
    );
  return filled(desk, others, (work) =>
    want(chosen, { mode: question.mode, said: quantityBeside(desk, chosen) ?? question.said }, work),
  );
}

/** The number behind those of the options: none of these. */
function isNoneOf({ skus }: Question<'which'>, text: string): boolean {
  return optionSaid(text, skus.length + 1) === skus.length + 1;
}

/** Which were chosen, and how many of each where that was said. */
type Taken = readonly { readonly product: ShopProduct; readonly said: SpokenQuantity | undefined }[];

/** "1000 of number 1" and "both": which of them, with how many of each. */
function takenByNumber({ said }: Question<'which'>, options: readonly ShopProduct[], text: string): Taken | undefined {
  if (options.length > 1 && saysAll(text)) return options.map((product) => ({ product, said }));
  const counted = optionAndCount(text, options.length);
  const product = counted === undefined ? undefined : options[counted.option - 1];
  return counted === undefined || product === undefined ? undefined : [{ product, said: { amount: counted.count } }];
}

/** "12 oz, and 2000 in total", "cheapest, just 1": the choice, and behind it nothing but how many. */
function takenInParts({ reading, language }: Desk, options: readonly ShopProduct[]): Taken | undefined {
  const [head = '', ...tail] = reading.text.split(/[,;\n]|\.\s/u);
  const meant = head.replace(CORRECTED, '');
  const isPart = tail.length > 0 || meant !== head;
  const product = cheapestOf(meant, options) ?? (isPart ? optionOf(meant, options) : undefined);
  if (product === undefined) return undefined;
  const counted = tail.join(',').replace(COUNTED, '').trim();
  if (counted === '') return [{ product, said: undefined }];
  const talk = bareTalk(counted, language);
  // "12 inch. and 100 of the 10 inch" counts another one.
  return talk === undefined || isTelling(talk) ? undefined : [{ product, said: talk.quantity }];
}

/** The one thing that is said, where it names no goods: "2", "the 1 kg". */
function bareTalk(text: string, language: Desk['language']): Piece | undefined {
  const [talk, more] = talkOf([text], language, true);
  const isBare = talk !== undefined && more === undefined && (talk.kind === 'add' || talk.kind === 'set');
  return isBare && talk.product === undefined ? talk : undefined;
}

/** "The second, no wait, the 200 g": what stands before is taken back. */
const CORRECTED = /^.*(?<![\p{L}\p{M}])(?:no,? wait|wait,? no|no,? sorry|sorry,? no|i mean|or rather)[\s,]+(?=\S)/iu;
const COUNTED = /^\s*(?:qty|quantity|count|nos?)(?![\p{L}\p{M}])[\s.:=-]*/iu;

/** "1 kg" of bags of 500 g, 1 kg and 5 kg chooses one, as "the ₹55 one" and "the big one" do; of none of them it is no answer, and nothing else either. */
function sizeAnswer(question: Question<'which'>, desk: Desk, others: readonly OpenQuestion[]): DeskChange | undefined {
  const talk = bareTalk(desk.reading.text, desk.language);
  if (talk === undefined) return undefined;
  const { quantity } = talk;
  const telling = { ...talk, sizes: sizeMeant(quantity) ?? talk.sizes };
  const options = question.skus.flatMap((sku) => productOf(desk.view, sku) ?? []);
  const [only, another] = isTelling(telling) ? toldBy(options, telling, desk.view.currency) : [];
  if (only === undefined || another !== undefined) return { open: [countedBy(quantity, question, options), ...others] };
  return filled(desk, others, (work) => want(only, { mode: question.mode, said: question.said ?? quantity }, work));
}

/** "2 cartons" before it is said of what: the question stays, and the amount is kept for its answer. */
function countedBy(
  said: SpokenQuantity | undefined,
  question: Question<'which'>,
  options: readonly ShopProduct[],
): OpenQuestion {
  const isCount = said !== undefined && options.some((option) => unitsOf(option, said).kind === 'units');
  return isCount ? { ...question, said } : question;
}

function sizeMeant(said: SpokenQuantity | undefined): readonly SpokenSize[] | undefined {
  return said?.unit === 'g' || said?.unit === 'ml' ? [{ amount: said.amount, unit: said.unit }] : undefined;
}

/** "The 5 kg one, two of them": a quantity that comes with the choice, where it can be no size. */
function quantityBeside({ reading, language }: Desk, product: ShopProduct): SpokenQuantity | undefined {
  const [talk] = talkOf([reading.text], language);
  const said = talk !== undefined && 'quantity' in talk ? talk.quantity : undefined;
  const isCount = said?.pack !== undefined && unitsOf(product, said).kind === 'units';
  return isCount ? said : undefined;
}

function amountAnswer(
  question: Question<'amount'>,
  desk: Desk,
  others: readonly OpenQuestion[],
): DeskChange | undefined {
  const { reading, language, view } = desk;
  if (turnsDown(reading.text, language)) return { open: others };
  const product = productOf(view, question.sku);
  if (product === undefined || turnsDownNamed(reading.text, product.name)) return { open: others };
  const talk = talkOf([reading.text], language, true);
  const same = sameAmount(reading.text, desk, product);
  if (same === undefined && isWhichAgain(talk, desk, product))
    return talk.some((one) => countsIt(one, product)) ? undefined : { open: desk.open, slots: { asked_again: [] } };
  const said = same ?? amountIn(talk, product);
  if (said === undefined) return undefined;
  const exact = exactly(said, product);
  if (exact === undefined) return undefined;
  const mode = modeSaid(reading.text, talk) ?? question.mode;
  return filled(desk, others, (work) => want(product, { mode, said: exact }, work));
}

/** "The 90 mm one" is which, again, and "no, 80 mm, 500" is another one: it stays to be said how many. */
function isWhichAgain(talk: readonly OrderTalk[], { reading, language }: Desk, product: ShopProduct): boolean {
  const isOther = choiceTalkOf(reading.text, language).some(
    (one) =>
      (one.kind === 'add' || one.kind === 'set') &&
      one.product === undefined &&
      isRuledOutBySize(product, sizesBeside(one)),
  );
  return isOther || talk.some((one) => tellsOnlyWhich(one, reading.text)) || namesOnly(talk, product);
}

/** In base units, where it is a number of them; undefined: it is no amount of this product. */
function exactly(said: SpokenQuantity, product: ShopProduct): SpokenQuantity | undefined {
  const units = unitsOf(product, said, true);
  if (units.kind === 'unsaid') return undefined;
  return units.kind === 'units' ? { amount: units.quantity, unit: product.baseUnit } : said;
}

/** "200 g only" is all of it, however the question came up. */
function modeSaid(text: string, talk: readonly OrderTalk[]): 'add' | 'set' | undefined {
  if (saysMore(text)) return 'add';
  return talk.some(({ kind }) => kind === 'set') ? 'set' : undefined;
}

/** Its own name once more, and no amount. */
function namesOnly(talk: readonly OrderTalk[], product: ShopProduct): boolean {
  return (
    talk.length > 0 &&
    talk.every((one) => one.kind === 'add' && one.quantity === undefined && isNamed(one.product, product))
  );
}

function isNamed(words: string | undefined, product: ShopProduct): boolean {
  return words !== undefined && isNamedBy(words, product);
}

/** "Same as the cups": as many as there are of another line, counted alike. */
function sameAmount(text: string, { basket, view, slots }: Desk, product: ShopProduct): SpokenQuantity | undefined {
  const same = sameSaid(text);
  const line = same === undefined ? undefined : lineMeant(same, basket, { view, last: listOf(slots, 'last') });
  if (line === undefined || line.sku === product.sku) return undefined;
  const isAlike = productOf(view, line.sku)?.baseUnit === product.baseUnit;
  return isAlike ? { amount: line.quantity, unit: product.baseUnit } : undefined;
}

/** "90 mm one" tells which, and not how many. */
function tellsOnlyWhich(one: OrderTalk, text: string): boolean {
  if (!('sizes' in one) || one.kind === 'replace' || !isTelling(one)) return false;
  const isUnnamed = one.product === undefined || namesNoGoods(one.product);
  return isUnnamed && (one.quantity === undefined || standsForOne(one, text));
}

/** "500 of the 90 mm": how many beside which. */
function countsIt(one: OrderTalk, product: ShopProduct): boolean {
  const isCount = 'quantity' in one && one.kind !== 'replace' && one.quantity !== undefined;
  return isCount && one.sizes.length > 0 && fitsSizes(product, one.sizes);
}

/** The one quantity of it that was said, perhaps in two ways ("2 cartons, so 2000"); none where they are not the same. */
function amountIn(talk: readonly OrderTalk[], product: ShopProduct): SpokenQuantity | undefined {
  const amounts = talk.map((one) =>
    'quantity' in one &&
    one.kind !== 'replace' &&
    !isAboutAnother(wordsOf(one), product, talk.length > 1) &&
    !isOfOtherSize(product, sizesBeside(one))
      ? one.quantity
      : undefined,
  );
  const [first] = amounts;
  const inUnits = amounts.map((said) => JSON.stringify(said === undefined ? undefined : unitsOf(product, said, true)));
  return new Set(inUnits).size === 1 ? first : undefined;
}

function wordsOf(talk: object): string | undefined {
  return 'product' in talk && typeof talk.product === 'string' ? talk.product : undefined;
}

function leftAnswer(question: Question<'left'>, desk: Desk, others: readonly OpenQuestion[]): DeskChange | undefined {
  const { reading, language, view } = desk;
  if (turnsDown(reading.text, language)) {
    const isThere = quantityOf(desk.basket, question.sku) <= question.quantity;
    return { open: others, basket: isThere ? desk.basket : withQuantity(desk.basket, question.sku, 0) };
  }
  const product = productOf(view, question.sku);
  if (product === undefined) return { open: others };
  if (!saysYes(reading.text, language) && reading.intent !== 'agreement')
    return amountAnswer({ ask: 'amount', sku: question.sku, mode: 'set' }, desk, others);
  return filled(desk, others, (work) => setTo(product, question.quantity, work));
}

function backAnswer(question: Question<'back'>, desk: Desk, others: readonly OpenQuestion[]): DeskChange | undefined {
  const { reading, language, view } = desk;
  const { text } = reading;
  if (turnsDown(text, language)) return { open: others };
  const product = productOf(view, question.sku);
  if (product === undefined) return { open: others };
  if (saysYes(text, language) || TELL_ME.test(text)) {
    const { productId } = product;
    const effects: ShopEffect[] = [{ kind: 'wait_for_stock', productId, quantity: question.quantity }];
    const notes: Note[] = [{ kind: 'will_tell', product: product.name }];
    const waiting = [...new Set([...listOf(desk.slots, 'waiting_for'), product.name])].slice(-MAX_WAITS);
    return { open: others, effects, notes, slots: { waiting_for: waiting } };
  }
  const instead = optionOf(
    text,
    question.others.flatMap((sku) => productOf(view, sku) ?? []),
  );
  if (instead === undefined) return undefined;
  const isAlike = instead.baseUnit === product.baseUnit;
  const said = isAlike ? { amount: question.quantity, unit: product.baseUnit } : undefined;
  return filled(desk, others, (work) => want(instead, { mode: 'set', said }, work));
}

const TELL_ME = /\b(?:tell|inform|notify|message|write|ping|bata)\b|बता/iu;
const MAX_WAITS = 10;

type Work = Parameters<typeof want>[2];

/** What a step that fills the basket makes of it. */
function filled(desk: Desk, others: readonly OpenQuestion[], fill: (work: Work) => void): DeskChange {
  const work = { ...workAt(desk), open: [] };
  fill(work);
  return { basket: work.basket, open: [...work.open, ...others], notes: work.notes, last: work.touched };
}

/** A resolution at this desk that is under way. */
export function workAt(desk: Desk): Work {
  return { ...resolving(desk), open: [...desk.open], asked: desk.open.length, notes: [], touched: [] };
}

/** What a resolution starts from at this desk. */
export function resolving({ view, basket, open, slots, reading }: Desk): Resolving {
  return {
    view,
    basket,
    open,
    last: listOf(slots, 'last'),
    held: heldBy(view, listOf(slots, 'changing')[0]),
    isUsual: USUAL.test(reading.text),
    isInstead: saysInstead(reading.text),
  };
}

const USUAL = /\b(?:usual|regular|hamesha|roz wala|always)\b|हमेशा|रोज़ वाला/iu;

/** What the order that is being changed has reserved: the customer may keep it. */
export function heldBy(view: Desk['view'], orderId: string | undefined): ReadonlyMap<string, number> {
  const order = view.orders.find((one) => one.orderId === orderId);
  const isReserved = order !== undefined && order.status !== 'confirmed';
  return new Map(isReserved ? order.items.map(({ sku, fulfilled }) => [sku, fulfilled]) : []);
}

/** The option that a number or its own words name; undefined where none, or several, would be meant. */
function optionOf(text: string, options: readonly ShopProduct[]): ShopProduct | undefined {
  const number = optionSaid(text, options.length);
  if (number !== undefined) return options[number - 1];
  if (TURNS_DOWN.test(text)) return undefined;
  const said = [...wordSet(text)].filter((word) => !FILLERS.has(word));
  const shared = options.map(({ name }) => sharedWith(wordSet(name), said));
  const most = Math.max(0, ...shared);
  const best = options.filter((_, index) => shared[index] === most);
  return most > 0 && best.length === 1 ? best[0] : undefined;
}

/** "Not the 1 kg", "1kg wala nahi": the options that are left; undefined where the message turns down none of them, or all. */
function keptOptions(text: string, options: readonly ShopProduct[]): readonly ShopProduct[] | undefined {
  const denied = DENIED.map((pattern) => pattern.exec(text.trim())?.groups?.['what']).find(
    (what) => what !== undefined,
  );
  const out = denied === undefined ? undefined : optionOf(denied, options);
  return out === undefined || options.length < 2 ? undefined : options.filter((option) => option !== out);
}

const DENIED: readonly RegExp[] = [
  /^(?:(?:no|nope|nah|ok|nahi+n?)[\s,.!]+)*(?:not|don['’]?t (?:want|need)|dont (?:want|need)|anything but|except|without) (?:the |a )?(?<what>[^,;.!?]+)[\s.!?]*$/iu,
  /^(?<what>[^,;.!?]+?) (?:nahi+n?|mat|नहीं)(?: (?:chahiye|chaiye|do|dena|चाहिए))?[\s.!?]*$/iu,
];
/** A word of no may turn down what stands beside it: such an answer chooses nothing by its words. */
const TURNS_DOWN =
  /(?<![\p{L}\p{M}])(?:not|no|never|nahi+n?|mat|without|except|(?:do|did|does)n['’]?t|remove|delete|drop|cancel|skip|leave out|take out|hata\p{L}*|nikal\p{L}*|नहीं|मत|हटा|निकाल)(?![\p{L}\p{M}])/iu;

/** How many of the words are an option's; none where most are not, or where another number is said. */
function sharedWith(option: ReadonlySet<string>, said: readonly string[]): number {
  const own = said.filter((word) => option.has(word));
  // "Half kg" is no bag of 1 kg: a unit alone tells nothing.
  if (own.every((word) => UNITS.has(word))) return 0;
  const isOtherNumber = said.some((word) => /^\p{Nd}/u.test(word) && !option.has(word));
  return isOtherNumber || own.length * 2 < said.length ? 0 : own.length;
}

const UNITS: ReadonlySet<string> = new Set(
  'kg g gm gram kilo l ml litre liter inch cm mm oz piece packet pack'.split(' '),
);

/** Beside the words of a choice. */
const FILLERS: ReadonlySet<string> = new Set(
  'the a an one ones of please pls i want take give me that this with it is and in yes ok wala wali hi ka ki ke do de dena chahiye वाला वाली ही का की के दो चाहिए'.split(
    ' ',
  ),
);

/** Words that name something else than the product that was asked about; of several, "wooden spoons" is no wooden fork. */
function isAboutAnother(words: string | undefined, product: ShopProduct, isOneOfMany: boolean): boolean {
  if (words === undefined) return false;
  if (isOneOfMany) return !isNamedBy(words, product);
  const own = wordSet(product.name);
  return ![...wordSet(words)].some((word) => own.has(word));
}

/** Words, plural and singular alike; "5kg" is two. */
function wordSet(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*|\p{Nd}+(?:\.\p{Nd}+)?/gu) ?? [];
  return new Set(words.map(singular));
}
