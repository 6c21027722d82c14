import type {
  ConversationRecord,
  FollowUpRecord,
  KeptOpening,
  MessageRecord,
  Page,
  PageRequest,
  TurnRecord,
  WorkspaceStore,
} from '../../db/interfaces.ts';
import type { RecordedConversation, RecordedTurn } from './recording.ts';

export interface Wanted {
  readonly flow: string | undefined;
  readonly limit: number;
  readonly onProgress: (done: number) => void;
}

/** The newest conversations of a workspace that have turns, decrypted. */
export async function readConversations(
  store: WorkspaceStore,
  { flow, limit, onProgress }: Wanted,
): Promise<readonly RecordedConversation[]> {
  const found: RecordedConversation[] = [];
  const pages = pagesOf((page) => store.listConversations(flow === undefined ? {} : { flow }, page));
  for await (const conversation of pages) {
    if (found.length >= limit) break;
    const recorded = await readConversation(store, conversation);
    if (recorded.turns.length > 0) found.push(recorded);
    onProgress(found.length);
  }
  return found;
}

async function readConversation(
  store: WorkspaceStore,
  conversation: ConversationRecord,
): Promise<RecordedConversation> {
  const { conversationId } = conversation;
  const [turns, messages, followUps, openings] = await Promise.all([
    all((page) => store.listTurns(conversationId, page)),
    all((page) => store.listMessages(conversationId, { ...page, role: 'customer' })),
    all((page) => store.listFollowUps(conversationId, page)),
    store.readTurnOpenings(conversationId),
  ]);
  const { contactId, contactName, locale, timeZone, quietHours, flow, channel } = conversation;
  const hasEvents = turns[0]?.events.length !== 0;
  return {
    id: conversationId,
    flow,
    channel,
    contact: {
      id: contactId,
      name: contactName ?? null,
      locale: locale ?? null,
      time_zone: timeZone,
      quiet_hours: quietHours ?? null,
    },
    turns: turns
      .filter(({ status }) => status === 'done')
      .flatMap((turn) => recordedTurn(turn, { messages, followUps, openings, hasEvents })),
    sent: followUps
      .flatMap(({ followUpId, kind, firedAt }) =>
        firedAt === undefined ? [] : [{ id: followUpId, kind, at: firedAt.getTime() }],
      )
      .toSorted((one, other) => one.at - other.at),
  };
}

interface Around {
  readonly messages: readonly MessageRecord[];
  readonly followUps: readonly FollowUpRecord[];
  readonly openings: ReadonlyMap<string, KeptOpening>;
  /** Every first turn has the event `flow_started`, unless its build kept none. */
  readonly hasEvents: boolean;
}

/** None when the customer's words are gone, as after an erasure. */
function recordedTurn(turn: TurnRecord, { messages, followUps, openings, hasEvents }: Around): RecordedTurn[] {
  const kept = openings.get(turn.turnId);
  const texts = messages.filter((message) => message.turn === turn.turn).map(({ text }) => text);
  if (texts.length === 0) return [];
  const planned = followUps
    .filter(({ createdAt }) => createdAt.getTime() === turn.at.getTime())
    // Planned when the turn was decided first, and gone when a model's proposal had it decided again.
    .filter(({ createdAt, cancelledAt }) => cancelledAt?.getTime() !== createdAt.getTime())
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  return [
    {
      number: turn.turn,
      seed: turn.inboundId,
      at: turn.at.getTime(),
      texts,
      state_before: turn.stateBefore,
      state_after: turn.stateAfter,
      template: turn.template ?? null,
      variant: turn.variant ?? null,
      source: turn.replySource ?? null,
      events: hasEvents ? turn.events.map(({ name }) => name) : null,
      follow_ups: planned.map(({ kind }) => kind),
      ...(kept === undefined ? {} : { kept }),
    },
  ];
}

async function all<T>(list: (page: PageRequest) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of pagesOf(list)) items.push(item);
  return items;
}

async function* pagesOf<T>(list: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
