import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { ApiClient, textOf } from './api-client.ts';
import type { ChatOptions } from './chat-options.ts';
import { HELP, readChatOptions } from './chat-options.ts';
import { afterTurn, showMessage } from './chat-view.ts';
import { print, runCommand } from './output.ts';

interface MessageView {
  readonly role: string;
  readonly text: string;
  readonly turn: number | null;
}

interface FollowUpView {
  readonly kind: string;
  readonly due_at: string;
}

class Chat {
  private readonly api: ApiClient;
  private readonly options: ChatOptions;
  private id = '';
  private seen = 0;

  constructor(api: ApiClient, options: ChatOptions) {
    this.api = api;
    this.options = options;
  }

  /** Resumes the contact's last open conversation, or begins one. */
  async begin(): Promise<void> {
    const { contact, flow, isNew, conversation } = this.options;
    const found = conversation ?? (isNew ? undefined : await this.lastOpen(contact));
    if (found === undefined) {
      const created = await this.api.call('POST', '/conversations', { user_id: contact, flow }, randomUUID());
      this.id = textOf(created['conversation_id']) ?? '';
      print(`New conversation ${this.id} as ${contact}. /help lists what else you can type.`);
      return;
    }
    this.id = found;
    const detail = await this.api.call('GET', `/conversations/${this.id}`);
    print(
      `Going on with conversation ${this.id} (${textOf(detail['state']) ?? ''}, turn ${textOf(detail['turn']) ?? ''}).`,
    );
    const messages = await this.messages();
    for (const message of messages.slice(-6)) print(showMessage(message));
    this.seen = messages.length;
  }

  async run(): Promise<void> {
    const isTerminal = process.stdin.isTTY === true;
    const lines = createInterface({
      input: process.stdin,
      output: isTerminal ? process.stdout : undefined,
      prompt: 'you> ',
    });
    if (isTerminal) lines.prompt();
    for await (const line of lines) {
      const text = line.trim();
      if (text === '/quit') break;
      if (text !== '') {
        if (!isTerminal) print(`you> ${text}`);
        await (text.startsWith('/') ? this.command(text) : this.say(text));
      }
      if (isTerminal) lines.prompt();
    }
    lines.close();
  }

  private async say(text: string): Promise<void> {
    await this.showNews();
    const turn = await this.api.call('POST', `/conversations/${this.id}/messages`, { text, message_id: randomUUID() });
    print(`bot> ${textOf(turn['reply'] ?? '(a person owns this conversation; the bot is silent)') ?? ''}`);
    this.seen += turn['reply'] === null ? 1 : 2;
    const state = { state: textOf(turn['state']) ?? '', previous_state: textOf(turn['previous_state']) ?? '' };
    print(afterTurn(state, await this.followUps(), new Date()));
  }

  private async command(text: string): Promise<void> {
    switch (text) {
      case '/state': {
        const { state, turn, probability, slots, status } = await this.api.call('GET', `/conversations/${this.id}`);
        return print(JSON.stringify({ status, state, turn, probability, slots }, null, 2));
      }
      case '/followups':
        return print(JSON.stringify(await this.followUps(), null, 2));
      case '/history':
        for (const message of await this.messages()) print(showMessage(message));
        return;
      default:
        return print('/state, /followups, /history, /quit');
    }
  }

  /** Follow-ups that were sent since the last look. */
  private async showNews(): Promise<void> {
    const messages = await this.messages();
    for (const message of messages.slice(this.seen)) print(showMessage(message));
    this.seen = messages.length;
  }

  private async lastOpen(contact: string): Promise<string | undefined> {
    const query = new URLSearchParams({ user_id: contact, status: 'open', flow: this.options.flow, limit: '1' });
    const page = (await this.api.call('GET', `/conversations?${query.toString()}`)) as {
      items: { conversation_id: string }[];
    };
    return page.items[0]?.conversation_id;
  }

  private async followUps(): Promise<readonly FollowUpView[]> {
    const page = await this.api.call('GET', `/conversations/${this.id}/follow-ups?status=pending`);
    return page['items'] as FollowUpView[];
  }

  private async messages(): Promise<readonly MessageView[]> {
    const items: MessageView[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? 'limit=200' : `limit=200&cursor=${cursor}`;
      const page = (await this.api.call('GET', `/conversations/${this.id}/messages?${query}`)) as {
        items: MessageView[];
        next_cursor: string | null;
      };
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return items;
  }
}

/** Process: `npm run chat`. */
await runCommand('chat', async () => {
  const options = await readChatOptions(process.argv.slice(2));
  if (options.isHelp) {
    print(HELP);
    return 0;
  }
  const chat = new Chat(new ApiClient(options.api, options.key, (line) => print(`  (${line})`)), options);
  await chat.begin();
  await chat.run();
  return 0;
});
