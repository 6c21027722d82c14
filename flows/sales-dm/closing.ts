import { z } from 'zod';
import type { ExtractInput, ToolDefinition, ToolOutcome } from '../engine/definition.ts';
import { emailIn, phoneIn } from './details.ts';
import { saysNothingInTheWay } from './holding-off.ts';
import { OBJECTIONS } from './objections.ts';
import { HEARD_FIRST } from './selling.ts';

const Destination = z.object({ by: z.enum(['email', 'phone', 'here']) });

/**
 * The answer to "where shall the agreement go?": an address, a phone number, or here. It is the yes to the sale, as the question
 * says, and a person takes over, who finds name, task, budget, start and address in the slots.
 */
export const SEND_AGREEMENT: ToolDefinition = {
  name: 'send_agreement',
  description: 'Has a colleague send the agreement to where the customer says.',
  states: ['closing_attempt'],
  intents: [],
  claims: true,
  isBinding: true,
  parameters: Destination,
  readArguments: (input) => {
    const isOpen = HOLDS_BACK.has(input.intent ?? '') || NOT_YET.test(input.text) || CHANGES.test(input.text);
    const by = isOpen ? undefined : destinationIn(input);
    return by === undefined ? undefined : { by };
  },
  run: (args) => agreed(Destination.parse(args).by),
};

/** An address before the offer was said back is no yes to it yet: it is said back with the address, for one. */
export const OFFER_TO_ADDRESS: ToolDefinition = {
  name: 'offer_to_address',
  description: 'Asks whether the agreement shall go to the address that the customer gives.',
  ...HEARD_FIRST,
  parameters: z.object({}),
  readArguments: (input) => (givesAddress(input) ? {} : undefined),
  run: () => ({ reply: 'close_to', to: 'closing_attempt' }),
};

/** A yes with an if, an "only" or a question in it is none to what was offered: the offer as it is now is said once more. */
export const OFFER_AGAIN: ToolDefinition = {
  name: 'offer_again',
  description: 'Says the offer once more after a yes that is not plain.',
  states: ['closing_attempt'],
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
  parameters: z.object({}),
  readArguments: ({ text, intent, known, entities }) =>
    YESES.has(intent ?? '') &&
    isHedged(text) &&
    known['email'] !== undefined &&
    emailIn({ text, entities }) === undefined
      ? {}
      : undefined,
  run: () => ({ reply: 'close_to' }),
};

const YESES: ReadonlySet<string> = new Set(['agreement', 'start', 'purchased']);
function isHedged(text: string): boolean {
  return HEDGES.test(text) || (NEGATES.test(text) && !saysNothingInTheWay(text));
}

/** A no in a yes is looked at twice. */
const NEGATES =
  /(?<![\p{L}\p{M}])(?:no|not|nothing|never|stop|without|enough|\p{L}+n['’]t|dont|nahi+n?|mat|नहीं|मत)(?![\p{L}\p{M}])/iu;
const HEDGES =
  /[?]|(?<![\p{L}])(?:but|if|unless|once|until|only|except|provided|depends?|lekin|magar|agar|jab|sirf|ya na+|or no|instead|लेकिन|अगर|सिर्फ़)(?![\p{L}\p{M}])/iu;

function givesAddress(input: ExtractInput): boolean {
  if (emailIn(input) === undefined || NOT_YET.test(input.text)) return false;
  // While the sale rests an address is for something else, unless it comes with the wish to start.
  if (input.state === 'on_hold') return input.intent === 'start' && SIGNS.test(input.text);
  if (CHANGES.test(input.text)) return true;
  // Before anything was offered there must be a task to start with, and the wish to.
  const isEarly = input.state === 'initial_contact' || input.state === 'interest_qualification';
  if (isEarly) return input.known['task'] !== undefined && SIGNS.test(input.text);
  return ONLY_ADDRESS.test(input.text) || (SIGNS.test(input.text) && !isDoubted(input));
}

function isDoubted({ state, intent = '' }: ExtractInput): boolean {
  return state === 'closing_attempt' && HOLDS_BACK.has(intent);
}

const SIGNS =
  /(?<![\p{L}])(?:sign (?:me|us) up|send (?:it|the (?:agreement|contract|paper\p{L}*)|paper\p{L}*|me the)|go ahead|let['’]?s (?:go|start|do)|start|shuru kar\p{L}*|bhej (?:do|dijiye))(?![\p{L}])/iu;
const ONLY_ADDRESS = /^\W*(?:(?:my |the )?e-?mail(?: is|:)?\s*)?\S+@\S+\W*$/iu;

function destinationIn(input: ExtractInput): z.infer<typeof Destination>['by'] | undefined {
  if (emailIn(input) !== undefined) return 'email';
  if (phoneIn(input) !== undefined) return 'phone';
  return HERE.test(input.text) ? 'here' : undefined;
}

function agreed(by: z.infer<typeof Destination>['by']): ToolOutcome {
  const reply = { email: 'purchased', phone: 'purchased_phone', here: 'purchased_here' }[by];
  return { reply, to: 'post_purchase', handOver: 'purchase' };
}

/** Who tells an address and a doubt at once is not sold to. */
const HOLDS_BACK: ReadonlySet<string> = new Set(['refusal', 'later', 'problem', ...OBJECTIONS]);
const NOT_YET =
  /(?<![\p{L}])(?:not yet|don['’]?t (?:send|call|write)|do not send|before (?:i|we)|first i|unless|only if|abhi nahi|mat bhej\p{L}*|अभी नहीं|मत भेज\p{L}*)(?![\p{L}])/iu;
/** Another address than the one that was said back is said back too: to change it agrees to nothing yet. */
const CHANGES =
  /(?<![\p{L}])(?:chang(?:e|ed|ing)|updat(?:e|ed|ing)|correct|replace|badal\p{L}*|बदल[\p{L}\p{M}]*)(?![\p{L}\p{M}])(?=.*\S+@\S+)/iu;
const HERE =
  /(?<![\p{L}])(?:(?:send|share|post) (?:it |the (?:agreement|contract) |that )?(?:(?:right )?here|in (?:this|the) chat|(?:on|by|via) whats ?app)|(?:right )?here is fine|in this chat(?: is fine)?|ya(?:ha|hi)n? (?:par |pe )?(?:hi )?bhej\p{L}*|whats ?app (?:par|pe) bhej\p{L}*|यहीं (?:पर )?भेज[\p{L}\p{M}]*|व्हाट्सऐप पर भेज[\p{L}\p{M}]*)(?![\p{L}])/iu;
