import { randomUUID } from 'node:crypto';
import type { ApiClient } from './api-client.ts';
import { textOf } from './api-client.ts';
import type { ChatOptions } from './chat-options.ts';
import { COMMANDS } from './chat-options.ts';
import type { ChatMessage } from './chat-stream.ts';
import { streamTurn } from './chat-stream.ts';
import { ChatTranscript } from './chat-transcript.ts';
import type { FollowUpView } from './chat-view.ts';
import { afterTurn, showFollowUp, showMessage, showReply, showState } from './chat-view.ts';
import type { Screen } from './chat-reply.ts';
import { StreamedReply } from './chat-reply.ts';

/** Messages of the past that are shown when a conversation goes on. */
const REMEMBERED = 6;

/** One conversation in a terminal: what is typed goes in, what is said and what changed is printed. */
export class ChatSession {
  private readonly api: ApiClient;
  private readonly screen: Screen;
  private readonly id: string;
  private readonly isStreamed: boolean;
  private readonly transcript: ChatTranscript;

  private constructor(api: ApiClient, screen: Screen, id: string, isStreamed: boolean) {
    this.api = api;
    this.screen = screen;
    this.id = id;
    this.isStreamed = isStreamed;
    this.transcript = new ChatTranscript(api, id);
  }

  /** Goes on with the named conversation or the contact's last open one, or begins one. CliError when it cannot. */
  static async open(api: ApiClient, options: ChatOptions, screen: Screen): Promise<ChatSession> {
    const { contact, flow, isNew, conversation, isStreamed } = options;
    const found = conversation ?? (isNew ? undefined : await lastOpen(api, options));
    if (found !== undefined) {
      const session = new ChatSession(api, screen, found, isStreamed);
      await session.resume();
      return session;
    }
    const created = await api.call('POST', '/conversations', { user_id: contact, flow }, randomUUID());
    const id = textOf(created['conversation_id']) ?? '';
    screen.print(`New conversation ${id} as ${contact}. /help lists what else you can type.`);
    return new ChatSession(api, screen, id, isStreamed);
  }

  /** A message, or a command that begins with `/`. CliError when the API refuses it or is away for too long. */
  async take(line: string): Promise<void> {
    await (line.startsWith('/') ? this.command(line) : this.say(line));
  }

  private async say(text: string): Promise<void> {
    for (const one of await this.transcript.news()) this.screen.print(showMessage(one));
    const message = { text, message_id: randomUUID() };
    const turn = this.isStreamed ? await this.follow(message) : await this.ask(message);
    this.transcript.shown(turn['turn']);
    const { state, previous_state: previous } = turn;
    this.screen.print(afterTurn(textOf(state) ?? '', textOf(previous) ?? '', await this.followUps()));
  }

  private async ask(message: ChatMessage): Promise<Record<string, unknown>> {
    const turn = await this.api.call('POST', `/conversations/${this.id}/messages`, message);
    this.screen.print(showReply(textOf(turn['reply'])));
    return turn;
  }

  /** The reply as it is written. */
  private async follow(message: ChatMessage): Promise<Record<string, unknown>> {
    const reply = new StreamedReply(this.screen);
    const turn = await streamTurn(this.api, this.id, message, reply);
    reply.finish(textOf(turn['reply']), turn['is_partial'] === true);
    return turn;
  }

  private async command(line: string): Promise<void> {
    switch (line) {
      case '/state':
        return this.screen.print(showState(await this.api.call('GET', `/conversations/${this.id}`)));
      case '/followups': {
        const followUps = await this.followUps();
        return this.screen.print(followUps.length === 0 ? '  none pending' : followUps.map(showFollowUp).join('\n'));
      }
      case '/history':
        for (const message of await new ChatTranscript(this.api, this.id).news())
          this.screen.print(showMessage(message));
        return;
      default:
        return this.screen.print(`  ${COMMANDS}`);
    }
  }

  private async resume(): Promise<void> {
    const { state, turn } = await this.api.call('GET', `/conversations/${this.id}`);
    this.screen.print(`Going on with conversation ${this.id} (${textOf(state) ?? ''}, turn ${textOf(turn) ?? ''}).`);
    const messages = await this.transcript.news();
    for (const message of messages.slice(-REMEMBERED)) this.screen.print(showMessage(message));
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
