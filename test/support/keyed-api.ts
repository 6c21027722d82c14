import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../../api/app.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { tinyFlow } from '../../api/test-support/tiny-flow.ts';
import type { TestStores } from './stores.ts';

export interface KeyedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: any;
}

/** The API on a real database, called with a key of the stores' workspace. For routes that talk to no workflow. */
export class KeyedApi {
  readonly app: FastifyInstance;
  private readonly secret: string;

  private constructor(app: FastifyInstance, secret: string) {
    this.app = app;
    this.secret = secret;
  }

  static async start({ database }: TestStores, workspaceId: string): Promise<KeyedApi> {
    const { secret } = await database.system.createApiKey(workspaceId, 'test');
    const deps: Omit<ApiDeps, 'conversations' | 'orders'> = {
      database,
      flows: new Map([[tinyFlow.name, tinyFlow]]),
      logger: pino({ level: 'silent' }),
      settings: {
        turnWaitMs: 2000,
        rateLimitPerMinute: 100_000,
        bodyLimitBytes: 65_536,
        maxTextChars: 4000,
        version: '0.0.0',
      },
    };
    return new KeyedApi(await buildApp(deps as ApiDeps), secret);
  }

  async call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT',
    url: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<KeyedAnswer> {
    const isText = typeof body === 'string';
    const response = await this.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${this.secret}`,
        ...(body === undefined ? {} : { 'content-type': isText ? 'text/csv' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
    });
    const isJson = String(response.headers['content-type']).includes('json');
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: isJson ? JSON.parse(response.body) : undefined,
    };
  }
}
