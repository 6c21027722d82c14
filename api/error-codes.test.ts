import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { ERRORS } from '../contracts/errors.ts';
import { TestApi } from './test-support/test-api.ts';

describe('the table of errors', () => {
  test('is documented, row by row', async () => {
    const rows = Object.entries(ERRORS).map(([code, { httpStatus, retryable, title }]) => [
      `\`${code}\``,
      String(httpStatus),
      retryable ? 'retry' : '',
      title,
    ]);
    const page = await readFile(new URL('../docs/errors.md', import.meta.url), 'utf8');
    const documented = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(
      documented.map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    ).toEqual(rows);
  });

  test('is served where the type of a problem points', async () => {
    const api = await TestApi.start();
    const { body: problem } = await api.call('GET', '/nothing');
    const [path, code] = (problem.type as string).split('#');
    const { body: table } = await api.call('GET', path ?? '');
    expect(table).toContainEqual({ code, status: 404, retryable: false, title: problem.title });
    expect(table).toHaveLength(Object.keys(ERRORS).length);
    await api.app.close();
  });

  test('says retry only where a retry can help, and is answered in the 4xx and 5xx', () => {
    for (const [code, { httpStatus, retryable }] of Object.entries(ERRORS)) {
      // The one conflict that goes away by itself: when the other message is answered.
      expect([429, 503].includes(httpStatus) || code === 'conversation_busy').toBe(retryable);
      expect(httpStatus).toBeGreaterThanOrEqual(400);
      expect(httpStatus).toBeLessThan(600);
    }
  });
});
