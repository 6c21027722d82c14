import type { DialogueFlow, Slots } from '../../contracts/dialogue.ts';
import type { SentFollowUp, TurnOutcome } from './conversation.ts';
import { Conversation } from './conversation.ts';
import type { Mismatch } from './expectations.ts';
import { checkTurn, checkWait } from './expectations.ts';
import type { KnowledgePiece } from './knowledge.ts';
import { wordSearch } from './knowledge.ts';
import { scriptedModel } from './model-part.ts';
import type { PlacedScript } from './read-scripts.ts';
import type { ScriptStep } from './script-schema.ts';
import { MemoryShop } from './shop/memory-shop.ts';
import { parseTimeSpan } from './time-span.ts';

/** One line of the conversation as a reader sees it. */
export interface SpokenLine {
  readonly who: 'user' | 'bot' | 'agent' | 'time';
  readonly text: string;
  /** Behind the text: state, template, events. */
  readonly note: string;
}

export interface ScriptResult {
  readonly placed: PlacedScript;
  readonly isPassed: boolean;
  /** Of the first step that failed; the script ends there. */
  readonly failure: ScriptFailure | undefined;
  /** What was said, up to the end or the failure. */
  readonly lines: readonly SpokenLine[];
  readonly turns: readonly TurnOutcome[];
  readonly sent: readonly SentFollowUp[];
  readonly milliseconds: number;
}

export interface ScriptFailure {
  readonly line: number;
  /** Step, from 1. */
  readonly step: number;
  readonly mismatches: readonly Mismatch[];
}

/** Runs a script to its end or to its first step that fails. `knowledge` is the flow's own; a test's pieces come before it. */
export function runScript(
  flow: DialogueFlow,
  placed: PlacedScript,
  knowledge: readonly KnowledgePiece[],
): ScriptResult {
  const startedAt = performance.now();
  const run = new ScriptRun(flow, placed, knowledge);
  const failure = run.toTheEnd();
  const { lines, turns, sent } = run;
  return {
    placed,
    isPassed: failure === undefined,
    failure,
    lines,
    turns,
    sent,
    milliseconds: performance.now() - startedAt,
  };
}

/** A Tuesday morning: nobody's quiet hours between London and Delhi. */
const DEFAULT_START = '2026-03-03T10:30:00Z';

class ScriptRun {
  readonly lines: SpokenLine[] = [];
  readonly turns: TurnOutcome[] = [];
  readonly sent: SentFollowUp[] = [];
  private readonly placed: PlacedScript;
  private readonly conversation: Conversation;
  private readonly knowledge: KnowledgePiece[];

  constructor(flow: DialogueFlow, placed: PlacedScript, knowledge: readonly KnowledgePiece[]) {
    const { script } = placed;
    const { contact = {}, start } = script;
    this.placed = placed;
    this.knowledge = script.knowledge ?? [...knowledge];
    this.conversation = new Conversation({
      flow,
      at: Date.parse(script.at ?? DEFAULT_START),
      clock: {
        timeZone: contact.time_zone ?? 'UTC',
        quietHours: contact.quiet_hours === null ? undefined : (contact.quiet_hours ?? flow.defaultQuietHours),
      },
      channel: contact.channel ?? 'api',
      locale: contact.locale,
      subject: `script:${script.name}`,
      userName: contact.name,
      ...(start === undefined ? {} : { standing: standingOf(start) }),
      knowledge: (query) => wordSearch(this.knowledge)(query),
      ...(script.shop === undefined ? {} : { shop: MemoryShop.of(flow.name, script.shop) }),
    });
  }

  toTheEnd(): ScriptFailure | undefined {
    const { script, stepLines } = this.placed;
    for (const [index, step] of script.steps.entries()) {
      const mismatches = this.take(step);
      if (mismatches.length > 0) return { line: stepLines[index] ?? this.placed.line, step: index + 1, mismatches };
    }
    return undefined;
  }

  private take(step: ScriptStep): readonly Mismatch[] {
    switch (step.kind) {
      case 'user':
        return this.userSays(step);
      case 'after':
        return this.timePasses(step);
      case 'agent':
        this.conversation.agentWrites(step.agent);
        this.lines.push({ who: 'agent', text: step.agent, note: '' });
        return [];
      case 'shop':
        this.conversation.shopChanges(step.shop);
        this.lines.push({ who: 'time', text: `the shop changes: ${Object.keys(step.shop).join(', ')}`, note: '' });
        return [];
      case 'owner':
        this.conversation.setOwner(step.owner);
        this.lines.push({ who: 'time', text: `owned by the ${step.owner} now`, note: '' });
        return [];
    }
  }

  private userSays(step: Extract<ScriptStep, { kind: 'user' }>): readonly Mismatch[] {
    const { model, breaks, knowledge } = step;
    if (knowledge !== undefined) this.knowledge.unshift(...knowledge);
    this.lines.push(...step.user.map((text) => ({ who: 'user' as const, text, note: '' })));
    const turn = this.conversation.say({
      texts: step.user,
      ...(model === undefined ? {} : { model: scriptedModel(model) }),
      ...(breaks === undefined ? {} : { breaks }),
    });
    this.turns.push(turn);
    this.lines.push(botLine(turn));
    return step.expect === undefined ? [] : checkTurn(step.expect, turn);
  }

  private timePasses(step: Extract<ScriptStep, { kind: 'after' }>): readonly Mismatch[] {
    const sent = this.conversation.wait(parseTimeSpan(step.after) ?? 0);
    this.lines.push({ who: 'time', text: `${step.after} later`, note: '' });
    this.lines.push(
      ...sent.map(({ kind, reply }) => ({ who: 'bot' as const, text: reply.text, note: `${kind}, ${reply.template}` })),
    );
    this.sent.push(...sent);
    return step.expect === undefined ? [] : checkWait(step.expect, sent, this.conversation);
  }
}

function standingOf({ state, slots }: { state?: string | undefined; slots?: Slots | undefined }): {
  state?: string;
  slots?: Slots;
} {
  return { ...(state === undefined ? {} : { state }), ...(slots === undefined ? {} : { slots }) };
}

function botLine({ reply, stateAfter, understanding, events }: TurnOutcome): SpokenLine {
  const { intent, intents } = understanding;
  const best = intents[0];
  const heard = intent ?? (best === undefined ? 'nothing' : `nothing; nearest ${best.name} ${best.score.toFixed(2)}`);
  const note = [
    stateAfter,
    reply === undefined ? 'silent' : reply.template,
    `heard ${heard}`,
    events.map(({ name }) => name).join(' '),
  ];
  return { who: 'bot', text: reply?.text ?? '', note: note.filter((part) => part !== '').join(' · ') };
}
