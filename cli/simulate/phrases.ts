import type { DialogueFlow, Language } from '../../contracts/dialogue.ts';
import { demoCatalogue } from '../flow-tests/shop/catalogue.ts';

/** What is said besides what leads to the goal. */
export type AsideKind =
  | 'courtesy'
  | 'question'
  | 'small_talk'
  | 'off_topic'
  | 'objection'
  | 'haggle'
  | 'urge'
  | 'repair'
  | 'abuse'
  | 'refuse'
  | 'ask_person'
  | 'stop';

type Bank = Readonly<Partial<Record<Language, readonly string[]>>>;

/**
 * Asides in the customers' own words: none of them is copied from a flow's examples, so that what a flow was trained on is
 * not all it is asked. `question` and `objection` come from the flow too.
 */
const ASIDES: Readonly<Record<AsideKind, Bank>> = {
  courtesy: {
    en: [
      'thank you so much for the quick answer',
      'cheers, appreciate it',
      'nice, thanks a lot',
      'good to hear from you',
    ],
    hi: ['बहुत बहुत शुक्रिया', 'जवाब के लिए धन्यवाद जी'],
  },
  question: {
    en: [
      'and who would I be dealing with on your side?',
      'where are you based, by the way?',
      'how long have you been around?',
      'is my data safe with you?',
      'do you work at weekends?',
    ],
    hi: ['आपका दफ़्तर कहाँ है?', 'इसमें कितना समय लगेगा?'],
  },
  small_talk: {
    en: ['how is your day going?', 'are you a real human or a robot?', 'tell me a joke first', 'you sound friendly'],
    hi: ['आप कैसे हैं?', 'क्या आप रोबोट हैं?'],
  },
  off_topic: {
    en: [
      'did you see the match last night? what a finish',
      'my dog ate my slippers this morning',
      'it has been raining here since Tuesday',
      'what is the capital of Peru again?',
      'I am thinking of repainting the kitchen in green',
    ],
    hi: ['कल का मैच देखा क्या?', 'यहाँ बहुत बारिश हो रही है'],
  },
  objection: {
    en: [
      'hmm, that is a lot of money for a small shop like ours',
      'honestly I have been burned by agencies before',
      'we are in the middle of the season, not a good moment',
      'my partner decides these things, not me',
    ],
    hi: ['यह हमारे बजट से बहुत ज़्यादा है', 'मुझे इस पर भरोसा नहीं है'],
  },
  haggle: {
    en: [
      'knock 30 percent off and we have a deal',
      'your competitor does it for half',
      'what is the lowest you can go?',
      'give me one month free',
    ],
    hi: ['थोड़ा कम कीजिए ना', 'इससे कम में हो जाएगा?'],
  },
  urge: {
    en: ['come on, quicker please', 'short answer please', 'and?', 'no essays please, yes or no', 'hello??'],
    hi: ['जल्दी बताइए', 'छोटा जवाब दीजिए'],
  },
  repair: {
    en: [
      'sorry, can you say that again?',
      'no wait, I meant next Friday',
      'can we skip this one?',
      'where were we?',
      'forget it, let us start from the beginning',
      'actually it is spelled with a K',
    ],
    hi: ['फिर से बताइए', 'नहीं, मेरा मतलब शुक्रवार था'],
  },
  abuse: { en: ['you are a useless piece of junk', 'what an idiotic bot'], hi: ['तुम बेकार हो'] },
  refuse: { en: ['nah, not for me right now', 'I will pass for the moment'], hi: ['अभी नहीं चाहिए'] },
  ask_person: {
    en: [
      'let me talk to someone real',
      'could a colleague of yours take over please?',
      'I want to speak with a human being',
    ],
    hi: ['किसी इंसान से बात कराइए'],
  },
  stop: { en: ['STOP', 'please stop writing to me', 'take me off your list'], hi: ['मुझे मैसेज मत भेजो'] },
};

/** What is said of prices and in doubt to a shop: nobody is burned by agencies there. */
const SHOP_ASIDES: Readonly<Partial<Record<AsideKind, Bank>>> = {
  objection: {
    en: [
      'hmm, that is a lot of money',
      'that is too expensive for what it is',
      'the market around the corner is cheaper',
      'last month this cost less',
      'is it even fresh? I am not sure',
    ],
    hi: ['यह तो बहुत महँगा है', 'बाज़ार में इससे सस्ता मिलता है'],
  },
  haggle: {
    en: [
      'knock 10 percent off and we have a deal',
      'your competitor sells it for half',
      'what is the lowest you can go?',
      'any offer if I take more?',
      'make it a round sum, please',
    ],
    hi: ['थोड़ा कम कीजिए ना', 'इससे कम में हो जाएगा?'],
  },
  repair: {
    en: [
      'sorry, can you say that again?',
      'wait, where were we?',
      'can we come back to that later?',
      'I did not get that, once more please',
    ],
    hi: ['फिर से बताइए', 'हम कहाँ थे?'],
  },
  refuse: { en: ['nah, not now', 'let me think about it'], hi: ['अभी नहीं', 'सोच कर बताता हूँ'] },
};

/** The asides of a flow's customers. */
export function asidesOf({ name }: DialogueFlow): Readonly<Record<AsideKind, Bank>> {
  return demoCatalogue(name) === undefined ? ASIDES : { ...ASIDES, ...SHOP_ASIDES };
}

/** What customers say with an intent, by the name it has in a flow, in words of their own. */
export const OWN_WORDS: Readonly<Record<string, Bank>> = {
  greeting: { en: ['Good day to you', 'Hiya, me again', 'Hello from {company}'], hi: ['नमस्ते जी', 'प्रणाम'] },
  interest: {
    en: ['A friend told me about you and I got curious', 'I would love to hear what you can do for {company}'],
    hi: ['मुझे आपके काम के बारे में जानना है'],
  },
  need: {
    en: [
      'We spend {hours} hours a week copying orders from e-mails into a sheet',
      'Our inbox is drowning, {hours} people answer the same questions all day',
    ],
    hi: ['हमारी टीम का सारा समय बिल बनाने में चला जाता है'],
  },
  provide_info: {
    en: [
      "I'm {name} from {company}, we are {hours} people",
      'My name is {name} and I run {company}',
      'I am {name}, {day} would suit me',
    ],
    hi: ['मेरा नाम {name} है'],
  },
  budget: {
    en: ['We could spend around ${budget} a month', 'Our limit is {budget} dollars'],
    hi: ['बजट {budget} रुपये है'],
  },
  price_question: { en: ['And what would that set us back?', 'How much per month?'], hi: ['कितने पैसे लगेंगे?'] },
  agreement: { en: ['Yes, go ahead', 'Fine by me, do it', 'That works'], hi: ['हाँ, ठीक है', 'जी हाँ, करते हैं'] },
  thanks: { en: ['Thank you very much', 'Lovely, thanks'], hi: ['धन्यवाद'] },
  refusal: { en: ['No, that is not for us', 'We would rather not'], hi: ['नहीं, रहने दीजिए'] },
  farewell: { en: ['Bye then, have a good one', 'See you, goodbye'], hi: ['अलविदा, फिर मिलेंगे'] },
  complaint: {
    en: ['I am really unhappy with how this went', 'This has been broken for {hours} days now'],
    hi: ['मैं बिल्कुल खुश नहीं हूँ'],
  },
  feedback: { en: ['Just wanted to say the new version is much nicer', 'A suggestion: make the buttons bigger'] },
};

export const PHONES = ['+91 98111 12222', '+919822233344', '+91 98333 44455', '+65 8123 4567'] as const;
export const ADDRESSES = [
  '12 MG Road, Pune 411001',
  'Flat 4, Green Apartments, Pune 411004',
  '7B Church Street, Bengaluru 560001',
  '12 गांधी रोड, पुणे 411001',
  'Shop 3, Station Road, near the temple, Nashik',
] as const;

/** What placeholders in the phrases stand for; every customer has one set. */
export const NAMES = ['Anna', 'Ravi', 'Meera', 'Tom', 'Priya', 'José', 'Kofi', 'Ingrid'] as const;
export const COMPANIES = ['Acme', 'Blue Lotus', 'Kerala Spices', 'North & Sons', 'Brightwork'] as const;
export const DAYS = ['tomorrow', 'Monday', 'Wednesday', 'Friday', 'next week'] as const;
