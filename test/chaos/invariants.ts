import { salesDm } from '../../flows/sales-dm/flow.ts';
import type { Customer } from './customers.ts';
import type { Installation } from './installation.ts';

/** What must hold of a conversation, whatever was killed. Answers what does not. */
export async function violations(installation: Installation, customer: Customer): Promise<string[]> {
  const store = installation.database.workspace(installation.workspaceId);
  const { conversationId } = customer;
  const flow = salesDm();
  const turns = await all((cursor) => store.listTurns(conversationId, { limit: 200, ...cursor }));
  const messages = await all((cursor) => store.listMessages(conversationId, { limit: 200, ...cursor }));
  const problems: string[] = [];
  const check = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(`${conversationId}: ${problem}`);
  };
  const ids = turns.map(({ messageId }) => messageId);
  check(new Set(ids).size === ids.length, 'a message has two turns');
  for (const id of customer.answered) check(ids.includes(id), `answered message ${id} has no turn`);
  check(
    ids.filter((id) => customer.answered.includes(id)).join() === customer.answered.join(),
    'turns are not in the order of the messages',
  );
  let state = flow.initialState;
  for (const [index, turn] of turns.entries()) {
    check(turn.turn === index + 1, `turn ${turn.turn} stands at place ${index + 1}`);
    check(turn.status === 'done', `turn ${turn.turn} is ${turn.status}`);
    check(
      turn.stateBefore === state,
      `turn ${turn.turn} begins in ${turn.stateBefore}, the one before ended in ${state}`,
    );
    const isEdge =
      turn.stateAfter === turn.stateBefore || flow.edges[turn.stateBefore]?.includes(turn.stateAfter) === true;
    check(isEdge, `turn ${turn.turn} moved ${turn.stateBefore} → ${turn.stateAfter}`);
    const said = messages.filter((message) => message.turn === turn.turn);
    check(
      said.map(({ role }) => role).join() === 'customer,assistant',
      `turn ${turn.turn} has the messages ${said.map(({ role }) => role).join()}`,
    );
    const told = customer.replies.get(turn.messageId);
    check(
      told === undefined || told === turn.reply,
      `turn ${turn.turn} was answered with other words than were stored`,
    );
    state = turn.stateAfter;
  }
  const pending = await store.listFollowUps(conversationId, { limit: 200, status: 'pending' });
  check(pending.items.length <= 3, `${pending.items.length} follow-ups are pending`);
  return problems;
}

async function all<T>(
  list: (cursor: {
    cursor?: string;
  }) => Promise<{ readonly items: readonly T[]; readonly nextCursor: string | undefined }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}
