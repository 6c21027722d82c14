import pg from 'pg';
import { TURN_NOTIFY_CHANNEL } from '../contracts/names.ts';
import type { TurnListener } from './interfaces.ts';

type Waiter = (isAnnounced: boolean) => void;

/**
 * Announcements of finished turns, over one connection that listens. A lost connection wakes every waiter, as it may have
 * missed an announcement; the listener then connects again, with growing pauses up to two seconds.
 */
export class PostgresTurnListener implements TurnListener {
  private readonly connectionString: string;
  private readonly applicationName: string;
  private readonly heartbeatMs: number;
  private readonly waiters = new Map<string, Set<Waiter>>();
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private failures = 0;
  private isClosed = false;

  /** A connection that does not answer for `heartbeatMs` (a failover, a silent firewall) counts as lost. */
  constructor(connectionString: string, applicationName: string, heartbeatMs = 10_000) {
    this.connectionString = connectionString;
    this.applicationName = applicationName;
    this.heartbeatMs = heartbeatMs;
  }

  /** Resolves when it listens; rejects when the first connection fails. */
  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: `${this.applicationName}-listen`,
      connectionTimeoutMillis: 3000,
      query_timeout: this.heartbeatMs,
    });
    const lost = (): void => this.reconnect(client);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => {
      if (payload !== undefined) this.wake(payload);
    });
    this.client = client;
    await client.connect();
    await client.query(`LISTEN ${TURN_NOTIFY_CHANNEL}`);
    this.failures = 0;
    this.heartbeat = setInterval(() => {
      client.query('SELECT 1').catch(lost);
    }, this.heartbeatMs);
    this.heartbeat.unref();
    // What was announced while nobody listened is found by reading the row.
    for (const inboundId of this.waiters.keys()) this.wake(inboundId);
  }

  wait(inboundId: string, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const waiters = this.waiters.get(inboundId) ?? new Set<Waiter>();
      this.waiters.set(inboundId, waiters);
      const finish = (isAnnounced: boolean): void => {
        clearTimeout(timer);
        waiters.delete(finish);
        if (waiters.size === 0 && this.waiters.get(inboundId) === waiters) this.waiters.delete(inboundId);
        resolve(isAnnounced);
      };
      const timer = setTimeout(() => finish(false), timeoutMs);
      timer.unref();
      waiters.add(finish);
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    clearInterval(this.heartbeat);
    for (const inboundId of this.waiters.keys()) this.wake(inboundId);
    await this.client?.end().catch(() => undefined);
  }

  private wake(inboundId: string): void {
    for (const waiter of new Set(this.waiters.get(inboundId))) waiter(true);
  }

  private reconnect(lost: pg.Client): void {
    if (this.isClosed || this.client !== lost) return;
    this.client = undefined;
    clearInterval(this.heartbeat);
    lost.end().catch(() => undefined);
    for (const inboundId of this.waiters.keys()) this.wake(inboundId);
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
