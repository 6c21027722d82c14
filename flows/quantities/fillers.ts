import { greetingLength } from './greetings.ts';
import { isNumberKey } from './number-tables.ts';
import type { Token } from './tokens.ts';

const words = (said: string): ReadonlySet<string> => new Set(said.split(/\s+/));

/** These say nothing about items wherever they stand. */
const ANYWHERE = words(
  'please thanks bhai ji yaar sir madam maam mam boss dear bro umm um uh er erm hmm hm fast final finally zara also too kindly asap urgently urgent immediately quickly jaldi okay ok hello hey namaste na bhi approx approximately roughly about around nearly lagbhag karib actually basically usme',
);

/** The tokens without a greeting at their front and without words that say nothing about items. */
export function withoutFillers(tokens: readonly Token[]): readonly Token[] {
  const greeted = greetingLength(tokens);
  const kept = tokens.filter(
    ({ key, kind }, at) => at >= greeted && (kind !== 'word' || !ANYWHERE.has(key) || isMeant(tokens, at)),
  );
  return kept.length === tokens.length ? tokens : kept;
}

/** "About" and "ok" after an article would be a name; "what about" asks. */
function isMeant(tokens: readonly Token[], at: number): boolean {
  const [before, key, after] = [tokens[at - 1]?.key ?? '', tokens[at]?.key, tokens[at + 1]?.key];
  // "Usme se 2 hata do": of it.
  return (/^(?:what|how)$/.test(before) && key === 'about') || (key === 'usme' && after === 'se');
}

/** Before an who wants, and courtesy. */
const LEADS = words(
  `hi yes yeah yep yup haan sure so well then now just oh ah good great nice accha theek alright right fine cool and aur kya
  how about i we i'd we'd i'll we'll i'm we're would will want need like love to you can could may might should let's let me us mujhe
  hamein main hum aap lemme gimme looking for going gonna trying wish think guess`,
);
/** What an order asks for. */
const ORDERS = words(
  `order orders buy purchase get have take grab book send give bring deliver pack put add include ship supply arrange
  provide pick place want need bhej dena la le jod rakh likh mangwa me us with here is are my the following
  items liye list shopping groceries grocery today's new of is: add: mera buying getting taking ordering
  having required wanted extra more additional up note down for lets`,
);

/** Behind an order. */
export const TAILS: ReadonlySet<string> = words(
  `chahiye dena bhej mil milega jayega jaye la le kar do likh rakh mangwa jod thanks please extra more now only there ho hai sakta total
  altogether rahega padega lagega chalega dijiyega aana needed required order soon`,
);

/** Cut from the front while words of courtesy and wanting stand there. */
export function withoutLead(tokens: readonly Token[]): readonly Token[] {
  return cutFront(tokens, (key, next) => LEADS.has(key) && (key !== 'just' || !isNumeric(next)));
}

/** Cut from the front and the end while words of ordering stand there. */
export function withoutOrderWords(tokens: readonly Token[]): readonly Token[] {
  const front = cutFront(
    tokens,
    (key, next) => LEADS.has(key) || ORDERS.has(key) || (key === 'an' && next?.key === 'order'),
  );
  let to = front.length;
  while (to > 1 && TAILS.has(front[to - 1]?.key ?? '')) to -= 1;
  return front.slice(0, to);
}

function cutFront(
  tokens: readonly Token[],
  isFiller: (key: string, next: Token | undefined) => boolean,
): readonly Token[] {
  let from = 0;
  while (from < tokens.length && tokens[from]?.kind === 'word' && isFiller(tokens[from]?.key ?? '', tokens[from + 1]))
    from += 1;
  return from === 0 ? tokens : tokens.slice(from);
}

function isNumeric(token: Token | undefined): boolean {
  return token?.kind === 'number' || isNumberKey(token?.key ?? '');
}

/** "If yes, send 2": without the condition at the front. */
export function withoutCondition(tokens: readonly Token[]): readonly Token[] {
  if (!/^(?:if|agar)$/.test(tokens[0]?.key ?? '')) return tokens;
  const said = tokens.map(({ key }) => key).join(' ');
  const condition = CONDITION.exec(said)?.[0];
  return condition === undefined ? tokens : tokens.slice(condition.split(' ').length - 1);
}

const CONDITION =
  /^(?:if (?:yes|so|possible|available|you (?:have|do)(?: (?:it|them|any|some))?)|agar (?:hai|ho|haan)(?: to)?) /;

/** Whether a word asks for something to be ordered. */
export function isOrderWord(key: string): boolean {
  return ASKS.has(key);
}

const ASKS = words(
  'order buy purchase get take grab send give bring deliver pack add include ship want need bhej dena la mangwa chahiye like require place',
);

/** Before "dal do" these name lentils; behind other words it is "put in". */
const LENTILS =
  'toor|tur|tuvar|arhar|moong|mung|chana|channa|masoor|masur|urad|udad|rajma|lobia|panchratna|panchmel|mix|mixed|yellow|black|red|green|white|dhuli|chilka|split|organic|kg|kilo|g|gm|gram|packet|pack|pkt|bag|box|dozen|half|quarter|a|an|one|two|three|four|five|ten|ek|do|teen|char|chaar|paanch|das|aadha|dedh|dhai|ki|aur|and|or|ya|bhi|thoda|kuch|some|wala|mujhe|hamein|the|extra|more|of';

/** Phrases at the end that say for whom, where to or under which condition. */
const ENDINGS = new RegExp(
  `(?: (?:to|in|into|on|from|at) (?:my|the|our|your) (?:cart|basket|order|list|bag|home|house|office|shop|store|place|address|outlet|account|previous order|kitchen|restaurant)| to (?:it|that)| (?:to|in) (?:cart|basket)| at home| as well| (?:for|to) (?:me|us)| for (?:the|my|our|a|his|her) (?:party|house|home|kids|office|wedding|function|family|event|shop|store|outlet|restaurant|weekend|week|month|wife|husband|mother|mom|son|daughter|baby|dog|cat|guests)| for (?:home|today|tomorrow|dinner|lunch|breakfast|delivery|kids|children|guests|party|now)| if (?:possible|available|you have(?: (?:it|them|some|any))?|in stock)| (?:i|we) (?:want|need|would like)| you have| (?:do|did) you| that's (?:all|it)| that is (?:all|it)| right now| this time| in total| (?:at|by|near|outside|with) (?:the|my) (?:front )?(?:door|gate|reception|desk|security|guard|lobby|porch)| ghar (?:pe|par|mein)|(?<!^|\\d|(?:^| )(?:${LENTILS})) daa?l (?:do|dena)| mere liye| list mein| cart mein| (?:usme|us mein|is mein|usi mein))+$`,
);
const CAUSE =
  / (?:because|bcoz|coz|cuz|since|which|who|whose|when|kyunki|agar|if|so that|so i|so we|as i|as we|as it|as they|that is|that are|unless|while|jo ki) .*$/;

/** How many words the ending of a clause takes. */
export function endingLength(said: string): number {
  const cause = CAUSE.exec(said);
  const rest = cause === null ? said : said.slice(0, cause.index);
  const ending = ENDINGS.exec(rest);
  const kept = ending === null ? rest : rest.slice(0, ending.index);
  return kept === said ? 0 : countWords(said) - countWords(kept);
}

function countWords(said: string): number {
  return said === '' ? 0 : said.split(' ').length;
}
