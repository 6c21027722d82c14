import { randomBytes } from 'node:crypto';
import process from 'node:process';
import type { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { ModelSettings } from '../../activities/model/model-settings.ts';
import { buildApp } from '../../api/app.ts';
import type { ConversationClient } from '../../client/conversation-client.ts';
import { createConversationClient } from '../../client/conversation-client.ts';
import { createTemporalClient } from '../../client/connection.ts';
import type { OrderClient } from '../../client/order-client.ts';
import { createOrderClient } from '../../client/order-client.ts';
import type { FlowCatalogue } from '../../contracts/dialogue.ts';
import { conversationWorkflowId, taskQueues } from '../../contracts/names.ts';
import { defaultOverlap } from '../../contracts/overlap.ts';
import { createDatabase } from '../../db/database.ts';
import type { Database } from '../../db/interfaces.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import type { RunningWorker } from '../../workers/worker-runtime.ts';
import { startWorkers } from '../../workers/worker-runtime.ts';
import { routeSdkLogs } from '../../workers/services.ts';
import { loadWorkflowBundle } from '../../workers/workflow-bundle.ts';
import { modelSettings } from './model-settings.ts';
import type { TestDatabase } from './postgres.ts';
import { createTestDatabase } from './postgres.ts';

export interface TestStackOptions {
  readonly maxTurnsPerRun?: number;
  readonly turnWaitMs?: number;
  readonly rateLimitPerMinute?: number;
  /** Base URL of an OpenAI-compatible server. */
  readonly modelUrl?: string;
  /** Instead of the settings of model-settings.ts. */
  readonly model?: Partial<ModelSettings>;
  readonly buildId?: string;
  /** Instead of the flows of this build. */
  readonly flows?: FlowCatalogue;
  /** A server with a clock that tests move, instead of the server of the test run; whoever started it ends it. */
  readonly clock?: TestWorkflowEnvironment;
  /** 0: every workflow task is replayed from its first event, by whichever worker is there. */
  readonly maxCachedWorkflows?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

const SILENT = pino({ level: 'silent' });
routesOnce();

/** Each test file is a module world of its own in one process: the SDK's runtime takes its logger once. */
function routesOnce(): void {
  try {
    routeSdkLogs(SILENT);
  } catch {
    // Another test file of this process did it.
  }
}

/** API and worker in this process, with a database and task queues of their own, on the servers of the test run. */
export class TestStack {
  readonly prefix: string;
  readonly logs: string[] = [];
  readonly masterKeys = { current: { id: 'test', key: randomBytes(32) }, previous: [] };
  database!: Database;
  testDatabase!: TestDatabase;
  conversations!: ConversationClient;
  orders!: OrderClient;
  temporal!: Awaited<ReturnType<typeof createTemporalClient>>;
  app!: FastifyInstance;
  workspaceId = '';
  apiKey = '';
  /** Of the worker that was started last. */
  metrics = new Registry();
  private readonly options: TestStackOptions;
  private connection: NativeConnection | undefined;
  private readonly workers: RunningWorker[] = [];

  private constructor(options: TestStackOptions) {
    this.options = options;
    this.prefix = `test-${randomBytes(5).toString('hex')}`;
  }

  static async start(options: TestStackOptions = {}): Promise<TestStack> {
    const stack = new TestStack(options);
    await stack.open();
    await stack.startWorker();
    return stack;
  }

  private get flows(): FlowCatalogue {
    return this.options.flows ?? flowCatalogue();
  }

  get logger() {
    return pino({ level: 'trace' }, { write: (line: string) => void this.logs.push(line) });
  }

  private async open(): Promise<void> {
    this.testDatabase = await createTestDatabase(process.env['PARLEY_TEST_DATABASE_URL'] ?? '');
    this.database = await createDatabase({
      connectionString: this.testDatabase.url,
      masterKeys: this.masterKeys,
      poolSize: 10,
      applicationName: this.prefix,
      connectTimeoutMs: 30_000,
      logger: SILENT,
    });
    this.temporal = this.options.clock?.client ?? (await connectClient());
    const patient = patientClient(this.temporal);
    this.conversations = createConversationClient(patient, {
      queues: taskQueues(this.prefix),
      maxTurnsPerRun: this.options.maxTurnsPerRun,
      overlapOf: (flow, channel) => this.flows.get(flow)?.overlapOn(channel) ?? defaultOverlap(channel),
    });
    this.orders = createOrderClient(patient, taskQueues(this.prefix));
    this.app = await buildApp({
      database: this.database,
      conversations: this.conversations,
      orders: this.orders,
      flows: this.flows,
      logger: this.logger,
      settings: {
        turnWaitMs: this.options.turnWaitMs ?? 40_000,
        rateLimitPerMinute: this.options.rateLimitPerMinute ?? 1_000_000,
        bodyLimitBytes: 65_536,
        maxTextChars: 4000,
        version: 'test',
      },
    });
    ({ workspaceId: this.workspaceId, apiKey: this.apiKey } = await this.addWorkspace('acme'));
  }

  async addWorkspace(name: string): Promise<{ workspaceId: string; apiKey: string }> {
    const { workspaceId } = await this.database.system.createWorkspace(name);
    const { secret } = await this.database.system.createApiKey(workspaceId, 'test');
    return { workspaceId, apiKey: secret };
  }

  async startWorker(buildId?: string): Promise<RunningWorker> {
    const { modelUrl, clock } = this.options;
    this.metrics = new Registry();
    this.connection ??=
      clock === undefined ? await NativeConnection.connect({ address: temporalAddress() }) : undefined;
    const connection = clock?.nativeConnection ?? this.connection;
    if (connection === undefined) throw new Error('no connection for the worker');
    const bundle = await loadWorkflowBundle(SILENT);
    const start = () =>
      startWorkers({
        connection,
        client: this.temporal,
        database: this.database,
        flows: this.flows,
        queues: taskQueues(this.prefix),
        bundle: { ...bundle, buildId: buildId ?? this.options.buildId ?? bundle.buildId },
        deploymentName: this.prefix,
        model: modelUrl === undefined ? undefined : modelSettings(modelUrl, this.options.model),
        metrics: this.metrics,
        maxCachedWorkflows: this.options.maxCachedWorkflows ?? 200,
        shutdownGraceMs: 1000,
        isVersioned: clock === undefined,
        logger: this.logger,
      });
    // A dev server that holds everything in memory now and then does not find its namespace for a moment, under load.
    const worker = await start().catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return start();
    });
    await worker.promoted;
    this.workers.push(worker);
    return worker;
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body === '' ? undefined : JSON.parse(response.body),
    };
  }

  async newConversation(fields: Record<string, unknown> = {}): Promise<string> {
    const { status, body } = await this.call('POST', '/conversations', {
      user_id: randomBytes(8).toString('hex'),
      ...fields,
    });
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body.conversation_id as string;
  }

  say(conversationId: string, text: string, messageId?: string): Promise<Answer> {
    return this.call('POST', `/conversations/${conversationId}/messages`, {
      text,
      ...(messageId === undefined ? {} : { message_id: messageId }),
    });
  }

  handle(conversationId: string) {
    return this.temporal.workflow.getHandle(conversationWorkflowId(this.workspaceId, conversationId));
  }

  /** Ends the workers, as a deploy does; what they had under way is for the next ones. */
  async stopWorkers(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.stop().catch(() => undefined)));
  }

  async stop(): Promise<void> {
    await this.stopWorkers();
    // What still runs ends with the server of the test run.
    if (this.options.clock === undefined) await this.terminateAll().catch(() => undefined);
    await this.app.close();
    await this.connection?.close();
    if (this.options.clock === undefined) await this.temporal.connection.close();
    await this.database.close();
    await this.testDatabase.drop();
  }

  private async terminateAll(): Promise<void> {
    const query = `ParleyWorkspace = '${this.workspaceId}' AND ExecutionStatus = 'Running'`;
    for await (const { workflowId } of this.temporal.workflow.list({ query })) {
      await this.temporal.workflow
        .getHandle(workflowId)
        .terminate()
        .catch(() => undefined);
    }
  }
}

function temporalAddress(): string {
  return process.env['PARLEY_TEST_TEMPORAL_ADDRESS'] ?? '';
}

function connectClient(): ReturnType<typeof createTemporalClient> {
  return createTemporalClient({ address: temporalAddress(), namespace: 'default', tls: false, apiKey: undefined });
}

/**
 * The same client, whose callers wait half a minute longer for an answer. Their limits are made for customers, who are told to come
 * back; a test does not, and the machine may have five other things to do.
 */
export function patientClient<C extends Pick<Client, 'withDeadline'>>(client: C): C {
  const withDeadline: Client['withDeadline'] = (deadline, call) => client.withDeadline(Number(deadline) + 30_000, call);
  return Object.assign(Object.create(client), { withDeadline });
}

/** Waits for a condition, never for a time; fails with what was last seen. The limit is for what never happens, on the slowest machine. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  holds: (seen: T) => boolean,
  timeoutMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`did not happen; last seen: ${JSON.stringify(seen)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
