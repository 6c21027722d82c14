import { handOverFor } from '../hand-over.ts';
import type { Pattern } from '../turn-in-hand.ts';

/**
 * The customer wants their own data deleted, shown, or to know that it was: the bot can do none of it, says so, and a person
 * of the business takes over with that reason. It is no opt-out, and no question about the product.
 */
export const personalData: Pattern = {
  name: 'human_request',
  handle: (turn) =>
    !isAboutOwnData(turn.event.text)
      ? undefined
      : {
          pattern: 'human_request',
          say: ['person_data_erasure'],
          isFixed: true,
          handOver: handOverFor(turn, 'personal_data'),
          reason: 'the customer wants their personal data deleted or shown: a person takes over',
          events: [{ name: 'handoff_requested', details: { reason: 'personal_data' } }],
        },
};

function isAboutOwnData(text: string): boolean {
  const said = text.slice(0, MAX_CHARS).normalize('NFKC').toLowerCase().replace(/[‘’]/gu, "'");
  return OWN_DATA.test(said) && !HOW_TO.test(said);
}

/** UTF-16 units; requests stand at the beginning. */
const MAX_CHARS = 400;
const DATA = '(?:data|details|information|info|history|chats?|records?|traces?|account)';
const OWN = '(?:my|our)(?: own| personal| private| stored| whole| chat| contact)*';
const ERASE = '(?:delete|erase|remove|wipe|destroy|purge)';

/** "How do I delete …" asks how the product does it. */
const HOW_TO =
  /(?<![\p{L}\p{M}])(?:how (?:do|can|to|would|could) (?:i|we|you)(?! (?:know|be sure))|where|kaise|कैसे)(?![\p{L}\p{M}])/u;
const OWN_DATA = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${[
    `${ERASE}(?: all| all of| any| every bit of| the)* ${OWN} ${DATA}`,
    `${ERASE} (?:all|everything|anything|all (?:the )?${DATA}|(?:the )?${DATA})(?: that)? (?:you (?:have|know|keep|stored|saved)(?: on| about| of)? ?(?:me|us)?|(?:about|on|of) (?:me|us))`,
    `${OWN} ${DATA} (?:(?:to be|is|be|was|were|been|got) )?(?:deleted|erased|removed|wiped|gone)`,
    `(?:you|u|you've|u've)(?: have| really| actually| did)? (?:deleted?|erased?|removed?|wiped?) ${OWN} ${DATA}`,
    `(?:(?:send|give|show)(?: to)? me|i want|may i have|can i (?:have|get|see)) (?:a copy of )?(?:all )?(?:of )?(?:my ${DATA}|(?:the )?${DATA} (?:that )?you (?:have|keep|store|saved)(?: on| about| of) me)`,
    `${DATA} (?:do|have|did) you (?:have|keep|store|stored|save|saved|collect|collected|hold)(?: on| about| of) me(?=.*copy)`,
    'right to be forgotten',
    '(?:mera|meri|mere|hamara)(?: (?:sara|saara|personal|poora))? (?:data|jankari|jaankari|details|account) (?:delete|hata|mita|remove)\\p{L}*',
    '(?:मेरा|मेरी|मेरे|हमारा)(?: (?:सारा|पूरा|निजी))? (?:डेटा|डाटा|जानकारी|खाता|अकाउंट) (?:डिलीट|हटा|मिटा)[\\p{L}\\p{M}]*',
  ].join('|')})(?![\\p{L}\\p{M}])`,
  'u',
);
