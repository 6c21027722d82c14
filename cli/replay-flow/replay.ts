import { turnDecider } from '../../activities/decide-turn.ts';
import type { DialogueFlow, KnowledgeQuery, Passage, Slots, Snapshot } from '../../contracts/dialogue.ts';
import type { KeptOpening, TurnDecider, TurnDecision, TurnOpening } from '../../db/interfaces.ts';
import type { RecordedConversation, RecordedFollowUp, RecordedTurn } from './recording.ts';

/** One thing that would be otherwise now. Names and counts only: states, templates, events, kinds, products that are looked up. */
export interface Change {
  readonly what: 'state' | 'template' | 'events' | 'follow_ups' | 'looks_up';
  readonly recorded: string;
  readonly now: string;
}

/** A turn that would go another way with the flow as it is now. */
export interface Difference {
  readonly conversation: string;
  readonly turn: number;
  /** State the conversation stood in before. */
  readonly state: string;
  readonly changes: readonly Change[];
}

/** What came of one recorded conversation. */
export interface Replayed {
  readonly turns: number;
  readonly differences: readonly Difference[];
  /** Turns that cannot be repeated, by reason: what a model proposed was not kept, a state is gone. */
  readonly skipped: Readonly<Record<string, number>>;
}

/**
 * Runs a recorded conversation against the flow as it is now. Every turn is decided from where the conversation really
 * stood: after a turn that differs, it goes on from the recorded state, so that one change is not reported over and over.
 */
export function replayConversation(
  flow: DialogueFlow,
  recorded: RecordedConversation,
  knowledge: (query: KnowledgeQuery) => readonly Passage[],
): Replayed {
  const replay = new Replay(flow, recorded, knowledge);
  for (const turn of recorded.turns) replay.take(turn);
  return replay.result();
}

class Replay {
  private readonly flow: DialogueFlow;
  private readonly recorded: RecordedConversation;
  private readonly knowledge: (query: KnowledgeQuery) => readonly Passage[];
  private readonly differences: Difference[] = [];
  private readonly skipped: Record<string, number> = {};
  private readonly waiting: RecordedFollowUp[];
  private snapshot: Snapshot;
  private slots: Slots = {};

  constructor(
    flow: DialogueFlow,
    recorded: RecordedConversation,
    knowledge: (query: KnowledgeQuery) => readonly Passage[],
  ) {
    this.flow = flow;
    this.recorded = recorded;
    this.knowledge = knowledge;
    this.waiting = [...recorded.sent];
    this.snapshot = flow.start();
  }

  result(): Replayed {
    const { turns } = this.recorded;
    return { turns: turns.length, differences: this.differences, skipped: this.skipped };
  }

  take(turn: RecordedTurn): void {
    const before = this.nameNow(turn.state_before);
    const after = this.nameNow(turn.state_after);
    if (before === undefined) {
      this.skip(`state_gone:${turn.state_before}`);
      return;
    }
    this.sendBefore(turn.at);
    const { opening, circumstances } = this.standAt(turn, before);
    const decider = turnDecider(() => this.flow, circumstances);
    const lookUp = turn.kept === undefined ? [] : lookedUpOtherwise(decider, opening);
    const decision = decider.decide(opening);
    const isRepeatable =
      turn.kept !== undefined ||
      turn.events?.some((name) => name === 'proposal_accepted' || name === 'proposal_refused') !== true;
    if (!isRepeatable) this.skip('model_proposed');
    const changes = isRepeatable && lookUp.length === 0 ? changesOf(turn, decision, after) : lookUp;
    if (changes.length > 0) {
      this.differences.push({ conversation: this.recorded.id, turn: turn.number, state: before, changes });
    }
    this.slots = decision.slots;
    this.snapshot = asItWas(decision.snapshot, turn, after ?? decision.snapshot.state);
  }

  private nameNow(state: string): string | undefined {
    const name = this.flow.renamed[state] ?? state;
    return this.flow.states.includes(name) ? name : undefined;
  }

  private skip(reason: string): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  /** What the turn was decided with, as it was kept; else as far as the turns before it tell, and the knowledge as it is now. */
  private standAt({ kept, ...turn }: RecordedTurn, state: string): KeptOpening {
    if (kept !== undefined) {
      const { opening, circumstances } = kept;
      return { opening: { ...opening, snapshot: { ...opening.snapshot, state } }, circumstances };
    }
    const { recorded, slots } = this;
    const { contact, channel } = recorded;
    const snapshot = { ...this.snapshot, state };
    const opening: TurnOpening = {
      flow: this.flow.name,
      ...ownerOf(turn),
      snapshot,
      slots,
      isOptedOut: snapshot.optedOut,
      clock: this.clock(),
      contactId: contact.id,
      channel,
      locale: contact.locale ?? undefined,
      text: turn.texts.join('\n'),
      userName: contact.name ?? undefined,
      passages: [],
    };
    const circumstances = { at: turn.at, seed: turn.seed, hasModel: false };
    const query = turnDecider(() => this.flow, circumstances).lookUp(opening);
    return { opening: query === undefined ? opening : { ...opening, passages: this.knowledge(query) }, circumstances };
  }

  private clock() {
    const { time_zone: timeZone, quiet_hours: quietHours } = this.recorded.contact;
    return { timeZone, quietHours: quietHours ?? undefined };
  }

  /** What was sent unasked changes what is said next: variants rotate over follow-ups too. */
  private sendBefore(at: number): void {
    for (let next = this.waiting[0]; next !== undefined && next.at <= at; next = this.waiting[0]) {
      this.waiting.shift();
      const decision = this.flow.followUp({
        snapshot: this.snapshot,
        slots: this.slots,
        kind: next.kind,
        at: next.at,
        seed: next.id,
        clock: this.clock(),
        isManual: true,
        subject: this.recorded.contact.id,
      });
      if (decision.action === 'send') this.snapshot = decision.snapshot;
    }
  }
}

/** A turn of a customer who waited for a person says so; else whoever was silent was no bot. */
function ownerOf({ template, events }: RecordedTurn): Pick<TurnOpening, 'owner' | 'isPersonAwaited'> {
  if (events?.includes('waiting_for_person') === true) return { owner: 'person', isPersonAwaited: true };
  return { owner: template === null ? 'person' : 'bot' };
}

/** Where the conversation really stood after the turn. */
function asItWas(snapshot: Snapshot, { template, variant }: RecordedTurn, state: string): Snapshot {
  if (template === null || variant === null) return { ...snapshot, state };
  return {
    ...snapshot,
    state,
    lastReply: { template, variant },
    templateUses: { ...snapshot.templateUses, [template]: variant + 1 },
  };
}

/** A flow that hears other products in the message would see what the shop had of them then, which nobody knows any more. */
function lookedUpOtherwise(decider: TurnDecider, opening: TurnOpening): Change[] {
  const asked = (opening.shop?.asked ?? []).map(({ text }) => text);
  const { shop: _, ...unread } = opening;
  const now = (decider.shopQuery?.(unread)?.phrases ?? []).map(({ text }) => text);
  if (asked.join('\n') === now.join('\n')) return [];
  return [{ what: 'looks_up', recorded: `${asked.length} products`, now: `${now.length} products, in other words` }];
}

function changesOf(recorded: RecordedTurn, now: TurnDecision, stateAfter: string | undefined): Change[] {
  const isByPerson = recorded.template === null;
  const isByModel = recorded.source === 'model';
  const events = now.events.map(({ name }) => name);
  return [
    ...changed('state', stateAfter ?? recorded.state_after, now.snapshot.state),
    ...(isByPerson ? [] : changed('template', recorded.template, now.reply?.template)),
    ...(recorded.events === null || isByModel ? [] : changed('events', names(recorded.events), names(events))),
    ...(isByPerson ? [] : changed('follow_ups', recorded.follow_ups.join(', '), kindsOf(now).join(', '))),
  ];
}

/** Kinds as the turn leaves them: a hand-over plans its own, an opt-out none. */
function kindsOf({ handOver, isOptOut, followUps }: TurnDecision): readonly string[] {
  if (handOver !== undefined) return ['hand_back'];
  return isOptOut ? [] : followUps.toSorted((one, other) => one.dueAt - other.dueAt).map(({ kind }) => kind);
}

/** What a model answered in a form that nobody can read is no doing of the flow. */
function names(events: readonly string[]): string {
  return events
    .filter((name) => name !== 'proposal_refused')
    .toSorted()
    .join(', ');
}

function changed(what: Change['what'], recorded: string | null, now: string | undefined): Change[] {
  return recorded === (now ?? null) ? [] : [{ what, recorded: recorded || 'none', now: now || 'none' }];
}
