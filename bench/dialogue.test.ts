import { describe, expect, test } from '@jest/globals';
import { say } from '../flows/engine/test-support/door.ts';
import { salesDm } from '../flows/sales-dm/flow.ts';
import { LINES, meanTokens, WINDOW } from './dialogue-tokens.ts';
import { measureLanguages } from './dialogue-understanding.ts';
import { endlessPieces, LANES, piecesOf, purposeOf, REPLIES } from './dialogue-words.ts';
import { quantile } from './load.ts';

describe('figures of the dialogue', () => {
  test('a quantile is a value that was measured, by nearest rank', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect([quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1)]).toEqual([101, 191, 200]);
    expect([quantile([7.26], 0.95), quantile([], 0.5)]).toEqual([7.3, 0]);
  });

  test('tokens are the mean of a turn and those after it, and no window is made up', () => {
    const turns = Array.from({ length: WINDOW + 1 }, (_, index) => ({
      reply: index === 0 ? 1_000_000 : 100 + index,
      summary: index === WINDOW ? 10 * WINDOW : 0,
    }));
    expect(meanTokens(turns, 2)).toEqual({ reply: 100 + (WINDOW + 1) / 2, summary: 10 });
    expect(() => meanTokens(turns, 3)).toThrow('no window');
  });

  test('a line whose language is told wrong, or not at all, counts as wrong', () => {
    const lines = [
      { code: 'en', dev: ['how much is it per month'], heldOut: ['do you deliver on sundays', '12'] },
      { code: 'de', dev: ['how much is it per month'], heldOut: ['wann kommt meine Bestellung an'] },
    ];
    expect(measureLanguages(lines)).toEqual({
      language_accuracy: 0.6,
      language_accuracy_dev: 0.5,
      language_accuracy_held_out: 0.6667,
      language_lines: 5,
      languages: 2,
      language_accuracy_by_language: { en: 0.5, de: 1 },
    });
  });

  test('the lines of the report are what is asked for: 200 in 8 languages', () => {
    const { language_lines: count, languages } = measureLanguages();
    expect(count).toBeGreaterThanOrEqual(200);
    expect(languages).toBeGreaterThanOrEqual(8);
  });
});

describe('the words of the measurement', () => {
  test('no two customers at a time say the same', () => {
    const said = LANES.flat();
    expect(new Set(said).size).toBe(said.length);
  });

  test('pieces are the reply again', () => {
    for (const reply of REPLIES) expect(piecesOf(reply).join('')).toBe(reply);
  });

  test('the replies are such as sales-dm lets out, whole and while they grow', () => {
    const flow = salesDm();
    const { composition } = say(flow, 'we need to automate our invoices');
    if (composition === undefined) throw new Error('the reply is not worded by a model');
    const problems = REPLIES.flatMap((reply) =>
      [true, false].flatMap((isPartial) =>
        flow.checkReply(reply, composition, { slots: {}, transcript: [], prompt: '', isPartial }),
      ),
    );
    expect(problems).toEqual([]);
    expect(REPLIES.every((reply) => reply.length <= composition.maxGraphemes)).toBe(true);
  });

  test('what is said in the long conversation is for a model to answer, a line for each turn of a window', () => {
    const flow = salesDm();
    expect(LINES.filter((line) => say(flow, line).composition === undefined)).toEqual([]);
    expect(LINES).toHaveLength(WINDOW);
  });

  test('a call is told by what only its prompt holds', () => {
    const asked = { isStructured: false, promptTokens: 1 };
    const data = (content: string) => ({ ...asked, messages: [{ role: 'user', content }] });
    expect(purposeOf({ ...data('hello'), isStructured: true })).toBe('proposal');
    expect(purposeOf(data('{"summary_so_far":null}'))).toBe('summary');
    expect(purposeOf(data('hello'))).toBe('reply');
  });

  test('a model that falls silent has said as many words as it should', async () => {
    const pieces = endlessPieces(3);
    const said = [await pieces.next(), await pieces.next(), await pieces.next()].map(({ value }) => value);
    expect(said.join('')).toBe(
      piecesOf(REPLIES[0] ?? '')
        .slice(0, 3)
        .join(''),
    );
  });
});
