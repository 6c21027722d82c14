import { describe, expect, test } from '@jest/globals';
import { assistant } from '../assistant/flow.ts';
import { say } from './test-support/door.ts';

const flow = assistant();
const FRAGMENT = 'hello '.repeat(500).trim();

describe('messages that are too long only together', () => {
  const text = [FRAGMENT, FRAGMENT].join('\n');
  const { reply, events } = say(flow, text, { event: { longestChars: FRAGMENT.length } });

  test('are answered as far as they fit, and the customer is told so', () => {
    expect(text.length).toBeGreaterThan(4000);
    expect(events.map(({ name }) => name)).not.toContain('input_too_long');
    expect(reply.text).toContain('read the first part');
    expect(reply.text.length).toBeGreaterThan(90);
  });

  test('hide no request to stop behind what does not fit', () => {
    const stopped = say(flow, `${text}\nSTOP\nthanks`, { event: { longestChars: FRAGMENT.length } });
    expect(stopped.isOptOut).toBe(true);
    expect(stopped.reply.text).not.toContain('first part');
  });

  test('are no excuse for one message that is too long by itself', () => {
    const alone = say(flow, text, {});
    expect(alone.events.map(({ name }) => name)).toContain('input_too_long');
  });

  test('leave no word about it where all of it fits', () => {
    const short = say(flow, 'hello\nthere', { event: { longestChars: 5 } });
    expect(short.reply.text).not.toContain('first part');
  });
});
