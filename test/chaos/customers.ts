import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';

const LINES = [
  'Hi, I am interested',
  'we need to automate our invoices',
  'that is too expensive',
  'can I talk to a human?',
  'hello? is anyone there',
  'BOT',
  'ok that works for me',
  'how much is it?',
  'our budget is 2000 dollars',
  'yes please',
  'I need to ask my boss',
  'thanks',
  'how does it work?',
];

export interface Customer {
  readonly conversationId: string;
  /** Message ids in the order in which their turns were answered. */
  readonly answered: string[];
  /** Answers by message id. */
  readonly replies: Map<string, string>;
}

/** A caller who never gives up: sends the same message with the same id until it is answered. */
export class Customers {
  readonly all: Customer[] = [];
  isOver = false;
  private readonly installation: Installation;
  private readonly errors: string[] = [];

  constructor(installation: Installation) {
    this.installation = installation;
  }

  /** Turns that were answered, of all of them. */
  get turns(): number {
    return this.all.reduce((sum, { answered }) => sum + answered.length, 0);
  }

  get firstError(): string | undefined {
    return this.errors[0];
  }

  async open(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      const { body } = await this.insist('POST', '/conversations', { user_id: `customer-${i}` }, `create-${i}`);
      this.all.push({ conversationId: String(body['conversation_id']), answered: [], replies: new Map() });
    }
  }

  /** Everybody talks until `isOver`. */
  async talk(): Promise<void> {
    await Promise.all(this.all.map((customer) => this.converse(customer)));
  }

  private async converse(customer: Customer): Promise<void> {
    for (let number = 0; !this.isOver; number += 1) {
      const messageId = `m${number}`;
      const text = `${LINES[number % LINES.length]}`;
      await this.send(customer, messageId, text);
    }
  }

  async send(customer: Customer, messageId: string, text: string): Promise<void> {
    const { body } = await this.insist('POST', `/conversations/${customer.conversationId}/messages`, {
      text,
      message_id: messageId,
    });
    customer.answered.push(messageId);
    customer.replies.set(messageId, String(body['reply']));
  }

  private async insist(
    method: string,
    url: string,
    body: object,
    key?: string,
  ): Promise<{ body: Record<string, unknown> }> {
    const deadline = Date.now() + 120_000;
    for (;;) {
      const response = await fetch(`${this.installation.api}${url}`, {
        method,
        headers: {
          authorization: `Bearer ${this.installation.apiKey}`,
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      }).catch(() => undefined);
      const answer =
        response === undefined
          ? undefined
          : ((await response.json().catch(() => undefined)) as Record<string, unknown> | undefined);
      if (response !== undefined && answer !== undefined && (response.status === 200 || response.status === 201))
        return { body: answer };
      const isPassing =
        response === undefined || answer === undefined || response.status === 202 || response.status === 503;
      if (!isPassing) {
        this.errors.push(`${response.status} ${JSON.stringify(answer)}`);
        throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(answer)}`);
      }
      if (Date.now() > deadline)
        throw new Error(`${method} ${url} was not answered for two minutes (last: ${response?.status ?? 'no answer'})`);
      await sleep(50);
    }
  }
}
