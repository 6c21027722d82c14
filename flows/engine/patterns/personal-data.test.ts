import { describe, expect, test } from '@jest/globals';
import { defineFlow } from '../define-flow.ts';
import { DEFINITION, say } from '../test-support/door.ts';

const flow = defineFlow(DEFINITION);

describe('personal data', () => {
  test.each([
    'please delete all my personal data',
    'how do i know u deleted my data',
    'erase everything you have about me',
    'i want my data removed (gdpr)',
    'what data do you have about me? send me a copy',
    'mera data delete karo',
    'मेरा डेटा मिटा दो',
  ])('is for a person, with the reason: "%s"', (text) => {
    const { handOver, isOptOut, reply } = say(flow, text);
    expect(handOver?.reason).toBe('personal_data');
    expect(reply.template).toBe('person_data_erasure');
    expect(isOptOut).toBe(false);
  });

  test.each([
    'how do i delete my account in the software',
    'where is my data stored',
    'is my data encrypted',
    'delete the second item',
    'can a customer delete data',
  ])('is not heard in "%s"', (text) => {
    expect(say(flow, text).handOver).toBeUndefined();
  });
});

describe('a person', () => {
  test.each([
    'is a human reading this?',
    'is this a real person?',
    'are you a bot?',
    'no person please',
    'nah dont need a colleague',
  ])('is not fetched by "%s"', (text) => {
    expect(say(flow, text).handOver).toBeUndefined();
  });

  test('is fetched when asked for', () => {
    expect(say(flow, 'can i talk to someone from the team').handOver?.reason).toBe('customer_asked');
  });
});

describe('an insult of the bot', () => {
  test.each(['your bot is stupid crap', 'this bot is so dumb', 'ur chatbot is garbage'])(
    'gets a calm word: "%s"',
    (text) => {
      expect(say(flow, text).reply.template).toBe('abuse');
    },
  );
});
