import type { DialogueFlow, Language } from '../../contracts/dialogue.ts';
import type { CatalogueEntry } from '../flow-tests/shop/catalogue.ts';
import { demoCatalogue } from '../flow-tests/shop/catalogue.ts';
import type { Random } from './random.ts';

/** Where a shop waits for items; elsewhere it waits for the answer to a question. */
const OPEN: ReadonlySet<string> = new Set(['menu', 'shopping', 'ordered', 'person']);

/** What somebody says who is asked just that. */
const ANSWERS: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> = {
  delivery: {
    en: ['1', 'the second one', 'tomorrow', 'next Tuesday', 'on Thursday please'],
    hi: ['1', 'पहला', 'कल'],
  },
  review: { en: ['yes', 'yes please', 'go ahead', 'confirm', 'no'], hi: ['हाँ', 'जी हाँ', 'नहीं'] },
  dropping: { en: ['no', 'yes'], hi: ['नहीं', 'हाँ'] },
  cancelling: { en: ['no', 'yes'], hi: ['नहीं', 'हाँ'] },
  register_phone: { en: ['+91 98111 12222', 'it is +919822233344', '+65 8123 4567'], hi: ['+919833344455'] },
  register_name: { en: ['{name}', 'my name is {name}'], hi: ['मेरा नाम {name} है'] },
  register_address: {
    en: ['12 MG Road, Pune 411001', 'Flat 4, Green Apartments, Pune 411004'],
    hi: ['12 गांधी रोड, पुणे 411001'],
  },
  register_check: { en: ['yes', 'yes, that is right', 'no'], hi: ['हाँ', 'सही है'] },
  identify: { en: ['{name}'], hi: ['{name}'] },
};

/** What a question about an item asks for, by what stands in it. */
const ITEM_ANSWERS: readonly (readonly [RegExp, Readonly<Record<Language, readonly string[]>>])[] = [
  [/\(yes or no\)|\(हाँ या नहीं\)/u, { en: ['yes', 'ok', 'no'], hi: ['हाँ', 'नहीं'] }],
  [/1\)/u, { en: ['1', 'the first one', '2', 'second one please'], hi: ['1', 'पहला वाला', 'दूसरा'] }],
  [/how many|कितने चाहिए/iu, { en: ['3', 'two of them', '10'], hi: ['3', 'दो'] }],
  [/\bml\b|मिली/u, { en: ['500 ml', '1 l', '2 litres'], hi: ['500 मिली', 'दो लीटर'] }],
  [/how much|कितना चाहिए/iu, { en: ['1 kg', '500 g', '2 kg'], hi: ['दो किलो', '500 ग्राम'] }],
];

const DONE: Readonly<Record<Language, readonly string[]>> = {
  en: ['done', "that's all", 'nothing else, thanks', 'please place the order'],
  hi: ['बस', 'बस इतना ही', 'ऑर्डर कर दो'],
};

/** What a customer of a shop says next on the way to an order; undefined: the flow is no shop. */
export function shoppingWords(
  flow: DialogueFlow,
  state: string,
  language: Language,
  { random, lastReply }: { readonly random: Random; readonly lastReply: string },
): string | undefined {
  const catalogue = demoCatalogue(flow.name);
  if (catalogue === undefined) return undefined;
  const answers = wordsOf(ANSWERS[state] ?? {}, language);
  if (answers.length > 0) return random.pick(answers);
  const asked = ITEM_ANSWERS.find(([pattern]) => pattern.test(lastReply));
  if (state === 'clarifying') return asked === undefined ? 'neither' : random.pick(wordsOf(asked[1], language));
  if (!OPEN.has(state)) return undefined;
  const isDone = state === 'shopping' && random.chance(0.4);
  return isDone ? random.pick(wordsOf(DONE, language)) : itemOf(random.pick(catalogue), language, random);
}

function wordsOf(bank: Readonly<Record<Language, readonly string[]>>, language: Language): readonly string[] {
  return bank[language] ?? bank['en'] ?? [];
}

/** So much of a product, by its name up to what only a catalogue says. */
function itemOf({ row: { product } }: CatalogueEntry, language: Language, random: Random): string {
  const { names, baseUnit, sku } = product;
  const [name = sku] = (names[language] ?? names['en'] ?? sku).split(',');
  if (baseUnit === 'piece') return `${random.between(1, 6)} ${name}`;
  const amounts = baseUnit === 'ml' ? ['500 ml', '1 litre', '2 l'] : ['500 g', '1 kg', '2 kg', 'half a kilo of'];
  return `${random.pick(amounts)} ${name}`;
}
