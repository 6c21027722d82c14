import { z } from 'zod';
import type { ExtractInput, ToolDefinition, ToolInput, ToolOutcome } from '../engine/definition.ts';
import { CHECK_BACK, SCHEDULE_CALLBACK } from './callback.ts';
import { isAboutAgreement, restingFrom } from './resting.ts';
import { HEARD_FIRST } from './selling.ts';

const Nothing = z.object({});
/** A time where one was named. */
const Maybe = z.object({ at: z.string().optional(), has_time: z.boolean().optional() });

/** For what is not heard as a wish for later: who says when to write to them again has agreed to nothing, however much the rest sounds like a yes. */
const WRITE_LATER: ToolDefinition = {
  ...SCHEDULE_CALLBACK,
  name: 'write_later',
  description: 'Writes to the customer again when they say so, whatever else they say.',
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
  parameters: Maybe,
  readArguments: (input) => (asksToWrite(input) ? (SCHEDULE_CALLBACK.readArguments(input) ?? {}) : undefined),
  run: (args, input) => later(Maybe.parse(args), input),
};

function asksToWrite({ intent, text }: ExtractInput): boolean {
  if (intent === 'later' || text.includes('?')) return false;
  return ASKS_TO_WRITE.test(text) || (PUTS_OFF.has(intent ?? 'unclear') && AFTER_A_TIME.test(text));
}

/** As what a bare "after Diwali, I said" is understood. */
const PUTS_OFF: ReadonlySet<string> = new Set(['unclear', 'objection_timing', 'refusal', 'objection_price', 'budget']);

function later(args: z.infer<typeof Maybe>, input: ToolInput): ToolOutcome | undefined {
  if (args.at !== undefined) return SCHEDULE_CALLBACK.run(args, input);
  if ((SOME_DAY.test(input.reading.text) || AFTER_A_TIME.test(input.reading.text)) && !input.isOptedOut)
    return { reply: 'callback_which_day', followUps: [] };
  return CHECK_BACK.run(args, input);
}

/** A start, an agreement or a sale that is denied, or put on hold, is none. */
const HOLD_OFF: ToolDefinition = {
  name: 'hold_off',
  description: 'Starts nothing where the customer says not to.',
  ...HEARD_FIRST,
  parameters: Nothing,
  readArguments: (input) => (holdsOff(input) ? {} : undefined),
  run: (_, { reading }) => ({
    reply: 'not_started',
    followUps: [],
    ...restingFrom(reading.state),
  }),
};

/** Once the agreement is spoken of, whatever is not to be sent is that, and who only asks has agreed to none. */
function holdsOff({ text, state }: ExtractInput): boolean {
  if (saysNothingInTheWay(text)) return false;
  return DENIES.test(text) || (isAboutAgreement(state) && ONLY_ASKS.test(text) && !OF_MESSAGES.test(text));
}

/** "No problem, let us start": its "no" refuses nothing. */
export function saysNothingInTheWay(text: string): boolean {
  return NOTHING_IN_THE_WAY.test(text);
}

/** Who thinks it over, or asks somebody first, has not agreed: they are left to it. */
const THINK_OVER: ToolDefinition = {
  ...CHECK_BACK,
  name: 'think_over',
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
  readArguments: ({ text, intent }) =>
    intent !== 'later' && THINKS.test(text) && !text.includes('?') ? {} : undefined,
};

/** Heard before any yes. */
export const HOLDING_OFF: readonly ToolDefinition[] = [WRITE_LATER, HOLD_OFF, THINK_OVER];

const THINKS =
  /(?<![\p{L}])(?:(?:i(?:['’]?ll| will| wud| need to| have to| want to)?|let me|lemme|gotta|need to|will) (?:just )?(?:think|sleep) (?:about|on|over|it)|think it over|(?:soch|soc)(?: ?ke| ?kar| samajh ke)? (?:ke )?(?:bata|bol)\p{L}*|sochta (?:hu|hoon)|soch (?:lu|lun|loon|leta|lene do)|(?:ghar|biwi|papa|partner|boss) (?:se|pe|par) (?:puch|pooch|baat)\p{L}*|(?:abhi nahi+n?|baad me(?:in)?(?: dekh\p{L}*| bata\p{L}*| kar\p{L}*)?)(?=\W*$)|सोच ?कर बता\S*|सोचकर|सोचता हूँ)(?![\p{L}\p{M}])/iu;

const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|diwali|holi|christmas|eid|new year';
const AFTER_A_TIME = new RegExp(
  `(?<![\\p{L}])(?:after (?:${MONTHS})|(?:end of|late) (?:${MONTHS}|the (?:month|year))|(?:${MONTHS})(?: ke)? (?:baad|end|aa?khi?r\\p{L}*)|(?:${MONTHS}) (?:me|mein) (?:dekh|baat|soch|message|likh)\\p{L}*|(?:दिवाली|होली|ईद) के बाद)(?![\\p{L}\\p{M}])`.normalize(
    'NFKC',
  ),
  'iu',
);
const ASKS_TO_WRITE =
  /(?<![\p{L}])(?:(?:ping|write(?: to)?|text|message|msg|remind|contact|email|call) (?:me|us)(?: back| again)? (?:in|on|next|after|end|at the end|tomorrow|later|around|towards|by)|get back to (?:me|us)|check (?:back )?in with (?:me|us)|(?:mujhe )?(?:likhna|likh dena|ping karna|message kar(?:na|o|dena)|yaad dila(?:na|dena))|लिखना|याद दिलाना|मैसेज कर(?:ना|ें|िए))(?![\p{L}\p{M}])/iu;
const SOME_DAY =
  /(?<![\p{L}])(?:week|month|year|day|hafte|hafta|mahine|mahina|din|january|february|march|april|may|june|july|august|september|october|november|december|diwali|holi|christmas|eid|हफ़्ते|हफ्ते|महीने|दिन|दिवाली)s?(?![\p{L}\p{M}])/iu;
const DENIES =
  /(?<![\p{L}'’])(?:(?:no|not|never|don['’]?t|do not|did ?n['’]?t|did not|won['’]?t|can['’]?t|mat|nahi|nahin|मत|नहीं) (?:(?!i mean|i said|let['’]?s|let us|just (?:sign|start|go|do|send)|go ahead|please (?:sign|start|send))[^.!?,;।\n]){0,24}?(?:start|agreement|contract|sign|buy|deal|shuru|अनुबंध|शुरू)\p{L}*|(?:no|nothing|stop|enough(?: of| with)?|quit|without|forget) (?:\p{L}+ ){0,3}(?:agreements?|contracts?|sign(?:ing)?|papers?|paperwork)|(?:start|agreement|contract|shuru|अनुबंध|कॉन्ट्रैक्ट|एग्रीमेंट|करार|शुरू)\p{L}* (?:nahi|nahin|mat|not|नहीं|मत)|(?:don['’]?t|do not) (?:want|need) (?:(?:an?|the|your|ur|any|this) )?(?:pilot|automation|(?:it|this|one|that)(?=\W*(?:$|[,.!])))|^\W*(?:yeah|yea|ya|yes|haan)\W+(?:no|nah|nahi+n?)(?=\W*$)|(?:just |please |pls )?(?:pause|hold off|put (?:it|this|that) on hold|on hold for now)|i (?:did ?n['’]?t|did not|never) (?:agree|accept|say (?:yes|start)|order))(?![\p{L}\p{M}])/iu;
/** "Please don't send anything", "just asking", "why do you keep asking for my e-mail". */
const ONLY_ASKS =
  /(?<![\p{L}\p{M}])(?:(?:don['’]?t|do not|never|stop|no need to) (?:\p{L}+ ){0,2}(?:send|sending|mail|mailing|e-?mail|e-?mailing)|(?:bhej(?:na|o|iye|iyega)?|mail) mat|mat (?:bhej|mail)\p{L}*|मत भेज[\p{L}\p{M}]*|(?:just|only|sirf|bas) (?:asking|curious|info(?:rmation)?|browsing|wondering|exploring|puch\p{L}*|pooch\p{L}*|jaa?nkaa?ri)|not (?:ready|committing|committed|decided|agreeing)|n['’]?t (?:ready|decided|committed)|(?:keep|stop|why) (?:\p{L}+ ){0,4}asking (?:for |me )(?:\p{L}+ ){0,2}(?:e-?mail|address))(?![\p{L}\p{M}])/iu;
/** A wish for silence is one of its own. */
const OF_MESSAGES = /(?<![\p{L}])(?:messag|msg|text|dm|spam|ads?(?![\p{L}])|promotion|whats ?app)\p{L}*/iu;
/** "No problem, let us start", "why not start": a yes. */
const NOTHING_IN_THE_WAY =
  /(?<![\p{L}])(?:no (?:problem|worries|concerns?|questions?|issues?|objections?|nothing|more|doubt|need to wait)|nothing(?! to (?:sign|send|start|agree|buy)| (?:is |was |has been )?(?:agreed|signed|started|sent))|why not|can['’]?t wait|not only|(?:koi )?(?:baat|dikkat|problem|sawal) nahi\p{L}*|कोई (?:बात|दिक़्क़त|सवाल) नहीं)(?![\p{L}\p{M}])/iu;
