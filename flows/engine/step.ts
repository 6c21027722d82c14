import type { DialogueEvent } from '../../contracts/dialogue-events.ts';
import type {
  LastReply,
  Slots,
  Snapshot,
  StepInput,
  StepResult,
  TemplateReply,
  Understanding,
} from '../../contracts/dialogue.ts';
import type { Classifier } from '../classifier/classifier.ts';
import { besidesDeclining } from './declined-person.ts';
import { compositionOf } from './composition.ts';
import { decide } from './decide.ts';
import type { FlowDefinition } from './definition.ts';
import { applyExperiments } from './experiments.ts';
import { planFollowUps, standingFollowUps } from './follow-up.ts';
import { countGraphemes } from './graphemes.ts';
import type { TurnLanguage } from './hearing.ts';
import { hear, languageOf } from './hearing.ts';
import { changedSlots, guardedAgainstLoops, isProgress } from './loop-guard.ts';
import { chosenIntent } from './patterns/clarify.ts';
import { stop } from './patterns/stop.ts';
import type { ConsideredProposal } from './proposals.ts';
import { considerProposal } from './proposals.ts';
import { readInPart } from './merged-messages.ts';
import { aboutItsNeed, needsOf } from './needs.ts';
import { pictureMeaning } from './pictures.ts';
import { fillSlots } from './slots.ts';
import { stateOf, upgraded } from './snapshot.ts';
import type { Saying } from './templates.ts';
import { countUse, sayTemplate, sayVariant } from './templates.ts';
import { readingOf } from './tools.ts';
import { traceOf } from './trace.ts';
import type { Handling, SaidPart, TurnInHand } from './turn-in-hand.ts';
import { whileWaiting } from './waiting.ts';

/** What a flow decides about one message. Pure: the same input, the same answer. Throws for a snapshot it does not know. */
export function step(definition: FlowDefinition, classifier: Classifier, input: StepInput): StepResult {
  const opened = openTurn(definition, classifier, input);
  if (input.event.isPersonAwaited === true) return stepWhileWaiting(opened);
  const considered =
    input.proposal === undefined
      ? { turn: opened, handling: undefined, events: [], trace: [] }
      : considerProposal(opened, input.proposal);
  const { turn } = considered;
  const handling = guardedAgainstLoops(turn, decide(turn, considered.handling));
  return closeTurn(turn, withProposal(handling, considered));
}

/** Nobody has come yet: whoever wants no more messages is heard and told so, anything else waits for the person. */
function stepWhileWaiting(turn: TurnInHand): StepResult {
  const stopped = turn.definition.patterns?.stop?.isOff === true ? undefined : stop.handle(turn);
  const { handling, isSaid, waiting } = whileWaiting(turn);
  const result = closeTurn(turn, stopped ?? handling);
  const { lastReply, templateUses } = turn.snapshot;
  const isSilent = stopped === undefined && !isSaid;
  // What was not said is nothing to repeat.
  const unsaid = { templateUses, ...(lastReply === undefined ? {} : { lastReply }) };
  return {
    ...result,
    snapshot: { ...result.snapshot, waiting, ...(isSilent ? unsaid : {}) },
    ...(isSilent ? {} : { isSaidWhileWaiting: true as const }),
  };
}

function withProposal(handling: Handling, { events, trace }: ConsideredProposal): Handling {
  return { ...handling, events: [...events, ...handling.events], trace: [...trace, ...(handling.trace ?? [])] };
}

/** Everything that is known about the message before it is decided what to do about it. */
export function openTurn(
  definition: FlowDefinition,
  classifier: Classifier,
  { snapshot: stored, slots: known, event: arrived, proposal }: StepInput,
): TurnInHand {
  const said = withoutDeclining(arrived);
  const snapshot = upgraded(definition, stored);
  const part = readInPart(said, definition.maxInputChars);
  const event = part ?? said;
  const language = languageOf(definition, snapshot, event);
  const understandAgain = hear(definition, classifier, { event, language: language.language });
  const opened: TurnInHand = {
    definition,
    stored: snapshot,
    snapshot: withLanguage(snapshot, language),
    state: stateOf(definition, snapshot.state),
    known,
    slots: known,
    event,
    isReadInPart: part !== undefined,
    heard: understandAgain(event.text),
    needs: [],
    isGuessed: false,
    language: language.language,
    proposal,
    experiments: applyExperiments(definition, event.subject),
    understandAgain,
  };
  const turn = aboutItsNeed({ ...opened, needs: needsOf(opened) });
  const chosen = chosenIntent(turn);
  const shown = shownIntent(event.text);
  const intent = chosen ?? shown ?? (SAYS_SOMETHING.test(event.text) ? turn.heard.intent : undefined);
  const heard = { ...turn.heard, intent };
  // "The second one" chooses, and tells nothing else.
  const isChoice = chosen !== undefined && event.text.split(/\s+/u).length <= MAX_CHOICE_WORDS;
  const slots = isChoice
    ? turn.slots
    : fillSlots(definition, readingOf({ ...turn, heard }), { userName: event.userName, objection: heard.objection });
  return { ...turn, heard, slots, isGuessed: chosen === undefined && shown !== undefined };
}

/** A customer who has the bot back because no person is wanted may have said more: that is what is answered. */
function withoutDeclining(event: StepInput['event']): StepInput['event'] {
  if (event.isHandBack !== true) return event;
  const rest = besidesDeclining(event.text);
  return rest === '' ? event : { ...event, text: rest };
}

function shownIntent(text: string): string | undefined {
  const picture = pictureMeaning(text);
  return picture?.kind === 'intent' ? picture.intent : undefined;
}

/** Dots and question marks alone resemble something and mean nothing. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const MAX_CHOICE_WORDS = 4;

function withLanguage(snapshot: Snapshot, language: TurnLanguage): Snapshot {
  const { nextLanguage: _, isLanguageOpen: __, ...rest } = snapshot;
  return { ...rest, ...language };
}

function closeTurn(turn: TurnInHand, handling: Handling): StepResult {
  const { definition, snapshot, event, experiments } = turn;
  const state = handling.to ?? snapshot.state;
  const slots = handling.slots ?? turn.slots;
  const reply = sayBack(turn, handling, sayAll(turn, handling, { state, slots }));
  const isSilent =
    handling.isOptOut === true || snapshot.optedOut || handling.handOver !== undefined || isRefusal(turn);
  return {
    snapshot: advanced(turn, handling, { state, slots, reply }),
    slots,
    understanding: withoutValues(turn),
    reply,
    composition:
      handling.handOver === undefined && handling.isOptOut !== true ? compositionOf(turn, handling, state) : undefined,
    followUps: isSilent
      ? []
      : [
          ...(handling.followUps ??
            planFollowUps(definition, state, { at: event.at, clock: event.clock, experiments })),
          ...standingFollowUps(definition, slots, event),
        ],
    isOptOut: handling.isOptOut === true,
    handOver: handling.handOver,
    variants: experiments.variants,
    reason: handling.reason,
    events: eventsOf(turn, handling, { state, slots }),
    trace: traceOf(turn, handling, { state, slots, reply }),
    ...(handling.effects === undefined ? {} : { effects: handling.effects }),
  };
}

function isRefusal({ definition, heard }: TurnInHand): boolean {
  return heard.intent !== undefined && definition.noFollowUpsAfter?.includes(heard.intent) === true;
}

export interface Outcome {
  readonly state: string;
  readonly slots: Slots;
}

/** Says the templates one after the other, as many as fit, with the question of the state for `{ask}`. */
function sayAll(turn: TurnInHand, handling: Handling, { state, slots }: Outcome): TemplateReply {
  const { definition, snapshot, event, language, experiments } = turn;
  const saying: Saying = { snapshot, slots, seed: event.seed, language, overrides: experiments.overrides };
  const ask = sayTemplate(definition, stateOf(definition, state).ask, saying).text;
  const lines = handling.lines === undefined ? {} : { lines: handling.lines };
  const filled: Saying = { ...saying, slots: { ...slots, ...handling.fill, ask }, ...lines };
  // Whoever wants no more messages is asked for none.
  const isReadInPart = turn.isReadInPart && handling.isOptOut !== true;
  const parts = [...(isReadInPart ? [READ_IN_PART] : []), ...(handling.parts ?? [])].map((part) =>
    sayPart(turn, part, filled),
  );
  const said = [...parts, ...handling.say.map((template) => sayTemplate(definition, template, filled))];
  const first = handling.repeats === undefined ? said[0] : sayVariant(definition, handling.repeats, filled);
  if (first === undefined) throw new Error('a reply without a template');
  if (handling.verbatim !== undefined) return { ...first, text: handling.verbatim };
  // What answers comes before the word on how far was read.
  const last = handling.isLastKept === true || isReadInPart ? said.at(-1)?.text : undefined;
  const texts = [first, ...said.slice(1)].map(({ text }) => text);
  return { ...first, text: together(texts, last, definition.maxGraphemes) };
}

/** That the bot is back comes before what it answers. */
function sayBack(
  { event, definition, snapshot, language }: TurnInHand,
  { say }: Handling,
  reply: TemplateReply,
): TemplateReply {
  if (event.isHandBack !== true || say.includes(BACK)) return reply;
  const saying: Saying = { snapshot, slots: {}, seed: event.seed, language };
  return { ...reply, text: joined([sayTemplate(definition, BACK, saying).text, reply.text]) };
}

const BACK = 'back_from_person';

/** The customer is told how far was read, whatever else is answered. */
const READ_IN_PART: SaidPart = { say: 'read_in_part' };

function sayPart({ definition }: TurnInHand, { say, fill, lines, verbatim }: SaidPart, saying: Saying): TemplateReply {
  const slots = { ...saying.slots, ...fill };
  const said = sayTemplate(definition, say, { ...saying, slots, ...(lines === undefined ? {} : { lines }) });
  return verbatim === undefined ? said : { ...said, text: verbatim };
}

/** As many of the texts as fit, in their order, and `last` in any case. */
function together(texts: readonly string[], last: string | undefined, maxGraphemes: number): string {
  const others = last === undefined ? texts : texts.slice(0, -1);
  const kept: string[] = [];
  for (const text of others) {
    const isFirstAlone = kept.length === 0 && last === undefined;
    const longer = joined([...kept, text, ...(last === undefined ? [] : [last])]);
    if (isFirstAlone || countGraphemes(longer) <= maxGraphemes) kept.push(text);
  }
  return joined([...kept, ...(last === undefined ? [] : [last])]);
}

/** After a list the next sentence has a line of its own. */
function joined(texts: readonly string[]): string {
  return texts.reduce(
    (before, text) => (before === '' ? text : `${before}${before.includes('\n') ? '\n' : ' '}${text}`),
    '',
  );
}

function advanced(
  turn: TurnInHand,
  handling: Handling,
  { state, slots, reply }: Outcome & { readonly reply: TemplateReply },
): Snapshot {
  const { definition, snapshot, known, event, heard } = turn;
  // Orders to the service say nothing about what the customer wants.
  const intent = heard.isInjection === true ? undefined : heard.intent;
  const counted = [intent, handling.counts].filter((name) => name !== undefined);
  const intentCounts = { ...snapshot.intentCounts };
  for (const name of counted) intentCounts[name] = (intentCounts[name] ?? 0) + 1;
  const changed = changedSlots(known, slots);
  const { question: _, promised: __, waiting: ___, ...kept } = snapshot;
  const next: Snapshot = {
    ...kept,
    state,
    turn: snapshot.turn + 1,
    turnsWithoutProgress: isProgress(turn, handling) ? 0 : snapshot.turnsWithoutProgress + 1,
    probability: definition.probability({ state, slots, intentCounts }),
    intentCounts,
    optedOut: snapshot.optedOut || handling.isOptOut === true,
    paused: handling.paused ?? snapshot.paused,
    lastSlots: changed.length > 0 ? changed : snapshot.lastSlots,
    lastReply: { template: reply.template, variant: reply.variant, ...sourceOf(handling) },
    lastAt: event.at,
    ...(handling.question === undefined ? {} : { question: handling.question }),
    ...(handling.promises === undefined ? {} : { promised: handling.promises }),
  };
  return countUse(next, reply);
}

/** Where an answer came from: what "and for one customer?" goes on with. */
function sourceOf({ fill }: Handling): Pick<LastReply, 'fill'> {
  const source = fill?.['source'];
  return source === undefined ? {} : { fill: { source } };
}

function eventsOf(turn: TurnInHand, handling: Handling, { state, slots }: Outcome): DialogueEvent[] {
  const { snapshot, known, experiments, definition } = turn;
  const isFirst = snapshot.turn === 0;
  const changed = changedSlots(known, slots);
  const corrected = new Set(
    handling.events.filter(({ name }) => name === 'slot_corrected').map(({ details }) => String(details?.['slot'])),
  );
  return [
    ...(isFirst ? [{ name: 'flow_started', details: { flow: definition.name } } as const] : []),
    ...(isFirst
      ? Object.entries(experiments.variants).map(
          ([experiment, variant]) => ({ name: 'variant_assigned', details: { experiment, variant } }) as const,
        )
      : []),
    ...languageEvents(turn),
    ...(turn.event.isHandBack === true ? [{ name: 'flow_resumed', details: { from: 'person' } } as const] : []),
    ...handling.events,
    ...changed
      .filter((slot) => !corrected.has(slot))
      .map((slot) => ({ name: isReplaced(known, slot) ? 'slot_corrected' : 'slot_set', details: { slot } }) as const),
    ...(state === snapshot.state
      ? []
      : [{ name: 'state_changed', details: { from: snapshot.state, to: state } } as const]),
  ];
}

function languageEvents({ stored, language }: TurnInHand): DialogueEvent[] {
  if (stored.turn === 0 || stored.language === language) return [];
  return [{ name: 'language_switched', details: { from: stored.language, to: language } }];
}

/** Lists grow; a value that was there and is another now was corrected. */
function isReplaced(known: Slots, slot: string): boolean {
  return known[slot] !== undefined && !Array.isArray(known[slot]);
}

/** What is stored with the turn: where entities are, not what they say. */
function withoutValues({ heard }: TurnInHand): Understanding {
  const { values: _, ...understanding } = heard;
  return understanding;
}
