import type { ReplyScreen } from './chat-stream.ts';
import { showReply } from './chat-view.ts';

/** Where a chat is shown. */
export interface Screen {
  print(line: string): void;
  /** Without the end of a line. */
  write(text: string): void;
}

/** One reply on a screen that cannot take back what it shows: a reply that begins again does so on a new line. */
export class StreamedReply implements ReplyScreen {
  private readonly screen: Screen;
  private shown = '';

  constructor(screen: Screen) {
    this.screen = screen;
  }

  write(text: string): void {
    this.screen.write(this.shown === '' ? `bot> ${text}` : text);
    this.shown += text;
  }

  restart(): void {
    if (this.shown !== '') this.screen.print(' … (the reply begins again)');
    this.shown = '';
  }

  /** The reply as it was recorded: shown whole unless it is what was written, as templates come in no pieces. */
  finish(reply: string | undefined, isPartial: boolean): void {
    const isShown = this.shown !== '' && this.shown.trim() === reply?.trim();
    if (this.shown !== '') this.screen.print(isShown ? '' : ' … (the reply was replaced)');
    if (!isShown) this.screen.print(showReply(reply));
    if (isPartial) this.screen.print('  (it was stopped)');
  }
}
