import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Slots } from '../../../contracts/dialogue.ts';
import type { ExtractInput, ToolOutcome } from '../../engine/definition.ts';
import { chitchatKind } from '../../understanding/repair-cues.ts';
import { addressAnew, withoutRemarks } from '../address-part.ts';
import { listOf, textOf } from '../basket.ts';
import { addressOf, nextOfRegistration, registrationOf, timeNoted } from '../checkout.ts';
import { completesAddress, partTold, servedAt } from '../delivery-area.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { agreesAtLength, beginsWithCourtesy } from '../courtesy.ts';
import { phrase } from '../phrases.ts';
import { saysNo, saysYes, talkOf } from '../said.ts';
import { beginsAddress, nameAndAddress, renamed, restated } from '../registration-words.ts';
import { detailsTold } from '../registration-details.ts';
import type { ShopSettings } from '../settings.ts';
import { isAddress, isName } from '../slots.ts';
import { deliveryAgreed, saysTimeOnly } from './delivery.ts';
import type { DeskTool } from './tool.ts';

/** Whose phone it is. One that belongs to somebody else is believed after the name it is registered under. */
export const TELL_PHONE: DeskTool = {
  name: 'tell_phone',
  description: 'Takes the phone number of a new customer.',
  states: ['register_phone'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const phone = phoneSaid(desk.reading, desk.settings);
    if (phone === undefined) return undefined;
    if (desk.view.phoneHolder === 'another_customer')
      return { reply: 'ask_registered_name', to: 'identify', slots: { claimed: [phone, '0'] } };
    if (listOf(desk.slots, 'looking_for').length > 0) return noOrders(desk, phone);
    const told = { ...besideThePhone(desk), phone };
    const next = nextOfRegistration({ ...desk, slots: { ...desk.slots, ...told } }, '');
    return { ...next, slots: { ...told, ...next.slots } };
  },
};

/** Name and address that came with the number: "Anna, 98111 12222, 12 MG Road, Pune". */
function besideThePhone({ reading, settings }: Desk): Slots {
  const inParts = detailsIn(
    reading.text.replace(PHONE, ',').replace(/(?<=^|[\s,])(?:phone|mobile|number|no\.?|ph)\s*(?:is|:)?\s*(?=,)/giu, ''),
    settings,
  );
  if (inParts['name'] !== undefined) return inParts;
  const { phone, name, address } = detailsTold(reading.text, settings);
  if (phone === undefined) return {};
  return { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) };
}

/** A name, and after it an address, in parts of one message; nothing where it is not both. */
function detailsIn(text: string, settings: ShopSettings): Slots {
  const told = nameAndAddress(text, settings);
  if (told === undefined) return {};
  const name = nameSaid(told.name);
  const address = told.address.replace(BESIDE_AN_ADDRESS, '');
  const isBoth = isName(name) && !NO_NAME.test(name) && isAddress(address);
  return isBoth && !BESIDES.test(address) && !QUESTION.test(text) ? { name, address } : {};
}

/** Nobody has ordered with that phone: the next one is tried, or something is ordered. */
function noOrders({ basket }: Desk, phone: string): ToolOutcome {
  const to = basket.length > 0 ? 'shopping' : 'menu';
  return { reply: 'no_orders_of_phone', to, lines: { phone }, slots: { looking_for: [] } };
}

/** The name a phone is registered under: three tries, then a person. */
export const TELL_REGISTERED_NAME: DeskTool = {
  name: 'tell_registered_name',
  description: 'Checks the name that a phone is registered under.',
  states: ['identify'],
  isBinding: true,
  hears: ({ text, language }) => isName(nameSaid(text)) && !saysYes(text, language),
  run: (desk) => {
    const [phone, tries] = listOf(desk.slots, 'claimed');
    if (phone === undefined) return nextOfRegistration(desk, '');
    if (saysNo(desk.reading.text, desk.language))
      return { reply: 'ask_phone', to: 'register_phone', slots: { claimed: [] } };
    if (desk.view.isHolderNamed) {
      const effects = [{ kind: 'link_customer', phone } as const];
      const to = desk.basket.length === 0 ? 'menu' : 'shopping';
      const reply = listOf(desk.slots, 'looking_for').length > 0 ? 'identified_for_orders' : 'identified';
      return { reply, to, effects, slots: { claimed: [], checkout: [], looking_for: [] } };
    }
    const failed = Number(tries) + 1;
    if (failed >= MAX_TRIES)
      return { reply: 'not_identified', to: 'person', handOver: 'identity', slots: { claimed: [] } };
    return { reply: 'wrong_name', slots: { claimed: [phone, String(failed)] } };
  },
};

const MAX_TRIES = 3;

/** Name or address, as they are asked for. */
export const TELL_DETAILS: DeskTool = {
  name: 'tell_details',
  description: 'Takes name and address of a new customer.',
  states: ['register_name', 'register_address'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const timed = timeBeforeDetails(desk);
    if (timed !== undefined) return timed;
    const told = detailsSaid(desk);
    if (told === undefined) return undefined;
    const after = { ...desk, slots: { ...desk.slots, ...told } };
    if (desk.view.customer !== undefined) return onward(after, { slots: told });
    const next = nextOfRegistration(after, '');
    return { ...next, slots: { ...told, ...next.slots } };
  },
};

/** A day or a time where a name is asked for is no name: it is kept where it can be had, and the name asked again. */
function timeBeforeDetails(desk: Desk): ToolOutcome | undefined {
  const { reading, timeZone, view } = desk;
  if (reading.state !== 'register_name' || view.customer !== undefined) return undefined;
  if (!saysTimeOnly({ text: reading.text, entities: reading.entities, timeZone })) return undefined;
  const delivery = deliveryAgreed(desk, reading.text);
  const notes =
    delivery === undefined
      ? phrase(desk.language, 'time_later')
      : timeNoted({ ...desk, slots: { ...desk.slots, ...delivery } });
  const next = nextOfRegistration(desk, notes);
  return { ...next, slots: { ...delivery, ...next.slots } };
}

/** The yes to what was read back registers the customer; what is told anew is read back again. */
export const CHECK_REGISTRATION: DeskTool = {
  name: 'check_registration',
  description: 'Registers the customer with what was read back.',
  states: ['register_check'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots } = desk;
    const phone = phoneSaid(reading, desk.settings);
    if (phone !== undefined)
      return desk.view.phoneHolder === 'another_customer' ? TELL_PHONE.run(desk) : again(desk, { phone });
    if (saysNo(reading.text, language)) return { reply: 'what_is_wrong', isStuck: true };
    const told = restated(reading.text, shownAddress(slots));
    return told === undefined ? checked(desk) : again(desk, told);
  },
};

/** The yes to just what was read back. */
function checked(desk: Desk): ToolOutcome | undefined {
  const { reading, slots } = desk;
  const [phone, name, address] = [textOf(slots, 'phone'), textOf(slots, 'name'), textOf(slots, 'address')];
  if (phone === undefined || name === undefined || address === undefined) return again(desk, {});
  if (listOf(slots, 'shown')[0] !== registrationOf(phone, name, address)) return again(desk, {});
  const agreed = agreement(desk);
  if (agreed !== undefined) return registered(desk, { phone, name, address }, agreed);
  // "No, the street!": what is wrong is asked, nobody is fetched for it.
  const isWrong = reading.intent === 'complaint' || WRONG.test(reading.text);
  return isWrong ? { reply: 'what_is_wrong', isStuck: true } : undefined;
}

/** A yes, and what is asked next where that is answered along with it: "yep. thursday"; undefined: it is none. */
function agreement(desk: Desk): Slots | undefined {
  const { reading, language } = desk;
  if (saysYes(reading.text, language) || agreesAtLength(reading.text)) return {};
  const [yes = '', when = ''] = reading.text.split(/[.,!;]+\s+|\s+(?:and|aur)\s+/u, 2);
  return saysYes(yes, language) ? deliveryAgreed(desk, when) : undefined;
}

/** The address that was read back: what the message names of one may be a part of it only. */
function shownAddress(slots: Slots): string | undefined {
  const [shown] = listOf(slots, 'shown');
  const parts: unknown = shown === undefined ? [] : JSON.parse(shown);
  const address: unknown = Array.isArray(parts) ? parts[2] : undefined;
  return typeof address === 'string' ? address : undefined;
}

const WRONG = /^(?:no|nope|nahi+n?|wrong|नहीं)\b|\b(?:wrong|missing|incorrect|galat)\b|ग़?लत/iu;

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function again(desk: Desk, told: Slots): ToolOutcome {
  const next = nextOfRegistration({ ...desk, slots: { ...desk.slots, ...told } }, '');
  return { ...next, slots: { ...told, ...next.slots } };
}

function registered(
  desk: Desk,
  told: { phone: string; name: string; address: string },
  agreed: Slots = {},
): ToolOutcome {
  const effects = [{ kind: 'register_customer', as: desk.settings.customers, ...told } as const];
  if (desk.basket.length === 0) return { reply: 'registered', to: 'menu', effects, slots: { shown: [] } };
  return onward(desk, { effects, slots: { ...agreed, checkout: ['yes'], shown: [] }, isRegistered: true });
}

/** The phone of a message: one that is recognised anywhere, or digits alone with the flow's own country. */
export function phoneSaid(
  { entities, text }: Pick<ExtractInput, 'entities' | 'text'>,
  settings: ShopSettings,
): string | undefined {
  const entity = entities.find((one) => one.kind === 'phone');
  if (entity !== undefined && !text.includes('\n')) return entity.number;
  // In pieces, "+65" and the rest, it is one number.
  const digits = PHONE.exec(text)?.[0].replace(/\s+/gu, ' ');
  const parsed = digits === undefined ? undefined : parsePhoneNumberFromString(digits, settings.country);
  if (parsed?.isValid() === true) return parsed.number;
  return entity?.number ?? detailsTold(text, settings).phone;
}

const PHONE = /(?:\+|00)?\d(?:[\s().-]{0,3}\d){6,14}/u;

/** "My name is Ravi Kumar", "my naem is Ravi" without what stands before the name. */
export function nameSaid(text: string): string {
  return oneLine(text)
    .replace(/^(?:my|our) n[aem]{2,4} is /iu, '')
    .replace(/^(?:only|just|simply)\s+/iu, '')
    .replace(
      /^(?:(?:hi|hello|yes|ok|haan|ji|no)[\s,]+)*(?:(?:my|the|our|it['’]?s under the|registered)\s+)*(?:name|business|outlet|shop|company)?\s*(?:is|are|name is|:|=)?\s*(?:it['’]?s|it is|i am|i['’]m|this is|mera naam|मेरा नाम|हमारा नाम)?\s*/iu,
      '',
    )
    .replace(/\s+(?:hai|है|here|please|pls)[\s.!]*$/iu, '')
    .replace(/[\s.!,]+$/u, '');
}

function detailsSaid(desk: Desk): Slots | undefined {
  const { reading, language } = desk;
  const text = oneLine(reading.text);
  if (saysYes(text, language) || saysNo(text, language) || chitchatKind(text, language) !== undefined) return undefined;
  if (reading.state === 'register_name') return nameTold(text, desk);
  const completed = completedAddress(text, desk) ?? addressAnew(text, textOf(desk.slots, 'address'));
  if (completed !== undefined) return { address: completed };
  const name = addressTold(text) === undefined && /\bnaa?me?\b/iu.test(text) ? renamed(text) : undefined;
  if (name !== undefined) return name;
  const address = addressTold(text) ?? addressOf({ ...desk, view: { ...desk.view, customer: undefined } });
  return address === undefined ? undefined : { address };
}

/** The address that is in doubt, with its postcode. */
function completedAddress(text: string, { slots, view }: Desk): string | undefined {
  const area = view.facts?.deliversTo;
  const address = textOf(slots, 'address');
  if (address === undefined || servedAt(address, area) !== 'doubt') return undefined;
  return completesAddress(text, area) ? `${address}, ${partTold(text)}` : undefined;
}

function toldOutright(text: string, said: string, settings: ShopSettings): Slots | undefined {
  const both = detailsIn(said, settings);
  if (both['name'] !== undefined) return both;
  return BEHIND_A_SENTENCE.test(text) ? renamed(text) : undefined;
}

function nameTold(text: string, { reading, language, settings }: Desk): Slots | undefined {
  const outright = toldOutright(text, reading.text, settings);
  if (outright !== undefined) return outright;
  const name = nameSaid(text);
  const isStated = name !== text.replace(/[\s.!,]+$/u, '');
  const address = beginsAddress(text) ? addressTold(text) : undefined;
  if (address !== undefined) return { address };
  if (!isStated && isBesideAName(text, name, reading.intent)) return undefined;
  // "Kopi 99" is a shop; who orders instead begins with a number.
  const isOutlet = settings.customers === 'outlet' && /^\p{L}/u.test(text);
  const isItem =
    !isOutlet &&
    talkOf([text], language).some(
      (one) => one.kind === 'same_as_last' || ('quantity' in one && one.quantity !== undefined),
    );
  return isName(name) && !isItem && !QUESTION.test(text) ? { name } : undefined;
}

/** "No thats the delivery day. name is Lim Cafe, Bugis": what stands before it is none of it. */
const BEHIND_A_SENTENCE = /\S[.!;,]\s*(?:(?:the|my|our|and)\s+)*(?:naa?me|naam|business|outlet)\b/iu;

/** The address is what was asked for: all of the message is it, unless it says something besides. */
function addressTold(text: string): string | undefined {
  const address = withoutRemarks(text.replace(BESIDE_AN_ADDRESS, ''));
  const isSentence = BESIDES.test(address) || (!/\p{Nd}/u.test(address) && NO_NAME.test(address));
  return isAddress(address) && !QUESTION.test(text) && !isSentence ? address : undefined;
}

const BESIDE_AN_ADDRESS =
  /^(?:(?:my|our|the|delivery)\s+)*ad{1,2}[dres]{3,6}\s*(?:is|:)?\s*|^(?:(?:i|we)\s+(?:live|stay|am|are)|(?:please\s+|pls\s+)?(?:deliver|send|bring)(?:\s+(?:it|that|everything))?\s+to|it\s?['’]?i?s)(?:\s+(?:at|in))?\s+|^(?:मेरा )?पता\s*(?:है|:)?\s*|\s+(?:hai|है)[\s.!।]*$/giu;

/** "Ramesh" is a name, whatever it resembles; a whole sentence with that intent is none. */
function isBesideAName(text: string, name: string, intent: string | undefined): boolean {
  const isSentence = text.split(' ').length > MAX_NAME_ALONE;
  return beginsWithCourtesy(text) || NO_NAME.test(name) || (isSentence && BESIDE_A_NAME.has(intent ?? ''));
}

const MAX_NAME_ALONE = 2;

/** What nobody is called who says it without "my name is". */
const BESIDE_A_NAME: ReadonlySet<string> = new Set(
  'greeting thanks farewell complaint menu checkout order_status cancel_order change_order catalogue_question payment_question delivery_question shop_question show_basket'.split(
    ' ',
  ),
);
/** Words of sentences, not of names. */
const NO_NAME =
  /(?<![\p{L}\p{M}])(?:menu|status|help|done|cancel|order|checkout|basket|i|i['’]m|me|you|your|we|it|that|this|what|is|are|was|were|am|be|been|has|have|had|do|does|did|can|could|will|would|should|not|don['’]?t|tell|please|hmm+|honestly|aap|tum|kya|hai|hain|आप|तुम|क्या|है|हैं)(?![\p{L}\p{M}])/iu;

const BESIDES =
  /(?<![\p{L}\p{M}])(?:please|thanks|thank you|and|aur|और|deliver|send|bring|i|we|my|me|mera|hai|है)(?![\p{L}\p{M}])/iu;

const QUESTION = /\?\s*$|^(?:why|what|how|when|where|who|do|does|can|is|are|kyu+n?|kya|क्यों|क्या)\b/iu;
