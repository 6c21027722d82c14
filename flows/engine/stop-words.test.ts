import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isStopRequest, mayBeStopRequest } from './stop-words.ts';

describe('a request not to be contacted again', () => {
  test.each([
    'stop',
    'STOP!!',
    'Stop.',
    'STOP 🛑',
    'ＳＴＯＰ',
    'stooop',
    'stop stop stop',
    'Not interested. Stop.',
    'no, stop',
    'please stop',
    'stop it already',
    'unsubscribe',
    'I want to unsubscribe',
    'how do I unsubscribe?',
    'hey, unsubscribe me from this list',
    'opt out',
    "don't message me again",
    'don’t message me again',
    'dont msg me',
    'never contact me again!!',
    'do not send me any more messages',
    'I don’t want any more messages',
    'I do not want to hear from you again',
    'please stop contacting us',
    'can you stop texting me',
    'I told you to stop messaging me',
    'quit spamming me with this',
    'stop sending me these offers',
    'no more messages please',
    'remove me from your list',
    'please remove my number',
    'take me off this list',
    'leave me alone',
    'message mat karo',
    'band karo',
    'बंद करो',
    'मुझे संदेश मत भेजो',
    'कृपया मुझे दोबारा मैसेज मत कीजिए',
    'अब मैसेज बंद कर दो',
    'mujhe message mat bhejo',
    'bhai mujhe pareshan mat karo',
    'मेरा नंबर हटा दो',
    'STOP MESSAGING then',
    'pls dont send me anything more',
    'please take my number off',
    'i never want to hear from you again',
    'stop contacting this number',
    'mujhe ye messages nahi chahiye',
    'कृपया संदेश भेजना बंद करें',
    'can u pls stop messaging me',
    'stop with the messages',
    'stop calling and texting me',
    'cease and desist contacting me',
    'lose my number',
    'message bhejna band karo',
    'mujhe aur message nahi chahiye',
    'bas karo message mat bhejo',
    'mera number hata do list se',
    'mujhe contact mat karo',
    'मुझे मैसेज भेजना बंद करो',
    'मुझे और संदेश नहीं चाहिए',
  ])('is heard in "%s"', (text) => {
    expect(isStopRequest(text)).toBe(true);
  });

  test('is heard as a message of a turn, however long the ones before it are', () => {
    const long = 'we write a lot of invoices by hand, and it takes us days each month. '.repeat(40);
    expect(isStopRequest(`${long}\nSTOP`)).toBe(true);
    expect(isStopRequest(`${long}\n${long}`)).toBe(false);
  });

  test.each([
    "I can't stop thinking about it",
    'we want to stop writing invoices by hand',
    'we need to stop sending quotes manually',
    'I want to stop doing reports by hand',
    'our customers never stop texting us',
    "leads don't message me back",
    "they don't email me the invoices",
    'our customers get no more messages after the first one',
    'does the bot stop texting when they unsubscribe from the list?',
    'unsubscribe links are missing in our newsletter',
    'how can we stop losing leads?',
    'a one-stop shop',
    'non-stop emails all day',
    'हमारे ग्राहक संदेश नहीं भेजते',
    'हमें हाथ से बिल बनाना बंद करना है',
    'customers ko message bhejna hai',
    'can you stop by tomorrow',
    "stop, you're joking",
    "don't message me tomorrow, I am travelling",
    "please don't stop now",
    '',
    '🛑',
    'how do i stop night messages',
    'haan, mera number 9812345678 hai',
    'full stop',
    'stop by on Monday',
    'customers ko raat ko message kaise band kare',
    'रात के मैसेज कैसे बंद करें',
    'they told me to stop texting them',
    'सर्वर कैसे बंद करें',
  ])('is not read into "%s"', (text) => {
    expect(isStopRequest(text)).toBe(false);
  });

  test('any text is judged without a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(typeof isStopRequest(text)).toBe('boolean');
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(isStopRequest('please '.repeat(20_000))).toBe(false);
  });
});

describe('a message that only resembles one', () => {
  test.each([
    'how do i stop night messages',
    'haan, mera number 9812345678 hai',
    'full stop',
    'stop by on Monday',
    'my customers say stop messaging, what do i do',
    'we stop work at 6',
    'मेरा नंबर 9812345678 है',
  ])('is not asked about: "%s"', (text) => {
    expect(mayBeStopRequest(text)).toBe(false);
  });

  test.each(['you are spamming me', 'i will block you', 'these messages are annoying'])(
    'is asked about: "%s"',
    (text) => {
      expect(mayBeStopRequest(text)).toBe(true);
    },
  );
});
