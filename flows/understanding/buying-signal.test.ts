import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buyingSignalOf } from './buying-signal.ts';

const LINES = {
  commits: lines(`
    I'll take it | let's go ahead | we want to order | ok, deal | count me in | send me the contract
    where do I sign? | I'd like to buy one | le lenge | order kar do | pakka | मुझे खरीदना है | ऑर्डर कर दो
    kharidna hai | place my order | sold! | we'll go with the small one
  `),
  asks_next_step: lines(`
    what are the next steps? | how do we get started | how can I pay? | how to order | what happens next?
    what should I do to sign up | kaise order karu | aage kya | payment kaise karna hai | कैसे ऑर्डर करूँ
    आगे क्या करना है | how do I subscribe | ab kya karna hai
  `),
  asks_trial: lines(`
    can we try it first? | is there a free trial | show me a demo | do you send samples? some samples please
    I want a pilot | demo chahiye | sample bhejo | demo dikhao | डेमो मिलेगा? | नमूना भेजिए
  `),
  states_budget: lines(`
    our budget is 50k | my monthly budget is around 200 | we can spend 500 | I am willing to pay more
    we have set aside two lakh | mera budget 20 hazaar hai | budget hai 5 lakh | मेरा बजट बीस हज़ार है | बजट लगभग 500
    we could afford 300
  `),
  urgency: lines(`
    need it by tomorrow | this is urgent | asap please | we need this today | how soon? | it can't wait
    as soon as possible | jaldi chahiye | turant | kal tak chahiye | abhi chahiye | जल्दी कीजिए | तुरंत | आज ही
  `),
  asks_price: lines(`
    how much is it? | what is the price | what's your rate | send me a quote | price? | any discount?
    how much for two | pricing please | kitne ka hai | kitna lagega | rate batao | daam kya hai | कितने का है
    कीमत क्या है | भाव बताइए | do you have discounts
  `),
  asks_availability: lines(`
    do you have apples | is it available? | is this in stock | when can you deliver? | do you ship to Pune | any left?
    milega kya | stock mein hai? | available hai | मिलेगा क्या | उपलब्ध है? | how long does delivery take
  `),
  compares: lines(`
    why should we choose you | is it better than Acme | how are you different | Acme vs you
    what is the difference between them | Acme se behtar hai? | kya farak hai | इनमें क्या अंतर है
    which plan is better | how do you compare to Acme
  `),
} as const;

describe.each(Object.entries(LINES))('%s', (signal, lines) => {
  test.each(lines)('"%s"', (text) => {
    expect(buyingSignalOf(text)).toBe(signal);
  });
});

describe('no sign is in', () => {
  test.each(
    lines(`
    hello | not interested | I sold my car | a big deal | deal with it | no deal | this is a test
    a great deal of work | how much time does it take | we pay a lot | price is too high | the rate of change
    not urgent | no hurry | vs code | our customers buy a lot | we do not want to buy | I won't order
    the quote takes us days | what is your rating | who are you | nahi chahiye | nahi lena | kal tak bataunga
    koi problem hai kya | नहीं चाहिए | नमस्ते | आप कौन हैं | 👍
  `),
  )('"%s"', (text) => {
    expect(buyingSignalOf(text)).toBeUndefined();
  });
});

test('the strongest sign counts', () => {
  expect(buyingSignalOf('how much is it? ok, I will take it')).toBe('commits');
  expect(buyingSignalOf('urgent: what is the price')).toBe('urgency');
});

test('any text is judged without a crash, and twice alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), (text) => {
      expect(buyingSignalOf(text)).toBe(buyingSignalOf(text));
    }),
    { numRuns: 200, seed: 9 },
  );
});

/** The lines of a table, parted by bars and line ends. */
function lines(table: string): readonly string[] {
  return table
    .split(/[|\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
