import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../test/support/postgres.ts';
import type { TestStores } from '../test/support/stores.ts';
import { openTestStores } from '../test/support/stores.ts';
import type { WorkspaceStore } from './interfaces.ts';
import type { KnowledgeDocument } from './knowledge-store.ts';

let stores: TestStores;
let store: WorkspaceStore;

const FLOW = 'assistant';
const page = (source: string, title: string, text: string, language = 'en'): KnowledgeDocument => ({
  source,
  language,
  passages: [{ title, text }],
});

const REFUNDS = page('refunds.md', 'Refunds', 'You get your money back within ten days of returning the goods.');
const DELIVERY = page('delivery.md', 'Delivery: Times', 'Parcels travel two to four working days. Express takes one.');
const HOURS = page('hours.md', 'Opening hours', 'We are there from Monday to Friday, 9:00 to 18:00.');
const HINDI = page('refunds.hi.md', 'पैसे की वापसी', 'सामान लौटाने के दस दिन के भीतर पैसे वापस मिलते हैं।', 'hi');
const CAFE = page('cafe.md', 'Café', 'The résumé of our menu: crêpes and coffee.');

async function sources(text: string, language = 'en', limit = 5): Promise<readonly string[]> {
  return (await store.searchKnowledge(FLOW, { text, language, limit })).map(({ source }) => source);
}

beforeAll(async () => {
  stores = await openTestStores();
  ({ store } = stores);
});

afterAll(() => stores.close());

beforeEach(() => store.replaceKnowledge(FLOW, [REFUNDS, DELIVERY, HOURS, HINDI, CAFE]));

describe('a search', () => {
  test.each([
    ['How do I get a refund?', 'refunds.md'],
    ['money back', 'refunds.md'],
    ['when will I get my money back?', 'refunds.md'],
    ['delivery time', 'delivery.md'],
    ['is there an EXPRESS parcel', 'delivery.md'],
    ['are you open on mondays', 'hours.md'],
    ['resume of the cafe', 'cafe.md'],
  ])('by the words of a question: %s', async (question, source) => {
    expect((await sources(question))[0]).toBe(source);
  });

  test('finds words of other languages in their own forms', async () => {
    expect(await sources('पैसे कब वापस मिलेंगे?', 'hi')).toEqual(['refunds.hi.md']);
  });

  test('that finds nothing tells what there is, where that is wanted', async () => {
    const query = { text: 'zebra', language: 'hi', limit: 5 };
    expect(await store.searchKnowledge(FLOW, query)).toEqual([]);
    const contents = await store.searchKnowledge(FLOW, { ...query, isWithContents: true });
    expect(contents.map(({ source, rank }) => [source, rank])).toEqual([
      ['refunds.hi.md', 0],
      ['cafe.md', 0],
      ['delivery.md', 0],
      ['hours.md', 0],
      ['refunds.md', 0],
    ]);
  });

  test('puts what says it in the title first', async () => {
    const inText = page(
      'z.md',
      'Other things',
      'About delivery we say nothing here, and about times of a delivery nothing.',
    );
    await store.replaceKnowledge(FLOW, [inText, DELIVERY]);
    expect(await sources('delivery times')).toEqual(['delivery.md', 'z.md']);
  });

  test('prefers the language of the question', async () => {
    const same = { title: 'WLAN', text: 'WLAN 1234' };
    await store.replaceKnowledge(FLOW, [
      { source: 'a.md', language: 'en', passages: [same] },
      { source: 'b.de.md', language: 'de', passages: [same] },
    ]);
    expect(await sources('WLAN', 'de')).toEqual(['b.de.md', 'a.md']);
    expect(await sources('WLAN', 'en')).toEqual(['a.md', 'b.de.md']);
  });

  test.each([
    'the and of is',
    '',
    '??? !!!',
    'zebra',
    // One word of many says nothing.
    'tell me a funny story about ten dragons and wizards',
  ])('that fits nothing finds nothing: %s', async (text) => {
    expect(await sources(text)).toEqual([]);
  });

  test('takes operators, quotes and NUL-free rubbish as words', async () => {
    for (const text of [
      "refund' | !zebra & (",
      'refund:*',
      '\\refund\\',
      '<-> refund <2>',
      "'; DROP TABLE x; -- refund",
    ]) {
      expect((await sources(text))[0]).toBe('refunds.md');
    }
    expect(await sources('refund '.repeat(5000))).toEqual(['refunds.md']);
  });

  test('finds a title whose word was misspelled', async () => {
    expect(await sources('refudns')).toEqual(['refunds.md']);
    expect(await sources('deliverry')).toEqual(['delivery.md']);
  });

  test('finds a text by a short word that was misspelled, beside words that are known', async () => {
    expect(await sources('can I have my mony back')).toContain('refunds.md');
    expect(await sources('returnign goods')).toContain('refunds.md');
  });

  test('finds no title by a word that every question has', async () => {
    await store.replaceKnowledge(FLOW, [page('which.md', 'Which one there is', 'text')]);
    expect(await sources('which vaccines are there')).toEqual([]);
  });

  test('answers at most as many as asked for, best first', async () => {
    const all = Array.from({ length: 8 }, (_, n) => page(`${n}.md`, `Topic ${n}`, 'refund '.repeat(n + 1)));
    await store.replaceKnowledge(FLOW, all);
    const found = await store.searchKnowledge(FLOW, { text: 'refund', language: 'en', limit: 3 });
    expect(found).toHaveLength(3);
    expect(found.map(({ rank }) => rank)).toEqual(found.map(({ rank }) => rank).toSorted((a, b) => b - a));
  });

  test('sees one flow of one workspace', async () => {
    const { workspaceId } = await stores.database.system.createWorkspace('Other knowledge');
    const other = stores.database.workspace(workspaceId);
    await other.replaceKnowledge(FLOW, [page('theirs.md', 'Refunds', 'Never.')]);
    expect(await sources('refunds')).toEqual(['refunds.md']);
    expect(await other.searchKnowledge(FLOW, { text: 'refunds', language: 'en', limit: 5 })).toMatchObject([
      { source: 'theirs.md', title: 'Refunds', text: 'Never.' },
    ]);
    expect(await store.searchKnowledge('another-flow', { text: 'refunds', language: 'en', limit: 5 })).toEqual([]);
    await other.replaceKnowledge(FLOW, []);
    expect(await sources('refunds')).toEqual(['refunds.md']);
  });
});

describe('an import', () => {
  test('tells what it did, and leaves alone what did not change', async () => {
    const ids = (): Promise<readonly string[]> =>
      asAdmin(stores.testDatabase.url, async (client) =>
        (await client.query<{ id: string }>('SELECT passage_id AS id FROM knowledge_passages ORDER BY 1')).rows.map(
          ({ id }) => id,
        ),
      );
    await store.replaceKnowledge(FLOW, [REFUNDS, DELIVERY, HOURS]);
    const before = await ids();
    const sameAgain = await store.replaceKnowledge(FLOW, [HOURS, REFUNDS, DELIVERY]);
    expect(sameAgain.unchanged.toSorted()).toEqual(['delivery.md', 'hours.md', 'refunds.md']);
    expect(await ids()).toEqual(before);

    const changed = page('refunds.md', 'Refunds', 'After twenty days.');
    expect(await store.replaceKnowledge(FLOW, [changed, HOURS, CAFE])).toEqual({
      added: ['cafe.md'],
      changed: ['refunds.md'],
      unchanged: ['hours.md'],
      removed: ['delivery.md'],
    });
    expect(await sources('parcels')).toEqual([]);
    expect(await sources('twenty days')).toEqual(['refunds.md']);
  });

  test('keeps what it is told to keep, though it did not come again', async () => {
    await store.replaceKnowledge(FLOW, [REFUNDS, DELIVERY]);
    expect(await store.replaceKnowledge(FLOW, [], ['refunds.md'])).toMatchObject({ removed: ['delivery.md'] });
    expect(await sources('refunds')).toEqual(['refunds.md']);
  });

  test('of two processes at once leaves one or the other, whole', async () => {
    const one = [REFUNDS, page('one.md', 'One', 'alpha')];
    const two = [REFUNDS, page('two.md', 'Two', 'beta')];
    await Promise.all([one, two, one, two].map((documents) => store.replaceKnowledge(FLOW, documents)));
    const left = [...(await sources('alpha')), ...(await sources('beta'))];
    expect(left).toHaveLength(1);
    expect(await sources('refunds')).toEqual(['refunds.md']);
  });

  test('that fails changes nothing', async () => {
    await store.replaceKnowledge(FLOW, [REFUNDS]);
    const broken = page('broken.md', 'Broken', 'NUL \u0000');
    await expect(store.replaceKnowledge(FLOW, [broken])).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await sources('refunds')).toEqual(['refunds.md']);
  });
});
