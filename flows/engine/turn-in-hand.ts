import type { ShopEffect } from '../../contracts/commerce/shop.ts';
import type { DialogueEvent } from '../../contracts/dialogue-events.ts';
import type {
  HandOver,
  Language,
  MessageEvent,
  PatternQuestion,
  PlannedFollowUp,
  Slots,
  Snapshot,
  TraceEntry,
} from '../../contracts/dialogue.ts';
import type { Proposal } from '../../contracts/proposal.ts';
import type { Understood } from '../understanding/understand.ts';
import type { FlowDefinition, StateDefinition } from './definition.ts';
import type { AppliedExperiments } from './experiments.ts';
import type { Need } from './needs.ts';
import type { PatternName } from './patterns/names.ts';

/** Everything that is known about a message when it is decided what to do about it. */
export interface TurnInHand {
  readonly definition: FlowDefinition;
  /** As it was stored. */
  readonly stored: Snapshot;
  /** With the language of this turn. */
  readonly snapshot: Snapshot;
  readonly state: StateDefinition;
  /** As they were before the message. */
  readonly known: Slots;
  /** With what the message fills. */
  readonly slots: Slots;
  readonly event: MessageEvent;
  /** Messages that came together were longer than the flow takes at once: `event` holds the first of them. */
  readonly isReadInPart: boolean;
  readonly heard: Understood;
  /** Whether the accepted intent is a model's proposal, or read from a picture: nothing that binds the customer follows from it. */
  readonly isGuessed: boolean;
  /** What the sentences of the message want, where it holds several. */
  readonly needs: readonly Need[];
  /** To answer in. */
  readonly language: Language;
  readonly proposal: Proposal | undefined;
  readonly experiments: AppliedExperiments;
  /** Understands another text in the same circumstances, as a clause of the message. */
  readonly understandAgain: (text: string) => Understood;
}

/** What is to be done about a message. Everything that is not given stays as it is. */
export interface Handling {
  /** The pattern that decided; undefined: an edge or a reply of the flow. */
  readonly pattern: PatternName | undefined;
  /** Templates that are said one after the other; `{ask}` and the words in `fill` are filled in besides the slots. */
  readonly say: readonly string[];
  /** Said before `say`, each with words of its own. */
  readonly parts?: readonly SaidPart[];
  /** Says this variant again instead of choosing one. */
  readonly repeats?: { readonly template: string; readonly variant: number };
  /** Says this, word by word. */
  readonly verbatim?: string | undefined;
  /** Where not all of it fits, the last is said in any case. */
  readonly isLastKept?: true;
  readonly fill?: Readonly<Record<string, string>>;
  /** Filled in as they are, however long, with their line breaks. */
  readonly lines?: Readonly<Record<string, string>>;
  /** Part of what was asked nobody here knows. */
  readonly leavesOpen?: true;
  /** What the shop is to do with this turn. */
  readonly effects?: readonly ShopEffect[];
  /** Titles of passages of which a model's words must name one. */
  readonly mustName?: readonly string[];
  /** State to move to. */
  readonly to?: string;
  readonly paused?: readonly string[];
  readonly slots?: Slots;
  readonly question?: PatternQuestion;
  readonly isOptOut?: boolean;
  readonly handOver?: HandOver;
  /** Undefined: those of the state the conversation is in afterwards. */
  readonly followUps?: readonly PlannedFollowUp[];
  /** Follow-ups that the customer was told of: they outlive an "ok". */
  readonly promises?: readonly PlannedFollowUp[];
  /** The words are the flow's own: no model puts them another way. */
  readonly isFixed: boolean;
  /** The rules did not understand: a model may be asked what is meant. */
  readonly isUnsure?: boolean;
  /** What the model is asked to achieve, where it is not the state's goal. */
  readonly goal?: string;
  /** The conversation got somewhere, though neither state nor slots changed. */
  readonly isProgress?: boolean;
  /** Counts in `intentCounts` besides the intents: `$abuse`. */
  readonly counts?: string;
  readonly reason: string;
  readonly events: readonly DialogueEvent[];
  readonly trace?: readonly TraceEntry[];
}

/** One template of a reply that is put together of several. */
export interface SaidPart {
  readonly say: string;
  /** Instead of the template's words. */
  readonly verbatim?: string;
  readonly fill?: Readonly<Record<string, string>>;
  readonly lines?: Readonly<Record<string, string>>;
}

/** A way people repair a dialogue. Recognises its case and says what to do; undefined: not its case. Pure. */
export interface Pattern {
  readonly name: PatternName;
  readonly handle: (turn: TurnInHand) => Handling | undefined;
}
