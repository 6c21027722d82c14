import type { Language } from '../../contracts/dialogue.ts';
import { basketOf } from '../../flows/shop/basket.ts';
import type { TurnOutcome } from '../flow-tests/conversation.ts';
import type { CatalogueEntry } from '../flow-tests/shop/catalogue.ts';
import type { ShopSetup } from '../flow-tests/shop/setup.ts';
import type { Aim } from './personas.ts';
import type { Purpose } from './purpose.ts';
import type { Random } from './random.ts';
import type { Identity } from './shopper.ts';
import { Shopper } from './shopper.ts';
import { nameOf } from './shopping-words.ts';

/** The order of whoever asks how theirs stands. */
const ORDER_NUMBER = 27;

/** Words of one visitor about one product, by language. */
class ProductTalk {
  readonly entry: CatalogueEntry;
  private readonly random: Random;
  private readonly said: SaidWords;

  constructor(catalogue: readonly CatalogueEntry[], random: Random, said: SaidWords) {
    this.random = random;
    this.said = said;
    this.entry = random.pick(catalogue);
  }

  words(language: Language): string {
    const product = nameOf({ entry: this.entry, quantity: 1 }, language);
    return this.random.pick(language === 'hi' ? this.said.hi : this.said.en).replace('{product}', product);
  }
}

interface SaidWords {
  readonly en: readonly string[];
  readonly hi: readonly string[];
}

/** Wants to know what something costs, and has what they came for when the right price is named. */
export class PriceAsker implements Purpose {
  private readonly talk: ProductTalk;

  constructor(catalogue: readonly CatalogueEntry[], random: Random) {
    this.talk = new ProductTalk(catalogue, random, PRICE_WORDS);
  }

  words(_state: string, language: Language): string {
    return this.talk.words(language);
  }

  isReached({ reply }: TurnOutcome): boolean {
    const price = ((this.talk.entry.row.priceMinor ?? 0) / 100).toFixed(2);
    return reply?.text.replaceAll(',', '').includes(price) === true || this.isSoldOut(reply?.template);
  }

  private isSoldOut(template: string | undefined): boolean {
    return template === 'product_sold_out';
  }
}

const PRICE_WORDS = {
  en: [
    'how much is the {product}?',
    'what is the price of {product}',
    '{product} price?',
    'how much for {product} pls',
  ],
  hi: ['{product} कितने का है?', '{product} का दाम क्या है?'],
};

/** Wants to know how their order stands; every other one is known by their contact, the others have to say who they are. */
export class StatusAsker implements Purpose {
  readonly setup: ShopSetup;
  private readonly who: Identity;
  private readonly random: Random;

  constructor(who: Identity, random: Random) {
    this.who = who;
    this.random = random;
    const customer = { name: who.name, phone: who.phone.replaceAll(' ', ''), address: who.address };
    const { name, phone } = customer;
    const orders = [{ number: ORDER_NUMBER, status: 'accepted' as const, items: {} }];
    this.setup = random.chance(0.5) ? { customer, orders } : { others: [{ name, phone }], orders };
  }

  words(state: string, language: Language): string {
    const isHindi = language === 'hi';
    if (state === 'register_phone') return this.who.phone;
    if (state === 'identify') return isHindi ? `मेरा नाम ${this.who.name} है` : this.who.name;
    return this.random.pick(isHindi ? STATUS_WORDS.hi : STATUS_WORDS.en);
  }

  isReached({ reply }: TurnOutcome): boolean {
    return reply?.template === 'order_status' && reply.text.includes(String(ORDER_NUMBER));
  }
}

const STATUS_WORDS = {
  en: ['any news about my order?', 'where has my order got to', 'order status please', 'is my order coming today?'],
  hi: ['मेरा ऑर्डर कहाँ पहुँचा?', 'ऑर्डर का क्या हाल है?'],
};

/** Is unhappy with what came, and content when a person takes over. */
export class Complainer implements Purpose {
  private readonly talk: ProductTalk;

  constructor(catalogue: readonly CatalogueEntry[], random: Random) {
    this.talk = new ProductTalk(catalogue, random, COMPLAINTS);
  }

  words(_state: string, language: Language): string {
    return this.talk.words(language);
  }

  isReached({ handsOver }: TurnOutcome): boolean {
    return handsOver;
  }
}

const COMPLAINTS = {
  en: [
    'half of what you sent yesterday was unusable',
    'the {product} you sent was bad, I am not happy',
    'I got somebody else’s order and nobody picks up the phone',
    'this is the second time that something was missing',
  ],
  hi: ['{product} ख़राब निकला, मैं बहुत नाराज़ हूँ', 'सामान टूटा हुआ आया है'],
};

/** Came for a chat, and wants to be heard when they take leave; nothing was bought, nobody was called. The chat is the persona's. */
export class Chatterer implements Purpose {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  words(_state: string, language: Language): string {
    return this.random.pick(language === 'hi' ? LEAVES.hi : LEAVES.en);
  }

  isReached({ reply, slots, handsOver }: TurnOutcome): boolean {
    return reply?.template === 'farewell' && basketOf(slots).length === 0 && !handsOver;
  }
}

const LEAVES = { en: ['ok, bye now', 'have to run, goodbye', 'bye, take care'], hi: ['अच्छा, फिर मिलेंगे', 'अलविदा'] };

/** What a persona is after in a shop, with what the shop has to know of them. */
export function purposeIn(
  catalogue: readonly CatalogueEntry[],
  { aim, who, random }: { readonly aim: Aim; readonly who: Identity; readonly random: Random },
): { readonly purpose: Purpose; readonly setup?: ShopSetup } {
  switch (aim) {
    case 'goal':
      return { purpose: new Shopper(catalogue, who, random) };
    case 'price':
      return { purpose: new PriceAsker(catalogue, random) };
    case 'complaint':
      return { purpose: new Complainer(catalogue, random) };
    case 'chat':
      return { purpose: new Chatterer(random) };
    case 'status': {
      const purpose = new StatusAsker(who, random);
      return { purpose, setup: purpose.setup };
    }
  }
}
