import { z } from 'zod';
import type { ExtractInput, ToolDefinition } from '../engine/definition.ts';
import { emailIn } from './details.ts';
import { PRICE_LIST } from './prices.ts';
import { restingFrom } from './resting.ts';
import { HEARD_FIRST } from './selling.ts';

/**
 * Something to read by e-mail, "a written proposal", "mail me something for my partner": only a colleague can send it, and it is
 * no agreement. Heard before any yes, so that the address that comes with it sells nothing.
 */
export const SEND_PROPOSAL: ToolDefinition = {
  name: 'send_proposal',
  description: 'Has a person send a proposal, or what else is to be read, by e-mail. It agrees to nothing.',
  ...HEARD_FIRST,
  parameters: z.object({}),
  readArguments: (input) => (wantsProposal(input) ? {} : undefined),
  run: (_, { reading }) => ({ reply: 'person_proposal', handOver: 'proposal', ...restingFrom(reading.state) }),
};

/** Papers are asked for by their name; details may be told here, unless they are to come by e-mail. */
function wantsProposal(input: ExtractInput): boolean {
  const { text } = input;
  if (REFUSES.test(text) || input.entities.some(isBelowTheList)) return false;
  const isMail = emailIn(input) !== undefined || BY_MAIL.test(text);
  return (
    WANTS_PAPER.test(text) || (isMail && (WANTS_DETAILS.test(text) || (SENDS.test(text) && HOLDS_BACK.test(text))))
  );
}

/** "Put the one dollar in writing": what the price is comes before who writes it down. */
function isBelowTheList(entity: ExtractInput['entities'][number]): boolean {
  return entity.kind === 'money' && entity.amount < PRICE_LIST.pilotPerMonth;
}

/** The papers of a sale are sent after the yes to it. */
const PAPER =
  '(?:written|formal|detailed|proper|short|commercial|price|cost|your|ur|this|that|an?|the|some|any|me|us|my|our|full|complete|ek) ?';
const WANTED = `(?:${PAPER}){0,4}`;
const DOCUMENT = '(?:proposals?|written (?:offer|quote|quotation|estimate|summary)|offer letter)';
const LOOSE =
  '(?:details?|info|information|something|summary|overview|offer|quotes?|quotations?|estimates?|price ?list|brochure|material|document|documents|write-?up|it all|everything|e-?mail|mail|the facts|facts|what we (?:discussed|talked about)|pricing|prices)';
/** "Send it", not "we send". */
const BHEJO = '(?:bhej(?:o|iye| do| dijiye| dena| sakte)|भेज(?:ो|िए|िएगा| दो| दीजिए| देना| सकते))';
const SEND =
  '(?:send|sending|e-?mail|mail|share|forward|drop|shoot|write up|prepare|draft)(?: (?:me|us|over|across|it|my \\p{L}+|our \\p{L}+|him|her|them|along))*';
/** The wish, not "we send quotations by hand". */
const WISH =
  "(?:(?:^|[.!?,;:\\n])\\s*|(?<![\\p{L}])(?:can|could|cud|will|would|do|cant|can['’]?t) (?:u|you|someone|somebody|a colleague|they)(?: (?:please|pls|also|just|first|at least|even))*\\s|(?:please|pls|plz|just|kindly|then|and|but|so|ok|okay|right|first|instead|also)\\s)";

const WANTS_PAPER = asWords(
  `${WISH}${SEND} ${WANTED}${DOCUMENT}|(?<![\\p{L}])(?:i|we)(?:['’]?d)? (?:want|need|asked for|asked you for|wanted|require|would like|like)(?: to (?:have|see|get))? ${WANTED}${DOCUMENT}(?! ?(?:made|sent|written|automat\\p{L}*|done)(?![\\p{L}]))|(?<![\\p{L}])(?:can|could|may) (?:i|we) (?:have|get|see) ${WANTED}(?:${DOCUMENT}|(?:this|that|it|the (?:offer|price|terms)) (?:in writing|on paper))|(?<![\\p{L}])(?:put|get|have) (?:it|this|that|the (?:offer|price|terms)|everything) (?:in writing|on paper)|(?:proposal|likhit mein|likhit me|प्रस्ताव|प्रपोज़ल)(?: mujhe| hame| hamein| मुझे| हमें)? (?:(?:mail|e-?mail|send|ईमेल|मेल) )?(?:(?:par|pe|पर) )?(?:${BHEJO}|kar (?:do|dijiye)|de (?:do|dijiye)|कर (?:दो|दीजिए)|दे (?:दो|दीजिए))`,
);
const WANTS_DETAILS = asWords(
  `${WISH}${SEND} ${WANTED}${LOOSE}|(?<![\\p{L}])(?:can|could|may) (?:i|we) (?:have|get) ${WANTED}${LOOSE}|(?<![\\p{L}])(?:i|we)(?:['’]?d)? (?:want|need|would like|like) ${WANTED}${LOOSE}|(?:details?|info|information|jaa?nkaa?ri|sab kuch|kuch|जानकारी|डिटेल्स?|विवरण|सब कुछ|कुछ) (?:\\S+ ){0,4}(?:${BHEJO}|(?:e-?mail|mail) kar (?:do|dijiye|dena|sakte)|(?:ई)?मेल कर (?:दो|दीजिए|देना|सकते))`,
);
const BY_MAIL = asWords('(?:e-?mail|mail)(?:ed|s)?|ईमेल|मेल');
/** An address beside these is for something to think about. */
const SENDS = asWords(`${WISH}${SEND}`);
const HOLDS_BACK = asWords(
  "(?:not|n['’]?t|without|no) (?:\\p{L}+ ){0,2}(?:commit\\p{L}*|agree\\p{L}*|sign\\p{L}*|buying|decid\\p{L}*|binding|obligation)|to (?:first )?(?:show|read|look|think|consider|discuss|check)|(?:can|could|will|i['’]?ll) (?:first )?(?:show|discuss|read|look at|think|forward|pass|share) (?:\\p{L}+ ){0,3}(?:partner|boss|team|wife|husband|manager|colleagues?|board|director|owner|over|it)",
);
const REFUSES = asWords(
  "(?:don['’]?t|do not|dont|never|no need to|stop|mat|not) (?:\\p{L}+ ){0,2}(?:send|e-?mail|mail|share|forward)\\p{L}*|(?:bhejna|bhej|mail) mat|मत भेज\\p{L}*|no (?:proposal|quotation|e-?mails?)",
);

/** What a sentence begins with is not looked for in the middle of a word. */
function asWords(source: string): RegExp {
  return new RegExp(
    `(?:^|(?<![\\p{L}\\p{M}\\p{N}])|(?=[.!?,;:\\n]))(?:${source.normalize('NFKC')})(?![\\p{L}\\p{M}])`,
    'iu',
  );
}
