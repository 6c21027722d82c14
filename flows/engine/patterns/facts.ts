import { questionsIn, splitClauses } from '../../understanding/clauses.ts';
import { edgeFor } from '../edges.ts';
import { asks, goesOn, withoutLead } from '../knowledge/asking.ts';
import { quoted, SOURCE_ROOM } from '../knowledge.ts';
import { textsOf } from '../templates.ts';
import { toolThatTells } from '../tools.ts';
import type { Handling, SaidPart, TurnInHand } from '../turn-in-hand.ts';
import { answerTo } from './answered-first.ts';
import { topicOf } from './several-questions.ts';

/**
 * What is known to the questions of a message, in the flow's own words: topics, tools and asides that only tell, and passages that
 * surely are about them. Nothing is asked back, moved or done by it; empty where nothing is asked, or nobody knows.
 */
export function factsFor(turn: TurnInHand): readonly SaidPart[] {
  const { heard, event } = turn;
  if (heard.isInjection === true) return [];
  const questions = askedIn(event.text);
  const asked =
    questions.length === 0 && asksInShort(turn) ? [withoutLead(event.text)] : questions.slice(0, MAX_QUESTIONS);
  const facts = asked.map((text, at) =>
    factFor({ ...turn, ...about(turn, text) }, { isQuestion: questions.length > 0, before: asked[at - 1] }),
  );
  return distinct(facts.filter((fact) => fact !== undefined));
}

/** Whether a message has a question in it, by its form, or a wish to know or do something; "and the price" asks in short. */
export function asksSomething(text: string): boolean {
  const isShort = goesOn(text) && text.trim().split(/\s+/u).length <= MAX_GOING_ON_WORDS;
  return askedIn(text).length > 0 || asks(text) || isShort || ASKS_FOR_NEWS.test(text);
}

/** "And the colours are wrong as well" tells. A guess. */
const MAX_GOING_ON_WORDS = 4;
const ASKS_FOR_NEWS = /^\W*any (?:updates?|news|word|progress|idea|chance)(?!\p{L})/iu;

function askedIn(text: string): readonly string[] {
  return splitClauses(text.slice(0, MAX_CHARS)).flatMap((clause) => {
    if (questionsIn(clause).length > 0) return [clause];
    const rest = withoutLead(clause);
    return questionsIn(rest).length > 0 ? [rest] : [];
  });
}

/** UTF-16 units: who writes more tells a story. */
const MAX_CHARS = 400;
/** More would not fit into a reply. */
const MAX_QUESTIONS = 3;
/** A guess. */
const MAX_SHORT_WORDS = 8;
const MAX_NAMING_WORDS = 3;

/** "Order status" and "prices pls" ask without the form of a question; what is told, or complained of, is for the person. */
function asksInShort(turn: TurnInHand): boolean {
  const isShort = turn.event.text.trim().split(/\s+/u).length <= MAX_SHORT_WORDS;
  return isShort && edgeFor(turn)?.handOver === undefined;
}

function about(
  { event, heard, understandAgain }: TurnInHand,
  text: string,
): Pick<TurnInHand, 'event' | 'heard' | 'needs'> {
  return { event: { ...event, text }, heard: text === event.text ? heard : understandAgain(text), needs: [] };
}

interface Asked {
  /** By its form. */
  readonly isQuestion: boolean;
  /** The question before it: what "does it plug in?" is about. */
  readonly before: string | undefined;
}

function factFor(turn: TurnInHand, asked: Asked): SaidPart | undefined {
  return byTopic(turn, asked) ?? byTool(turn) ?? byPassage(turn, asked) ?? byAside(turn, asked);
}

/** A topic's words alone ask nothing: "we use slack" tells. What the business states nothing about is for the person. */
function byTopic(turn: TurnInHand, { isQuestion, before }: Asked): SaidPart | undefined {
  const plain = answerTo(turn, turn.event.text.normalize('NFKC'), before);
  if (plain !== undefined) return plain.topic.isOpen === true ? undefined : plain.part;
  const topic = isQuestion ? topicOf(turn) : undefined;
  const isTold = topic !== undefined && topic.isOpen !== true && topic.naming === undefined;
  return !isTold || asksBack(turn, topic.reply) ? undefined : { say: topic.reply };
}

/** An answer that goes on to a question leaves that away: nobody here takes the yes to it. */
function byTool(turn: TurnInHand): SaidPart | undefined {
  const told = toolThatTells(turn);
  const [say] = told?.say ?? [];
  if (told === undefined || say === undefined || doesMore(told)) return undefined;
  const answer = withoutAdvice(told.lines?.['answer']);
  if (answer === undefined) return wholeOf(turn, told, say);
  return answer === '' ? undefined : { say, verbatim: answer };
}

/** Nobody who waits for a person is told to ask for one. */
function withoutAdvice(answer: string | undefined): string | undefined {
  const sentences = answer?.split(/(?<=[.!?।])\s+/u).filter((sentence) => !ADVISES_PERSON.test(sentence));
  return sentences?.join(' ').trim();
}

const ADVISES_PERSON = /PERSON|“person”/u;

function doesMore({ leavesOpen, handOver, effects }: Handling): boolean {
  return leavesOpen === true || handOver !== undefined || effects !== undefined;
}

function wholeOf(turn: TurnInHand, { to, lines, fill }: Handling, say: string): SaidPart | undefined {
  if (to !== undefined || asksBack(turn, say)) return undefined;
  return { say, fill: { ...fill, ...NO_QUESTION }, ...(lines === undefined ? {} : { lines }) };
}

function byPassage(turn: TurnInHand, { isQuestion }: Asked): SaidPart | undefined {
  const { definition, event } = turn;
  const { knowledge } = definition;
  // "My key got leaked" is near to a page on keys, and asks nothing.
  if (knowledge === undefined || !isQuestion) return undefined;
  const found = quoted(
    turn,
    [withoutLead(event.text)],
    Math.floor(definition.maxGraphemes / 2) - SOURCE_ROOM,
    SURE_SHARE,
  );
  if (found === undefined || found.isTie || found.isByOneWord) return undefined;
  return { say: 'answer', fill: { answer: found.answer, source: found.source } };
}

/** Of the weight of the question's words, as where a question is answered that was taken for something else. */
const SURE_SHARE = 0.6;

/** What is not asked in form counts only where it names little else: "price pls", not "you do it instead". */
function byAside(turn: TurnInHand, { isQuestion }: Asked): SaidPart | undefined {
  const { definition, heard, event } = turn;
  if (!isQuestion && event.text.trim().split(/\s+/u).length > MAX_NAMING_WORDS) return undefined;
  const { intent, intents } = heard;
  if ((intents[0]?.score ?? 0) < CLEAR) return undefined;
  const aside = definition.interruptions.find(
    ({ intents, onlyTells }) => onlyTells === true && intent !== undefined && intents.includes(intent),
  );
  return aside?.reply === undefined || asksBack(turn, aside.reply)
    ? undefined
    : { say: aside.reply, fill: NO_QUESTION };
}

/** In place of the question of the state. */
const NO_QUESTION = { ask: '' };

/** Of an intent whose fact is told: a guess would answer something else. */
const CLEAR = 0.6;

function asksBack({ definition, language }: TurnInHand, say: string): boolean {
  return textsOf(definition, say, { language }).some((text) => text.includes('?') || ADVISES_PERSON.test(text));
}

function distinct(facts: readonly SaidPart[]): readonly SaidPart[] {
  const keys = facts.map((fact) => JSON.stringify(fact));
  return facts.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}
