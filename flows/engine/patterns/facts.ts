import { questionsIn, splitClauses } from '../../understanding/clauses.ts';
import { quoted, SOURCE_ROOM } from '../knowledge.ts';
import { textsOf } from '../templates.ts';
import { toolThatTells } from '../tools.ts';
import type { SaidPart, TurnInHand } from '../turn-in-hand.ts';
import { topicOf } from './several-questions.ts';

/**
 * What is known to the questions of a message, in the flow's own words: topics, tools and asides that only tell, and passages that
 * surely are about them. Nothing is asked back, moved or done by it; empty where nothing is asked, or nobody knows.
 */
export function factsFor(turn: TurnInHand): readonly SaidPart[] {
  const { heard, event } = turn;
  if (heard.isInjection === true) return [];
  const questions = splitClauses(event.text.slice(0, MAX_CHARS)).filter((clause) => questionsIn(clause).length > 0);
  // "Order status" and "prices pls" ask without the form of a question; where more is told, it is for the person.
  const asked = questions.length === 0 && isShort(event.text) ? [event.text] : questions.slice(0, MAX_QUESTIONS);
  const facts = asked.map((text) => factFor({ ...turn, ...about(turn, text) }, questions.length > 0));
  return distinct(facts.filter((fact) => fact !== undefined));
}

/** UTF-16 units: who writes more tells a story. */
const MAX_CHARS = 400;
/** More would not fit into a reply. */
const MAX_QUESTIONS = 3;
/** A guess. */
const MAX_SHORT_WORDS = 8;

function isShort(text: string): boolean {
  return text.trim().split(/\s+/u).length <= MAX_SHORT_WORDS;
}

function about(
  { event, heard, understandAgain }: TurnInHand,
  text: string,
): Pick<TurnInHand, 'event' | 'heard' | 'needs'> {
  return { event: { ...event, text }, heard: text === event.text ? heard : understandAgain(text), needs: [] };
}

function factFor(turn: TurnInHand, isQuestion: boolean): SaidPart | undefined {
  return byTopic(turn, isQuestion) ?? byTool(turn) ?? byPassage(turn, isQuestion) ?? byAside(turn);
}

/** A topic's words alone ask nothing: "we use slack" tells. */
function byTopic(turn: TurnInHand, isQuestion: boolean): SaidPart | undefined {
  const topic = isQuestion ? topicOf(turn) : undefined;
  return topic === undefined ? undefined : { say: topic.reply };
}

/** An answer that goes on to a question leaves that away: nobody here takes the yes to it. */
function byTool(turn: TurnInHand): SaidPart | undefined {
  const told = toolThatTells(turn);
  const [say] = told?.say ?? [];
  if (told === undefined || say === undefined || told.handOver !== undefined || told.effects !== undefined)
    return undefined;
  const { lines, fill } = told;
  const answer = lines?.['answer'];
  if (answer !== undefined) return answer.trim() === '' ? undefined : { say, verbatim: answer.trim() };
  if (told.to !== undefined || asksBack(turn, say)) return undefined;
  return { say, fill: { ...fill, ...NO_QUESTION }, ...(lines === undefined ? {} : { lines }) };
}

function byPassage(turn: TurnInHand, isQuestion: boolean): SaidPart | undefined {
  const { definition, event, heard } = turn;
  const { knowledge } = definition;
  const isAsked = isQuestion || (heard.intent !== undefined && knowledge?.intents.includes(heard.intent) === true);
  if (knowledge === undefined || !isAsked) return undefined;
  const found = quoted(turn, [event.text], Math.floor(definition.maxGraphemes / 2) - SOURCE_ROOM, SURE_SHARE);
  if (found === undefined || found.isTie) return undefined;
  return { say: 'answer', fill: { answer: found.answer, source: found.source } };
}

/** Of the weight of the question's words, as where a question is answered that was taken for something else. */
const SURE_SHARE = 0.6;

function byAside(turn: TurnInHand): SaidPart | undefined {
  const { definition, heard } = turn;
  const { intent } = heard;
  const aside = definition.interruptions.find(
    ({ intents, onlyTells }) => onlyTells === true && intent !== undefined && intents.includes(intent),
  );
  return aside?.reply === undefined || asksBack(turn, aside.reply)
    ? undefined
    : { say: aside.reply, fill: NO_QUESTION };
}

/** In place of the question of the state. */
const NO_QUESTION = { ask: '' };

function asksBack({ definition, language }: TurnInHand, say: string): boolean {
  return textsOf(definition, say, { language }).some((text) => text.includes('?'));
}

function distinct(facts: readonly SaidPart[]): readonly SaidPart[] {
  const keys = facts.map((fact) => JSON.stringify(fact));
  return facts.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}
