import type { ReturnReason } from '../../../contracts/commerce/returns.ts';
import type { Language } from '../../../contracts/dialogue.ts';

/** What is said about returns inside the templates, by language; `{word}` is filled in. */
export type ReturnPhrase = keyof typeof EN;

const EN = {
  which_order: 'Which order do you mean? Send the number in front:\n{options}',
  which_items: 'What of order {number} shall come back? Send names or numbers, or ALL:\n{options}',
  which_one: 'Which of these do you mean? Send the name or the number, or ALL:\n{options}',
  amount: 'How much of {product} comes back? You got {kept}; say ALL for all of it.',
  reason:
    'What is the reason?\n1) broken or damaged\n2) spoiled or past its date\n3) not what you ordered\n4) not wanted any more\n5) something else',
  order_option: '{n}) Order {number}: {items}',
  item_option: '{n}) {items}',
  not_in_order: 'There is no “{words}” in what was delivered.',
  at_most: 'Of {product} there is only {kept} to return.',
  line: '{items}: {amount}',
  credit: 'Credited: {gross}',
  credit_with_tax: 'Credited: {gross} (tax of {tax} included)',
  reason_damaged: 'Reason: broken or damaged',
  reason_spoiled: 'Reason: spoiled or past its date',
  reason_wrong_item: 'Reason: not what was ordered',
  reason_not_wanted: 'Reason: not wanted any more',
  reason_other: 'Reason: something else',
  done: 'The return of {items} from order {number} is noted, {gross} are credited.',
} as const;

const HI: Readonly<Record<ReturnPhrase, string>> = {
  which_order: 'किस ऑर्डर की बात है? आगे का नंबर भेजिए:\n{options}',
  which_items: 'ऑर्डर {number} में से क्या लौटाना है? नाम या नंबर भेजिए, या "सब":\n{options}',
  which_one: 'इनमें से कौन सा? नाम या नंबर भेजिए, या "सब":\n{options}',
  amount: '{product} कितना लौटाना है? आपको {kept} मिला था; पूरा हो तो "सब" लिखिए।',
  reason: 'क्या वजह है?\n1) टूटा या फटा\n2) ख़राब या पुराना\n3) जो मँगाया वह नहीं आया\n4) अब नहीं चाहिए\n5) कुछ और',
  order_option: '{n}) ऑर्डर {number}: {items}',
  item_option: '{n}) {items}',
  not_in_order: 'जो पहुँचा उसमें “{words}” नहीं है।',
  at_most: '{product} सिर्फ़ {kept} लौट सकता है।',
  line: '{items}: {amount}',
  credit: 'वापस जमा: {gross}',
  credit_with_tax: 'वापस जमा: {gross} (इसमें टैक्स {tax} शामिल है)',
  reason_damaged: 'वजह: टूटा या फटा',
  reason_spoiled: 'वजह: ख़राब या पुराना',
  reason_wrong_item: 'वजह: जो मँगाया वह नहीं आया',
  reason_not_wanted: 'वजह: अब नहीं चाहिए',
  reason_other: 'वजह: कुछ और',
  done: 'ऑर्डर {number} से {items} की वापसी लिख ली, {gross} वापस जमा हुए।',
};

/** In Hindi, else in English, with its words filled in. */
export function returnPhrase(
  language: Language,
  key: ReturnPhrase,
  words: Readonly<Record<string, string | number>> = {},
): string {
  const text = (language === 'hi' ? HI : EN)[key];
  return text.replace(/\{(\w+)\}/gu, (_, name: string) => String(words[name] ?? '').replace(/[{}]/gu, ''));
}

/** "Reason: spoiled or past its date". */
export function reasonText(language: Language, reason: ReturnReason): string {
  return returnPhrase(language, `reason_${reason}`);
}
