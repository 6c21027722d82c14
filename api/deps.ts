import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ConversationClient } from '../client/conversation-client.ts';
import type { FlowCatalogue } from '../contracts/dialogue.ts';
import type { Database } from '../db/interfaces.ts';
import type { Meters } from './metrics.ts';
import type { OpenStreams } from './streams/open-streams.ts';

/** What the API stands on. */
export interface ApiDeps {
  readonly database: Database;
  readonly conversations: ConversationClient;
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
}
