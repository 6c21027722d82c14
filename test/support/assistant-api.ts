import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../../api/app.ts';
import type { ApiSettings, AssistantSettings } from '../../api/deps.ts';
import { tinyFlow } from '../../api/test-support/tiny-flow.ts';
import type { ConversationClient } from '../../client/conversation-client.ts';
import type { OrderClient } from '../../client/order-client.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { ConversationAddress } from '../../contracts/turn.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';
import type { TestStores } from './stores.ts';
import { decisionOf } from './stores.ts';

/** What becomes of a delivered message. */
type Engine = 'answers' | 'is silent' | 'is away';

/** The API of the assistant on a real database, and an engine that says what it was told. */
export class AssistantApi {
  readonly logs: string[] = [];
  readonly store: WorkspaceStore;
  engine: Engine = 'answers';
  app!: FastifyInstance;
  private readonly stores: TestStores;
  private readonly undelivered: [ConversationAddress, string][] = [];

  private constructor(stores: TestStores) {
    this.stores = stores;
    this.store = stores.store;
  }

  /** On the workspace of the stores unless another is named. Several stand for several processes. */
  static async start(
    stores: TestStores,
    { workspace = 'Acme', ratePerMinute = 10_000, ...settings }: Partial<ApiSettings & AssistantSettings> = {},
  ): Promise<AssistantApi> {
    const api = new AssistantApi(stores);
    api.app = await buildApp({
      database: stores.database,
      conversations: api.conversations(),
      // The assistant takes no orders.
      orders: {} as OrderClient,
      flows: new Map([[tinyFlow.name, tinyFlow]]),
      logger: pino({ level: 'trace' }, { write: (line: string) => void api.logs.push(line) }),
      settings: {
        turnWaitMs: 2000,
        rateLimitPerMinute: 100_000,
        bodyLimitBytes: 65_536,
        maxTextChars: 4000,
        version: '0.0.0',
        assistant: { workspace, flow: tinyFlow.name, ratePerMinute },
        ...settings,
      },
    });
    return api;
  }

  /** A browser of somebody at this address. */
  browser(address = '203.0.113.7'): Browser {
    return new Browser(this.app, address);
  }

  /** The engine comes round to the messages it was silent about. */
  async takeTurns(): Promise<void> {
    for (const [address, inboundId] of this.undelivered.splice(0)) await this.answer(address, inboundId);
  }

  private conversations(): ConversationClient {
    const client: Pick<ConversationClient, 'deliver'> = {
      deliver: async (address, inboundId) => {
        if (this.engine === 'is away') throw new ParleyError('temporal_unavailable', 'It is stored.');
        if (this.engine === 'answers') await this.answer(address, inboundId);
        else this.undelivered.push([address, inboundId]);
      },
    };
    return client as ConversationClient;
  }

  private async answer({ workspaceId, conversationId }: ConversationAddress, inboundId: string): Promise<void> {
    const key = { conversationId, inboundIds: [inboundId] };
    await this.stores.database.workspace(workspaceId).takeTurn(key, {
      lookUp: () => undefined,
      needsLastReply: () => false,
      decide: (opening) => ({
        ...decisionOf(opening, { at: new Date() }),
        reply: { text: `You said: ${opening.text}`, template: 'echo', variant: 0 },
        events: [],
        handOver: undefined,
        variants: {},
      }),
    });
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of the body
  readonly body: any;
}

/** Keeps the cookie that it is given, and sends the CSRF token when it has one. */
export class Browser {
  cookie: string | undefined;
  csrfToken: string | undefined;
  private readonly app: FastifyInstance;
  private readonly address: string;

  constructor(app: FastifyInstance, address: string) {
    this.app = app;
    this.address = address;
  }

  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call('GET', url, undefined, headers);
  }

  post(url: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call('POST', url, body, headers);
  }

  /** What a page does first. */
  async open(): Promise<void> {
    this.csrfToken = (await this.get('/api/csrf/')).body.csrf_token as string;
  }

  async say(message: string): Promise<Answer> {
    return this.post('/api/send-message/', { message });
  }

  private async call(
    method: 'GET' | 'POST',
    url: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(this.csrfToken === undefined || method === 'GET' ? {} : { 'x-csrf-token': this.csrfToken }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    for (const { name, value } of response.cookies) this.cookie = value === '' ? undefined : `${name}=${value}`;
    const isJson = String(response.headers['content-type']).includes('json');
    const parsed: unknown = isJson ? JSON.parse(response.body) : response.body;
    const token = (parsed as { csrf_token?: string } | null)?.csrf_token;
    if (token !== undefined) this.csrfToken = token;
    return { status: response.statusCode, headers: response.headers, body: parsed };
  }
}
