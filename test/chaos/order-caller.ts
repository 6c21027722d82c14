import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';

export interface OrderAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  /** The code of a refusal; undefined: it was done. */
  readonly refusal: string | undefined;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

/** A caller who never gives up: what got no answer is sent again with the same key, until it is done or refused. */
export class OrderCaller {
  /** Requests that had to be sent again. */
  resent = 0;
  private readonly installation: Installation;

  constructor(installation: Installation) {
    this.installation = installation;
  }

  /** Rejects with what went wrong when the answer is neither success nor a refusal that orders have. */
  async ask(method: Method, url: string, body?: unknown, key: string = randomUUID()): Promise<OrderAnswer> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.send(method, url, body, key);
      if (answer !== undefined && answer.status !== 202 && answer.status !== 503) return judged(answer, method, url);
      if (Date.now() > deadline) {
        throw new Error(`${method} ${url} was not answered for two minutes (last: ${answer?.status ?? 'no answer'})`);
      }
      this.resent += 1;
      await sleep(PAUSE_MS);
    }
  }

  /** As `ask`, and rejects with a refusal too. */
  async must(method: Method, url: string, body?: unknown, key?: string): Promise<OrderAnswer['body']> {
    const answer = await this.ask(method, url, body, key);
    if (answer.refusal !== undefined) throw new Error(`${method} ${url}: ${answer.refusal}`);
    return answer.body;
  }

  /** Sends CSV as it comes, once; rejects unless it was taken in. */
  async upload(url: string, body: ReadableStream<Uint8Array>): Promise<OrderAnswer['body']> {
    const response = await fetch(`${this.installation.api}${url}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.installation.apiKey}`, 'content-type': 'text/csv' },
      body,
      duplex: 'half',
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  private async send(method: Method, url: string, body: unknown, key: string): Promise<OrderAnswer | undefined> {
    const isCsv = typeof body === 'string';
    const response = await fetch(`${this.installation.api}${url}`, {
      method,
      headers: {
        authorization: `Bearer ${this.installation.apiKey}`,
        ...(method === 'GET' ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': isCsv ? 'text/csv' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isCsv ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    }).catch(() => undefined);
    if (response === undefined) return undefined;
    const said = await response.json().catch(() => undefined);
    return said === undefined ? undefined : { status: response.status, body: said, refusal: undefined };
  }
}

const PATIENCE_MS = 120_000;
const PAUSE_MS = 120;
/** What an order may be answered with when its state or the stock does not allow it. */
const REFUSALS: readonly string[] = ['order_command_refused', 'not_enough_stock'];

function judged(answer: OrderAnswer, method: Method, url: string): OrderAnswer {
  if (answer.status < 300) return answer;
  const code = String(answer.body?.code);
  if (REFUSALS.includes(code)) return { ...answer, refusal: code };
  throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
