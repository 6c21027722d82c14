import type { KnowledgeQuery } from '../../contracts/dialogue.ts';
import { chitchatKind } from '../understanding/repair-cues.ts';
import { RETURN } from './definition.ts';
import { besidesDeclining } from './declined-person.ts';
import { destinationOf, edgeFor } from './edges.ts';
import { asks, asksPlainly, goesOn, MAX_QUERY_CHARS, questionsOf, withoutLead } from './knowledge/asking.ts';
import { namesFault } from './knowledge/faults.ts';
import { isElliptic, isFragment, saysTooLittle, sectionThatGoesOn } from './knowledge/frame.ts';
import { titleChosen } from './knowledge/choice.ts';
import type { Quoted } from './knowledge/quoted.ts';
import { closeTitles, likelyTitles, quotedFrom, sectionOf } from './knowledge/quoted.ts';
import { vocabularyFor } from './knowledge/vocabulary.ts';
import type { Need } from './needs.ts';
import { offeredPerson } from './offered-person.ts';
import { fillSlots } from './slots.ts';
import { unansweredPart } from './patterns/unanswered-part.ts';
import { textsOf } from './templates.ts';
import { readingOf } from './tools.ts';
import { respelledBy } from './respelled.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** What to look up for a message: itself, where the flow answers from knowledge and the message may be a question. */
export function knowledgeQueryOf(turn: TurnInHand): KnowledgeQuery | undefined {
  const { definition, heard, language } = turn;
  const { knowledge } = definition;
  if (knowledge === undefined || heard.isInjection === true) return undefined;
  const chosen = chosenTitle(turn);
  const mayBeQuestion = heard.intent === undefined || isKnowledge(turn) || mayAsk(turn);
  return mayBeQuestion || chosen !== undefined || turn.needs.some((need) => isAsked(turn, need))
    ? { text: chosen ?? searchedFor(turn), language, limit: knowledge.limit, isWithContents: true }
    : undefined;
}

function isAsked({ definition }: TurnInHand, { heard }: Need): boolean {
  return definition.knowledge?.intents.includes(heard.intent) === true;
}

/** What the message says besides what it is not: "no complaint, just asking: …". */
function saidIn({ event, definition }: TurnInHand): string {
  return definition.knowledge?.besides?.(event.text) ?? event.text;
}

/** The sentences of a message that may ask something: a search for what stands around them would find that. */
function askedIn(turn: TurnInHand): readonly string[] {
  const said = saidIn(turn);
  const clauses = questionsOf(besidesDeclining(said));
  const asked = clauses.filter((clause) => {
    const { intent } = turn.understandAgain(clause);
    return intent === undefined || asks(clause) || turn.definition.knowledge?.intents.includes(intent) === true;
  });
  const { wordingOf } = vocabularyFor(turn.definition);
  // "A question about Parley: …" says nothing of what is asked.
  const isTelling = (clause: string): boolean => [...wordingOf(clause).values()].some((weight) => weight === 1);
  const ways = [asked.filter(isTelling), asked.filter(asks), clauses.filter(isTelling), asked, [withoutLead(said)]];
  return clauses.length < 2 ? [withoutLead(said)] : (ways.find((one) => one.length > 0) ?? []);
}

/** Without the words that only ask, and in the words of the pages: "could you explain what a slot is" is about slots. */
function searchedFor(turn: TurnInHand): string {
  const { wordsOf, words } = vocabularyFor(turn.definition);
  const text = askedIn(turn).join(' ').slice(0, MAX_QUERY_CHARS);
  const topics = wordsOf(respelledBy(text, words));
  const before = isElliptic(text, vocabularyFor(turn.definition)) ? wordsOf(titleBefore(turn) ?? '') : [];
  return topics.length + before.length === 0 ? text : [...topics, ...before].join(' ');
}

/** The section that the last reply was from. */
function titleBefore({ snapshot }: TurnInHand): string | undefined {
  return snapshot.lastReply?.fill?.['source']?.split('; ').at(-1);
}

/** What the section of the answer before says to a question that goes on with it. */
function goneOn(turn: TurnInHand): Quoted | undefined {
  const title = titleBefore(turn);
  const question = saidIn(turn);
  const vocabulary = vocabularyFor(turn.definition);
  if (title === undefined || !isElliptic(question, vocabulary)) return undefined;
  const passage = sectionThatGoesOn(turn.event.passages, { title, question, vocabulary });
  return passage && sectionNamed(turn, title);
}

/** What was spoken of, for a question that is nothing without it: the sections that were offered, or the one that answered. */
function threadKept(turn: TurnInHand): Handling | undefined {
  if (!isFragment(saidIn(turn))) return undefined;
  const { question } = turn.snapshot;
  if (question?.kind === 'passages') return offerOf(turn, question.titles);
  const section = sectionNamed(turn, titleBefore(turn) ?? '');
  return section && answer(turn, section);
}

function sectionNamed({ event, definition }: TurnInHand, title: string): Quoted | undefined {
  const maxGraphemes = definition.maxGraphemes - SOURCE_ROOM;
  return sectionOf(event.passages, title, { maxGraphemes, vocabulary: vocabularyFor(definition) });
}

/** Whether a sentence of the message has the form of a question, whatever the classifier makes of its words. */
function isAsking(turn: TurnInHand): boolean {
  return asks(saidIn(turn));
}

/** A message that goes on with what was asked, or of which the classifier is not sure, may ask in any form. */
function mayAsk(turn: TurnInHand): boolean {
  return isAsking(turn) || isUnsure(turn) || (goesOn(saidIn(turn)) && !isLengthy(turn));
}

function isUnsure({ heard }: TurnInHand): boolean {
  return (heard.intents[0]?.score ?? 0) < UNSURE;
}

/** A guess: sentences of examples score above it, those that merely share a word with them below. */
const UNSURE = 0.55;

/** Taken for a need that has a state of its own. */
function isLengthy({ heard, definition }: TurnInHand): boolean {
  const { intent } = heard;
  if (intent === undefined) return false;
  return definition.interruptions.some(({ intents, to }) => to !== undefined && intents.includes(intent));
}

function isKnowledge({ heard, definition }: TurnInHand): boolean {
  return heard.intent !== undefined && definition.knowledge?.intents.includes(heard.intent) === true;
}

/** The section that an answer to "do you mean A or B?" chooses. */
function chosenTitle({ snapshot, event, language, definition }: TurnInHand): string | undefined {
  const { question } = snapshot;
  if (question?.kind !== 'passages') return undefined;
  return titleChosen(question.titles, { text: event.text, language, vocabulary: vocabularyFor(definition) });
}

/**
 * Answers a question with the sentences of the best passage that has enough of its words, and names the source. Where two come
 * close both are offered by name. A question that nothing was found for is said to be so, with what comes near; the second time
 * in a row a person is offered.
 */
export function answerFromKnowledge(turn: TurnInHand): Handling | undefined {
  const { definition, heard } = turn;
  if (definition.knowledge === undefined) return undefined;
  const isQuestion = isKnowledge(turn);
  if (!isQuestion && chosenTitle(turn) === undefined && heard.intent !== undefined) return undefined;
  const section = chosenSection(turn) ?? goneOn(turn);
  if (section !== undefined) return answer(turn, section);
  const found = quoted(turn, askedIn(turn), definition.maxGraphemes - SOURCE_ROOM);
  if (found === undefined) return threadKept(turn) ?? notFound(turn, isQuestion);
  return (isDoubtful(turn, found) ? offered(turn) : undefined) ?? answer(turn, found);
}

function isDoubtful(turn: TurnInHand, { isTie, isByOneWord }: Quoted): boolean {
  return isTie || isByOneWord || isAboutNothing(turn);
}

function chosenSection(turn: TurnInHand): Quoted | undefined {
  const title = chosenTitle(turn);
  return title === undefined ? undefined : sectionNamed(turn, title);
}

/** "Can I change that?", "only for one customer" after nothing that it could mean. */
function isAboutNothing(turn: TurnInHand): boolean {
  return saysTooLittle(saidIn(turn), vocabularyFor(turn.definition));
}

function notFound(turn: TurnInHand, isQuestion: boolean): Handling | undefined {
  if (isQuestion || isAsking(turn)) {
    return announcesQuestion(turn) ? undefined : placed(offered(turn) ?? unanswered(turn, true), turn);
  }
  const { event, heard } = turn;
  // "People trying to jailbreak it" asks nothing, and still names what it is about.
  const near = heard.intent === undefined ? offered(turn) : undefined;
  if (near !== undefined) return near;
  return event.passages.length > 0 || heard.intents.length === 0 ? unanswered(turn, false) : undefined;
}

/**
 * Answers what may be a question and surely is about a passage, though it was taken for something else by its words: "how do
 * I stop night messages" is no opt-out, "are follow-ups sent after a crash" no complaint, "ok. now the port" no agreement.
 */
export function answerSurely(turn: TurnInHand): Handling | undefined {
  const { definition, heard, event } = turn;
  const { knowledge } = definition;
  if (knowledge === undefined || !mayBeMistaken(turn)) return undefined;
  const found = goneOn(turn) ?? foundSurely(turn);
  const asked = { ...heard, intent: knowledge.intents[0], objection: undefined };
  // What it was taken for fills nothing: a question is no note of a complaint.
  const reading = readingOf({ ...turn, heard: asked, slots: turn.known });
  const slots = fillSlots(definition, reading, { userName: event.userName, objection: undefined });
  const read = { ...turn, heard: asked, slots };
  if (found !== undefined) return { ...answer(read, found), slots };
  const kept = threadKept(read);
  if (kept !== undefined) return { ...kept, slots };
  if (surelyAsks(turn)) return placed(offered(read) ?? unanswered(read, true), read);
  return isUnsure(turn) && !isLengthy(turn) && turn.state.isInterruption !== true ? offered(read) : undefined;
}

function foundSurely(turn: TurnInHand): Quoted | undefined {
  if (isAboutNothing(turn) || isOneWordAgainst(turn)) return undefined;
  const minShare = isAsking(turn) || goesOn(saidIn(turn)) ? SURE_SHARE : SURER_SHARE;
  return quoted(turn, askedIn(turn), turn.definition.maxGraphemes - SOURCE_ROOM, minShare);
}

/** "Why is this so slow, is anybody there?" complains, though a page has "slow". */
function isOneWordAgainst(turn: TurnInHand): boolean {
  const isMeant = isLengthy(turn) && (turn.heard.intents[0]?.score ?? 0) >= SURELY_MEANT;
  return isMeant && vocabularyFor(turn.definition).termsOf(askedIn(turn).join(' ')).length < 2;
}

/** Taken for something else than a question, and not surely that. */
function mayBeMistaken(turn: TurnInHand): boolean {
  const { heard, event, needs, language } = turn;
  const isDenying = saidIn(turn) !== event.text;
  if (heard.intent === undefined || chosenTitle(turn) !== undefined) return false;
  // A no before a question is only its beginning.
  const others = needs.filter((need) => !isAsked(turn, need) && !NO.has(need.heard.intent));
  if (isKnowledge(turn) ? !isDenying : !isDenying && others.length > 0 && needs.length > 1) return false;
  return mayAsk(turn) && chitchatKind(event.text, language) === undefined;
}

const NO: ReadonlySet<string> = new Set(['refusal', 'done']);

/** "Do you have an office?" asks, also where it is taken for a complaint by its words; so does what denies to be one. */
function surelyAsks(turn: TurnInHand): boolean {
  const { heard, event, definition } = turn;
  const said = saidIn(turn);
  if (said !== event.text) return isAsking(turn);
  const isTelling = vocabularyFor(definition).termsOf(askedIn(turn).join(' ')).length > 0;
  if (heard.intent !== undefined && ANSWERS.has(heard.intent)) return isAsking(turn) && isTelling;
  // However sure the words of a complaint look: a question that names no fault is none.
  if (isTelling && isFaultless(turn, said)) return true;
  return isTelling && asksPlainly(said) && (heard.intents[0]?.score ?? 0) < SURELY_MEANT;
}

function isFaultless(turn: TurnInHand, said: string): boolean {
  return isLengthy(turn) && ENDS_ASKING.test(said) && (SUPPOSES.test(said) || !namesFault(said));
}

/** "And if nobody reads it?" complains of nothing that happened. */
const SUPPOSES = /^\W*(?:(?:and|but|so|ok(?:ay)?|also|then|aur|what|और)\W+)*(?:if|agar|अगर)(?![\p{L}\p{M}])/iu;

const ENDS_ASKING = /\?\W*$/u;

/** What is said to an answer, and asks nothing by itself. */
const ANSWERS: ReadonlySet<string> = new Set(['refusal', 'done', 'thanks', 'agreement']);

/** A guess. */
const SURELY_MEANT = 0.7;

/** A question leads to where questions are answered, found or not. */
function placed(handling: Handling | undefined, turn: TurnInHand): Handling | undefined {
  const edge = edgeFor(turn);
  if (handling === undefined) return undefined;
  const isLeft = edge !== undefined && turn.state.isInterruption === true;
  return { ...handling, slots: turn.slots, ...(isLeft ? leftFor(turn, edge) : {}) };
}

/** Whoever asks something in the middle of a need in between has left that. */
function leftFor(turn: TurnInHand, edge: Parameters<typeof destinationOf>[0]): ReturnType<typeof destinationOf> {
  const { to, paused } = destinationOf(edge, turn);
  return { to, paused: turn.state.isInterruption === true && edge.to !== RETURN ? paused.slice(0, -1) : paused };
}

/** Of the weight of the question's words; measured with `flows/assistant/knowledge.test.ts`. */
const SURE_SHARE = 0.6;
/** Where nothing but the words speaks for a question. A guess. */
const SURER_SHARE = 0.75;

/** "I have a question", or the choice of one, asks nothing yet: the flow's own reply speaks. */
function announcesQuestion({ event, snapshot, definition }: TurnInHand): boolean {
  return vocabularyFor(definition).termsOf(event.text).length === 0 || snapshot.question?.kind === 'clarify';
}

/** What the passages say to the questions, two at most, and where from; undefined: nothing to any of them. */
export function quoted(
  { event, definition }: TurnInHand,
  questions: readonly string[],
  maxGraphemes: number,
  minShare?: number,
): Quoted | undefined {
  const { passages } = event;
  const text = definition.knowledge?.besides?.(event.text) ?? event.text;
  return quotedFrom(passages, {
    text,
    questions,
    maxGraphemes,
    vocabulary: vocabularyFor(definition),
    ...(minShare === undefined ? {} : { minShare }),
  });
}

function answer(turn: TurnInHand, found: Quoted): Handling {
  const { definition, event, heard } = turn;
  const asQuestion = { ...turn, heard: { ...heard, intent: heard.intent ?? definition.knowledge?.intents[0] } };
  const edge = edgeFor(asQuestion);
  const isAside = edge === undefined && turn.state.isInterruption === true;
  return {
    pattern: isAside ? 'interruption' : undefined,
    ...(found.open.length === 0 ? {} : { parts: found.open.slice(0, 1).map(unansweredPart) }),
    say: isAside ? ['answer', 'resume'] : ['answer'],
    fill: { answer: found.answer, source: found.source },
    ...(edge === undefined ? {} : leftFor(turn, edge)),
    isFixed: false,
    isProgress: true,
    goal: `Answer the question from the passages alone, and name the source: ${found.source}.`,
    mustName: found.titles,
    reason: edge?.reason ?? 'answered from the knowledge of the workspace',
    events: isAside
      ? [
          { name: 'flow_interrupted', details: { intent: asQuestion.heard.intent ?? 'question' } },
          { name: 'flow_resumed', details: { state: turn.snapshot.state } },
        ]
      : [],
    trace: [
      {
        rule: 'knowledge',
        outcome: 'answered',
        details: { source: found.sources.join(', '), found: event.passages.length },
      },
    ],
  };
}

/** Left for the words of the template around answer and source. Graphemes, a guess. */
export const SOURCE_ROOM = 90;

/** Up to three sections that come close to the question, by name: the customer chooses. */
function offered(turn: TurnInHand): Handling | undefined {
  const { event, language, definition } = turn;
  const text = askedIn(turn).join(' ');
  const close = closeTitles(event.passages, { text, vocabulary: vocabularyFor(definition) });
  const hasThree = textsOf(definition, 'which_of_three', { language }).length > 0;
  return offerOf(turn, hasThree ? close : close.slice(0, 2));
}

function offerOf({ event }: TurnInHand, titles: readonly string[]): Handling | undefined {
  const [first, second, third] = titles;
  if (first === undefined) return undefined;
  const several = third === undefined ? 'which_passage' : 'which_of_three';
  return {
    pattern: 'clarify',
    say: [second === undefined ? 'nearest_passage' : several],
    lines: { first, second: second ?? first, third: third ?? first },
    question: { kind: 'passages', titles },
    isFixed: false,
    isUnsure: true,
    reason: 'sections come close: the customer is asked',
    events: [{ name: 'clarification_requested', details: { about: 'passages' } }],
    trace: [{ rule: 'knowledge', outcome: 'sections come close', details: { found: event.passages.length } }],
  };
}

function unanswered(turn: TurnInHand, isQuestion: boolean): Handling | undefined {
  const isAgain = UNANSWERED.has(turn.snapshot.lastReply?.template ?? '');
  if (!isQuestion && !isAgain) return undefined;
  const trace = [
    { rule: 'knowledge', outcome: 'nothing found', details: { found: turn.event.passages.length } },
  ] as const;
  if (isAgain) return { ...offeredPerson('nothing was found again: a person is offered'), trace };
  const { event, definition, language } = turn;
  const asked = { text: askedIn(turn).join(' '), vocabulary: vocabularyFor(definition) };
  const titles = likelyTitles(event.passages, asked);
  const isSaid = textsOf(definition, 'nothing_found', { language }).length > 0;
  const nothing = isSaid ? 'nothing_found' : 'cannot_handle';
  return {
    pattern: 'cannot_handle',
    say: [titles.length === 0 ? nothing : 'not_found'],
    lines: { contents: titles.map((title) => `“${title}”`).join(', ') },
    ...(titles.length === 0 ? {} : { question: { kind: 'passages', titles } }),
    isFixed: false,
    isUnsure: true,
    reason: 'nothing was found for the question',
    events: [{ name: 'not_handled' }],
    trace,
  };
}

const UNANSWERED: ReadonlySet<string> = new Set([
  'cannot_handle',
  'nothing_found',
  'not_found',
  'clarify',
  'clarify_two',
]);
