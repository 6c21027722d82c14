import { describe, expect, test } from '@jest/globals';
import { passagesOf } from './passages.ts';

const titles = (markdown: string): readonly string[] => passagesOf(markdown, 'file').map(({ title }) => title);
const text = (markdown: string): string => passagesOf(markdown, 'file')[0]?.text ?? '';

describe('passages', () => {
  test('are titled by the document and their heading', () => {
    const markdown =
      '# Refunds\nIntro.\n## How long?\nTen days.\n### By card\nTwo.\n## Who pays?\nWe do.\n# Delivery\nFast.';
    expect(passagesOf(markdown, 'file')).toEqual([
      { title: 'Refunds', text: 'Intro.' },
      { title: 'Refunds: How long?', text: 'Ten days.' },
      { title: 'Refunds: By card', text: 'Two.' },
      { title: 'Refunds: Who pays?', text: 'We do.' },
      { title: 'Delivery', text: 'Fast.' },
    ]);
  });

  test('before any heading are titled by the file', () => {
    expect(titles('Just text.\n\nMore.')).toEqual(['file']);
  });

  test('of headings without text are none', () => {
    expect(titles('# Empty\n\n## Also empty\n')).toEqual([]);
    expect(titles('')).toEqual([]);
  });

  test.each([
    ['**Bold**, *slanted*, `code` and [a link](https://example.com).', 'Bold, slanted, code and a link.'],
    ['one\\\ntwo', 'one two'],
    ['Fish &amp; chips &lt;3', 'Fish & chips <3'],
    ['\\*not a list', '*not a list'],
    ['- one\n- two **bold**\n  - deeper', '- one\n- two bold - deeper'],
    ['> quoted\n> text', 'quoted\ntext'],
    ['```js\nrun();\n```', 'run();'],
    ['<!-- hidden --> <b>shown</b>', ''],
    ['---\ntitle: x\nsecret: y\n---\nshown', 'shown'],
    ['\uFEFF---\r\na: b\r\n---\r\nshown', 'shown'],
    ['![a picture](x.png)', 'a picture'],
    ['- [x] done', '- done'],
  ])('hold what a reader sees of %j', (markdown, shown) => {
    expect(text(markdown)).toBe(shown);
  });

  test('of tables name the column of each value', () => {
    expect(text('| Plan | Price | Users |\n|---|---|---|\n| Basic | €5 | 1 |\n| Pro | €9 | 10 |')).toBe(
      'Basic, Price: €5, Users: 1\nPro, Price: €9, Users: 10',
    );
  });

  test('of long sections are several, whole paragraphs each and under one title', () => {
    const paragraph = 'A sentence of some length that says a thing. '.repeat(12).trim();
    const passages = passagesOf(`# Long\n\n${Array.from({ length: 9 }, () => paragraph).join('\n\n')}`, 'file');
    expect(passages.length).toBeGreaterThan(2);
    for (const { title, text: part } of passages) {
      expect(title).toBe('Long');
      expect(part.length).toBeLessThanOrEqual(1500);
      expect(part).toMatch(/^A sentence[\s\S]*thing\.$/);
    }
    expect(passages.map(({ text: part }) => part.replaceAll('\n', ' ')).join(' ')).toBe(
      Array.from({ length: 9 }, () => paragraph).join(' '),
    );
  });

  test('of one endless paragraph are cut at sentences, and of one endless word anywhere; nothing is lost', () => {
    const endless = `${'Word after word and on it goes. '.repeat(200)}${'x'.repeat(5000)}`;
    const parts = passagesOf(endless, 'file').map(({ text: part }) => part);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(1500);
    expect(parts.join('').replaceAll(/\s/g, '')).toBe(endless.replaceAll(/\s/g, ''));
  });
});
