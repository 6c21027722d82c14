import pg from 'pg';
import { COMPOSITION_NOTIFY_CHANNEL, STREAM_NOTIFY_CHANNEL, TURN_NOTIFY_CHANNEL } from '../contracts/names.ts';
import type { TurnListener } from './interfaces.ts';
import { CONNECT_TIMEOUT_MS } from './sql.ts';

const CHANNELS = [TURN_NOTIFY_CHANNEL, STREAM_NOTIFY_CHANNEL, COMPOSITION_NOTIFY_CHANNEL] as const;
type NotifyChannel = (typeof CHANNELS)[number];

/**
 * Announcements of turns, streams and stops, over one connection that listens. A lost connection wakes every watcher, as it
 * may have missed an announcement; the listener then connects again, with growing pauses up to two seconds.
 */
export class PostgresTurnListener implements TurnListener {
  private readonly connectionString: string;
  private readonly applicationName: string;
  private readonly connectTimeoutMs: number;
  private readonly heartbeatMs: number;
  /** By channel and payload, joined by a blank. */
  private readonly watchers = new Map<string, Set<() => void>>();
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private failures = 0;
  private isClosed = false;

  /** A connection that does not answer for `heartbeatMs` (a failover, a silent firewall) counts as lost. */
  constructor(
    connectionString: string,
    applicationName: string,
    heartbeatMs = 10_000,
    connectTimeoutMs: number = CONNECT_TIMEOUT_MS,
  ) {
    this.connectTimeoutMs = connectTimeoutMs;
    this.connectionString = connectionString;
    this.applicationName = applicationName;
    this.heartbeatMs = heartbeatMs;
  }

  /** Resolves when it listens; rejects when the first connection fails. */
  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: `${this.applicationName}-listen`,
      connectionTimeoutMillis: this.connectTimeoutMs,
      query_timeout: this.heartbeatMs,
    });
    const lost = (): void => this.reconnect(client);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => this.wake(`${channel} ${payload ?? ''}`));
    this.client = client;
    await client.connect();
    await client.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join('; '));
    this.failures = 0;
    this.heartbeat = setInterval(() => {
      client.query('SELECT 1').catch(lost);
    }, this.heartbeatMs);
    this.heartbeat.unref();
    // What was announced while nobody listened is found by reading the row.
    this.wakeAll();
  }

  wait(inboundId: string, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (isAnnounced: boolean): void => {
        clearTimeout(timer);
        unwatch();
        resolve(isAnnounced);
      };
      const unwatch = this.watch(TURN_NOTIFY_CHANNEL, inboundId, () => finish(true));
      const timer = setTimeout(() => finish(false), timeoutMs);
      timer.unref();
    });
  }

  watchStream(conversationId: string, wake: () => void): () => void {
    return this.watch(STREAM_NOTIFY_CHANNEL, conversationId, wake);
  }

  watchComposition(turnId: string, abandon: () => void): () => void {
    return this.watch(COMPOSITION_NOTIFY_CHANNEL, turnId, abandon);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    clearInterval(this.heartbeat);
    this.wakeAll();
    await this.client?.end().catch(() => undefined);
  }

  private watch(channel: NotifyChannel, payload: string, wake: () => void): () => void {
    const name = `${channel} ${payload}`;
    const watchers = this.watchers.get(name) ?? new Set();
    this.watchers.set(name, watchers);
    // One function may watch twice: each time is an entry of its own.
    const watcher = (): void => wake();
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.watchers.get(name) === watchers) this.watchers.delete(name);
    };
  }

  private wake(name: string): void {
    for (const watcher of new Set(this.watchers.get(name))) watcher();
  }

  private wakeAll(): void {
    // A copy: who is woken may watch again at once.
    const names = [...this.watchers.keys()];
    for (const name of names) this.wake(name);
  }

  private reconnect(lost: pg.Client): void {
    if (this.isClosed || this.client !== lost) return;
    this.client = undefined;
    clearInterval(this.heartbeat);
    lost.end().catch(() => undefined);
    this.wakeAll();
    this.failures += 1;
    this.retry = setTimeout(
      () => {
        const { client } = this;
        this.start().catch(() => {
          if (this.client !== undefined && this.client !== client) this.reconnect(this.client);
        });
      },
      Math.min(2000, 50 * 2 ** this.failures),
    );
    this.retry.unref();
  }
}
