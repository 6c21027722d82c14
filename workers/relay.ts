import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ConversationClient } from '../client/conversation-client.ts';
import type { OrderClient } from '../client/order-client.ts';
import type { FlowCatalogue } from '../contracts/dialogue.ts';
import type { Database } from '../db/interfaces.ts';
import type { UndeliveredMessage } from '../db/system-store.ts';

export interface RelayOptions {
  readonly database: Database;
  readonly conversations: ConversationClient;
  readonly orders: OrderClient;
  /** They hear what is urgent. */
  readonly flows: FlowCatalogue;
  readonly logger: Logger;
  /** Pause between two looks, milliseconds. */
  readonly intervalMs: number;
  /** A message without a turn for this long is delivered again, milliseconds. */
  readonly afterMs: number;
}

export interface Relay {
  stop(): Promise<void>;
}

/**
 * Sees to it that what was stored is delivered: messages whose signal never reached Temporal, and follow-ups and
 * orders whose workflow was lost. Delivering twice does nothing, so any number of relays may run.
 */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(options: RelayOptions, signal: AbortSignal): Promise<void> {
  const pacing = new Pacing(options.afterMs);
  let isFailing = false;
  while (!signal.aborted) {
    try {
      const delivered = await deliverAll(options, pacing);
      if (isFailing || delivered > 0) options.logger.info({ delivered }, 'relay delivered what was waiting');
      isFailing = false;
    } catch (error) {
      if (!isFailing) options.logger.warn({ err: nameOf(error) }, 'relay waits for its servers');
      isFailing = true;
    }
    await sleep(options.intervalMs, undefined, { signal }).catch(() => undefined);
  }
}

async function deliverAll(options: RelayOptions, pacing: Pacing): Promise<number> {
  const { database, conversations, afterMs } = options;
  let delivered = 0;
  for (const message of await database.system.findUndelivered(afterMs, BATCH)) {
    if (!pacing.isTime(message.inboundId)) continue;
    await conversations.deliver(message, message.inboundId, await isUrgent(options, message));
    pacing.sent(message.inboundId);
    delivered += 1;
  }
  delivered += await deliverNudges(options);
  delivered += await wakeOrders(options, pacing);
  for (const address of await database.system.findOverdueFollowUps(OVERDUE_MS, BATCH)) {
    if (!pacing.isTime(address.conversationId)) continue;
    await conversations.nudge(address);
    pacing.sent(address.conversationId);
    delivered += 1;
  }
  pacing.forgetOld();
  return delivered;
}

/** As the API hears it: a request to stop waits for no window, however late it is delivered. The text stays in memory. */
async function isUrgent({ database, flows }: RelayOptions, message: UndeliveredMessage): Promise<boolean> {
  const text = await database
    .workspace(message.workspaceId)
    .readWaitingText(message.inboundId)
    // One that cannot be opened is delivered all the same and holds up no other: its turn tells what is wrong.
    .catch(() => undefined);
  return text !== undefined && flows.get(message.flow)?.isUrgent(text) === true;
}

/** Forgotten only when Temporal has them: a crash in between delivers them again. */
async function deliverNudges({ database, conversations }: RelayOptions): Promise<number> {
  const nudges = await database.system.findNudges(BATCH);
  const addresses = new Map(nudges.map((nudge) => [nudge.conversationId, nudge]));
  for (const address of addresses.values()) await conversations.nudge(address);
  if (nudges.length > 0) await database.system.forgetNudges(nudges.map(({ nudgeId }) => nudgeId));
  return addresses.size;
}

/** Orders whose workflow never started, was lost, or was not told. */
async function wakeOrders({ database, orders, afterMs }: RelayOptions, pacing: Pacing): Promise<number> {
  const stalled = (await database.system.findStalledOrders(afterMs, BATCH)).filter(({ orderId }) =>
    pacing.isTime(orderId),
  );
  for (const key of stalled) {
    await orders.nudge(key);
    pacing.sent(key.orderId);
  }
  return stalled.length;
}

/**
 * Spaces repeated deliveries of the same thing: while no worker runs, a signal each second would only fill histories.
 * The pause doubles from `firstMs` to five minutes.
 */
class Pacing {
  private readonly sendings = new Map<string, { nextAt: number; pauseMs: number }>();
  private readonly firstMs: number;

  constructor(firstMs: number) {
    this.firstMs = firstMs;
  }

  isTime(id: string): boolean {
    return (this.sendings.get(id)?.nextAt ?? 0) <= Date.now();
  }

  sent(id: string): void {
    const pauseMs = Math.min(MAX_PAUSE_MS, (this.sendings.get(id)?.pauseMs ?? this.firstMs / 2) * 2);
    this.sendings.set(id, { pauseMs, nextAt: Date.now() + pauseMs });
  }

  forgetOld(): void {
    const now = Date.now();
    for (const [id, { nextAt }] of this.sendings) {
      if (nextAt + 2 * MAX_PAUSE_MS < now) this.sendings.delete(id);
    }
  }
}

const MAX_PAUSE_MS = 300_000;

const BATCH = 200;
/** A timer fires within a second; a minute later it is lost or its worker is away, and a nudge harms neither. */
const OVERDUE_MS = 60_000;

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
