import type { z } from 'zod';
import { replyPrompt } from '../../activities/model/prompt.ts';
import type { Composition, DialogueFlow, Slots, TemplateReply } from '../../contracts/dialogue.ts';
import type { ReplySource, Role } from '../../contracts/names.ts';
import type { Proposal, ProposalRequest } from '../../contracts/proposal.ts';
import type { ProposalAnswer } from '../../contracts/schemas/proposal.ts';
import { parseProposal } from '../../contracts/schemas/proposal.ts';
import type { OpenedComposition } from '../../db/interfaces.ts';
import { fitReply } from '../../flows/engine/reply-checks.ts';
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

/** Something that was said. */
export interface Line {
  readonly role: Role;
  readonly text: string;
}

export interface Wording {
  readonly flow: DialogueFlow;
  readonly composition: Composition;
  readonly slots: Slots;
  /** What was said so far, with this message. */
  readonly transcript: readonly Line[];
  /** The template's reply. */
  readonly fallback: TemplateReply;
}

/** The reply as the product would send it: checked, repaired once, else the template. */
export function wordedBy(model: ModelPart, wording: Wording): Worded {
  const { composition, fallback } = wording;
  const written = model.write(composition, 1);
  if (written.kind === 'failed') return { text: fallback.text, source: 'template', reason: written.reason };
  const first = checked(written.text, wording);
  if (first.problem === undefined) return { text: first.text, source: 'model', reason: undefined };
  const repaired = model.write(composition, 2);
  const second = repaired.kind === 'failed' ? undefined : checked(repaired.text, wording);
  if (second === undefined || second.problem !== undefined)
    return { text: fallback.text, source: 'template', reason: `reply_${first.problem}` };
  return { text: second.text, source: 'model', reason: undefined };
}

/** The text as it would be sent, and the code of what is wrong with it. */
function checked(written: string, wording: Wording): { readonly text: string; readonly problem: string | undefined } {
  const { flow, composition, slots } = wording;
  const { instructions: prompt } = replyPrompt(openedAs(wording), UNBOUNDED_TOKENS);
  const transcript = wording.transcript.filter(({ role }) => role !== 'customer').map(({ text }) => text);
  const fitted = fitReply(written, composition.maxGraphemes);
  const text = fitted ?? written;
  const [problem] = flow.checkReply(text, composition, { slots, transcript, prompt, isPartial: false });
  return { text, problem: problem?.code ?? (fitted === undefined ? 'too_long' : undefined) };
}

/** Scripts are short: nothing of them is left out of a prompt. */
const UNBOUNDED_TOKENS = 1_000_000;

/** What the product would read from the database to word the reply. */
function openedAs({ flow, composition, slots, transcript, fallback }: Wording): Composing {
  const text = transcript.at(-1)?.text ?? '';
  const nothing = {
    isStopped: false,
    locale: undefined,
    conversationId: '',
    attempt: 1,
    summary: undefined,
    costMicros: 0,
  };
  return { kind: 'composing', flow: flow.name, composition, slots, transcript, fallback, text, ...nothing };
}

type Composing = Extract<OpenedComposition, { kind: 'composing' }>;

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
  rate_limited: 'model_rate_limited',
  server_error: 'model_error_500',
  empty: 'model_empty',
  invalid_json: 'model_invalid_json',
};

/** As if the model had written it: what its answer may not hold is refused here too. */
function proposalOf({ intents, slots, edge, tool }: NonNullable<ScriptedModel['proposes']>): Proposal | undefined {
  const scored = Array.isArray(intents) ? intents.map((name) => [name, 1] as const) : Object.entries(intents ?? {});
  const called = typeof tool === 'string' ? { name: tool } : tool;
  const answer: z.input<typeof ProposalAnswer> = {
    intents: scored.map(([name, confidence]) => ({ name, confidence })),
    slots: Object.entries(slots ?? {}).map(([name, value]) => ({ name, value })),
    edge: edge ?? null,
    tool: called === undefined ? null : { name: called.name, arguments: JSON.stringify(called.arguments ?? {}) },
  };
  const parsed = parseProposal(JSON.stringify(answer));
  return parsed.kind === 'proposal' ? parsed.proposal : undefined;
}
