import { describe, expect, test } from '@jest/globals';
import { reasonSaid, returnAnswerOf, returnTalkOf } from './return-talk.ts';

describe('what is said about goods that come back', () => {
  test.each([
    ['I want to return the rice', ['rice'], undefined],
    ['can I send the rice back?', ['rice'], undefined],
    ['I would like a refund for the eggs please', ['eggs'], undefined],
    ['please take back 2 kg of the onions from order 12', ['2 kg of the onions'], undefined],
    ['send back 1.5 kg of onions, they were rotten', ['1.5 kg of onions'], 'spoiled'],
    ['I no longer need the ghee, can I return it', ['ghee'], 'not_wanted'],
    ['I changed my mind about the ghee, please take it back', ['ghee'], 'not_wanted'],
    ['मुझे चावल वापस करना है', ['चावल'], undefined],
    ['चावल लौटाना है, अब नहीं चाहिए', ['चावल'], 'not_wanted'],
    ['chawal wapas karna hai', ['chawal'], undefined],
    ['mujhe do packet doodh wapas karna hai', ['do packet doodh'], undefined],
  ])('%s: a wish', (text, items, reason) => {
    expect(returnTalkOf(text)).toMatchObject({ isWish: true, isAll: false, items });
    expect(returnTalkOf(text)?.reason).toBe(reason);
  });

  test.each([
    ['the milk was sour', ['milk'], 'spoiled'],
    ['two of the boxes came broken', ['two of the boxes'], 'damaged'],
    ['I got 3 broken eggs', ['3 eggs'], 'damaged'],
    ['eggs broken', ['eggs'], 'damaged'],
    ['500 g of the tomatoes were rotten', ['500 g of the tomatoes'], 'spoiled'],
    ['the cups are wet and damaged', ['cups'], 'damaged'],
    ['the flour has insects', ['flour'], 'spoiled'],
    ['you sent the wrong rice', ['rice'], 'wrong_item'],
    ['wrong item delivered', [], 'wrong_item'],
    ['I got the wrong items', [], 'wrong_item'],
    ['दूध खट्टा था', ['दूध'], 'spoiled'],
    ['ande toote nikle', ['ande'], 'damaged'],
    ['galat saman aaya', [], 'wrong_item'],
  ])('%s: something is wrong', (text, items, reason) => {
    const talk = returnTalkOf(text);
    expect(talk).toMatchObject({ isWish: false, reason });
    expect(talk?.items).toEqual(items);
  });

  test.each([
    'do you have sour cream',
    '1 kg broken rice',
    '2 kg tomatoes',
    'is the milk fresh?',
    'take me back to the menu',
    'can you call me back',
    'what is your return policy?',
    "I don't want to return anything",
    'I ordered the wrong thing',
    'half of my order is missing',
    'very bad service',
    'my order was wrong',
    'पाँच किलो चावल',
    'do kilo aloo',
    'cancel my order',
    'where is my order',
  ])('%s: is about something else', (text) => {
    expect(returnTalkOf(text)).toBeUndefined();
  });

  test.each([
    ['return everything', true],
    ['return my order', true],
    ['all of the boxes were damaged', true],
    ['both milks were sour', true],
    ['दोनों पैकेट फटे हुए आए', true],
    ['sab kuch wapas kar do', true],
    ['return the rice, that is all', false],
    ['the rice is not at all good, return it', false],
  ])('%s: all of it is %s', (text, isAll) => {
    expect(returnTalkOf(text)?.isAll).toBe(isAll);
  });

  test.each([
    ['exchange the small boxes for large ones', ['small boxes'], 'large ones'],
    ['swap the rice with 2 kg wheat flour', ['rice'], '2 kg wheat flour'],
    ['चावल बदलकर आटा दे दो', ['चावल'], 'आटा'],
    ['please replace the milk', ['milk'], ''],
  ])('%s: an exchange', (text, items, instead) => {
    expect(returnTalkOf(text)).toMatchObject({ isWish: true, items, instead });
  });

  test.each([
    ['it leaked', 'damaged'],
    ['past its date', 'spoiled'],
    ['that is not what I ordered', 'wrong_item'],
    ['not needed', 'not_wanted'],
    ['something else', 'other'],
    ['ख़राब था', 'spoiled'],
    ['hmm', undefined],
  ])('why: %s is %s', (text, reason) => {
    expect(reasonSaid(text)).toBe(reason);
  });

  test('an answer keeps its numbers', () => {
    expect(returnAnswerOf('1.5 kg').items).toEqual(['1.5 kg']);
    expect(returnAnswerOf('only 2 of them').items).toEqual(['2']);
  });
});
