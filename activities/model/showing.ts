import type { ReplyCheckContext, ReplyProblem } from '../../contracts/dialogue.ts';
import { countGraphemes } from '../../flows/engine/graphemes.ts';
import { unleakedLength } from '../../flows/engine/reply-checks/prompt-runs.ts';
import { safePrefixLength } from '../../flows/engine/reply-checks/safe-prefix.ts';
import { sourcesOf } from '../../flows/engine/reply-checks/sources.ts';
import type { ComposerContext } from './composer-context.ts';

/**
 * Shows readers what a growing text says, as far as it was checked: a word that may become a price or an address waits for its
 * end, words that the instructions have too wait until they go on otherwise, and a text past saving ends the call.
 */
export class Showing {
  problems: readonly ReplyProblem[] = [];
  private raw = '';
  private readonly context: ComposerContext;
  private readonly judging: Omit<ReplyCheckContext, 'isPartial'>;

  /** `instructions`: what the model must not tell. */
  constructor(context: ComposerContext, instructions: string) {
    this.context = context;
    const { transcript, slots } = context.draft.opened;
    const said = transcript.filter(({ role }) => role !== 'customer').map(({ text }) => text);
    this.judging = { slots, transcript: said, prompt: instructions };
  }

  /** False when the text is past saving. */
  take(piece: string): boolean {
    this.raw += piece;
    const { draft } = this.context;
    const soFar = fold(this.raw);
    const unleaked = this.unleakedLength(soFar);
    if (unleaked < soFar.length && this.isLeak(soFar)) return false;
    const safe = soFar.slice(0, Math.min(safePrefixLength(soFar), unleaked)).trimEnd();
    if (safe.length <= draft.shown.length) return true;
    if (this.check(safe, { isPartial: true }).length > 0) {
      // The next words may still make it harmless ("guarantee" of "can not guarantee"); it is not shown until they have.
      this.problems = this.check(withoutLastWords(safe), { isPartial: true });
      return this.problems.length === 0;
    }
    if (countGraphemes(safe) <= draft.opened.composition.maxGraphemes) draft.show(safe);
    return true;
  }

  check(text: string, { isPartial }: { readonly isPartial: boolean }): readonly ReplyProblem[] {
    const { flow, draft } = this.context;
    return flow.checkReply(text, draft.opened.composition, { ...this.judging, isPartial });
  }

  private unleakedLength(text: string): number {
    const sources = sourcesOf(this.context.draft.opened.composition, { ...this.judging, isPartial: true });
    return unleakedLength(text, this.judging.prompt, sources);
  }

  private isLeak(text: string): boolean {
    this.problems = this.check(text, { isPartial: true }).filter(({ code }) => code === 'leaked_prompt');
    return this.problems.length > 0;
  }
}

/** White space as it will be in the reply. */
export function fold(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').trimStart();
}

/** The words whose sense the next ones may turn. */
function withoutLastWords(text: string): string {
  return text.split(' ').slice(0, -LOOK_AHEAD).join(' ');
}

const LOOK_AHEAD = 4;
