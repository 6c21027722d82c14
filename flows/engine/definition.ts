import type { SynonymGroup } from './knowledge/terms.ts';
import type { z } from 'zod';
import type { DialogueEvent } from '../../contracts/dialogue-events.ts';
import type {
  EntityMention,
  Language,
  ModelBudget,
  PlannedFollowUp,
  QuietHours,
  Slots,
  Snapshot,
  Understanding,
} from '../../contracts/dialogue.ts';
import type { ShopEffect, ShopQuery, ShopView } from '../../contracts/commerce/shop.ts';
import type { Channel } from '../../contracts/names.ts';
import type { OverlapPolicy } from '../../contracts/overlap.ts';
import type { Proposal } from '../../contracts/proposal.ts';
import type { Example } from '../classifier/classifier.ts';
import type { PatternName } from './patterns/names.ts';

/** What a flow is made of. Data, and small pure functions where data does not reach. */
export interface FlowDefinition {
  readonly name: string;
  readonly description: string;
  readonly initialState: string;
  readonly states: Readonly<Record<string, StateDefinition>>;
  /** Earlier name of a state → its name now, for conversations that stand in it. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Sentences the classifier is trained on. */
  readonly examples: readonly Example[];
  /** Confidence from which an intent is believed, 0..1. */
  readonly threshold: number;
  readonly slots: Readonly<Record<string, SlotDefinition>>;
  /** Slots a message fills; pure, and rather missing than guessing. */
  readonly extract: (input: ExtractInput) => Slots;
  /** Probability that the contact buys, 0..1. */
  readonly probability: (input: ProbabilityInput) => number;
  /**
   * Texts in variants, by language and key; `{slot}` or `{slot|words instead}` is filled in. Keys of patterns that are
   * not given are said in the engine's words (patterns/words.ts).
   */
  readonly templates: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>>;
  /** The first is used where a customer's language has no templates. */
  readonly languages: readonly [Language, ...Language[]];
  /** Intents that are answered wherever the conversation stands, after which it goes on where it was. */
  readonly interruptions: readonly InterruptionDefinition[];
  /** Looked at in this order; the first that a question fits answers it. */
  readonly topics?: readonly TopicDefinition[];
  /** Intents after which nobody is written to unasked: refusals. */
  readonly noFollowUpsAfter?: readonly string[];
  /** Intents that are no need of their own beside another one in a message: greeting and thanks unless given. */
  readonly courtesies?: readonly string[];
  /** Changes to the repair patterns. */
  readonly patterns?: Readonly<Partial<Record<PatternName, PatternOverride>>>;
  readonly tools?: readonly ToolDefinition[];
  /** What the step needs to know of the shop; undefined: the flow has none. Pure. */
  readonly shopQuery?: (input: ShopQueryInput) => ShopQuery | undefined;
  /** Follow-ups that are planned with every turn besides those of the state, as long as the slots want them. Pure. */
  readonly standingFollowUps?: (input: StandingInput) => readonly PlannedFollowUp[];
  /** Changes that come with a follow-up that is sent, by its kind: a basket that is given up. Pure. */
  readonly onFollowUp?: Readonly<Record<string, (slots: Slots) => FollowUpChanges>>;
  /** Names of what is sold, to be recognised in messages. */
  readonly products?: readonly string[];
  /** What a model may state. */
  readonly facts: readonly string[];
  readonly maxGraphemes: number;
  /** Longer messages are answered by the pattern `input_too_long`. UTF-16 units. */
  readonly maxInputChars: number;
  readonly idleMs: number;
  readonly quietHours: QuietHours;
  /** IANA zone of contacts that state none; UTC unless given. */
  readonly timeZone?: string;
  readonly overlap?: Readonly<Partial<Record<Channel, OverlapPolicy>>>;
  readonly model?: ModelUse;
  /** What the flow is after: states that count as a conversion in its figures. Those of its experiments unless given. */
  readonly conversionStates?: readonly string[];
  readonly experiments?: readonly ExperimentDefinition[];
  readonly handOver: HandOverDefinition;
  readonly knowledge?: KnowledgeUse;
  /** Language that Hindi in Latin letters is answered in; unless given, Hindi. */
  readonly latinHindi?: Language;
}

export interface StateDefinition {
  /** What a model is asked to achieve here. */
  readonly goal: string;
  /** Template that asks this state's question again: after an interruption, a pause, a repeat. */
  readonly ask: string;
  /** Moves by intent, tried in order; what matches none stays. */
  readonly edges: readonly EdgeDefinition[];
  /** Template by intent for a message that stays; `*` for any other. */
  readonly replies: Readonly<Record<string, string>>;
  readonly followUps: readonly FollowUpDefinition[];
  /** Where `skip` leads, `RETURN` included; undefined: this step cannot be skipped. */
  readonly skipTo?: string;
  /** Something was agreed here: a wish to cancel goes to a person, as the bot cannot undo it. */
  readonly isAgreed?: true;
  /** When its business is done (an edge to `RETURN`), the conversation goes back to what it was interrupted in. */
  readonly isInterruption?: true;
}

/** As `to` of an edge or `skipTo`: back to the state that was interrupted, or the initial state. */
export const RETURN = '$return';

export interface EdgeDefinition {
  readonly to: string;
  readonly intents: readonly string[];
  /** Template that is said on arrival. */
  readonly reply: string;
  /** Why, in words for the state history. */
  readonly reason: string;
  /** Taken only when this holds. */
  readonly when?: (guard: GuardInput) => boolean;
  /** Only the customer's own words, understood by the rules, lead here: a model's proposal does not. For what binds them. */
  readonly isBinding?: true;
  /** A person takes over on arrival; why, in the words of `HandOver.reason`. */
  readonly handOver?: string;
}

export interface SlotDefinition {
  /** For operators and the model. */
  readonly description: string;
  /** What a value must be; a proposal that fails it is refused. */
  readonly schema: z.ZodType<Slots[string]>;
  /** How a correction of it is confirmed: the template `corrected`, with `{slot}` and `{value}`, unless given. */
  readonly correctedTemplate?: string;
}

export interface InterruptionDefinition {
  readonly intents: readonly string[];
  /** What is said; the question of the interrupted state follows. Undefined: the state's own reply for the intent. */
  readonly reply?: string;
  /** A state of its own for needs that take several turns; undefined: one answer, and back. */
  readonly to?: string;
  /** States whose own business these intents are: there they interrupt nothing. `to` always is one. */
  readonly notIn?: readonly string[];
  /** The reply tells a fact: it is said while a person is awaited, too. */
  readonly onlyTells?: true;
}

/** What customers ask about in particular, with its own answer. */
export interface TopicDefinition {
  /** A question with these words is about the topic. */
  readonly says: RegExp;
  /** Intents as which such a question may be understood; one that is understood as another is about something else. */
  readonly intents: readonly string[];
  /** One short sentence without a question. */
  readonly reply: string;
  /** Its words ask so plainly that it is answered first, whatever else the message says and is understood as. */
  readonly isPlain?: true;
  /** What the reply names; undefined: it is not about the topic after all. Pure. */
  readonly naming?: (asked: AskedTopic) => Readonly<Record<string, string>> | undefined;
  /** The business states nothing about it: the reply says so and asks whether a person shall answer it. */
  readonly isOpen?: true;
}

export interface AskedTopic {
  /** The clause that asks, in compatibility form. */
  readonly text: string;
  /** The clause before it: what "does it plug in?" is about. */
  readonly before: string | undefined;
  readonly known: Slots;
  readonly language: Language;
}

export interface PatternOverride {
  readonly isOff?: true;
  /** Template that is said instead. */
  readonly reply?: string;
  /** State to go to; undefined: the pattern's own. */
  readonly to?: string;
}

export interface ToolDefinition {
  readonly name: string;
  /** For the model and operators. */
  readonly description: string;
  /** States in which it may be called; undefined: all. */
  readonly states?: readonly string[];
  /** Intents on which the rules call it, when `readArguments` finds what it needs. */
  readonly intents: readonly string[];
  /**
   * Hears every message of its states, whatever its intent, before the patterns that repair a dialogue; after the request to stop,
   * for a person, and what is refused.
   */
  readonly claims?: true;
  /** It binds the customer: only their own words call it, never a model, and not as the answer to a pattern's question. */
  readonly isBinding?: true;
  /** It starts nothing: it is heard as the answer to the question of a pattern, too. */
  readonly hearsAnswers?: true;
  readonly parameters: z.ZodType;
  /** It tells what is stored and changes nothing: it answers while a person is awaited, too. */
  readonly onlyTells?: true;
  /** What the message itself says; undefined: the rules do not call it. */
  readonly readArguments: (input: ExtractInput) => unknown;
  /** Pure. Undefined: it has nothing to say to this, and the message goes on to others. */
  readonly run: (args: unknown, input: ToolInput) => ToolOutcome | undefined;
}

export interface ShopQueryInput {
  readonly reading: ExtractInput;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What a model proposed about the message, when it was asked. */
  readonly proposal: Proposal | undefined;
}

export interface StandingInput {
  readonly slots: Slots;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface FollowUpChanges {
  readonly slots?: Slots;
  readonly effects?: readonly ShopEffect[];
  /** State to move to. */
  readonly to?: string;
}

export interface ToolInput {
  readonly slots: Slots;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly timeZone: string;
  readonly language: Language;
  /** The contact has opted out: nothing that is planned would be sent. */
  readonly isOptedOut: boolean;
  /** The message, as extraction reads it. */
  readonly reading: ExtractInput;
  /** What the shop holds for `shopQuery`. */
  readonly shop: ShopView | undefined;
}

export interface ToolOutcome {
  /** Template that is said. */
  readonly reply: string;
  /** Filled into it besides the slots. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Filled in as they are, however long, with their line breaks: words of ours. */
  readonly lines?: Readonly<Record<string, string>>;
  readonly slots?: Slots;
  /** Carried out in the turn's transaction. */
  readonly effects?: readonly ShopEffect[];
  /** State to move to, `RETURN` included. */
  readonly to?: string;
  readonly events?: readonly DialogueEvent[];
  /** A person takes over; why, in the words of `HandOver.reason`. */
  readonly handOver?: string;
  /** Part of what was asked nobody here knows: while a person is awaited the question is theirs. */
  readonly leavesOpen?: true;
  /** The conversation got nowhere by it: it counts towards the guard against loops. */
  readonly isStuck?: true;
  /** Replace the follow-ups of the state; each says the template `follow_up_<kind>`. Quiet hours are applied by the engine. */
  readonly followUps?: readonly PlannedFollowUp[];
}

export interface GuardInput {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly understanding: Understanding;
}

export interface ExtractInput {
  readonly text: string;
  readonly known: Slots;
  readonly entities: readonly Entity[];
  readonly language: Language;
  /** The accepted intent, if any. */
  readonly intent?: string | undefined;
  /** Where the conversation stands: what a bare "500" answers. */
  readonly state: string;
}

/** An entity with its value: personal, so it stays inside the step. */
export type Entity = EntityMention & { readonly text: string } & (
    | {
        readonly kind: 'money' /** Minor units when the currency is known, else as said. */;
        readonly amount: number;
        readonly currency: string | undefined;
      }
    | { readonly kind: 'quantity'; readonly amount: number; readonly unit: string | undefined }
    | { readonly kind: 'date' /** Milliseconds since the epoch. */; readonly at: number; readonly hasTime: boolean }
    | { readonly kind: 'duration'; readonly milliseconds: number }
    | { readonly kind: 'phone' /** E.164 */; readonly number: string }
    | { readonly kind: 'email'; readonly address: string }
    | { readonly kind: 'person' | 'company' | 'address'; readonly name: string }
    | { readonly kind: 'product' /** Name in the flow's list of products. */; readonly name: string }
  );

export interface FollowUpDefinition {
  readonly kind: string;
  readonly afterMs: number;
  readonly template: string;
  readonly reason: string;
}

export interface ProbabilityInput {
  readonly state: string;
  readonly slots: Slots;
  readonly intentCounts: Readonly<Record<string, number>>;
}

export interface ModelUse {
  readonly budget?: Partial<ModelBudget>;
  /** Models to try in order; those of the installation when empty. */
  readonly models?: readonly string[];
  /** When a model is asked for a proposal: never, when the rules are unsure, or always. */
  readonly proposals?: 'never' | 'unsure' | 'always';
}

export interface HandOverDefinition {
  /** How long is waited for a person before the bot apologises (template `nobody_came`) and takes over again. */
  readonly unansweredMs: number;
  /** By reason, where it is another. */
  readonly unansweredMsFor?: Readonly<Record<string, number>>;
  /** A customer who writes while a person is awaited is told again that they are, after so long; 12 hours unless given. */
  readonly tellAgainAfterMs?: number;
  /** Meanwhile questions are answered by what is known: topics, knowledge that surely fits, tools and asides that only tell. */
  readonly answersWhileWaiting?: true;
  /** Slots that are filled meanwhile, and acknowledged: what the person will want to know. */
  readonly details?: readonly string[];
  /** Turns without progress in one state before a clarifying question, and before a person: 3 and 4 unless given. */
  readonly clarifyAfter?: number;
  readonly personAfter?: number;
}

export interface KnowledgeUse {
  /**
   * Intents whose messages are looked up; messages with no clear intent are too, and count as the first of these when
   * something was found. Where nothing was found that is said with what there is (`not_found`), and the second time in a row a person is offered.
   */
  readonly intents: readonly [string, ...string[]];
  readonly limit: number;
  /** Other words for what the pages say, such as `['price', 'cost', 'how much']`; the first is the pages' own. */
  readonly synonyms?: readonly SynonymGroup[];
  /** What a message says besides what it is not: "no complaint, just asking: is it free?" asks whether it is. Pure. */
  readonly besides?: (text: string) => string;
}

/** Variants are assigned by a hash of experiment and contact: stable for ever, even over all contacts. */
export type ExperimentDefinition = {
  readonly name: string;
  /** Shares of the variants; equal when not given. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly conversionStates: readonly string[];
} & (
  | {
      readonly kind: 'template';
      readonly template: string;
      /** Texts by variant and language; an empty record is the flow's own. */
      readonly variants: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>;
    }
  /** Extra instructions for the model. */
  | { readonly kind: 'prompt'; readonly variants: Readonly<Record<string, string>> }
  /** Milliseconds instead of `afterMs` of a kind of follow-up. */
  | { readonly kind: 'follow_up_delay'; readonly followUp: string; readonly variants: Readonly<Record<string, number>> }
  /** First model to try. */
  | { readonly kind: 'model'; readonly variants: Readonly<Record<string, string>> }
);
