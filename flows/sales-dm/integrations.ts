import type { AskedTopic } from '../engine/definition.ts';

/** The tools that are known to work, as they are written. A business puts its own here. */
export const INTEGRATIONS: readonly string[] = ['Gmail', 'Slack', 'HubSpot', 'WhatsApp'];

/** Which tools a clause asks about: those that are known to work, or those that nobody here can vouch for. */
export function toolsAsked(
  which: 'known' | 'unknown',
  asked: AskedTopic,
): Readonly<Record<string, string>> | undefined {
  const tools = namesAsked(asked).filter((name) => (canonical(name) !== undefined) === (which === 'known'));
  return tools.length === 0 ? undefined : { tool: tools.map((name) => canonical(name) ?? name).join(', ') };
}

/** The last tool that a message names as software, in the customer's words; undefined: none. */
function toolIn(said: string): string | undefined {
  const text = said.normalize('NFKC');
  return nameConnected(text) ?? [...text.matchAll(SOFTWARE)].at(-1)?.[0];
}

function namesAsked({ text, before }: AskedTopic): readonly string[] {
  const listed = [...text.matchAll(SOFTWARE)].map(([name]) => name);
  if (COMPARES.test(text) || !(isAsked(text, listed) || isListedOn(text, before))) return [];
  if (listed.length > 0) return [...new Set(listed)];
  const named = nameConnected(text) ?? (POINTS_BACK.test(text) ? toolBefore(before) : undefined);
  return named !== undefined && !GENERIC.test(named) ? [named] : [];
}

function isAsked(text: string, listed: readonly string[]): boolean {
  return CONNECTS.test(text) ? ASKS.test(text) : listed.length > 0 && ASKS_BRIEFLY.test(text);
}

/** "Does it work with Xero and Sage": the second is asked about like the first. */
function isListedOn(text: string, before: string | undefined): boolean {
  const isName = /^\W*[\p{L}\p{N}. ]{2,30}\W*$/u.test(text) && text.replace(SOFTWARE, '').trim() === '';
  return isName && before !== undefined && CONNECTS.test(before) && ASKS.test(before);
}

function nameConnected(text: string): string | undefined {
  return CONNECTS_TO.exec(text)?.groups?.['name']?.trim();
}

/** "cliniko. does it plug in or not": a line of one or two words names what is asked about. */
function toolBefore(before: string | undefined): string | undefined {
  if (before === undefined) return undefined;
  return (
    toolIn(before) ??
    /^(?!.*\?)\W*(?<name>[\p{L}\p{N}]{3,20}(?: [\p{L}\p{N}]{2,20})?)\W*$/u.exec(before)?.groups?.['name']
  );
}

function canonical(name: string): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return INTEGRATIONS.find((one) => plain(one) === plain(name));
}

const START = '(?<![\\p{L}\\p{M}\\p{N}@.])';
const END = '(?![\\p{L}\\p{M}\\p{N}@])';

/** Names of software by which customers ask; whether it works with one is said by `INTEGRATIONS` alone. */
const SOFTWARE = new RegExp(
  `${START}(?:gmail|slack|hub ?spot|whats ?app|outlook|excel|google (?:sheets?|calendar|drive|docs|workspace)|g ?cal|quick ?books|qbo?|xero|sage|freshbooks|tally(?: ?prime)?|zoho(?: (?:books|crm))?|shopify|woo ?commerce|magento|etsy|amazon|ebay|salesforce|net ?suite|sap|oracle|dynamics|pipedrive|monday\\.com|asana|trello|jira|notion|airtable|clickup|zendesk|freshdesk|intercom|mailchimp|klaviyo|calendly|stripe|paypal|razorpay|(?:ms|microsoft) teams|zoom|dropbox|sharepoint|dentrix|cliniko|opentable|servicetitan|jobber|follow ?up ?boss|instagram|facebook|messenger|telegram|wix|wordpress|zapier|n8n|odoo|workday|gusto|adp)${END}`,
  'giu',
);

const VERB =
  '(?:works?|talks?|hooks?(?: (?:up|in))?|plugs?(?: in)?|integrat\\p{L}*|connect\\p{L}*|compatible|compatib\\p{L}*|sync\\p{L}*|links?(?: up)?|speaks?|ties?|fits?)';
const NAME =
  "(?<name>[\\p{L}\\p{N}][\\p{L}\\p{N}.+&'’-]{1,24}(?: (?!or|nah|yes|no|not|too|and|n|also|as|if|for|please|pls|then|yet|now|hai|kya)[\\p{L}\\p{N}][\\p{L}\\p{N}.+&'’-]{1,20}){0,2})";
const CONNECTS_TO = new RegExp(
  [
    `${START}(?:${VERB} (?:(?:it|this|that|directly|well|properly) )?(?:with|w\\/?|to|into|in with)|(?:do|does) (?:it|you|u|this) (?:even )?support) (?:the )?${NAME}`,
    `${START}(?<name>[\\p{L}\\p{N}.+&-]{3,25}) (?:(?:ke )?saath|se|के साथ|से) (?:chal|kaam|jud|connect|चल|काम|जुड़)[\\p{L}\\p{M}]*`,
    `${START}(?:do|does|will|can) (?!it|this|that|you|u)(?<name>[\\p{L}\\p{N}.+&-]{3,25}) (?:connect|integrate|sync|plug in|hook up)${END}`,
    `${START}(?<name>[\\p{L}\\p{N}.+&-]{2,25}) (?:software|crm|erp)(?: hai| use)`,
    `(?:^|${START}is )(?<name>[\\p{L}\\p{N}.+&-]{3,25}) (?:supported|confirmed|compatible)${END}`,
  ].join('|'),
  'iu',
);
/** Work with something, whatever it is. */
const CONNECTS = new RegExp(
  `${START}(?:${VERB}|support(?:s|ed)?|integrations?|(?:(?:ke )?saath|u?sse|isse|se|के साथ|से) (?:chal|kaam|jud|connect|चल|काम|जुड़)[\\p{L}\\p{M}]*|confirmed)${END}`,
  'iu',
);
const ASKS =
  /[?]|^\W*(?:(?:ok|okay|and|but|so|yo|hey|hi|n|also|steep|well|ya|yes|fine|cool)[\s,.]+)*(?:does|do|will|wil|would|can|cud|could|is|are|r|if|what|whats|which|kya|how)(?![\p{L}])|(?:yes or no|yes ?\/ ?no|or (?:not|nah|no)|kya|haan ya na+|confirmed|for sure|supported|works)\W*$/iu;
/** "n outlook??", "quickbooks confirmed?", "xero?": nothing but a name, asked. */
const ASKS_BRIEFLY =
  /^\W*(?:(?:ok|and|n|what about|how about|wat about|also|plus|with|w\/?|or|aur)\s+)*[\p{L}\p{N}. ]{2,30}\?+\s*$/iu;
const POINTS_BACK = /(?<![\p{L}])(?:it|this|that|plugs? in|supported)(?![\p{L}])/iu;
/** "How is this different from Zapier" asks for no connection. */
const COMPARES =
  /(?<![\p{L}])(?:diff\p{L}*|better|vs|versus|instead|compare\p{L}*|already (?:pay|use|have)|cheaper)(?![\p{L}])/iu;
/** Nothing in particular: what is known of tools answers. */
const GENERIC =
  /^(?:our|my|your|ur|an?|any|all|other|existing|current|what|which|tools?|crm|software|systems?|stuff|apps?|programs?|us|me|you|we|it|this|that|them|these|those|everything|anything|something|clients?|customers?|people|teams?|staff)(?![\p{L}])/iu;
