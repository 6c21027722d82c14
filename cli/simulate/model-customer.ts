import OpenAI from 'openai';
import type { TurnOutcome } from '../flow-tests/conversation.ts';
import type { Customer, CustomerMove } from './customer.ts';
import type { Persona } from './personas.ts';

export interface ModelCustomerSettings {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
}

/** What the customer is there for. */
export interface Purpose {
  readonly business: string;
  /** Names of states to reach or of errands. */
  readonly wants: readonly string[];
}

const END = '[end]';
const MINUTE_MS = 60_000;

/** A customer who is played by a model: persona, purpose and what was said so far go to it, its answer is the next message. */
export function modelCustomer(settings: ModelCustomerSettings, persona: Persona, purpose: Purpose): Customer {
  const client = new OpenAI({ apiKey: settings.apiKey, baseURL: settings.baseUrl, maxRetries: 2, logLevel: 'off' });
  const said: OpenAI.Chat.Completions.ChatCompletionMessageParam[] = [];
  return {
    async next(_state: string, last: TurnOutcome | undefined): Promise<CustomerMove> {
      said.push({ role: 'user', content: last?.reply?.text ?? '(The conversation begins. Write your first message.)' });
      const completion = await client.chat.completions.create({
        model: settings.model,
        max_completion_tokens: 150,
        messages: [{ role: 'system', content: instructions(persona, purpose) }, ...said],
      });
      const text = completion.choices[0]?.message.content?.trim() ?? '';
      if (text === '' || text.includes(END)) return { kind: 'leaves', why: 'patience' };
      said.push({ role: 'assistant', content: text });
      return { kind: 'says', texts: text.split('\n').filter((line) => line.trim() !== ''), afterMs: MINUTE_MS };
    },
  };
}

function instructions({ name, description, languages, patience }: Persona, { business, wants }: Purpose): string {
  return [
    'You play a customer who writes to a business in a chat. Stay in the role; never say that you are a model.',
    `The business: ${business}`,
    `What you came for, in the names that the business gives it: ${wants.join(', ')}.`,
    `You are ${name}: someone who ${description}. You write in: ${languages.join(', ')}.`,
    'Write only your next chat message, short, as people type on a phone.',
    `When you have what you came for, or after ${patience} useless answers in a row, answer only ${END}.`,
  ].join('\n');
}
