import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ConversationClient } from '../client/conversation-client.ts';
import type { OrderClient } from '../client/order-client.ts';
import type { FlowCatalogue } from '../contracts/dialogue.ts';
import type { Database } from '../db/interfaces.ts';
import type { Meters } from './metrics.ts';
import type { OpenStreams } from './streams/open-streams.ts';

/** What the API stands on. */
export interface ApiDeps {
  readonly database: Database;
  readonly conversations: ConversationClient;
  readonly orders: OrderClient;
  readonly flows: FlowCatalogue;
  readonly settings: ApiSettings;
  readonly logger: Logger;
  /** Metrics of the process; the API makes its own when there is none. */
  readonly metrics?: Registry;
}

/** What routes stand on. */
export interface ApiContext extends ApiDeps {
  readonly meters: Meters;
  readonly streams: OpenStreams;
}

export interface ApiSettings {
  /** How long a request waits for its turn before it answers 202, milliseconds. */
  readonly turnWaitMs: number;
  /** Per API key and process. */
  readonly rateLimitPerMinute: number;
  readonly bodyLimitBytes: number;
  /** UTF-16 units. */
  readonly maxTextChars: number;
  readonly version: string;
  /** Proxies whose word on the caller's address and on TLS is taken, as addresses or networks; none unless given. */
  readonly trustedProxies?: readonly string[];
  /** Undefined: no web API for end users. */
  readonly assistant?: AssistantSettings;
}

/** The assistant that end users reach without an API key. */
export interface AssistantSettings {
  /** Name of the workspace that it belongs to. */
  readonly workspace: string;
  readonly flow: string;
  /** Requests per address and process. */
  readonly ratePerMinute: number;
}
