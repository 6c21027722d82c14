import { randomUUID } from 'node:crypto';
import { ParleyError } from '../../contracts/errors.ts';
import type { StreamCursor } from '../../contracts/stream.ts';
import type { ConversationAddress } from '../../contracts/turn.ts';
import type {
  ConversationFilter,
  ConversationRecord,
  CreatedConversation,
  FollowUpRecord,
  MessageRecord,
  NewAgentMessage,
  NewConversation,
  NewInbound,
  Page,
  PageRequest,
  RecordedAgentMessage,
  RecordedInbound,
  StreamItem,
  TurnRecord,
  WorkspaceStore,
} from '../../db/interfaces.ts';
import { MemoryStreams } from './memory-streams.ts';

interface Inbound extends NewInbound {
  readonly inboundId: string;
}

/**
 * One workspace in memory, for what is HTTP alone: it keeps the promises of db/interfaces.ts about repeats, conflicts and
 * pages, and what the API must not call throws. The real store is tested in db/ and test/integration.
 */
export class MemoryStore implements Partial<WorkspaceStore> {
  readonly conversations = new Map<string, ConversationRecord>();
  readonly followUps = new Map<string, FollowUpRecord>();
  readonly turns = new Map<string, TurnRecord>();
  readonly inbound = new Map<string, Inbound>();
  readonly streams = new MemoryStreams();
  /** Streams cannot be read. */
  isAway = false;
  /** Conversations whose reply is being worded: what a stop ends. */
  readonly composing = new Map<string, { readonly turnId: string; readonly turn: number }>();
  private readonly workspaceId: string;
  private readonly transcripts = new Map<string, readonly MessageRecord[]>();
  private readonly keys = new Map<string, { readonly id: string; readonly hash: string | undefined }>();

  constructor(workspaceId: string) {
    this.workspaceId = workspaceId;
  }

  async createConversation(input: NewConversation): Promise<CreatedConversation> {
    const { idempotencyKey: key, requestHash: hash } = input;
    const known = key === undefined ? undefined : this.keys.get(key);
    if (known !== undefined) {
      if (known.hash !== hash) throw new ParleyError('conversation_exists', 'Send another Idempotency-Key.');
      return { conversationId: known.id, contactId: known.id, isNew: false };
    }
    const conversationId = randomUUID();
    if (key !== undefined) this.keys.set(key, { id: conversationId, hash });
    this.conversations.set(conversationId, recordOf(conversationId, input));
    return { conversationId, contactId: conversationId, isNew: true };
  }

  async findOrCreateConversation(input: NewConversation): Promise<{ readonly conversationId: string }> {
    const { flow, contact } = input;
    const { items } = await this.listConversations({ flow, externalId: contact.externalId }, { limit: 1 });
    return items[0] ?? this.createConversation(input);
  }

  async findConversation(conversationId: string): Promise<ConversationRecord | undefined> {
    return this.conversations.get(conversationId);
  }

  async listConversations(filter: ConversationFilter, page: PageRequest): Promise<Page<ConversationRecord>> {
    const { externalId, flow, state, status } = filter;
    const wanted = { externalId, flow, state, status };
    const items = [...this.conversations.values()].filter((record) =>
      Object.entries(wanted).every(([name, value]) => value === undefined || Reflect.get(record, name) === value),
    );
    return pageOf(items.toReversed(), page);
  }

  async findAddress(conversationId: string): Promise<ConversationAddress | undefined> {
    const record = this.conversations.get(conversationId);
    if (record === undefined) return undefined;
    const { contactId, flow, channel, state } = record;
    return { workspaceId: this.workspaceId, conversationId, contactId, flow, channel, state };
  }

  async recordInbound(input: NewInbound): Promise<RecordedInbound> {
    const address = await this.findAddress(input.conversationId);
    if (address === undefined) return { kind: 'no_conversation' };
    const known = this.find(input.conversationId, input.messageId);
    if (known !== undefined) {
      if (known.text !== input.text) return { kind: 'conflict' };
      return { kind: 'repeat', inboundId: known.inboundId, address };
    }
    if (input.isRejectedWhenBusy === true && this.isBusy(input.conversationId)) {
      throw new ParleyError('conversation_busy', 'Wait for the answer.', { retryAfterSeconds: 1 });
    }
    const inboundId = randomUUID();
    this.inbound.set(inboundId, { ...input, inboundId });
    return { kind: 'stored', inboundId, address };
  }

  /** What a worker does: takes the turn of a stored message, once. */
  takeTurnOf(inboundId: string): void {
    const message = this.inbound.get(inboundId);
    if (message === undefined || this.turns.has(inboundId)) return;
    const taken = [...this.turns.values()].filter(({ inboundId: of }) => this.inConversation(of, message));
    this.finish(message, turnOf(message, taken.length + 1));
  }

  /** What the model worker does at the end of `beginComposing`: the reply is written, and readers see the turn. */
  finishComposing(inboundId: string, fields: Partial<TurnRecord>): void {
    const [message, record] = [this.inbound.get(inboundId), this.turns.get(inboundId)];
    if (message === undefined || record === undefined) throw new Error('no such turn');
    this.finish(message, { ...record, status: 'done', ...fields });
  }

  private finish(message: Inbound, record: TurnRecord): void {
    const { messageId, text, at, conversationId } = message;
    const { turn, turnId, reply = '' } = record;
    this.turns.set(message.inboundId, record);
    this.composing.delete(conversationId);
    this.write(
      conversationId,
      { messageId, role: 'customer', text, turn, followUpId: undefined, at },
      { messageId: turnId, role: 'assistant', text: reply, turn, followUpId: undefined, at },
    );
    const { message: seen } = this.streams.end(conversationId);
    const cursor = { turn, attempt: END_OF_TURN, chunk: 0, message: seen };
    this.streams.append(conversationId, { kind: 'turn', turn: record, cursor });
  }

  /** A turn that a model words: it is there, and nothing is said yet. */
  beginComposing(inboundId: string): number {
    const message = this.inbound.get(inboundId);
    if (message === undefined) throw new Error('no such message');
    const turn = [...this.turns.values()].filter((one) => this.inConversation(one.inboundId, message)).length + 1;
    const record: TurnRecord = { ...turnOf(message, turn), status: 'composing', reply: undefined };
    this.turns.set(inboundId, record);
    this.composing.set(message.conversationId, { turnId: record.turnId, turn });
    return turn;
  }

  async readStream(conversationId: string, cursor: StreamCursor): Promise<readonly StreamItem[]> {
    if (this.isAway) throw new ParleyError('database_unavailable', 'Try again.', { retryAfterSeconds: 2 });
    return this.streams.after(conversationId, cursor);
  }

  async findStreamEnd(conversationId: string): Promise<StreamCursor | undefined> {
    return this.conversations.has(conversationId) ? this.streams.end(conversationId) : undefined;
  }

  async stopComposition(conversationId: string) {
    return this.composing.get(conversationId);
  }

  async recordAgentMessage(input: NewAgentMessage): Promise<RecordedAgentMessage> {
    const { conversationId, messageId, text, at } = input;
    const record = this.conversations.get(conversationId);
    if (record === undefined) return { kind: 'no_conversation' };
    const said = (this.transcripts.get(conversationId) ?? []).find(
      (one) => one.role === 'agent' && one.messageId === messageId,
    );
    if (said !== undefined) return said.text === text ? { kind: 'repeat', message: said } : { kind: 'conflict' };
    if (record.owner !== 'person') return { kind: 'not_owned' };
    const message = { messageId, role: 'agent', text, turn: undefined, followUpId: undefined, at } as const;
    this.say(conversationId, message);
    return { kind: 'stored', message };
  }

  /** Says something outside turns, such as a follow-up: it is in the transcript and in the stream. */
  say(conversationId: string, message: MessageRecord): void {
    this.write(conversationId, message);
    const end = this.streams.end(conversationId);
    this.streams.append(conversationId, { kind: 'message', message, cursor: { ...end, message: end.message + 1 } });
  }

  private isBusy(conversationId: string): boolean {
    return [...this.inbound.values()].some(
      (one) => one.conversationId === conversationId && this.turns.get(one.inboundId)?.status !== 'done',
    );
  }

  async findTurnByInbound(inboundId: string): Promise<TurnRecord | undefined> {
    return this.turns.get(inboundId);
  }

  async findInbound(conversationId: string, messageId: string) {
    const found = this.find(conversationId, messageId);
    return found === undefined ? undefined : { inboundId: found.inboundId, messageId, receivedAt: found.at };
  }

  async listMessages(conversationId: string, page: PageRequest & { role?: string }): Promise<Page<MessageRecord>> {
    const items = (this.transcripts.get(conversationId) ?? []).filter(({ role }) => (page.role ?? role) === role);
    return pageOf(items, page);
  }

  /** Adds to the transcript what no turn says, such as a follow-up that was sent. */
  write(conversationId: string, ...messages: readonly MessageRecord[]): void {
    this.transcripts.set(conversationId, [...(this.transcripts.get(conversationId) ?? []), ...messages]);
  }

  async listTurns(conversationId: string, page: PageRequest): Promise<Page<TurnRecord>> {
    const items = [...this.turns.values()].filter(
      ({ inboundId }) => this.inbound.get(inboundId)?.conversationId === conversationId,
    );
    return pageOf(items, page);
  }

  async listStateHistory() {
    return [{ state: 'initial_contact', previousState: undefined, turn: 0, reason: 'start', at: new Date(0) }];
  }

  async listFollowUps(_conversationId: string, page: PageRequest & { status?: string }): Promise<Page<FollowUpRecord>> {
    const items = [...this.followUps.values()].filter(({ status }) => (page.status ?? status) === status);
    return pageOf(items, page);
  }

  async findFollowUp(_conversationId: string, followUpId: string): Promise<FollowUpRecord | undefined> {
    return this.followUps.get(followUpId);
  }

  private find(conversationId: string, messageId: string): Inbound | undefined {
    return [...this.inbound.values()].find(
      (one) => one.conversationId === conversationId && one.messageId === messageId,
    );
  }

  private inConversation(inboundId: string, { conversationId }: NewInbound): boolean {
    return this.inbound.get(inboundId)?.conversationId === conversationId;
  }
}

/** Behind every attempt at a turn's reply. */
const END_OF_TURN = 999;

/** The cursor is the index of the next item. */
function pageOf<T>(items: readonly T[], { limit, cursor }: PageRequest): Page<T> {
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(from)) throw new ParleyError('invalid_cursor', 'Pass next_cursor of the page before.');
  const next = from + limit;
  return { items: items.slice(from, next), nextCursor: next < items.length ? String(next) : undefined };
}

function recordOf(conversationId: string, input: NewConversation): ConversationRecord {
  const { contact, flow, channel, initialSnapshot, at } = input;
  return {
    conversationId,
    contactId: conversationId,
    externalId: contact.externalId,
    contactName: contact.name,
    flow,
    channel,
    locale: contact.locale,
    timeZone: contact.timeZone ?? 'UTC',
    quietHours: contact.quietHours === undefined ? input.defaultQuietHours : (contact.quietHours ?? undefined),
    status: 'open',
    owner: 'bot',
    state: initialSnapshot.state,
    turn: 0,
    session: 1,
    probability: initialSnapshot.probability,
    slots: {},
    isOptedOut: false,
    pendingMessages: 0,
    createdAt: at,
    updatedAt: at,
    closedAt: undefined,
    closeReason: undefined,
  };
}

function turnOf(message: Inbound, turn: number): TurnRecord {
  return {
    turnId: randomUUID(),
    turn,
    messageId: message.messageId,
    inboundId: message.inboundId,
    status: 'done',
    stateBefore: 'initial_contact',
    stateAfter: 'interest_qualification',
    reason: 'interest',
    reply: 'What would you like to solve?',
    replySource: 'template',
    replyReason: 'no_model',
    template: 'interest_qualification.enter',
    variant: 0,
    model: undefined,
    inputTokens: undefined,
    outputTokens: undefined,
    modelLatencyMs: undefined,
    firstTokenMs: undefined,
    costMicros: undefined,
    isPartial: false,
    messageIds: [message.messageId],
    language: 'en',
    events: [{ name: 'state_changed', details: { from: 'initial_contact', to: 'interest_qualification' } }],
    understanding: {
      intents: [{ name: 'interest', score: 0.9 }],
      intent: 'interest',
      objection: undefined,
      sentiment: 'positive',
    },
    probability: 0.2,
    trace: [{ rule: 'edge', outcome: 'taken', details: { score: 0.9 } }],
    at: new Date(0),
    latencyMs: 12,
  };
}
