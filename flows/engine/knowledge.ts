import type { KnowledgeQuery } from '../../contracts/dialogue.ts';
import { chitchatKind, isYes } from '../understanding/repair-cues.ts';
import { splitClauses } from '../understanding/clauses.ts';
import { RETURN } from './definition.ts';
import { besidesDeclining } from './declined-person.ts';
import { destinationOf, edgeFor } from './edges.ts';
import type { Quoted } from './knowledge/quoted.ts';
import { closeTitles, contentsOf, quotedFrom } from './knowledge/quoted.ts';
import { vocabularyFor } from './knowledge/vocabulary.ts';
import type { Need } from './needs.ts';
import { offeredPerson } from './offered-person.ts';
import { placeChosen } from './patterns/clarify.ts';
import { fillSlots } from './slots.ts';
import { readingOf } from './tools.ts';
import { respelledBy } from './respelled.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** What to look up for a message: itself, where the flow answers from knowledge and the message may be a question. */
export function knowledgeQueryOf(turn: TurnInHand): KnowledgeQuery | undefined {
  const { definition, heard, language } = turn;
  const { knowledge } = definition;
  if (knowledge === undefined || heard.isInjection === true) return undefined;
  const chosen = chosenTitle(turn);
  const mayBeQuestion = heard.intent === undefined || knowledge.intents.includes(heard.intent) || isAsking(turn);
  return mayBeQuestion || chosen !== undefined || turn.needs.some((need) => isAsked(turn, need))
    ? { text: chosen ?? searchedFor(turn), language, limit: knowledge.limit, isWithContents: true }
    : undefined;
}

function isAsked({ definition }: TurnInHand, { heard }: Need): boolean {
  return definition.knowledge?.intents.includes(heard.intent) === true;
}

/** The sentences of a message that may ask something: a search for what stands around them would find that. */
function askedIn(turn: TurnInHand): readonly string[] {
  const chosen = chosenTitle(turn);
  if (chosen !== undefined) return [chosen];
  const clauses = withWhatTheyMean(splitClauses(besidesDeclining(turn.event.text)));
  const asked = clauses.filter((clause) => {
    const { intent } = turn.understandAgain(clause);
    return intent === undefined || ASKS.test(clause) || turn.definition.knowledge?.intents.includes(intent) === true;
  });
  return clauses.length < 2 || asked.length === 0 ? [turn.event.text] : asked;
}

/** "… and how to raise it" is about what stands before it. */
function withWhatTheyMean(clauses: readonly string[]): readonly string[] {
  return clauses.reduce<readonly string[]>((before, clause) => {
    const last = before.at(-1);
    return last === undefined || !POINTS_BACK.test(clause)
      ? [...before, clause]
      : [...before.slice(0, -1), `${last} ${clause}`];
  }, []);
}

const POINTS_BACK = /(?<!\p{L})(?:it|that|them|those)\W*$/iu;

/** Without the words that only ask, and in the words of the pages: "could you explain what a slot is" is about slots. */
function searchedFor(turn: TurnInHand): string {
  const { wordsOf, words } = vocabularyFor(turn.definition);
  const text = askedIn(turn).join(' ').slice(0, MAX_QUERY_CHARS);
  const topics = wordsOf(respelledBy(text, words)).join(' ');
  return topics === '' ? text : topics;
}

/** A question fits in this; a search for an essay finds everything. UTF-16 units. */
const MAX_QUERY_CHARS = 400;

/** Whether a sentence of the message has the form of a question, whatever the classifier makes of its words. */
function isAsking({ event }: TurnInHand): boolean {
  return splitClauses(event.text.slice(0, MAX_QUERY_CHARS)).some((clause) => ASKS.test(clause));
}

const ASKS =
  /^\W*(?:(?:another q(?:uestion)?|one more (?:thing|question)|quick q(?:uestion)?|ok|okay|and|but|so|also|fine|hi|hello|hey|yes|no|well|then|now|sorry|just|please|pls)[\s,.!:]+)*(?:how|what|whats|wat|which|where|when|who|can|could|does|do|is|are|will|would|if|should|may|shall|tell me)(?![\p{L}\p{M}])|\?\s*$|(?<![\p{L}\p{M}])(?:kya|kaise|kaha+n?|kab|kitn[aei]|kaun|kidhar|batao|bataiye|क्या|कैसे|कहाँ|कहां|कब|कितन[ाेी]|कौन|बताओ|बताइए)(?![\p{L}\p{M}])/iu;

/** The section that an answer to "do you mean A or B?" chooses. */
function chosenTitle({ snapshot, event, language }: TurnInHand): string | undefined {
  const { question } = snapshot;
  if (question?.kind !== 'passages') return undefined;
  const at = placeChosen(event.text) ?? (isYes(event.text, language) ? 0 : undefined);
  return at === undefined ? undefined : question.titles[at];
}

/**
 * Answers a question with the sentences of the best passage that has enough of its words, and names the source. Where two come
 * close both are offered by name. A question that nothing was found for is said to be so, with what there is; the second time
 * in a row a person is offered.
 */
export function answerFromKnowledge(turn: TurnInHand): Handling | undefined {
  const { definition, heard } = turn;
  const { knowledge } = definition;
  if (knowledge === undefined) return undefined;
  const isQuestion = heard.intent !== undefined && knowledge.intents.includes(heard.intent);
  const isChosen = chosenTitle(turn) !== undefined;
  if (!isQuestion && !isChosen && heard.intent !== undefined) return undefined;
  const found = quoted(turn, askedIn(turn), definition.maxGraphemes - SOURCE_ROOM);
  if (found !== undefined) return (found.isTie ? offered(turn) : undefined) ?? answer(turn, found);
  return notFound(turn, isQuestion);
}

function notFound(turn: TurnInHand, isQuestion: boolean): Handling | undefined {
  if (isQuestion) return announcesQuestion(turn) ? undefined : (offered(turn) ?? unanswered(turn, true));
  const { event, heard } = turn;
  return event.passages.length > 0 || heard.intents.length === 0 ? unanswered(turn, false) : undefined;
}

/**
 * Answers what has the form of a question and surely is about a passage, though it was taken for something else by its words:
 * "how do I stop night messages" is no opt-out, "are follow-ups sent after a crash" no complaint.
 */
export function answerSurely(turn: TurnInHand): Handling | undefined {
  const { definition, heard } = turn;
  const { knowledge } = definition;
  if (knowledge === undefined || !isAsking(turn) || turn.needs.length > 1) return undefined;
  if (chitchatKind(turn.event.text, turn.language) !== undefined) return undefined;
  if (heard.intent === undefined || knowledge.intents.includes(heard.intent)) return undefined;
  const found = quoted(turn, askedIn(turn), definition.maxGraphemes - SOURCE_ROOM, SURE_SHARE);
  if (found === undefined) return undefined;
  const asked = { ...heard, intent: knowledge.intents[0], objection: undefined };
  // What it was taken for fills nothing: a question is no note of a complaint.
  const reading = readingOf({ ...turn, heard: asked, slots: turn.known });
  const slots = fillSlots(definition, reading, { userName: turn.event.userName, objection: undefined });
  const answered = { ...answer({ ...turn, heard: asked, slots }, found), slots };
  // "No, that is all. Another question: …" leaves what it was asked in.
  const edge = edgeFor(turn);
  return edge?.to === RETURN
    ? { ...answered, pattern: undefined, say: ['answer'], ...destinationOf(edge, turn) }
    : answered;
}

/** Of the weight of the question's words; measured with `flows/assistant/knowledge.test.ts`. */
const SURE_SHARE = 0.6;

/** "I have a question", or the choice of one, asks nothing yet: the flow's own reply speaks. */
function announcesQuestion({ event, snapshot, definition }: TurnInHand): boolean {
  return vocabularyFor(definition).termsOf(event.text).length === 0 || snapshot.question?.kind === 'clarify';
}

/** What the passages say to the questions, two at most, and where from; undefined: nothing to any of them. */
export function quoted(
  { event, language, definition }: TurnInHand,
  questions: readonly string[],
  maxGraphemes: number,
  minShare?: number,
): Quoted | undefined {
  const { text, passages } = event;
  return quotedFrom(passages, {
    text,
    questions,
    language,
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
    say: isAside ? ['answer', 'resume'] : ['answer'],
    fill: { answer: found.answer, source: found.source },
    ...(edge === undefined ? {} : destinationOf(edge, turn)),
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

/** One or two sections that come close to the question, by name: the customer chooses. */
function offered(turn: TurnInHand): Handling | undefined {
  const { event, language, definition } = turn;
  const titles = closeTitles(event.passages, { text: event.text, language, vocabulary: vocabularyFor(definition) });
  const [first, second] = titles;
  if (first === undefined) return undefined;
  return {
    pattern: 'clarify',
    say: [second === undefined ? 'nearest_passage' : 'which_passage'],
    lines: { first, second: second ?? first },
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
  const contents = contentsOf(turn.event.passages, turn.language);
  return {
    pattern: 'cannot_handle',
    say: [contents === '' ? 'cannot_handle' : 'not_found'],
    lines: { contents },
    isFixed: false,
    isUnsure: true,
    reason: 'nothing was found for the question',
    events: [{ name: 'not_handled' }],
    trace,
  };
}

const UNANSWERED: ReadonlySet<string> = new Set(['cannot_handle', 'not_found', 'clarify', 'clarify_two']);
