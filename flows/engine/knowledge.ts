import type { KnowledgeQuery, Language, Passage } from '../../contracts/dialogue.ts';
import { edgeFor, destinationOf } from './edges.ts';
import { detectLanguage } from '../understanding/language.ts';
import { splitClauses } from '../understanding/clauses.ts';
import { countGraphemes } from './graphemes.ts';
import { respelled } from './respelled.ts';
import { handOverFor } from './hand-over.ts';
import type { Need } from './needs.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** What to look up for a message: itself, where the flow answers from knowledge and the message may be a question. */
export function knowledgeQueryOf(turn: TurnInHand): KnowledgeQuery | undefined {
  const { definition, heard, language } = turn;
  if (definition.knowledge === undefined || heard.isInjection === true) return undefined;
  const mayBeQuestion = heard.intent === undefined || definition.knowledge.intents.includes(heard.intent);
  return mayBeQuestion || turn.needs.some((need) => isAsked(turn, need))
    ? { text: topicsOf(askedIn(turn).join(' ').slice(0, MAX_QUERY_CHARS)), language, limit: definition.knowledge.limit }
    : undefined;
}

function isAsked({ definition }: TurnInHand, { heard }: Need): boolean {
  return definition.knowledge?.intents.includes(heard.intent) === true;
}

/** The sentences of a message that may ask something: a search for what stands around them would find that. */
function askedIn(turn: TurnInHand): readonly string[] {
  const clauses = splitClauses(turn.event.text);
  const asked = clauses.filter((clause) => {
    const { intent } = turn.understandAgain(clause);
    return intent === undefined || turn.definition.knowledge?.intents.includes(intent) === true;
  });
  return clauses.length < 2 || asked.length === 0 ? [turn.event.text] : asked;
}

/** Without the words that only ask: "could you explain what a slot is" is about slots, and is found by that word alone. */
function topicsOf(text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.'’-]*/gu) ?? [];
  const topics = words.filter((word) => !EMPTY.has(word.toLowerCase().normalize('NFKC').replace(/\W+$/u, '')));
  return topics.length === 0 ? text : topics.join(' ');
}

/** A question fits in this; a search for an essay finds everything. UTF-16 units. */
const MAX_QUERY_CHARS = 400;

/**
 * Answers a question with the sentences of the best passage that has enough of its words, and names the source. A question
 * that nothing was found for is said to be not understood, and handed to a person the second time in a row.
 */
export function answerFromKnowledge(turn: TurnInHand): Handling | undefined {
  const { definition, heard, event } = turn;
  const { knowledge } = definition;
  if (knowledge === undefined) return undefined;
  const isQuestion = heard.intent !== undefined && knowledge.intents.includes(heard.intent);
  if (!isQuestion && heard.intent !== undefined) return undefined;
  const found = quoted(turn, askedIn(turn), definition.maxGraphemes - SOURCE_ROOM);
  if (found !== undefined) return answer(turn, found);
  if (isQuestion) return announcesQuestion(turn) ? undefined : unanswered(turn, true);
  return event.passages.length > 0 || heard.intents.length === 0 ? unanswered(turn, false) : undefined;
}

/** "I have a question", or the choice of one, asks nothing yet: the flow's own reply speaks. */
function announcesQuestion({ event, snapshot }: TurnInHand): boolean {
  return stemsOf(event.text).size === 0 || snapshot.question?.kind === 'clarify';
}

/** What the passages say to the questions, two at most, and where from; undefined: nothing to any of them. */
export function quoted(turn: TurnInHand, questions: readonly string[], maxGraphemes: number): Quoted | undefined {
  const passages = inLanguageFirst(turn.event.passages, turn.language);
  const text = respelled(turn.event.text, passages);
  const found = questions.flatMap((asked) => {
    const question = respelled(asked, passages);
    const passage = passages.find((candidate) => isAbout(candidate, question));
    return passage === undefined ? [] : [{ question, passage }];
  });
  const whole = passages.find((candidate) => isAbout(candidate, text));
  if (found.length === 0 && whole !== undefined) found.push({ question: text, passage: whole });
  const distinct = found
    .filter(({ passage }, at) => found.findIndex((one) => one.passage === passage) === at)
    .slice(0, 2);
  const [first] = distinct;
  if (first === undefined) return undefined;
  const room = Math.floor((maxGraphemes - 20 * (distinct.length - 1)) / distinct.length);
  const titles = [...new Set(distinct.map(({ passage }) => passage.title))];
  return {
    answer: distinct.map(({ passage, question }) => bestSentences(passage.text, question, room)).join(' '),
    source: titles.join('; '),
    titles,
    sources: distinct.map(({ passage }) => passage.source),
  };
}

/** A page that the customer can read comes before one that ranks higher. */
function inLanguageFirst(passages: readonly Passage[], language: Language): readonly Passage[] {
  const isReadable = ({ text }: Passage): boolean => detectLanguage(text.slice(0, 300))?.code === language;
  return [...passages.filter(isReadable), ...passages.filter((passage) => !isReadable(passage))];
}

interface Quoted {
  readonly answer: string;
  /** Titles, for the customer. */
  readonly source: string;
  readonly titles: readonly string[];
  /** Names of the pages, for the trace. */
  readonly sources: readonly string[];
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

function unanswered(turn: TurnInHand, isQuestion: boolean): Handling | undefined {
  const isAgain = UNANSWERED.has(turn.snapshot.lastReply?.template ?? '');
  if (!isQuestion && !isAgain) return undefined;
  return {
    pattern: 'cannot_handle',
    say: [isAgain ? 'handed_over' : 'cannot_handle'],
    isFixed: isAgain,
    isUnsure: !isAgain,
    ...(isAgain ? { handOver: handOverFor(turn, 'not_understood') } : {}),
    reason: isAgain ? 'nothing was found again: a person takes over' : 'nothing was found for the question',
    events: [
      { name: 'not_handled' },
      ...(isAgain ? [{ name: 'handoff_requested', details: { reason: 'not_understood' } } as const] : []),
    ],
    trace: [{ rule: 'knowledge', outcome: 'nothing found', details: { found: turn.event.passages.length } }],
  };
}

const UNANSWERED: ReadonlySet<string> = new Set(['cannot_handle', 'clarify', 'clarify_two']);

/** Whether a passage has more than half of the question's words that carry meaning, or half of them and one in its title. */
function isAbout({ title, text }: Passage, question: string): boolean {
  const asked = [...stemsOf(question)];
  const named = stemsOf(title);
  const told = stemsOf(text);
  const shared = asked.filter((stem) => named.has(stem) || told.has(stem)).length;
  const isNamed = asked.some((stem) => named.has(stem));
  return shared * 2 > asked.length || (isNamed && shared * 2 === asked.length);
}

/** The run of sentences that has most of the question's words and fits, in their order. */
export function bestSentences(text: string, question: string, maxGraphemes: number): string {
  // The point of "2.0" ends no sentence.
  const sentences = text
    .replace(/\s+/gu, ' ')
    .trim()
    .split(/(?<=[.!?।])\s+/u);
  const asked = stemsOf(question);
  const points = sentences.map((sentence) => [...stemsOf(sentence)].filter((stem) => asked.has(stem)).length);
  let best = { from: 0, score: -1 };
  for (let from = 0; from < sentences.length; from += 1) {
    // The sentence that follows often explains; it counts half.
    const score = (points[from] ?? 0) + (points[from + 1] ?? 0) / 2;
    if (score > best.score) best = { from, score };
  }
  let chosen = '';
  for (const sentence of sentences.slice(best.from, best.from + 3)) {
    const longer = `${chosen} ${sentence.trim()}`.trim();
    if (chosen !== '' && countGraphemes(longer) > maxGraphemes) break;
    chosen = longer;
  }
  return chosen;
}

/** Beginnings of the words that carry meaning: a rough stem that serves any language with words. */
function stemsOf(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Set(
    words
      .filter((word) => word.length > 2 && !EMPTY.has(word))
      .map((word) => word.slice(0, Math.max(4, word.length - 3))),
  );
}

/** Words of questions that carry no topic. */
const EMPTY: ReadonlySet<string> = new Set(
  'question questions ask asking answer something anything about kindly hope well okay ok uh um oh hmm exactly basically umm like again सवाल पूछना sawal sawaal puchna much many the and for are was were what which who whom whose how why when where does did can could would should will shall may might must you your yours our ours its their there this that these those with from into about have has had not but any some get got please tell know explain want need like mean is कैसे क्या क्यों कब कहाँ कौन है हैं का की के को में से और यह वह मुझे बताइए बताओ kya kaise kyun kab kahan hai hain mujhe batao main mai sakta sakti sakte hoon hun hu kar karna karu karun kare karo karte hota hoti hote isko ise iska iski yeh ye apna apni mera meri kuch milegi milega मैं सकता सकती सकते हूँ हूं कर करना करें करूँ करते होता होती इसे इसको इसका इसकी'.split(
    ' ',
  ),
);
