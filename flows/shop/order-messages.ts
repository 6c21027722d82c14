import type { OrderTale, ToldLine } from '../../contracts/commerce/order-tale.ts';
import type { OrderEventType } from '../../contracts/commerce/orders.ts';
import { dayText, slotText } from './times.ts';
import { moneyText, quantityText } from './wording.ts';

/**
 * What the customer is told of an order without having asked, in the conversation's language (Hindi, else English). Undefined:
 * the event says nothing to them. Pure; numbers, names and times are those of the event and of the order as it is.
 */
export function orderMessage(tale: OrderTale): string | undefined {
  const words = tale.language === 'hi' ? HINDI : ENGLISH;
  return words[tale.type]?.(factsOf(tale, words));
}

/** What the sentences are made of, worded already. */
interface Facts {
  readonly number: number;
  readonly gross: string;
  /** When it comes, as a sentence; empty: no time is agreed. */
  readonly when: string;
  readonly isSlotMoved: boolean;
  /** Lines that cannot be served in full, one each. */
  readonly short: string;
  readonly reason: string | undefined;
}

type Words = Readonly<Partial<Record<OrderEventType, (facts: Facts) => string>>> & {
  readonly comes: (time: string) => string;
  readonly left: (line: ToldLine) => string;
};

const ENGLISH: Words = {
  comes: (time) => `It comes ${time}.`,
  left: ({ name, fulfilled, quantity, baseUnit }) =>
    fulfilled === 0
      ? `- ${name}: sold out`
      : `- ${name}: only ${quantityText(baseUnit, fulfilled, 'en')} of ${quantityText(baseUnit, quantity, 'en')} left`,
  'order.confirmed': ({ number, gross }) => `I have your order ${number}, ${gross} in all.`,
  'order.short': ({ number, gross, short, when, isSlotMoved }) =>
    lines(
      `Not everything in order ${number} can be had as you asked:`,
      short,
      isSlotMoved ? `The time you chose is full. ${when === '' ? 'We will agree on another.' : when}` : '',
      `As it is it comes to ${gross}. Shall I send it like that? (yes, or cancel)`,
    ),
  'order.approval_needed': ({ number }) =>
    `A colleague looks at order ${number} before we accept it. I will tell you as soon as that is done.`,
  'order.accepted': ({ number, gross, when }) => sentence(`Order ${number} is accepted: ${gross}.`, when),
  'order.changed': ({ number, gross, when }) => sentence(`Order ${number} is changed: ${gross} now.`, when),
  'order.out_for_delivery': ({ number }) => `Order ${number} is on its way to you.`,
  'order.delivered': ({ number }) => `Order ${number} was delivered. Thank you!`,
  'order.partly_fulfilled': ({ number }) => `What we had of order ${number} was delivered. Thank you!`,
  'order.cancelled': ({ number, reason }) => sentence(`Order ${number} is cancelled.`, ENGLISH_REASONS[reason ?? '']),
  'order.returned': ({ number, gross }) => `We have back what you returned of order ${number}: ${gross} are credited.`,
};

const ENGLISH_REASONS: Readonly<Record<string, string>> = {
  out_of_stock: 'I am sorry: nothing of it is left. Nothing is charged.',
  reservation_expired: 'I could not keep the goods any longer. Nothing is charged; please order again.',
};

const HINDI: Words = {
  comes: (time) => `डिलीवरी: ${time}।`,
  left: ({ name, fulfilled, quantity, baseUnit }) =>
    fulfilled === 0
      ? `- ${name}: खत्म हो गया`
      : `- ${name}: ${quantityText(baseUnit, quantity, 'hi')} में से सिर्फ़ ${quantityText(baseUnit, fulfilled, 'hi')} बचा है`,
  'order.confirmed': ({ number, gross }) => `आपका ऑर्डर ${number} मिल गया, कुल ${gross}।`,
  'order.short': ({ number, gross, short, when, isSlotMoved }) =>
    lines(
      `ऑर्डर ${number} पूरा वैसा नहीं हो पाएगा जैसा आपने कहा था:`,
      short,
      isSlotMoved ? `आपका चुना समय भर गया है। ${when === '' ? 'दूसरा समय हम तय कर लेंगे।' : when}` : '',
      `ऐसे कुल ${gross} होगा। क्या इसी तरह भेज दूँ? (हाँ, या रद्द)`,
    ),
  'order.approval_needed': ({ number }) => `ऑर्डर ${number} को पहले हमारे एक साथी देखेंगे। होते ही मैं आपको बता दूँगा।`,
  'order.accepted': ({ number, gross, when }) => sentence(`ऑर्डर ${number} स्वीकार हो गया: ${gross}।`, when),
  'order.changed': ({ number, gross, when }) => sentence(`ऑर्डर ${number} बदल दिया गया: अब ${gross}।`, when),
  'order.out_for_delivery': ({ number }) => `ऑर्डर ${number} आपके पास आ रहा है।`,
  'order.delivered': ({ number }) => `ऑर्डर ${number} पहुँच गया। धन्यवाद!`,
  'order.partly_fulfilled': ({ number }) => `ऑर्डर ${number} में जो था वह पहुँच गया। धन्यवाद!`,
  'order.cancelled': ({ number, reason }) => sentence(`ऑर्डर ${number} रद्द हो गया।`, HINDI_REASONS[reason ?? '']),
  'order.returned': ({ number, gross }) => `ऑर्डर ${number} का लौटाया सामान मिल गया: ${gross} वापस जमा हुए।`,
};

const HINDI_REASONS: Readonly<Record<string, string>> = {
  out_of_stock: 'माफ़ कीजिए, इसमें से कुछ भी नहीं बचा। कोई पैसा नहीं लिया गया।',
  reservation_expired: 'सामान और देर तक रोक नहीं सका। कोई पैसा नहीं लिया गया; कृपया फिर से ऑर्डर करें।',
};

function factsOf(tale: OrderTale, words: Words): Facts {
  const { data, language } = tale;
  const time = timeOf(tale);
  return {
    number: data.number,
    gross: moneyText(data.gross_minor, data.currency, language === 'hi' ? 'hi' : 'en'),
    when: time === undefined ? '' : words.comes(time),
    isSlotMoved: data.is_slot_moved === true,
    short: tale.lines
      .filter(({ fulfilled, quantity }) => fulfilled < quantity)
      .map((line) => words.left(line))
      .join('\n'),
    reason: data.reason,
  };
}

function timeOf({ slot, deliverOn, timeZone, language }: OrderTale): string | undefined {
  if (slot !== undefined) return slotText(slot, timeZone, language);
  return deliverOn === undefined ? undefined : dayText(deliverOn, language);
}

function sentence(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
