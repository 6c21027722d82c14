import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readKnowledgeFolder } from '../../launcher/knowledge/folder.ts';
import { assistant } from '../../flows/assistant/flow.ts';
import type { AskedQuestion } from '../../flows/assistant/knowledge-questions.ts';
import { HURRIED_QUESTIONS, MORE_HURRIED_QUESTIONS } from '../../flows/assistant/hurried-questions.ts';
import { DEV_QUESTIONS, SECOND_QUESTIONS, THIRD_QUESTIONS } from '../../flows/assistant/knowledge-questions.ts';
import type { DialogueFlow, MessageEvent, StepInput } from '../../contracts/dialogue.ts';
import type { TestStores } from '../support/stores.ts';
import { openTestStores } from '../support/stores.ts';

let stores: TestStores;
const flow: DialogueFlow = assistant();

beforeAll(async () => {
  stores = await openTestStores();
  const { documents } = await readKnowledgeFolder('flows/assistant/knowledge', 'en');
  await stores.store.replaceKnowledge('assistant', documents);
});

afterAll(() => stores.close());

/** As a turn does: the flow says what to look up, PostgreSQL finds it, the flow answers. */
async function told(text: string): Promise<string | undefined> {
  const event: MessageEvent = {
    kind: 'message',
    text,
    at: Date.UTC(2026, 10, 21, 12),
    seed: text,
    userName: undefined,
    clock: { timeZone: 'UTC', quietHours: undefined },
    subject: 'contact-1',
    channel: 'api',
    locale: undefined,
    passages: [],
  };
  const input: StepInput = { snapshot: flow.start(), slots: {}, event };
  const query = flow.knowledgeQuery(input);
  const passages = query === undefined ? [] : await stores.store.searchKnowledge('assistant', query);
  const { reply } = flow.step({ ...input, event: { ...event, passages } });
  return reply.template === 'answer' ? reply.text : undefined;
}

test.each<readonly [string, readonly AskedQuestion[], number]>([
  ['the questions of a trial', DEV_QUESTIONS, 85],
  ['the second questions', SECOND_QUESTIONS, 80],
  ['the third questions', THIRD_QUESTIONS, 70],
  ['questions of customers in a hurry', HURRIED_QUESTIONS, 75],
  ['more of them', MORE_HURRIED_QUESTIONS, 75],
])('what PostgreSQL finds answers %s', async (_, questions, atLeastPercent) => {
  const asked = await Promise.all(
    questions.map(async ([text, answeredBy]) => ({ text, answeredBy, title: await told(text) })),
  );
  const answerable = asked.filter(({ answeredBy }) => answeredBy !== undefined);
  const missed = answerable.filter(({ answeredBy, title }) => answeredBy?.test(title ?? '') !== true);
  expect(missed.slice(Math.floor((answerable.length * (100 - atLeastPercent)) / 100))).toEqual([]);
  const invented = asked.filter(({ answeredBy, title }) => answeredBy === undefined && title !== undefined);
  expect(invented.slice(4)).toEqual([]);
});
