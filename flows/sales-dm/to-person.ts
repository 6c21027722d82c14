import { z } from 'zod';
import type { ToolDefinition } from '../engine/definition.ts';

const Nothing = z.object({});

/** Wishes that only a person can carry out: the bot says so and hands the conversation over, with the reason. */
export const TO_PERSON: readonly ToolDefinition[] = [
  toPerson('erase_data', {
    description: 'Has a person delete the personal data of the customer.',
    says: /(?<![\p{L}])(?:delet\p{L}*|eras\p{L}*|remov\p{L}*|wip(?:e|ed|ing)|forget)\s(?:\p{L}+\s){0,3}(?:data|personal (?:information|details)|information about me)(?![\p{L}])|(?:data|जानकारी|डेटा) (?:delete|hata|डिलीट|हटा|मिटा)[\p{L}\p{M}]*|right to be forgotten/iu,
    about: /(?<![\p{L}])(?:my|our|me|mera|meri|u|you(?:['’]?ve| have)?|personal|मेर[ाी]|हमार[ाी])(?![\p{L}\p{M}])/iu,
    handOver: 'data_erasure',
  }),
  toPerson('refund', {
    description: 'Has a person decide about a refund.',
    says: /(?<![\p{L}])(?:(?:i|we) (?:want|need|demand|would like|['’]?d like)|give me|give us|how (?:do|can) i get|can i (?:have|get))\s(?:\p{L}+\s){0,3}(?:refund|money back)(?![\p{L}])|^\W*refund(?: please| now| pls)?\W*$|money back (?:please|now)|paise (?:wapas|vapas)|refund chahiye|पैसे वापस|रिफ़?ंड चाहिए/iu,
    handOver: 'refund',
  }),
  toPerson('complain', {
    description: 'Has a person take a complaint, or say who answers for us.',
    says: /(?<![\p{L}])(?:(?:make|file|lodge|raise|for|with|have|my|a formal|official) (?:an? |my )?complaint|(?:want|need|going|like) to complain(?! (?:about|to) (?:my|our|their))|who(?:['’]?s| is) (?:in charge|responsible for (?:this|u|you)|(?:ur|your) (?:boss|manager))|(?:speak|talk) (?:to|with) (?:ur|your) (?:boss|manager|supervisor)|who (?:do|can|should) i (?:(?:talk|speak|complain|write|turn) to|e-?mail|contact|call)|(?:report|sue) (?:u|you)(?: guys)?(?: to| for|\W*$)|(?:my|our) lawyer|legal action|shikayat (?:karni|karna|darj)|शिकायत (?:करनी|करना|दर्ज))(?![\p{L}\p{M}])/iu,
    handOver: 'complaint',
  }),
  toPerson('end_contract', {
    description: 'Has a person end a contract that runs.',
    says: /(?<![\p{L}])(?:cancel|terminate|end|quit|get out of)\s(?:my|our)\s(?:\p{L}+\s)?(?:contract|subscription|agreement|plan|pilot|account)(?![\p{L}])|(?:mera|hamara|मेरा|हमारा) (?:contract|subscription|pilot|अनुबंध|कॉन्ट्रैक्ट) (?:cancel|band|radd|रद्द|बंद|कैंसल)/iu,
    handOver: 'cancellation',
  }),
  toPerson('report_fault', {
    description: 'Has a person look into an automation of ours that fails.',
    says: /(?<![\p{L}])your (?:automations?|workflow|system|set-?up|assistant|integration|service|tool|software|bot)\s(?:(?:has|have) been|is|was|keeps?|stopped|does not|doesn['’]?t|do not|don['’]?t|isn['’]?t|crash(?:es|ed)|broke|failed)\s?(?:\p{L}+\s){0,2}(?:broken|down|dead|failing|crashing|working|work|wrong|$)/iu,
    handOver: 'problem',
  }),
  {
    name: 'after_sale_fault',
    description: 'Has a person look into what a client reports.',
    states: ['post_purchase'],
    intents: ['problem'],
    parameters: Nothing,
    readArguments: () => ({}),
    run: () => ({ reply: 'care', handOver: 'problem' }),
  },
];

interface Wish {
  readonly description: string;
  readonly says: RegExp;
  /** What else the message must hold. */
  readonly about?: RegExp;
  /** As in `HandOver.reason`. */
  readonly handOver: string;
}

function toPerson(name: string, { description, says, about, handOver }: Wish): ToolDefinition {
  return {
    name,
    description,
    intents: [],
    claims: true,
    isBinding: true,
    hearsAnswers: true,
    parameters: Nothing,
    readArguments: ({ text }) => (says.test(text) && (about?.test(text) ?? true) ? {} : undefined),
    run: () => ({ reply: `person_${handOver}`, handOver }),
  };
}
