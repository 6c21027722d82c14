/** What a message asks of whoever delivers, and what else it says. */
export interface NoteSaid {
  /** In the customer's words, on one line. */
  readonly note: string;
  /** The parts of the message that are no note, with commas between them; empty: there are none. */
  readonly rest: string;
}

/** "Yes and leave it with the watchman", "dont ring the bell, baby sleeping", "gate code 12"; undefined: nothing is asked of the driver. */
export function noteSaid(text: string): NoteSaid | undefined {
  const said = text.replace(/\s+/gu, ' ').trim();
  if (ASKED.test(said)) return undefined;
  const parts = said
    .split(PARTS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const notes = parts.filter(isNote);
  if (notes.length === 0) return undefined;
  const others = parts.filter((part) => !notes.includes(part));
  return { note: cut(notes.map((part) => part.replace(LEADING, '')).join(', ')), rest: others.join(', ') };
}

/** The number under which a business files the order, such as "PO 4471", and what else the message says. */
export function purchaseOrderSaid(text: string): NoteSaid | undefined {
  const found = PURCHASE_ORDER.exec(text);
  const number = found?.groups?.['number'];
  if (found === null || number === undefined) return undefined;
  const rest = text
    .replace(found[0], ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,.;:–-]+|[\s,;:–-]+$/gu, '');
  return { note: `PO ${number}`, rest: /[\p{L}\p{Nd}]/u.test(rest.replace(COURTESY, ' ')) ? rest : '' };
}

const COURTESY =
  /(?<!\p{L})(?:sorry|please|pls|plz|hi|hello|hey|also|and|oh|ok|btw|fyi|actually|thanks|thx)(?!\p{L})/giu;
const PURCHASE_ORDER =
  /(?<![\p{L}\p{Nd}])(?:(?:my|our|the|under|with|against|ref(?:erence)?)\s+)*(?:p\.?o\.?|purchase order)\s*(?:number|num|no\.?|nr\.?|ref(?:erence)?\.?|#)?\s*(?:is|:|=|-)?\s*#?(?<number>(?=[\p{L}\p{Nd}/-]*\p{Nd})[\p{L}\p{Nd}][\p{L}\p{Nd}/-]{1,29})(?![\p{L}\p{Nd}])/iu;

/** A note behind the number of the business's own order that an earlier note begins with; the number alone where there is no note. */
export function withPurchaseOrder(note: string, before: string | undefined): string {
  const number = before === undefined ? undefined : NUMBER.exec(before)?.[0];
  return number === undefined ? note : cut([number, note].filter((part) => part !== '').join(', '));
}

/** A note without that number; empty: there is nothing else in it. */
export function withoutPurchaseOrder(note = ''): string {
  return note.replace(NUMBER, '').replace(/^[\s,]+/u, '');
}

const NUMBER = /^PO [\p{L}\p{Nd}/-]+/u;

/** The whole message as a note, without the yes or no before it: where its other parts are its reasons. */
export function wholeNote(text: string): string {
  return cut(text.replace(/\s+/gu, ' ').trim().replace(LEADING, ''));
}

/** Longer notes are cut; they are read on a doorstep. UTF-16 units. */
const MAX_NOTE = 200;

function cut(note: string): string {
  return note.slice(0, MAX_NOTE);
}

function isNote(part: string): boolean {
  return NOTES.some((pattern) => pattern.test(part)) && !OTHER.test(part);
}

const PARTS = /[.!;\n]+(?=\s|$)|,|\s(?:and|n|aur|also|plus|but|lekin|magar|और|लेकिन)\s/iu;
const LEADING =
  /^(?:(?:(?:delivery )?(?:note|instructions?)\s*:|yes|yeah|yep|ya|y|no|nope|ok|okay|haan|ha|ji|nahi|please|pls|plz|also|and|but|can (?:you|u|he|they)|could (?:you|u|he|they))[\s,.!]+)+/iu;
/** Who asks whether something was done, or complains of it, asks nothing of the driver. */
const ASKED = /^(?:did|has|have|was|were|why|where|who|when)\b|\b(?:left|rang|dropped|never|already)\b/iu;
/** A place for goods, not for a parcel. */
const OTHER = /\b(?:basket|cart|invoice|refund|to (?:my|the) order)\b/iu;

const PLACE = String.raw`(?:guard|watchman|chowkidar|security|reception|receptionist|concierge|lobby|gate|door|doorstep|doorman|porch|front|back|neighbou?rs?|neighbou?r|entrance|garage|veranda|verandah|terrace|mail ?box|letter ?box|shop|office|lift|landlord|maid|wife|husband|mother|mom|mum|father|dad|son|daughter|flat|house|window|stairs|counter|table|kitchen|loading (?:bay|dock)|store ?room)`;
const WHO = String.raw`(?:driver|rider|courier|delivery (?:boy|guy|man|person|partner|wal[ae]|fellow|team)|deliverer)`;

const NOTES: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:tell|ask|inform|remind|let) (?:the |your |ur |that )?${WHO}\b`, 'iu'),
  new RegExp(String.raw`\b${WHO} (?:ko|se) (?:bol|bata|kah|keh|samjha)\p{L}*`, 'iu'),
  new RegExp(String.raw`\b${WHO} (?:should|must|can|shall|has to|needs to|please|pls)\b`, 'iu'),
  new RegExp(
    String.raw`\b(?:note|message|msg|instructions?)\b.{0,20}\b(?:driver|rider|delivery|courier|for (?:the|my) order|order ke saath)\b|\border ke saath note\b|\b(?:add|write|put|leave) (?:a |this |the )?(?:delivery )?note\b|^(?:delivery )?(?:note|instructions?)\s*:`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:leave|keep|drop|hand|give|put|place)\b(?: (?:it|them|that|this|all|everything|my (?:order|stuff)|the (?:order|bags?|box|boxes|delivery|stuff|goods|parcel)))?(?: over| off| down)? (?:with|at|by|near|in front of|outside|inside|to|behind|on|next to|in)(?: the| my| our| a)?(?: (?:front|back|side|main|building|society|next|red|blue|green|black|white))*(?: ${PLACE})\b`,
    'iu',
  ),
  new RegExp(
    String.raw`\b${PLACE} (?:ko|ke paas|pe|par|ke pas|ke bahar) (?:de|rakh|chhod|chod|chhor|chor)\p{L}*`,
    'iu',
  ),
  /\b(?:leave|keep|drop) (?:it|them|everything|the (?:order|bags?|boxes|delivery)) outside\b/iu,
  /\b(?:ring|knock|buzz)\b(?: (?:the |my )?(?:door)?(?: ?bell)?)?(?: once| twice| softly| gently| loudly| hard| \d times?| on)?(?=\s*$|\s+(?:the|please|pls|at|on|when|door)\b)|\b(?:do not|don['’]?t|dont|no need to|please no) (?:ring|knock|buzz|honk|call)\b|\b(?:door ?)?bell (?:mat|na|nahi|is (?:broken|not working)|kharab|baja)\p{L}*/iu,
  /\b(?:gate|door|entry|entrance|access|building|lift|lobby|security|society)(?:'s)? (?:code|pin|passcode|password)\b|\bbuzzer (?:is |no\.? ?|number )?\p{Nd}+/iu,
  /\b(?:call|phone|ring|text|msg|message|whatsapp) (?:me |us |my \p{L}+ )?(?:up )?(?:when|before|once|on|after|as soon as) (?:you |u |he |she |they |the )?(?:driver |rider )?(?:arriv|reach|com(?:e|ing)|deliver|get(?:s|ting)? (?:here|there|to)|(?:is|are) (?:here|near|outside|close))\p{L}*/iu,
  /\b(?:aane|pahunch(?:ne|kar)?|pohoch(?:ne|kar)?|aa) (?:se pehle|par|pe|kar|ke pehle) (?:call|phone|msg)\b|\b(?:call|phone) kar(?:ke|na|lena)? (?:aana|aaye|aa jana)\b/iu,
  /\b(?:use|take|come (?:to|by|from|through|via|in)|enter (?:by|from|through|via|at)|deliver (?:to|at|via|through)) (?:the )?(?:(?:back|side|rear|main|front|service|second|first|other|left|right) (?:gate|door|entrance|lift|stairs|alley|lane)|loading (?:bay|dock)|gate (?:no\.? ?|number )?\p{Nd}+|service (?:lift|entrance)|stairs)\b|\bgate (?:no\.? ?|number )?\p{Nd}+ (?:se|pe|par) (?:aa|de)\p{L}*/iu,
  /\b(?:bring|carry|have|keep) (?:\p{L}+ )?(?:change|chutta|chhutta|chillar) (?:for|of)\b|\b\p{Nd}+ (?:ka|ke) (?:chutta|chhutta|change)\b/iu,
  /\b(?:lift|elevator) (?:is )?(?:not working|broken|out of order|kharab)\b|\bbeware of (?:the )?dog\b/iu,
];
