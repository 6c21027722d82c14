import type { Slots, Snapshot } from '../../contracts/dialogue.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import type { TestStack } from '../support/stack.ts';

export interface ExpectedCourse {
  /** After each message. */
  readonly states: readonly string[];
  readonly slots: Slots;
}

/** How a conversation goes by the flow alone: nobody attacks, and no model has a say. */
export async function expectedCourse(
  stack: TestStack,
  flowName: string,
  texts: readonly string[],
): Promise<ExpectedCourse> {
  const flow = flowCatalogue().get(flowName);
  if (flow === undefined) throw new Error(`there is no flow ${flowName}`);
  let snapshot: Snapshot = flow.start();
  let slots: Slots = {};
  const states: string[] = [];
  for (const text of texts) {
    const event = {
      kind: 'message' as const,
      text,
      at: Date.now(),
      seed: 'seed',
      userName: undefined,
      clock: { timeZone: 'UTC', quietHours: undefined },
      subject: 'contact',
      channel: 'api' as const,
      locale: undefined,
      passages: [],
    };
    const query = flow.knowledgeQuery({ snapshot, slots, event });
    const store = stack.database.workspace(stack.workspaceId);
    const passages = query === undefined ? [] : await store.searchKnowledge(flowName, query);
    ({ snapshot, slots } = flow.step({ snapshot, slots, event: { ...event, passages } }));
    states.push(snapshot.state);
  }
  return { states, slots };
}
