import { z } from 'zod';
import type { ExtractInput, ToolDefinition } from '../engine/definition.ts';
import { splitClauses } from '../understanding/clauses.ts';
import { chitchatKind, isRepeat } from '../understanding/repair-cues.ts';
import { HEARD_FIRST } from './selling.ts';

/**
 * A question that was only taken for something, by a word or two: it shares none with what is known of that. It is said to be
 * unanswered, and who answers it, instead of being talked past. English and Hinglish; in Hindi the words for it are not complete.
 */
export const OWN_UP: ToolDefinition = {
  name: 'own_up',
  description: 'Says that a question is one for a person.',
  ...HEARD_FIRST,
  parameters: z.object({}),
  readArguments: (input) => (isTalkedPast(input) ? {} : undefined),
  run: () => ({ reply: 'unknown_question' }),
};

function isTalkedPast({ text, intent, language, entities }: ExtractInput): boolean {
  if (ONLY_YES_OR_NO.test(text)) return true;
  if (!ASKS.test(text) || text.trim().split(/\s+/u).length < FEWEST_WORDS || entities.length > 0) return false;
  if (chitchatKind(text, language) !== undefined || isRepeat(text, language) || splitClauses(text).length > 1)
    return false;
  if (language === 'hi' && intent !== undefined) return false;
  const known = intent === undefined ? ANY_KNOWN : KNOWN[intent];
  return known !== undefined && !known.test(text);
}

/** "Haan ya na?": no yes, whatever it is asked to. */
const ONLY_YES_OR_NO =
  /^\W*(?:(?:so|just|ok|simple|bas|bolo|batao) )*(?:yes|haan|ha|हाँ)\W*(?:or|ya|\/|या)\W*(?:no|not|na+|nahi|ना|नहीं)(?: batao| bolo| just)?\W*$/iu;

/** Less asks nothing by itself: "price?", "why though". */
const FEWEST_WORDS = 4;
const ASKS =
  /^\W*(?:(?:ok|okay|and|but|so|well|also|hi|hey|yo|n|ya|yeah|btw|tell me)[\s,.]+)*(?:what|whats|what['’]s|wat|how|who|whos|where|which|do|does|is|are|r|am|will|would|can|could|any|what if)(?![\p{L}])(?![^?]*[.!;]\s)/iu;

function words(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${source})`, 'iu');
}

const PRICE =
  'pric|cost|how much|charg|fee|pay|quot|rates|dollar|usd|budget|expens|cheap|discount|afford|damage|number|month|plan|total|kitn|paise|kimat|keemat|daam|[$€£₹]|deal|offer';
const WORK =
  "is (?:this|it)\\W*$|work|autom|what (?:do|does|can) (?:u|you|it|this)|do (?:u|you)(?: guys)? (?:do|offer|sell|have)|how (?:does|do|is|would|will|can|it)|proces|set|step|expl|more|about|integrat|connect|tool|what(?:['’]?s| is) (?:it|this)|happens (?:next|after|then|once|first)|start|begin|help|get|need|kaise|kya|build|handle|take over|actually";
const DOUBT =
  'trust|safe|secur|scam|legit|sure|know|proo?v|guarant|data|reliab|real|fake|risk|private|privacy|wrong|mistak|fail|error|believe|catch';
const OTHERS =
  'other|differ|better|compar|already|agenc|zapier|compet|gpt|instead|why (?:u|you|should)|use|special|unique';

/** What is known to each intent that a question is easily taken for. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  price_question: words(PRICE),
  how_it_works: words(WORK),
  objection_trust: words(DOUBT),
  objection_competitor: words(OTHERS),
  objection_price: words(`${PRICE}|worth|much|money`),
  need: words('autom|can (?:u|you|it|this)|could (?:u|you)|help|handle|take|reply|process|need|want|do you do|work'),
  interest: words(`${WORK}|interest|learn|info|tell|demo|offer|service`),
  problem: words("not|n['’]?t|broke|fail|error|wrong|stop|down|issue|problem|bug|slow|crash|missing|late"),
  agreement: words('ok|good|great|fine|go|start|next|we|let'),
};
const ANY_KNOWN = words(
  `${PRICE}|${WORK}|${DOUBT}|${OTHERS}|yes|no|mean|next|long|soon|when|time|week|task|bot|human|person|lang|speak|name`,
);
