import type { AskedTopic, TopicDefinition } from '../engine/definition.ts';
import type { Fact } from './facts.ts';
import { FACTS, NOT_DONE, NOT_DONE_SAYS } from './facts.ts';
import { toolsAsked } from './integrations.ts';
import type { OpenQuestion } from './open-questions.ts';
import { OPEN_QUESTIONS, OPEN_SAYS } from './open-questions.ts';

/** Templates of the answers, by language: three ways to say each fact, that something is not done, and that nothing is known. */
export const ANSWERS: Readonly<Record<'en' | 'hi', Readonly<Record<string, readonly string[]>>>> = {
  en: templatesIn('en'),
  hi: templatesIn('hi'),
};

function templatesIn(language: 'en' | 'hi'): Readonly<Record<string, readonly string[]>> {
  const ofFacts = FACTS.map(({ name, says }) => [`fact_${name}`, says[language]] as const);
  return { ...Object.fromEntries(ofFacts), not_done: NOT_DONE_SAYS[language], open_question: OPEN_SAYS[language] };
}

/** As one of these it leads on like any question, once it is answered; as a yes or a no it leads nowhere. */
const LEADING: readonly string[] = [
  'how_it_works',
  'interest',
  'objection_trust',
  'objection_competitor',
  'provide_info',
];

/** Read by `naming` alone. */
const ANY = '[\\p{L}\\p{N}]+';
const WHEN_LIVE =
  '(?:when|wen|how (?:fast|soon|quick(?:ly)?|long)).{0,25}(?:live|running|ready|up and|set ?up|takes?|need)(?! me)|how (?:long|soon|fast) (?:till|until|til|before|to|would|will|does|do|can|could).{0,30}(?:runs?|works?|starts?|finished|done|built|in place|automated)|(?:kab|kitne din|kitna (?:time|samay)|kitne hafte).{0,20}(?:live|lag\\p{L}*|chalu|shuru|ready|tay+ar)';
const HOW_LONG_BOUND =
  'locked? ?in|(?:sign|commit) (?:up )?(?:for|to) (?:a|one|1|two|2) (?:full )?years?|minimum (?:term|period|contract)|how long (?:is|for|am i|are we).{0,15}(?:contract|bound|tied|commit\\p{L}*|locked)|contract (?:length|period)|is there a contract';
const WHICH_TOOLS =
  'which (?:ones|tools|apps|software|programs|integrations|systems)(?! do you (?:use|have) (?:today|now))|what (?:tools|integrations|apps|software) (?:do|does|can|is|are)|list of (?:tools|integrations|apps)|kaun ?(?:se|si) (?:tools?|apps?|software)';
const HOW_MUCH_OF_OURS =
  'how (?:much|many) (?:of (?:my|our) )?(?:time|hours|hrs|work|effort)(?:.{0,12}(?:team|staff|we|i|us|me|my|our)|.{0,30}(?:put in|from (?:us|me|my|our)))(?: (?:team|staff))?|(?:how much|what) do (?:we|i) (?:have|need) to do';
const TRAINED =
  '(?:do|will|would) (?:i|we|my (?:team|staff)) (?:get|be|receive) (?:any )?(?:train(?:ed|ing)|shown how|help|support)|(?:do|will) (?:u|you) (?:train|teach|show) (?:us|me|my|our)';
const WHO_SEES =
  'who (?:else )?(?:can |will |would )?(?:sees?|reads?|gets?|has access to|accesses) (?:our|my|the|all) (?:\\p{L}+ )?(?:data|info\\p{L}*|customers?|records|emails?|files|messages)|(?:is|are|r) (?:my|our|the) (?:\\p{L}+ )?(?:data|emails?|files|messages|info) (?:read|seen|looked at|shared|sold)|(?:sell|share) (?:our|my|the) (?:\\p{L}+ )?data';
const NUMBER_ORIGIN =
  "(?:how|where|who|why).{0,20}(?:get|got|gave|give|find|found|have|has)(?: (?:u|you|them))?.{0,12}(?:my|our) (?:phone |personal )?(?:number|details|contact|info\\p{L}*|insta\\p{L}*|email)|(?:i|we) (?:have )?(?:never|didn['’]?t|did not|dont remember) (?:ever )?(?:ga?ive|gave|given|sign(?:ing|ed)? ?up|sign up|subscribed?|asked (?:for|u|you)).{0,25}(?:number|details|up|this|that|contact)|(?:mera|hamara) number kaha+n? se";
const TOO_MANY_MESSAGES =
  '(?:messag|text|msg|ping|dm|contact|spam)\\p{L}* (?:me|us)(?![\\p{L}]).{0,30}(?:(?:\\p{Nd}+|three|four|five|many|so many|several|multiple)x? ?times|\\p{Nd}x)|why (?:do|are|r|did) (?:u|you)(?: guys| people)? (?:keep |always |still |even )*(?:messag|text|msg|spam|dm|contact|writ|ping)\\p{L}*|(?:got|had|get|received|getting) (?:like )?(?:\\p{Nd}+|so many|too many|three|four|five) (?:msgs?|messages|texts|dms) (?:from|by|already)|(?:itne|baar baar) (?:message|msg)s? (?:kyu|kyon)\\p{L}*';

/**
 * What is answered before all else, wherever it is asked and whatever stands beside it: what the business states, and that it
 * states nothing. The first that a clause fits answers it.
 */
export const PLAIN_TOPICS: readonly TopicDefinition[] = [
  plainly('number_origin', NUMBER_ORIGIN, { isOpen: true }),
  plainly('too_many_messages', TOO_MANY_MESSAGES, { isOpen: true }),
  plainly('tool_known', ANY, { naming: (asked) => toolsAsked('known', asked) }),
  plainly('tool_unknown', ANY, { naming: (asked) => toolsAsked('unknown', asked), isOpen: true }),
  ...FACTS.filter(isAboutUs).map(factually),
  ...OPEN_QUESTIONS.map(openly),
  ...FACTS.filter((fact) => !isAboutUs(fact)).map(factually),
  plainly('not_done', NOT_DONE.map(({ words }) => words).join('|'), { naming: undoneIn }),
  plainly('topic_time', WHEN_LIVE),
  plainly('topic_contract', HOW_LONG_BOUND),
  plainly('topic_data', WHO_SEES),
  plainly('topic_tools', WHICH_TOOLS),
  plainly('topic_support', TRAINED),
  plainly('topic_effort', HOW_MUCH_OF_OURS),
];

function plainly(
  reply: Fact['name'],
  asks: string,
  more: Partial<Pick<TopicDefinition, 'naming' | 'isOpen'>> = {},
): TopicDefinition {
  return { reply, says: asWords(asks), intents: LEADING, isPlain: true, ...more };
}

/** What it is comes before what is inside it, and who owns it before leaving. */
function isAboutUs({ name }: Fact): boolean {
  return name === 'what_it_is' || name === 'compared';
}

function factually({ name, asks }: Fact): TopicDefinition {
  return plainly(`fact_${name}`, asks);
}

function openly({ asks, about }: OpenQuestion): TopicDefinition {
  return plainly('open_question', asks, {
    isOpen: true,
    naming: ({ language }) => ({ about: about[language === 'hi' ? 'hi' : 'en'] }),
  });
}

/** What a clause asks for that is not done; telling of one's own videos asks for nothing. */
function undoneIn({ text, language }: AskedTopic): Readonly<Record<string, string>> | undefined {
  const found = NOT_DONE.filter(({ words }) => asWords(words).test(text)).map(
    ({ named }) => named[language === 'hi' ? 'hi' : 'en'],
  );
  return found.length > 0 && ASKS_FOR.test(text) ? { undone: found.join(', ') } : undefined;
}

const ASKS_FOR =
  /[?]|(?<![\p{L}])(?:can|could|do|does|will|would|what about|how about|also|bit|yes or no|and the|make|design|kya|bana\p{L}*)(?![\p{L}])/iu;

function asWords(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${source.normalize('NFKC')})(?![\\p{L}\\p{M}\\p{N}])`, 'iu');
}
