import { clausesOf, plain } from '../understanding/plain.ts';

/** Whether the customer says that no person is wanted: "no person", "nah dont need a colleague", "kisi insaan ki zaroorat nahi". */
export function declinesPerson(text: string): boolean {
  return clausesOf(plain(text)).some((clause) => DECLINED.test(clause));
}

const WHO =
  '(?:humans?|persons?|people|agents?|colleagues?|representatives?|operators?|staff|team|managers?|someone|somebody|anyone|anybody|human being)';
const NEED =
  '(?:need|want|require|wanted|needed|ask(?:ed)? for|mean|meant|get|call|bring|involve|transfer me to|pass me to)';

/** Read in a clause of plain words. */
const DECLINED = new RegExp(
  [
    `(?:^| )(?:no|not an?|without an?) (?:need (?:for|of) )?(?:an? |the |any |real |live )*${WHO}(?: (?:needed|required|necessary|please|pls|thanks|for (?:this|that|now)|yet|now))*$`,
    `(?:don't|do not|didn't|did not|never|no need to|needn't) (?:really |even |actually )?${NEED} (?:to (?:talk|speak) (?:to|with) )?(?:an? |the |any |your |real |live )*${WHO}(?= |$)`,
    `(?:^| )(?:who|i) (?:never )?(?:said|asked)(?: anything)? (?:about |for )?(?:an? )?${WHO}$`,
    `(?:kisi )?(?:insaan|insan|aadmi|admi|vyakti|colleague|person|agent|sahkarmi|human|team)(?: ki| ki koi)?(?: zaroo?rat)? (?:nahi+n?|nhi|mat)(?= |$)`,
    '(?:किसी )?(?:इंसान|आदमी|व्यक्ति|सहकर्मी|एजेंट)(?: की| की कोई)?(?: ज़रूरत| जरूरत)? (?:नहीं|नही|मत)(?= |$)',
  ].join('|'),
  'u',
);
