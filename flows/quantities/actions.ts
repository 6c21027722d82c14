import type { Clause } from './clauses.ts';
import type { Token } from './tokens.ts';

/** What a clause wants done, and with which of its words. */
export type Action = ItemAction | ReplaceAction;

/** What is to happen to the items that the tokens name. */
export interface ItemAction {
  readonly kind: 'add' | 'remove' | 'set';
  readonly tokens: readonly Token[];
  /** A word says so; otherwise it is `add`. */
  readonly isSaid: boolean;
}

/** What goes and what comes in its place. */
export interface ReplaceAction {
  readonly kind: 'replace';
  readonly old: readonly Token[];
  readonly by: readonly Token[];
}

/** The action that a clause says in words of its own; `add` without one. */
export function actionOf(clause: Clause): Action {
  const { said, tokens } = clause;
  for (const { pattern, kind } of RULES) {
    const match = pattern.exec(said);
    if (match === null) continue;
    const { p, q, by } = match.indices?.groups ?? {};
    const wordsAt = (span: readonly [number, number] | undefined): readonly Token[] => sliceOf(tokens, said, span);
    if (kind === 'replace') return { kind, old: wordsAt(p), by: wordsAt(by) };
    return { kind, tokens: [...wordsAt(p), ...wordsAt(q)], isSaid: true };
  }
  return { kind: 'add', tokens, isSaid: false };
}

/** The tokens of a span of the keys that are joined by one space each. */
export function sliceOf(
  tokens: readonly Token[],
  said: string,
  span: readonly [number, number] | undefined,
): readonly Token[] {
  if (span === undefined) return [];
  const [from, to] = span;
  const first = wordCount(said.slice(0, from).trim());
  return tokens.slice(first, first + wordCount(said.slice(from, to).trim()));
}

function wordCount(said: string): number {
  return said === '' ? 0 : said.split(' ').length;
}

/** A number in digits or in the words that changes are said in. */
const NUMBER =
  '(?:\\d[\\d.,/]*|a|an|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|zero|dozen|ek|do|teen|char|chaar|paanch|panch|chhe|saat|aath|nau|das|barah|pandrah|bees|pachas|sau|aadha|adha|aadhi|dedh|dhai|sawa|paune|saadhe|sadhe|एक|दो|तीन|चार|पांच|छह|सात|आठ|नौ|दस|बारह|बीस|पचास|सौ|आधा|आधी|डेढ|ढाई|सवा|पौने|साढे)';
const HELP = '(?: (?:do|dena|le|la|chahiye))*';
const OUT = '(?:hata|nikal|chhod|cancel kar|remove kar|delete kar|rehne|minus kar|hata kar|drop kar|cancel)';
const ONLY = '(?:only|just|sirf|bas)';
const PRONOUN = '(?:it|that|this|them|those|these|isko|yeh|woh|all of them)';

const VERB = '(?:make|changed?|set|updated?|correct|edit|adjust|(?:reduced?|increased?)(?= to ))';

interface Rule {
  readonly kind: 'add' | 'remove' | 'set' | 'replace';
  readonly pattern: RegExp;
}

const rule = (kind: Rule['kind'], source: string): Rule => ({ kind, pattern: new RegExp(source, 'd') });

const REPLACE: readonly Rule[] = [
  rule(
    'replace',
    `^(?:instead of|in place of|rather than) (?<p>.+?) (?:give|send|add|get|take|use|put|want|have|make it|make|bhej|i want|i need|i'll have|i'll take|do)(?: me| us)? (?<by>.+)$`,
  ),
  rule(
    'replace',
    `^(?:add |send |give |get |use |want |make it |take |put |have )?(?:me |us )?(?<by>.+?) (?:instead of|in place of|rather than)(?: the)? (?<p>.+)$`,
  ),
  rule('replace', `^(?:replace|swap|exchange|substitute|trade) (?<p>.+?) (?:with|for|by|to|into|against) (?<by>.+)$`),
  rule(
    'replace',
    `^(?:change|switch|convert|update|modify|make) (?<p>.+?) (?:to|into|with) (?!${NUMBER}(?: |$))(?<by>.+)$`,
  ),
  rule('replace', `^(?:not|nahi) (?<p>.+?) (?:but|rather) (?<by>.+)$`),
  rule('replace', `^(?<p>.+?) (?:ki|ke) (?:jagah|badle)(?: (?:pe|mein|par))? (?<by>.+)$`),
  rule('replace', `^(?<p>.+?) (?:hata|nikal|badal)(?: ke| kar)+ (?<by>.+)$`),
  rule('replace', `^(?<p>.+?) (?:ko )(?<by>.+) se badal${HELP}$`),
  rule(
    'replace',
    `^(?:make|change) (?<p>${PRONOUN}) (?:to |into )?(?!${NUMBER}(?: |$)|double|triple|half|quick|fast|extra)(?<by>.+?)(?: instead)?$`,
  ),
  rule(
    'replace',
    `^(?!${NUMBER}(?: |$))(?!make )(?:add |send |give |get |want )?(?<by>(?!.*\\d)(?!.* ${NUMBER} ).+) instead$`,
  ),
  rule('replace', `^(?<p>.+?) nahi chahiye (?<by>.+?) (?:dena|bhej|la|le|rakh|chahiye)${HELP}$`),
  rule('replace', `^(?<p>.+?) nahi (?!chahiye)(?<by>.+?) (?:chahiye|dena|bhej)${HELP}$`),
  rule(
    'replace',
    `^(?!${NUMBER} )(?<by>[^ ]+(?: [^ ]+){0,3}) not (?!${NUMBER}(?: |$)|needed|required|sure|now|yet|today)(?<p>[^ ]+(?: [^ ]+){0,3})$`,
  ),
];

const REMOVE: readonly Rule[] = [
  rule('remove', `^(?:make|set|change|reduce) (?<p>.+?) (?:to )?(?:0|zero)(?: .*)?$`),
  rule(
    'remove',
    `^(?:remove|delete|drop(?! off)|exclude|omit|discard|leave out|leave off|leave|take out|take off|take away|skip|cancel|forget|forget about|scrap|get rid of|minus|strike|hold|kill|deduct|subtract)(?: out| off)? (?:all (?:of )?)?(?:the |my )?(?<p>.+?)(?: (?:out|off|from .*|completely|entirely))*$`,
  ),
  rule('remove', `^take (?<p>.+) (?:out|off|away|back)$`),
  rule('remove', `^take (?:back )?(?<q>${NUMBER}.*?) (?:off|out of|away from|from) (?:the |my )?(?<p>.+)$`),
  rule(
    'remove',
    `^(?:don't|do not|never|didn't|no longer) (?:want|need|send|add|include|give|put|order|get|bring|require|pack|deliver|like)(?: me| us)?(?: to (?:order|have|get|buy|add))?(?: any| the| my| more)* (?<p>.+?)(?: (?:any ?more|anymore|now|today|this time))*$`,
  ),
  rule(
    'remove',
    `^(?:no|without|bina)(?: (?:more|need (?:of|for)|any))? (?!thanks?|the (?:[^ ]+ ){0,2}ones?(?: |$)|problem|worries|idea|one|need|way|issue|issues|rush|hurry|that's|thank|i|we|it|not|more|doubt|matter|wait|please|yes|make|only|just|now|\\d)(?<p>.+)$`,
  ),
  rule(
    'remove',
    `^(?:not) (?!sure|now|yet|today|really|at|interested|needed|required|that|a|an|this|necessary|only|\\d)(?:the )?(?<p>.+)$`,
  ),
  rule(
    'remove',
    `^(?<p>.+?) (?:is |are )?(?:not (?:needed|required|wanted|necessary)|no longer (?:needed|required))(?: (?:any ?more|now))?$`,
  ),
  rule('remove', `^(?<q>${NUMBER}.*?) (?:less|fewer|kam)(?: (?:of )?(?:the )?(?<p>.+?))??(?: kar| please)?${HELP}$`),
  rule('remove', `^(?:reduce|decrease|lower|cut|lessen) (?:the )?(?<p>.+?) by (?<q>.+)$`),
  rule('remove', `^less (?<q>\\d.*)$`),
  rule('remove', `^(?<p>.+?) (?:ko )?(?:bhi )?${OUT}${HELP}$`),
  rule('remove', `^(?<p>.+?) (?:nahi|na) (?:chahiye|dena|bhej|la|mangta|lena|le|rakh|dal)(?: (?:hai|ab|do|dena))*$`),
  // "Ye tissue wo nahi": what follows is meant in its place.
  rule(
    'remove',
    `^(?:(?:yeh|woh|isko) )?(?<p>(?!.*\\d)(?!(?:abhi|theek|kuch|aur|haan|bilkul)(?: |$)).+?)(?: (?:yeh|woh|wala))* nahi$`,
  ),
  rule('remove', `^(?<p>.+?) mat (?:bhej|dena|la|dal|daal|rakh|kar|jod|le)(?: (?:do|dena|na))*$`),
  rule('remove', `^(?<p>.+?) (?<q>${NUMBER}.*?) kam kar${HELP}$`),
];

const SET: readonly Rule[] = [
  rule('set', `^(?:increase|raise) (?:the )?(?<p>.+?) (?:up )?to (?<q>${NUMBER}.*)$`),
  // The no turns another amount down, and takes nothing out: "no no, the boxes stay at 300".
  rule(
    'set',
    `^(?:(?:no|nahi|sorry|wait) )*(?:the |my )?(?<p>.+?) (?:(?:should )?(?:stays?|remains?)(?: at| as)?|(?:should|must) be|(?:is|are) still) (?<q>${NUMBER}.*)$`,
  ),
  rule('add', `^(?:increase|raise|bump up|bump) (?:the )?(?<p>.+?) by (?<q>.+)$`),
  rule(
    'set',
    `^(?:make|keep) (?:${PRONOUN} )?(?<q>${NUMBER}(?: .*?)??)(?: (?:instead|only|please|rather))*(?: (?:instead of|not) .*)?$`,
  ),
  rule(
    'set',
    `^(?:make|change|set|update|modify|correct|put|edit|adjust|reduce|decrease|bring|lower|cut|keep|fix|take|switch)(?: the quantity of| the number of| the amount of| quantity of)? (?:the |my )?(?<p>.+?) (?:quantity )?(?:down |up )?(?:to|as|at|=|from .+ to) (?:only |just )?(?<q>${NUMBER}.*?)(?: (?:instead|only|instead of .*))*$`,
  ),
  rule(
    'set',
    `^(?:make|change|set|update|keep|want) (?:the |my )?(?<p>.+?) (?:to )?(?<q>${NUMBER}(?: [^ ]+){0,3}?)(?: (?:instead|only|instead of .*))+$`,
  ),
  rule('set', `^(?:make|set|change|update) (?:the |my )(?<p>.+?) (?<q>${NUMBER}(?: [^ ]+){0,3})$`),
  rule('set', `^(?:make|set) (?<p>.+ ${NUMBER}.*)$`),
  // "Tomatoes change to 3 kg", "12 inch make it 400": the verb behind what it is about.
  rule(
    'set',
    `^(?:the |my )?(?!${VERB} )(?<p>(?!${PRONOUN} |not |nahi |and |or |to |can |could |please )[^ ]+(?: [^ ]+){0,5}?) (?:(?:quantity |qty )?${VERB}(?: ${PRONOUN})?(?: (?:to|as|only|just))*|(?:quantity|qty) to) (?<q>${NUMBER}(?: [^ ]+){0,3}?)(?: (?:instead|only|now))*$`,
  ),
  rule(
    'set',
    `^(?:change|set|update|correct|switch)(?: ${PRONOUN}| quantity| the quantity)* (?:to|as) (?<q>${NUMBER}.*?)(?: instead)?$`,
  ),
  rule('set', `^(?<p>.+?) (?:should be|must be|to be|will be|becomes|ought to be) (?<q>${NUMBER}.*)$`),
  rule('set', `^(?:should be|must be) (?<q>${NUMBER}.*)$`),
  rule('set', `^(?:i )?(?:meant|mean|said|asked for|matlab)(?: to say)? (?<p>.+?)(?: not .+)?$`),
  rule('set', `^(?:it's|it is|that's|should have been) (?<q>${NUMBER}(?: [^ ]+){0,2}?)(?: not .*)?$`),
  rule('set', `^(?<p>[^\\d ]+(?: [^\\d ]+){0,2}) ${ONLY} (?<q>${NUMBER}(?: [^ ]+)?)$`),
  rule('set', `^${ONLY} (?:keep )?(?<p>(?=.*(?:${NUMBER})(?: |$)).+)$`),
  rule('set', `^(?<p>(?=${NUMBER}).+) (?:only|instead|hi)(?: of .*)?$`),
  rule('set', `^(?<p>.+ ${NUMBER}(?: [^ ]+)?) (?:only|instead|hi)(?: of .*)?$`),
  rule('set', `^(?<p>(?:.* )?${NUMBER}(?: .*)?) not (?:${NUMBER})(?: [^ ]+)?$`),
  // "400 nahi 300 karo": the other one.
  rule('set', `^${NUMBER}(?: [^ ]+)? nahi (?<q>${NUMBER}(?: [^ ]+)?)(?: (?:kar|bhej))?${HELP}$`),
  rule('set', `^(?:isko|yeh|woh|uss) (?:ko |ka quantity )?(?<q>${NUMBER}.*?) (?:kar|badal|bana)${HELP}$`),
  rule(
    'set',
    `^(?<p>.+?) (?:ko|ka quantity|ki quantity|ki matra|ka) (?:badha ke |badha kar |kam kar ke |ghata ke )?(?<q>${NUMBER}.*?) (?:kar|badal|bana)${HELP}$`,
  ),
  rule('add', `^(?<p>.+?) (?:add|order|pack|note|book|ready|deliver|include|jod|parcel) kar${HELP}$`),
  rule('add', `^(?<p>.*?${NUMBER}.*?) badha${HELP}$`),
  rule('set', `^(?<p>(?:.+ )?(?=${NUMBER}).+?) kar${HELP}$`),
];

/** The first that fits counts. */
const RULES: readonly Rule[] = [
  ...REPLACE.slice(0, 2),
  ...SET.slice(0, 3),
  ...REPLACE.slice(2),
  ...REMOVE,
  ...SET.slice(3),
];
