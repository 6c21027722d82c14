import { turnDecider } from '../../activities/decide-turn.ts';
import type {
  ContactClock,
  DialogueFlow,
  KnowledgeQuery,
  Language,
  MessageEvent,
  Passage,
  PlannedFollowUp,
  Slots,
  Snapshot,
  TemplateReply,
  TraceEntry,
  Understanding,
} from '../../contracts/dialogue.ts';
import type { ShopEffect } from '../../contracts/commerce/shop.ts';
import type { DialogueEvent } from '../../contracts/dialogue-events.ts';
import type { Channel, Owner, ReplySource } from '../../contracts/names.ts';
import type { TurnDecider, TurnDecision, TurnOpening } from '../../db/interfaces.ts';
import { HAND_BACK } from '../../flows/engine/hand-over.ts';
import type { ShopSetup } from './shop/setup.ts';
import { MemoryShop } from './shop/memory-shop.ts';
import type { Line, ModelPart, Worded } from './model-part.ts';
import { wordedBy } from './model-part.ts';

/** How a conversation in memory begins. */
export interface ConversationOpening {
  readonly flow: DialogueFlow;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly clock: ContactClock;
  readonly channel: Channel;
  readonly locale: string | undefined;
  /** Assigns variants of experiments. */
  readonly subject: string;
  readonly userName: string | undefined;
  /** Where it stands already, instead of the beginning. */
  readonly standing?: { readonly state?: string; readonly slots?: Slots };
  readonly knowledge: (query: KnowledgeQuery) => readonly Passage[];
  /** Unless given: the demo shop of the flow, if it has one. */
  readonly shop?: MemoryShop | undefined;
}

/** One message as a turn takes it. */
export interface Saying {
  /** Fragments that become one turn. */
  readonly texts: readonly string[];
  /** Stable per message; unless given, the number of the turn. */
  readonly seed?: string;
  /** Undefined: no model is configured. */
  readonly model?: ModelPart;
  /** The flow throws. */
  readonly breaks?: boolean;
}

/** What became of a message. */
export interface TurnOutcome {
  readonly stateBefore: string;
  readonly stateAfter: string;
  /** Undefined: the bot was silent, because a person owns the conversation. */
  readonly reply: SpokenReply | undefined;
  readonly understanding: Understanding;
  readonly events: readonly DialogueEvent[];
  readonly trace: readonly TraceEntry[];
  readonly reason: string;
  readonly language: Language;
  readonly slots: Slots;
  /** Pending afterwards, soonest first. */
  readonly followUps: readonly PlannedFollowUp[];
  readonly handsOver: boolean;
  readonly isOptOut: boolean;
  /** What was done in the shop. */
  readonly effects: readonly ShopEffect[];
}

export type SpokenReply = TemplateReply & {
  readonly source: ReplySource;
  /** Why the template spoke. */
  readonly sourceReason: string | undefined;
};

/** A follow-up that was sent while time passed. */
export interface SentFollowUp {
  readonly kind: string;
  readonly at: number;
  readonly reply: TemplateReply;
  readonly events: readonly DialogueEvent[];
  readonly isHandBack: boolean;
}

/**
 * A conversation in memory: the flow's own functions decide, and this stands for what PostgreSQL and the workflow do around
 * them. One turn at a time; follow-ups are sent when `wait` passes their time, by the contact's quiet hours; an answer
 * cancels what is pending; the bot is silent while a person owns it. Follows from its arguments: no clock, no randomness.
 */
export class Conversation {
  private readonly opening: ConversationOpening;
  private now: number;
  private standing: Snapshot;
  private filled: Slots;
  private holder: Owner = 'bot';
  private pending: readonly PlannedFollowUp[] = [];
  private hasAgentWritten = false;
  private readonly said: Line[] = [];
  private count = 0;
  private readonly shop: MemoryShop | undefined;

  constructor(opening: ConversationOpening) {
    this.opening = opening;
    this.now = opening.at;
    this.shop = opening.shop ?? MemoryShop.of(opening.flow.name);
    const start = opening.flow.start();
    const { state, slots = {} } = opening.standing ?? {};
    // Whoever stands elsewhere than at the beginning has been here before.
    this.standing =
      state === undefined ? start : { ...start, state, turn: 1, lastAt: opening.at, language: languageOf(opening) };
    this.filled = slots;
  }

  /** Milliseconds since the epoch. */
  get at(): number {
    return this.now;
  }

  get snapshot(): Snapshot {
    return this.standing;
  }

  get owner(): Owner {
    return this.holder;
  }

  /** Soonest first. */
  get followUps(): readonly PlannedFollowUp[] {
    return this.pending;
  }

  /** Takes the turn of a message. */
  say(saying: Saying): TurnOutcome {
    this.count += 1;
    const flow = saying.breaks === true ? broken(this.opening.flow) : this.opening.flow;
    const seed = saying.seed ?? `turn-${this.count}`;
    const circumstances = { at: this.now, seed, hasModel: saying.model !== undefined };
    const decider = turnDecider(() => flow, circumstances);
    const unread = this.turnOpening(saying.texts);
    const query = decider.lookUp(unread);
    const opening = {
      ...unread,
      ...(query === undefined ? {} : { passages: this.opening.knowledge(query) }),
      ...this.lastReply(),
    };
    const first = this.decide(decider, opening);
    const proposal = first.composition?.proposal && saying.model?.propose(first.composition.proposal);
    const decision =
      proposal === undefined
        ? first
        : this.decide(
            turnDecider(() => flow, { ...circumstances, proposal }),
            opening,
          );
    const worded = this.word(decision, opening, saying.model);
    this.said.push({ role: 'customer', text: opening.text });
    if (worded !== undefined) this.said.push({ role: 'assistant', text: worded.text });
    return this.record(opening, decision, worded);
  }

  /** Asks as a turn does: the shop is looked at for the message, and for what a model made of it. */
  private decide(decider: TurnDecider, opening: TurnOpening): TurnDecision {
    const query = decider.shopQuery?.(opening);
    const view = query === undefined ? undefined : this.shop?.view(query, this.now);
    return decider.decide(view === undefined ? opening : { ...opening, shop: view });
  }

  /** What changed in the shop meanwhile. */
  shopChanges(setup: ShopSetup): void {
    this.shop?.change(setup);
  }

  /** Lets time pass; what is due on the way is sent at its time, soonest first. */
  wait(milliseconds: number): readonly SentFollowUp[] {
    const until = this.now + milliseconds;
    const sent: SentFollowUp[] = [];
    for (let due = this.nextDue(until); due !== undefined; due = this.nextDue(until)) {
      this.now = Math.max(this.now, due.dueAt);
      const followUp = this.fire(due);
      if (followUp !== undefined) sent.push(followUp);
    }
    this.now = until;
    return sent;
  }

  /** A person of the business writes: they have come, so nobody apologises for their absence. */
  agentWrites(text: string): void {
    this.hasAgentWritten = true;
    this.said.push({ role: 'agent', text });
  }

  /** Given to the bot or to a person by hand. */
  setOwner(owner: Owner): void {
    this.holder = owner;
    this.pending = [];
    this.hasAgentWritten = false;
  }

  private turnOpening(texts: readonly string[]): TurnOpening {
    const { flow, clock, channel, locale, subject, userName } = this.opening;
    return {
      flow: flow.name,
      owner: this.holder,
      ...this.awaited(),
      snapshot: this.standing,
      slots: this.filled,
      isOptedOut: this.standing.optedOut,
      clock,
      contactId: subject,
      channel,
      locale,
      text: texts.join('\n'),
      longestChars: Math.max(...texts.map((text) => text.length)),
      userName,
      passages: [],
    };
  }

  private lastReply(): { readonly lastReply?: string } {
    const last = this.said.findLast(({ role }) => role === 'assistant');
    return last === undefined ? {} : { lastReply: last.text };
  }

  private word(decision: TurnDecision, opening: TurnOpening, model: ModelPart | undefined): Worded | undefined {
    const { reply, composition } = decision;
    if (reply === undefined) return undefined;
    if (composition === undefined || model === undefined)
      return { text: reply.text, source: 'template', reason: decision.replyReason };
    const transcript = [...this.said, { role: 'customer', text: opening.text } as const];
    return wordedBy(model, {
      flow: this.opening.flow,
      composition,
      slots: decision.slots,
      transcript,
      fallback: reply,
    });
  }

  private record(opening: TurnOpening, decision: TurnDecision, worded: Worded | undefined): TurnOutcome {
    this.standing = decision.snapshot;
    this.filled = decision.slots;
    this.shop?.carryOut(decision.effects ?? [], this.now);
    const isBots = opening.owner === 'bot' || decision.isHandBack === true;
    if (isBots) this.pending = inOrder(decision.followUps);
    if (decision.isHandBack === true) this.holder = 'bot';
    const handsOver = isBots && decision.handOver !== undefined;
    if (handsOver) this.handOver(decision.handOver.unansweredMs);
    if (decision.isOptOut) this.pending = this.pending.filter(({ kind }) => kind === HAND_BACK);
    const { reply } = decision;
    return {
      stateBefore: opening.snapshot.state,
      stateAfter: decision.snapshot.state,
      reply:
        reply === undefined || worded === undefined
          ? undefined
          : { ...reply, text: worded.text, source: worded.source, sourceReason: worded.reason },
      understanding: decision.understanding,
      events: decision.events,
      trace: decision.trace,
      reason: decision.reason,
      language: decision.snapshot.language,
      slots: decision.slots,
      followUps: this.pending,
      handsOver,
      isOptOut: decision.isOptOut,
      effects: decision.effects ?? [],
    };
  }

  private awaited(): Pick<TurnOpening, 'isPersonAwaited' | 'handBackAt'> {
    const handBack = this.pending.find(({ kind }) => kind === HAND_BACK);
    if (this.holder !== 'person' || this.hasAgentWritten || handBack === undefined) return {};
    return { isPersonAwaited: true, handBackAt: handBack.dueAt };
  }

  private handOver(unansweredMs: number): void {
    this.holder = 'person';
    this.hasAgentWritten = false;
    this.pending = [{ kind: HAND_BACK, dueAt: this.now + unansweredMs, reason: 'no person has written' }];
  }

  private nextDue(until: number): PlannedFollowUp | undefined {
    return this.pending.find(({ dueAt }) => dueAt <= until);
  }

  /** Undefined: it was postponed, or is not to be sent any more. */
  private fire(due: PlannedFollowUp): SentFollowUp | undefined {
    this.pending = this.pending.filter((candidate) => candidate !== due);
    const isUnwanted = due.kind === HAND_BACK ? this.hasAgentWritten : this.holder === 'person';
    if (!isUnwanted && this.standing.optedOut && due.kind === HAND_BACK) this.holder = 'bot';
    if (isUnwanted || this.standing.optedOut) return undefined;
    const { flow, clock, subject } = this.opening;
    const decision = flow.followUp({
      snapshot: this.standing,
      slots: this.filled,
      kind: due.kind,
      at: this.now,
      seed: `${due.kind}-${this.count}`,
      clock,
      isManual: false,
      subject,
    });
    if (decision.action === 'postpone') {
      this.pending = inOrder([...this.pending, { ...due, dueAt: decision.dueAt }]);
      return undefined;
    }
    this.standing = decision.snapshot;
    this.filled = decision.slots ?? this.filled;
    this.shop?.carryOut(decision.effects ?? [], this.now);
    if (decision.isHandBack) this.holder = 'bot';
    this.said.push({ role: 'assistant', text: decision.reply.text });
    const { reply, events, isHandBack } = decision;
    return { kind: due.kind, at: this.now, reply, events, isHandBack };
  }
}

/** What the conversation was in so far: the contact's language, where the flow speaks it. */
function languageOf({ flow, locale }: ConversationOpening): Language {
  const stated = locale?.split(/[-_]/)[0]?.toLowerCase();
  return flow.languages.find((language) => language === stated) ?? flow.start().language;
}

function inOrder(followUps: readonly PlannedFollowUp[]): readonly PlannedFollowUp[] {
  return followUps.toSorted((one, other) => one.dueAt - other.dueAt);
}

/** The flow with an engine that fails on the message: it must answer as it does when it fails in earnest. */
function broken(flow: DialogueFlow): DialogueFlow {
  return { ...flow, step: (input) => flow.step({ ...input, event: unreadable(input.event) }) };
}

function unreadable(event: MessageEvent): MessageEvent {
  return {
    ...event,
    get text(): string {
      throw new Error('the script breaks the flow here');
    },
  };
}
