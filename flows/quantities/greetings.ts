import type { Token } from './tokens.ts';

const words = (said: string): ReadonlySet<string> => new Set(said.split(/\s+/));

/** How many tokens at the front greet, agree or clear the throat, in the spellings of chat: "hiya", "gud evening all", "k", "btw". */
export function greetingLength(tokens: readonly Token[]): number {
  let at = 0;
  while (at < tokens.length && isGreetingAt(tokens, at)) at += 1;
  return at;
}

function isGreetingAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word') return false;
  const key = plain(token.key);
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (GREETINGS.has(key)) return true;
  // "Good morning"; good rice is rice.
  if (GOOD.has(key)) return next?.kind === 'word' && TIMES.has(plain(next.key));
  const isBehindGood = before !== undefined && GOOD.has(plain(before.key));
  if (TIMES.has(key)) return isBehindGood || next === undefined || ALONE.has(key);
  // "Hi team", "morning uncle"; and never what an order is for.
  return before !== undefined && ADDRESSED.has(key);
}

/** "heyyy" as "hey", "hiii" as "hi". */
function plain(key: string): string {
  return key.replace(/(.)\1{2,}/gu, '$1');
}

const GREETINGS = words(
  `hi hii hiya hiyaa heya hey heyy hello helo hullo hallo yo sup wassup whatsup howdy hola oye oi gm gn k kk okk okie okey okay oki btw fyi lol
  hehe namaste pranam salaam salam adaab vanakkam oh ooh aah uff arre arey umm ummm hmm`,
);
const GOOD = words('good gud gd gudd goood very shubh');
const TIMES = words('morning mornin mornings mrng mrning evening evenin evng evg afternoon aftnoon noon day nite eve');
/** They greet without "good" too, whatever stands behind them. */
const ALONE = words('mornin mrng mrning evenin evng evg');
const ADDRESSED = words(
  'there all team everyone everybody guys folks uncle aunty auntie didi dost friend mate man buddy shopkeeper',
);
