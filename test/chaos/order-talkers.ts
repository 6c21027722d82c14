import { randomUUID } from 'node:crypto';
import type { OrderCaller } from './order-caller.ts';

/** A customer who orders by conversation: what is said next depends on where the conversation stands. */
export class OrderTalker {
  /** Yeses to a read-back that were answered with an order. */
  placed = 0;
  turns = 0;
  conversationId = '';
  readonly problems: string[] = [];
  private readonly caller: OrderCaller;
  private readonly phone: string;
  private readonly random: () => number;

  constructor(caller: OrderCaller, phone: string, random: () => number) {
    this.caller = caller;
    this.phone = phone;
    this.random = random;
  }

  /** Talks until `isOver`, and to the end of what was begun. */
  async talk(isOver: () => boolean): Promise<void> {
    let state = await this.say('hello');
    while (!isOver() && state !== 'person') {
      const before = state;
      state = await this.say(this.wordsIn(state));
      if (before === 'review' && state === 'ordered') this.placed += 1;
    }
  }

  private async say(text: string): Promise<string> {
    const message = { customer_phone: this.phone, user_input: text, message_id: randomUUID() };
    const send = () => this.caller.must('POST', '/api/chatbot/process', message, message.message_id);
    const body = await send();
    if (this.random() < 0.1 && (await send()).turn !== body.turn)
      this.problems.push(`${message.message_id} has two turns`);
    this.conversationId = String(body.conversation_id);
    this.turns += 1;
    return String(body.state);
  }

  private wordsIn(state: string): string {
    return WORDS[state] ?? this.pick(this.placed > 0 && this.random() < 0.3 ? LATER : WANTS);
  }

  private pick(from: readonly string[]): string {
    return from[Math.floor(this.random() * from.length)] ?? 'hello';
  }
}

const WORDS: Readonly<Record<string, string>> = {
  shopping: "that's all",
  clarifying: '1',
  delivery: '1',
  review: 'yes',
  dropping: 'no',
  cancelling: 'yes',
  register_name: 'my name is Asha Rao',
  register_address: '14 Lake Road, Pune 411001',
  register_check: 'yes',
};
const WANTS = [
  '2 kg tomatoes and a dozen eggs',
  'half a kilo of tomatoes and 3 packets of milk',
  '2 loaves of bread',
  '1 bag of basmati rice',
];
const LATER = ['cancel my order', 'where is my order?', 'cancel my order'];
