import type { Composition, DialogueFlow, Slots } from '../../contracts/dialogue.ts';
import type { ReplySource } from '../../contracts/names.ts';
import type { Proposal, ProposalRequest } from '../../contracts/proposal.ts';
import type { ScriptedModel } from './script-schema.ts';

/** The model's part in one turn. */
export interface ModelPart {
  /** Undefined: it proposed nothing that could be read. */
  propose(request: ProposalRequest): Proposal | undefined;
  /** Its words, `attempt` from 1; the second is the repair of the first. */
  write(composition: Composition, attempt: number): ModelAttempt;
}

export type ModelAttempt =
  | { readonly kind: 'said'; readonly text: string }
  /** Code of why not, as in `replyReason` of a turn. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Who worded a reply in the end. */
export interface Worded {
  readonly text: string;
  readonly source: ReplySource;
  /** Why the template spoke. */
  readonly reason: string | undefined;
}

export interface Wording {
  readonly flow: DialogueFlow;
  readonly composition: Composition;
  readonly slots: Slots;
  /** What was said so far, with this message. */
  readonly transcript: readonly string[];
  /** The template's text. */
  readonly fallback: string;
}

/** The reply as the product would send it: checked, repaired once, else the template. */
export function wordedBy(model: ModelPart, wording: Wording): Worded {
  const { flow, composition, slots, transcript, fallback } = wording;
  const prompt = [composition.goal, ...composition.facts, composition.instructions ?? ''].join('\n');
  let reason = 'model_failed';
  for (const attempt of [1, 2]) {
    const written = model.write(composition, attempt);
    if (written.kind === 'failed') return { text: fallback, source: 'template', reason: written.reason };
    const problems = flow.checkReply(written.text, composition, { slots, transcript, prompt, isPartial: false });
    const [problem] = problems;
    if (problem === undefined) return { text: written.text, source: 'model', reason: undefined };
    reason = `model_${problem.code}`;
  }
  return { text: fallback, source: 'template', reason };
}

/** A model that does what a script says. Where the script gives it no words, it fails with `model_empty`. */
export function scriptedModel({ says, fails, proposes }: ScriptedModel): ModelPart {
  return {
    propose: () => (fails !== undefined || proposes === undefined ? undefined : proposalOf(proposes)),
    write: (_, attempt) => {
      if (fails !== undefined) return { kind: 'failed', reason: FAILURES[fails] };
      const text = says?.[Math.min(attempt, says.length) - 1];
      return text === undefined || text.trim() === ''
        ? { kind: 'failed', reason: 'model_empty' }
        : { kind: 'said', text };
    },
  };
}

/** Codes of the product for what can be scripted. */
const FAILURES: Readonly<Record<NonNullable<ScriptedModel['fails']>, string>> = {
  timeout: 'model_timeout',
  rate_limited: 'model_error_429',
  server_error: 'model_error_500',
  empty: 'model_empty',
  invalid_json: 'model_unreadable',
};

function proposalOf({ intents, slots, edge, tool }: NonNullable<ScriptedModel['proposes']>): Proposal {
  const scored = Array.isArray(intents) ? intents.map((name) => [name, 1] as const) : Object.entries(intents ?? {});
  return {
    intents: scored.map(([name, confidence]) => ({ name, confidence })),
    slots: slots ?? {},
    edge,
    tool:
      tool === undefined
        ? undefined
        : typeof tool === 'string'
          ? { name: tool, arguments: {} }
          : { name: tool.name, arguments: tool.arguments ?? {} },
  };
}
