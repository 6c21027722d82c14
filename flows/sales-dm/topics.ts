import type { TopicDefinition } from '../engine/definition.ts';
import { PLAIN_TOPICS } from './answers.ts';

/** As what such questions may be understood; a price, a complaint or a no is something else. */
const ASKED: readonly string[] = [
  'how_it_works',
  'interest',
  'need',
  'off_topic',
  'objection_trust',
  'objection_timing',
  'objection_competitor',
  'problem',
  'provide_info',
  'unsure',
];

/** What customers ask in particular. Their answers say what the facts of the flow say, no more. */
export const TOPICS: readonly TopicDefinition[] = [
  ...PLAIN_TOPICS,
  topic('topic_free', 'free (?:trial|version|plan|month|pilot|test)|for free|free of charge|muft|मुफ़्त|मुफ्त|फ्री', [
    ...ASKED,
    'price_question',
    'objection_price',
  ]),
  topic(
    'topic_kickoff',
    'kick-?off|start date|when do (?:we|i|you) (?:start|begin)|first call|which date|when (?:is|will|would) (?:the|my|our) (?:call|start|meeting)|kab (?:call|start|shuru)|call kab|शुरुआती कॉल|कॉल कब|कब कॉल',
    [...ASKED, 'start'],
  ),
  topic(
    'topic_agreement',
    '(?:where|how|when) (?:will|do|would|can) (?:you|u|i|we|it) (?:send|sign|get|receive)|what happens next|next steps?|how (?:do|can) (?:i|we) sign|where (?:do|can) (?:i|we) sign|(?:send|get|receive) the (?:agreement|contract)|contract kab|kahan? bhej\\w*|अनुबंध (?:कब|कहाँ)|कहाँ भेज\\S*',
    [...ASKED, 'start', 'agreement', 'later'],
  ),
  topic('topic_languages', 'speak|speaks|language|languages|german|spanish|french|hablas?|español|deutsch|bhasha|भाषा'),
  topic('topic_legal', 'dpa|gdpr|hosted|hosting|servers?|legal|compliance|compliant|certificat\\w*|data processing'),
  topic(
    'topic_contract',
    'contract|cancel|notice period|lock(?:ed)?[ -]?in|minimum term|commitment|quit|band kar|cancel|contract|कॉन्ट्रैक्ट|अनुबंध|रद्द|कैंसल|बंद कर',
  ),
  topic(
    'topic_data',
    'my (?:name|number|details)|naam aur number|mera (?:naam|number)|data|gdpr|secur\\w*|privacy|private|confidential|surakshit|डेटा|सुरक्षित|गोपनीय',
  ),
  topic(
    'topic_effort',
    'how much (?:of (?:my|our) )?(?:time|work|effort)|technical|cod(?:e|ing)|developers?|programm\\w*|it (?:team|department|skills)|तकनीकी|कोडिंग',
  ),
  topic('topic_pilot', 'pilot|trial|try it(?: out)?|test it|पायलट|ट्रायल'),
  topic('topic_support', 'support|training|train (?:us|my|our)|onboarding|maintenance|maintain|सपोर्ट|ट्रेनिंग|प्रशिक्षण'),
  topic(
    'topic_time',
    'how (?:long|soon|fast|quickly)|when (?:can|could|would|will) (?:we|it|i|you) (?:be live|start|begin|go live)|set-?up time|kitn[ae] (?:din|samay|time|hafte|waqt)|kab tak|(?:time|samay) lag\\w*|कितन[ाे] (?:दिन|समय|हफ़्ते|हफ्ते|वक़्त)|कब तक|समय लग\\S*',
    [...ASKED, 'start'],
  ),
  topic(
    'topic_tools',
    '(?:work|works|integrat\\w*|connect\\w*|compatible|sync\\w*|plug\\w*|link\\w*|talk|use it|combine\\w*) (?:\\w+ )?(?:with|to|into|in)|integrations?|integrate|(?:ke )?saath (?:chal|kaam|jud)\\w*|se jud\\w*|(?:के )?साथ (?:चल|काम|जुड़)\\S*|से जुड़\\S*',
  ),
];

function topic(reply: string, words: string, intents: readonly string[] = ASKED): TopicDefinition {
  // Whoever gives an address answers something.
  const says = new RegExp(
    `^(?![^]*@)[^]*(?<![\\p{L}\\p{M}\\p{N}])(?:${words.normalize('NFKC')})(?![\\p{L}\\p{N}])`,
    'iu',
  );
  return { reply, says, intents };
}
