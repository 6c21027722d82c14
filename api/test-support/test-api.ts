import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { ConversationClient } from '../../client/conversation-client.ts';
import type { OrderClient } from '../../client/order-client.ts';
import { CHATBOT_FLOW } from '../../contracts/commerce/chatbot.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Command, ConversationAddress } from '../../contracts/turn.ts';
import type { Database, FollowUpRecord, WorkspaceStore } from '../../db/interfaces.ts';
import { buildApp } from '../app.ts';
import type { ApiSettings } from '../deps.ts';
import { MemoryStore } from './memory-store.ts';
import { tinyFlow } from './tiny-flow.ts';

export const KEY = 'parley_test';

/** What becomes of a delivered message. */
type Engine = 'answers' | 'is silent' | 'is away';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of the body
  readonly body: any;
}

export interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The API over one workspace in memory, and an engine that can be told to be silent or away. */
export class TestApi {
  readonly store = new MemoryStore('workspace-a');
  readonly keys = new Map([[KEY, { workspaceId: 'workspace-a', apiKeyId: 'key-a' }]]);
  readonly delivered: string[] = [];
  readonly commands: Command[] = [];
  readonly logs: string[] = [];
  engine: Engine = 'answers';
  isDatabaseAway = false;
  app!: FastifyInstance;
  private readonly waiters = new Map<string, Set<() => void>>();

  static async start(settings: Partial<ApiSettings> = {}): Promise<TestApi> {
    const api = new TestApi();
    api.app = await buildApp({
      database: api.database(),
      conversations: api.conversations(),
      orders: api.orders(),
      flows: new Map([tinyFlow, { ...tinyFlow, name: CHATBOT_FLOW }].map((flow) => [flow.name, flow])),
      logger: pino({ level: 'trace' }, { write: (line: string) => void api.logs.push(line) }),
      settings: {
        turnWaitMs: 2000,
        rateLimitPerMinute: 100_000,
        bodyLimitBytes: 65_536,
        maxTextChars: 4000,
        version: '0.0.0',
        ...settings,
      },
    });
    return api;
  }

  async call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT', url: string, call: Call = {}): Promise<Answer> {
    const { body, headers = {} } = call;
    const sent = { authorization: `Bearer ${KEY}`, ...(body === undefined ? {} : JSON_TYPE), ...headers };
    const response = await this.app.inject({
      method,
      url,
      headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as never,
      ...(body === undefined ? {} : { payload: payloadOf(body) }),
    });
    const isJson = String(response.headers['content-type']).includes('json');
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: isJson ? JSON.parse(response.body) : undefined,
    };
  }

  async newConversation(): Promise<string> {
    const { body } = await this.call('POST', '/conversations', { body: { user_id: 'anna' } });
    return body.conversation_id as string;
  }

  addFollowUp(fields: Partial<FollowUpRecord> = {}): FollowUpRecord {
    const followUp: FollowUpRecord = {
      followUpId: `follow-up-${this.store.followUps.size}`,
      kind: 'silence_24h',
      status: 'pending',
      reason: 'no answer for a day',
      dueAt: new Date('2030-01-01T10:00:00Z'),
      createdAt: new Date(0),
      firedAt: undefined,
      cancelledAt: undefined,
      cancelReason: undefined,
      messageId: undefined,
      ...fields,
    };
    this.store.followUps.set(followUp.followUpId, followUp);
    return followUp;
  }

  /** The engine comes round to a message it was silent about. */
  takeTurns(): void {
    for (const inboundId of this.store.inbound.keys()) this.answer(inboundId);
  }

  private database(): Database {
    const refuseIfAway = (): void => {
      if (this.isDatabaseAway) throw new ParleyError('database_unavailable', 'Try again.', { retryAfterSeconds: 2 });
    };
    const database: Pick<Database, 'workspace' | 'turns' | 'ping' | 'close'> & { system: object } = {
      workspace: (id) => {
        refuseIfAway();
        return (id === 'workspace-a' ? this.store : new MemoryStore(id)) as unknown as WorkspaceStore;
      },
      system: { findApiKey: async (secret: string) => this.keys.get(secret) },
      turns: {
        wait: (inboundId, timeoutMs) => this.wait(inboundId, timeoutMs),
        watchStream: (conversationId, wake) => this.store.streams.watchStream(conversationId, wake),
        watchComposition: () => () => undefined,
      },
      ping: async () => refuseIfAway(),
      close: async () => undefined,
    };
    return database as unknown as Database;
  }

  private conversations(): ConversationClient {
    const refuseIfAway = (): void => {
      if (this.engine === 'is away') {
        throw new ParleyError('temporal_unavailable', 'It is stored.', { retryAfterSeconds: 1 });
      }
    };
    return {
      deliver: async (_address, inboundId) => {
        refuseIfAway();
        this.delivered.push(inboundId);
        if (this.engine === 'answers') this.answer(inboundId);
      },
      command: async (address, command) => {
        refuseIfAway();
        this.commands.push(command);
        this.carryOut(address, command);
      },
      nudge: async () => refuseIfAway(),
      checkReady: async () => refuseIfAway(),
    };
  }

  private orders(): OrderClient {
    const refuse = async (): Promise<never> => {
      throw new ParleyError('temporal_unavailable', 'Orders need a server.', { retryAfterSeconds: 1 });
    };
    return { start: refuse, nudge: refuse, command: refuse };
  }

  private carryOut(address: ConversationAddress, command: Command): void {
    if (command.kind === 'close') {
      const record = this.store.conversations.get(address.conversationId);
      if (record !== undefined) this.store.conversations.set(address.conversationId, { ...record, status: 'closed' });
      return;
    }
    if (command.kind === 'set_owner') {
      const record = this.store.conversations.get(address.conversationId);
      if (record !== undefined)
        this.store.conversations.set(address.conversationId, { ...record, owner: command.owner });
      return;
    }
    const followUp = this.store.followUps.get(command.followUpId);
    if (followUp === undefined) throw new ParleyError('not_found', 'There is no such follow-up.');
    const changed =
      command.kind === 'move_follow_up'
        ? { dueAt: new Date(command.dueAt) }
        : ({ status: command.kind === 'fire_follow_up' ? 'fired' : 'cancelled' } as const);
    this.store.followUps.set(followUp.followUpId, { ...followUp, ...changed });
  }

  private answer(inboundId: string): void {
    this.store.takeTurnOf(inboundId);
    for (const wake of this.waiters.get(inboundId) ?? []) wake();
  }

  private wait(inboundId: string, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const waiters = this.waiters.get(inboundId) ?? new Set();
      this.waiters.set(inboundId, waiters);
      const timer = setTimeout(() => resolve(false), timeoutMs);
      timer.unref();
      waiters.add(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };

function payloadOf(body: unknown): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
