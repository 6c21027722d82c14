import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { correctionOf } from './corrections.ts';

describe('a value is corrected', () => {
  test.each([
    ['no, I meant Friday', 'Friday'],
    ['No. I meant Friday', 'Friday'],
    ['i actually meant to say acme', 'acme'],
    ['sorry I meant 50 guests, not the other one', '50 guests, not the other one'],
    ['I meant Tom and Sons', 'Tom and Sons'],
    ['I meant Friday and please call me at noon', 'Friday'],
    ["actually it's Acme", 'Acme'],
    ["it's actually Acme", 'Acme'],
    ["It's Acme, actually", 'Acme'],
    ['I said 20', '20'],
    ['i mean tomorrow', 'tomorrow'],
    ['correction: my email is a@b.example', 'my email is a@b.example'],
    ['Correction - Thursday', 'Thursday'],
    ['*Friday', 'Friday'],
    ['oops, should be 5 pm', '5 pm'],
    ['no, it should be acme', 'acme'],
    ['please change it to 800', '800'],
    ['can you change my name to anna please', 'anna'],
    ['make it 50 instead', '50'],
    ['no, my name is anna', 'anna'],
    ['my name is actually Anna', 'Anna'],
    ['no, Friday', 'Friday'],
    ['wait, 20', '20'],
    ['sorry, next tuesday at 5pm', 'next tuesday at 5pm'],
    ['nahi, mera matlab Friday tha', 'Friday'],
    ['mera matlab 50', '50'],
    ['mera matlab tha shukravar', 'shukravar'],
    ['नहीं, मेरा मतलब शुक्रवार', 'शुक्रवार'],
    ['मेरा मतलब था शुक्रवार', 'शुक्रवार'],
    ['maine 20 bola tha', '20'],
    ['मैंने 20 कहा था', '20'],
    ['20 hona chahiye tha', '20'],
    ['sahi naam Anna hai', 'Anna'],
    ['सही नाम अन्ना है', 'अन्ना'],
    ['isko 50 kar do', '50'],
    ['ich meinte Freitag', 'Freitag'],
    ['quise decir viernes', 'viernes'],
    ['non, je voulais dire vendredi', 'vendredi'],
    ['spelled A-N-N-A', 'Anna'],
    ['sorry, typo: Anna', 'Anna'],
    ['scratch that, Monday', 'Monday'],
    ['I misspoke, it is 45', '45'],
    ['ah no, Wednesday I mean', 'Wednesday'],
    ['the date is the 7th, sorry', '7th'],
    ['sorry meant thursday', 'thursday'],
    ['we are actually 35 people', '35 people'],
    ['main 40 bol raha tha', '40'],
    ['nope, 12 people', '12 people'],
    ['oops wrong number, 98765 43210', '98765 43210'],
    ['please correct my name, it is Anya', 'Anya'],
    ['galat likh diya, 20 hai', '20'],
    ['sorry mera naam Amit hai', 'Amit'],
    ['माफ़ कीजिए, 20 चाहिए', '20'],
    ["no, it's S H A H", 'Shah'],
  ])('%s', (text, value) => {
    expect(correctionOf(text)).toEqual({ value });
  });
});

describe('a value is put in the place of another', () => {
  test.each([
    ['sorry, 50 not 15', '50', '15'],
    ['not 15, 50', '50', '15'],
    ['50, not 15', '50', '15'],
    ["it's not Ana, it's Anna", 'Anna', 'Ana'],
    ['my name is not Ana but Anna', 'Anna', 'Ana'],
    ['Acme, not Acne', 'Acme', 'Acne'],
    ['no, acme not acne', 'acme', 'acne'],
    ['I meant Friday, not Monday', 'Friday', 'Monday'],
    ['Friday instead of Thursday please', 'Friday', 'Thursday'],
    ['change it from 15 to 50', '50', '15'],
    ['Replace Friday with Monday', 'Monday', 'Friday'],
    ['you wrote Jon, it is John', 'John', 'Jon'],
    ['गलती से 20 लिख दिया, 30 है', '30', '20'],
    ['the company is called Acme, not Acne', 'Acme', 'Acne'],
    ['मेरा नाम अमित नहीं, सुमित है', 'सुमित', 'अमित'],
    ['fifty, not fifteen', 'fifty', 'fifteen'],
    ['Great, thanks. Sorry, 50 not 15. Call me then.', '50', '15'],
    ['15 nahi 50', '50', '15'],
    ['Acme nahi, Acne', 'Acne', 'Acme'],
    ['Friday nahi Saturday', 'Saturday', 'Friday'],
    ['shukravar nahi, shanivar ko', 'shanivar', 'shukravar'],
    ['15 nahi hai, 50 hai', '50', '15'],
    ['15 ki jagah 50 kar do', '50', '15'],
    ['15 नहीं 50', '50', '15'],
    ['शुक्रवार नहीं, शनिवार', 'शनिवार', 'शुक्रवार'],
    ['राम की जगह श्याम', 'श्याम', 'राम'],
    ['50, 15 nahi', '50', '15'],
    ['nicht 15, sondern 50', '50', '15'],
    ['no 15 sino 50', '50', '15'],
    ['pas 15 mais 50', '50', '15'],
  ])('%s', (text, value, instead) => {
    expect(correctionOf(text)).toEqual({ value, instead });
  });
});

describe('a spelling is corrected', () => {
  test.each([
    ['it is spelled with two n', 'n', 2],
    ['it’s with two n’s', 'n', 2],
    ['Anna with double n', 'n', 2],
    ['with one l', 'l', 1],
    ['my name is written with a double t', 't', 2],
    ['naam mein do n hai', 'n', 2],
    ['double n hai', 'n', 2],
    ['wird mit zwei n geschrieben', 'n', 2],
    ['no, n twice', 'n', 2],
    ['spelt with a z', 'z', 1],
    ['there is only one l in it', 'l', 1],
    ['Jon without h', 'h', 0],
  ])('%s', (text, letter, count) => {
    expect(correctionOf(text)).toEqual({ spelling: { letter, count } });
  });

  test('by a letter in place of another', () => {
    expect(correctionOf('with a K, not a C')).toEqual({ spelling: { letter: 'k', count: 1, instead: 'c' } });
  });
});

describe('something is wrong, but not what', () => {
  test.each([
    "that's wrong",
    'no, that is not right',
    'you got my name wrong',
    'my company name is misspelled',
    'sorry, i made a typo',
    'I gave you the wrong number',
    'I need to correct something',
    'galat likh diya',
    'naam galat hai',
    'गलती हो गई',
    'नाम गलत है',
    'das ist falsch',
    'me equivoqué',
  ])('%s', (text) => {
    expect(correctionOf(text)).toEqual({});
  });
});

describe('no correction is', () => {
  test.each([
    "no, I don't want that",
    'no',
    'no thanks',
    'no, not interested',
    'Thanks, not interested',
    'yes, not sure',
    'nice, not bad',
    'good, not great',
    'not now, later',
    'not me, my boss',
    'no problem',
    'I meant no offence',
    'I meant to ask about the price',
    'I mean it',
    'I mean, it is expensive',
    'what do you mean?',
    'I said no',
    'I said I am not interested',
    'no, the price is too high',
    'actually it is too expensive',
    "actually it's fine",
    'actually, how much is it?',
    'actually that sounds good',
    'it should be easy',
    'it should be possible, no?',
    'make it cheaper',
    'make it happen',
    'sorry John',
    'sorry, 5 minutes late',
    'no, we are 20 people and want it all',
    'simple, not easy',
    'we use email, not phone',
    'no, it does not work',
    'a plan with one b option',
    'comes with two t-shirts',
    'please write me an e mail',
    'please change the world',
    'wait',
    'sorry?',
    'our team is 50',
    'my name is Anna',
    'Friday',
    '20',
    'kya matlab',
    'mera matlab samjho',
    'main Suresh bol raha hoon',
    'kal nahi parso bhi nahi',
    'I am actually happy with it',
    "it's fine, sorry",
    'correct me if I am wrong',
    'मेरा मतलब है कि यह महंगा है',
    'quality not quantity matters',
    'not sure, maybe Friday',
    'sorry I meant no harm',
    'a plan without a contract',
    'mera matlab hai ki aap mehnga bech rahe ho',
    'nahi chahiye',
    'nahi, interest nahi hai',
    'how do I write a new flow?',
    'mujhe nahi chahiye',
    '15 nahi chahiye',
    'kal nahi aaunga',
    'accha nahi laga',
    'sasta hona chahiye',
    'pata nahi yaar',
    '10 kilo kar do',
    'nahi, abhi nahi',
    'नहीं चाहिए',
    'मुझे समझ नहीं आया',
    'पता नहीं',
    'नहीं, बहुत महंगा है',
    '',
    '👍',
  ])('"%s"', (text) => {
    expect(correctionOf(text)).toBeUndefined();
  });
});

test('any text is read without a crash, and twice alike', () => {
  const words = fc.constantFrom(
    'no',
    'not',
    ',',
    'i meant',
    '15',
    '50',
    'nahi',
    'Anna',
    'two n',
    'with',
    '.',
    'की जगह',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1500 }),
    fc.array(words, { maxLength: 30 }).map((said) => said.join(' ')),
  );
  fc.assert(
    fc.property(text, (said) => {
      const found = correctionOf(said);
      expect(correctionOf(said)).toEqual(found);
      expect(found?.value ?? 'none').toMatch(/\S/);
    }),
    { numRuns: 300, seed: 4 },
  );
});

/** Said by people who were not asked to speak like a grammar: every other word belongs to correcting. */
describe('a value that stands among words of correcting', () => {
  test.each([
    ['you misread me, 13', { value: '13' }],
    ['20, no wait, 25', { value: '25', instead: '20' }],
    ['tuesday, sorry, wednesday', { value: 'wednesday', instead: 'tuesday' }],
    ['I changed my mind, 30 seats', { value: '30 seats' }],
    ['to be exact 48', { value: '48' }],
    ['more precisely 4:30 pm', { value: '4:30 pm' }],
    ['could you put 16 instead of 60', { value: '16', instead: '60' }],
    ['small correction: 1200', { value: '1200' }],
    ['number galat tha, ye lo 9000022222', { value: '9000022222' }],
    ["that's not my name. I'm Katrin", { value: 'Katrin' }],
    ["you got my name wrong, it's Rohan", { value: 'Rohan' }],
    ['naam galat hai, Sunita hona chahiye', { value: 'Sunita' }],
    ['I wrote 10 but I need 100', { value: '100', instead: '10' }],
    ['use 9811112222 instead', { value: '9811112222' }],
    ['disregard my last message, 65', { value: '65' }],
    ['no, John with an h', { value: 'John' }],
    ['my name has two n', { spelling: { letter: 'n', count: 2 } }],
    ['single t please', { spelling: { letter: 't', count: 1 } }],
    ['Jon with no h', { spelling: { letter: 'h', count: 0 } }],
  ])('%s', (text, correction) => {
    expect(correctionOf(text)).toEqual(correction);
  });

  test.each([
    'wait, 5 minutes',
    'no, 2 more questions',
    'No, Thanks',
    'Sorry, Sir',
    'sorry, is it 5?',
    'no, tomorrow I am busy',
    'I wrote 3 mails but got no answer',
    'rather expensive',
    'that is my name',
    'this is not my problem',
    'one l only',
  ])('"%s" corrects nothing', (text) => {
    expect(correctionOf(text)).toBeUndefined();
  });
});
