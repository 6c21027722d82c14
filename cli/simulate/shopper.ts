import type { Language } from '../../contracts/dialogue.ts';
import type { OpenQuestion } from '../../flows/shop/open-questions.ts';
import { openOf, skusOf } from '../../flows/shop/open-questions.ts';
import type { TurnOutcome } from '../flow-tests/conversation.ts';
import type { CatalogueEntry } from '../flow-tests/shop/catalogue.ts';
import type { Purpose } from './purpose.ts';
import type { Random } from './random.ts';
import { amountOf, ShoppingList, skuOf } from './shopping-list.ts';
import { amountWords, ANSWERS, itemWords, nameOf, optionWords, said } from './shopping-words.ts';

/** Who the shopper is: what is read back is held against it. */
export interface Identity {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/**
 * Somebody with a shopping list. Answers what is asked, as people do who read it: chooses what is on the list, takes what is left,
 * corrects what was misunderstood or read back wrong, and says yes only to what is right.
 */
export class Shopper implements Purpose {
  private readonly catalogue: readonly CatalogueEntry[];
  private readonly who: Identity;
  private readonly random: Random;
  private readonly list: ShoppingList;
  /** Thinks of something else when the order is read back; once at most. */
  private changesMind: boolean;
  private isChanging = false;
  isCareful = false;

  constructor(catalogue: readonly CatalogueEntry[], who: Identity, random: Random) {
    this.catalogue = catalogue;
    this.who = who;
    this.random = random;
    this.list = ShoppingList.random(catalogue, random);
    this.changesMind = random.chance(0.15);
  }

  isReached({ stateAfter }: TurnOutcome): boolean {
    return stateAfter === 'ordered';
  }

  isAsWanted({ effects }: TurnOutcome): boolean {
    return this.list.isIn(effects);
  }

  words(state: string, language: Language, last: TurnOutcome | undefined): string {
    this.isCareful = false;
    if (state.startsWith('register_') || state === 'identify') return this.register(state, language, last);
    switch (state) {
      case 'clarifying':
        return this.clarify(language, last);
      case 'delivery':
        return this.time(language, last);
      case 'review':
        return this.review(language, last);
      case 'dropping':
      case 'cancelling':
        return said(ANSWERS.no, language, this.random);
      default:
        return this.shop(language, last);
    }
  }

  /** What is wrong in the basket first, then what lacks; nothing of both: done. */
  private shop(language: Language, last: TurnOutcome | undefined): string {
    const slots = last?.slots ?? {};
    const wrong = this.list.wrongLine(slots);
    if (wrong !== undefined) return this.correction(wrong.sku, language);
    const missing = this.list.missing(slots);
    if (missing.length === 0)
      return this.list.isEmpty ? this.another(language) : said(ANSWERS.done, language, this.random);
    const isTogether = missing.length > 1 && this.random.chance(0.35);
    const named = missing.slice(0, isTogether ? this.random.between(2, missing.length) : 1);
    for (const item of named) this.list.tried(item);
    const words = named.map((item) => itemWords(item, language, this.random));
    return words.join(this.random.pick([', ', language === 'hi' ? ' और ' : ' and ']));
  }

  /** Something else is bought where nothing of the list was to be had. */
  private another(language: Language): string {
    const entry = this.random.pick(this.catalogue);
    const item = { entry, quantity: amountOf(entry, this.random) };
    this.list.add(item);
    this.list.tried(item);
    return itemWords(item, language, this.random);
  }

  private correction(sku: string, language: Language): string {
    const entry = this.catalogue.find((one) => skuOf(one) === sku);
    if (entry === undefined) throw new Error(`${sku} is in the basket, and in no catalogue`);
    this.isCareful = true;
    const wanted = this.list.find(sku);
    const name = nameOf(wanted ?? { entry, quantity: 0 }, language);
    if (wanted === undefined) return language === 'hi' ? `${name} हटा दो` : `remove the ${name}`;
    const amount = amountWords(wanted, 'en', this.random).replace(/ of$/u, '').replace('half a kilo', '500 g');
    if (language === 'hi') return `${name} ${amountWords(wanted, 'hi', this.random)} कर दो`;
    return this.random.pick([`make the ${name} ${amount}`, `only ${amount} ${name}`]);
  }

  /** The answer to what is asked about an item. */
  private clarify(language: Language, last: TurnOutcome | undefined): string {
    const [question] = openOf(last?.slots ?? {});
    if (question === undefined) return said(ANSWERS.hello, language, this.random);
    const item = skusOf(question)
      .map((sku) => this.list.find(sku))
      .find((one) => one !== undefined);
    if (question.ask === 'left' || question.ask === 'back') return this.soldOut(question, language);
    if (item === undefined) return said(ANSWERS.none, language, this.random);
    if (question.ask === 'amount') return amountWords(item, language, this.random).replace(/ of$/u, '');
    if (question.skus.length === 1) return said(ANSWERS.yes, language, this.random);
    const number = question.skus.indexOf(skuOf(item.entry)) + 1;
    return this.random.chance(0.2) ? nameOf(item, language) : optionWords(number, language, this.random);
  }

  /** Of what is short, what there is; of what is sold out one of the others, a word when it is back, or nothing. */
  private soldOut(question: Extract<OpenQuestion, { ask: 'left' | 'back' }>, language: Language): string {
    const { sku, quantity } = question;
    const wanted = this.list.find(sku);
    // Twenty are left, and four were wanted: that was misunderstood.
    const isMisunderstood = wanted === undefined || (question.ask === 'left' && wanted.quantity <= quantity);
    if (isMisunderstood) return said(ANSWERS.no, language, this.random);
    if (question.ask === 'back') return this.instead(question, language);
    if (this.random.chance(0.8)) {
      this.list.settleFor(sku, quantity);
      return said(ANSWERS.yes, language, this.random);
    }
    this.list.doWithout(sku, true);
    return said(ANSWERS.no, language, this.random);
  }

  private instead({ sku, quantity, others }: Extract<OpenQuestion, { ask: 'back' }>, language: Language): string {
    this.list.doWithout(sku, true);
    if (this.random.chance(0.3)) return said(ANSWERS.no, language, this.random);
    const entry = this.catalogue.find((one) => skuOf(one) === others[0]);
    if (entry === undefined || this.random.chance(0.4)) return said(ANSWERS.yes, language, this.random);
    this.list.add({ entry, quantity });
    return optionWords(1, language, this.random);
  }

  /** One of the options that were shown; a day where none were, or before they are read. */
  private time(language: Language, last: TurnOutcome | undefined): string {
    const { text = '', template } = last?.reply ?? {};
    const numbers = [...text.matchAll(/(?:^|\s)(\d+)\) /gu)].map(([, number]) => Number(number));
    const isFirst = template === 'ask_slot' && this.random.chance(0.3);
    if (isFirst || numbers.length === 0) return said(ANSWERS.day, language, this.random);
    return optionWords(this.random.pick(numbers), language, this.random);
  }

  private review(language: Language, last: TurnOutcome | undefined): string {
    const slots = last?.slots ?? {};
    const isRight = this.list.wrongLine(slots) === undefined && this.list.missing(slots).length === 0;
    if (!isRight) return said(ANSWERS.change, language, this.random);
    if (!this.changesMind) return said(ANSWERS.yes, language, this.random);
    this.changesMind = false;
    return this.random.pick([
      (): string => this.another(language),
      (): string => said(ANSWERS.day, language, this.random),
      (): string => {
        const entry = this.random.pick(this.catalogue);
        this.list.add({ entry, quantity: amountOf(entry, this.random) });
        return said(ANSWERS.change, language, this.random);
      },
    ])();
  }

  /** What is asked for; what was read back wrong is told once more. */
  private register(state: string, language: Language, last: TurnOutcome | undefined): string {
    const { name, phone, address } = this.who;
    const isHindi = language === 'hi';
    switch (state) {
      case 'register_phone':
        if (this.random.chance(0.4)) return `${name}, ${phone}, ${address}`;
        return this.random.pick([phone, isHindi ? `मेरा नंबर ${phone} है` : `it is ${phone}`]);
      case 'register_address':
        return this.random.pick([address, isHindi ? `मेरा पता ${address} है` : `my address is ${address}`]);
      case 'register_check':
        return this.readBack(language, last);
      default:
        return this.random.pick([name, isHindi ? `मेरा नाम ${name} है` : `my name is ${name}`]);
    }
  }

  private readBack(language: Language, last: TurnOutcome | undefined): string {
    const known = last?.slots ?? {};
    const wrong = (['name', 'phone', 'address'] as const).find(
      (fact) => !isSame(fact, String(known[fact]), this.who[fact]),
    );
    if (wrong === undefined) {
      this.isChanging = false;
      return said(ANSWERS.yes, language, this.random);
    }
    this.isCareful = true;
    const told = CORRECTIONS[language === 'hi' ? 'hi' : 'en'][wrong].replace('{it}', this.who[wrong]);
    const isRefused = !this.isChanging && this.random.chance(0.3);
    this.isChanging = isRefused;
    return isRefused ? said(ANSWERS.no, language, this.random) : told;
  }
}

/** As it should be; a slip in an address is let pass, as the driver finds it. */
function isSame(fact: keyof Identity, known: string, own: string): boolean {
  const [one, other] = [lettersOf(known), lettersOf(own)];
  if (fact !== 'address') return one === other;
  const shared = [...new Set(one.match(/.{1,2}/gsu))].filter((pair) => other.includes(pair)).length;
  return Math.abs(one.length - other.length) <= MAX_SLIPS && shared * 2 >= one.length / 2;
}

const MAX_SLIPS = 4;

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

const CORRECTIONS = {
  en: { name: 'my name is {it}', phone: 'my number is {it}', address: 'the address is {it}' },
  hi: { name: 'मेरा नाम {it} है', phone: 'मेरा नंबर {it} है', address: 'मेरा पता {it} है' },
} as const;
