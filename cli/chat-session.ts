import { randomUUID } from 'node:crypto';
import type { ApiClient } from './api-client.ts';
import { textOf } from './api-client.ts';
import type { ChatOptions } from './chat-options.ts';
import { COMMANDS } from './chat-options.ts';
import { ChatTranscript } from './chat-transcript.ts';
import type { FollowUpView } from './chat-view.ts';
import { afterTurn, showFollowUp, showMessage, showState } from './chat-view.ts';

/** Messages of the past that are shown when a conversation goes on. */
const REMEMBERED = 6;

/** One conversation in a terminal: what is typed goes in, what is said and what changed is printed. */
export class ChatSession {
  private readonly api: ApiClient;
  private readonly print: (line: string) => void;
  private readonly id: string;
  private readonly transcript: ChatTranscript;

  private constructor(api: ApiClient, print: (line: string) => void, id: string) {
    this.api = api;
    this.print = print;
    this.id = id;
    this.transcript = new ChatTranscript(api, id);
  }

  /** Goes on with the named conversation or the contact's last open one, or begins one. CliError when it cannot. */
  static async open(api: ApiClient, options: ChatOptions, print: (line: string) => void): Promise<ChatSession> {
    const { contact, flow, isNew, conversation } = options;
    const found = conversation ?? (isNew ? undefined : await lastOpen(api, options));
    if (found !== undefined) {
      const session = new ChatSession(api, print, found);
      await session.resume();
      return session;
    }
    const created = await api.call('POST', '/conversations', { user_id: contact, flow }, randomUUID());
    const id = textOf(created['conversation_id']) ?? '';
    print(`New conversation ${id} as ${contact}. /help lists what else you can type.`);
    return new ChatSession(api, print, id);
  }

  /** A message, or a command that begins with `/`. CliError when the API refuses it or is away for too long. */
  async take(line: string): Promise<void> {
    await (line.startsWith('/') ? this.command(line) : this.say(line));
  }

  private async say(text: string): Promise<void> {
    for (const message of await this.transcript.news()) this.print(showMessage(message));
    const body = { text, message_id: randomUUID() };
    const turn = await this.api.call('POST', `/conversations/${this.id}/messages`, body);
    this.transcript.shown(turn['turn']);
    this.print(`bot> ${textOf(turn['reply']) ?? '(a person owns this conversation; the bot is silent)'}`);
    const { state, previous_state: previous } = turn;
    this.print(afterTurn(textOf(state) ?? '', textOf(previous) ?? '', await this.followUps()));
  }

  private async command(line: string): Promise<void> {
    switch (line) {
      case '/state':
        return this.print(showState(await this.api.call('GET', `/conversations/${this.id}`)));
      case '/followups': {
        const followUps = await this.followUps();
        return this.print(followUps.length === 0 ? '  none pending' : followUps.map(showFollowUp).join('\n'));
      }
      case '/history':
        for (const message of await new ChatTranscript(this.api, this.id).news()) this.print(showMessage(message));
        return;
      default:
        return this.print(`  ${COMMANDS}`);
    }
  }

  private async resume(): Promise<void> {
    const { state, turn } = await this.api.call('GET', `/conversations/${this.id}`);
    this.print(`Going on with conversation ${this.id} (${textOf(state) ?? ''}, turn ${textOf(turn) ?? ''}).`);
    const messages = await this.transcript.news();
    for (const message of messages.slice(-REMEMBERED)) this.print(showMessage(message));
  }

  private async followUps(): Promise<readonly FollowUpView[]> {
    const page = await this.api.call('GET', `/conversations/${this.id}/follow-ups?status=pending`);
    return page['items'] as FollowUpView[];
  }
}

async function lastOpen(api: ApiClient, { contact, flow }: ChatOptions): Promise<string | undefined> {
  const query = new URLSearchParams({ user_id: contact, status: 'open', flow, limit: '1' });
  const page = await api.call('GET', `/conversations?${query.toString()}`);
  return (page['items'] as { conversation_id: string }[])[0]?.conversation_id;
}
