import { splitClauses } from '../../understanding/clauses.ts';
import type { TopicDefinition } from '../definition.ts';
import { countGraphemes } from '../graphemes.ts';
import { textsOf } from '../templates.ts';
import type { Handling, SaidPart, TurnInHand } from '../turn-in-hand.ts';
import { leadOf } from './several-questions.ts';

/**
 * What a message plainly asks is answered before anything is made of the rest of it: "steep. does it work with Xero?" gets
 * its answer, and a word on the price. Where the business states nothing about it that is said, a person is offered, and
 * nothing else happens: whoever waits for an answer has agreed to nothing. `decideRest` decides about what stands beside.
 */
export function answeredFirst(turn: TurnInHand, decideRest: (rest: TurnInHand) => Handling): Handling | undefined {
  if (DECIDES.has(turn.snapshot.question?.kind ?? '')) return undefined;
  const read = readClauses(turn);
  const answers = merged(read.flatMap(({ answer }) => answer ?? []));
  if (answers.length === 0) return undefined;
  const rest = restOf(turn, read);
  const open = answers.find(({ topic }) => topic.isOpen);
  const known = answers.filter(({ topic }) => topic.isOpen !== true).map(({ part }) => part);
  const leads = answers.some(
    ({ topic }) => turn.heard.intent !== undefined && topic.intents.includes(turn.heard.intent),
  );
  const handling =
    open === undefined ? told(turn, known, { rest, leads, decideRest }) : offered([...known, open.part], rest);
  return { ...handling, events: [...eventsOf(turn, read), ...handling.events] };
}

/** Questions of ours that only their own answer may follow. */
const DECIDES: ReadonlySet<string> = new Set(['cancel', 'stop']);

/** A topic, and what it says with what is named. */
export interface Answer {
  readonly topic: TopicDefinition;
  readonly part: SaidPart;
}

interface Clause {
  readonly text: string;
  readonly answer: Answer | undefined;
}

function readClauses(turn: TurnInHand): readonly Clause[] {
  const said = turn.event.text.slice(0, MAX_CHARS).normalize('NFKC').replace(SHORT_AND, ' and ');
  const clauses = splitClauses(said);
  return clauses.map((text, at) => ({ text, answer: answerTo(turn, text, clauses[at - 1]) }));
}

/** "What's this cost n does it work": the hurried "and" before a question. */
const SHORT_AND = /\s(?:n|&)\s(?=(?:do|does|is|are|can|could|will|what|whats|how|when|where|which|who)\s)/giu;

/** Who writes more tells a story. UTF-16 units. */
const MAX_CHARS = 600;

/** What a topic says to a clause that asks about it in so many words; undefined: none is asked about. */
export function answerTo(
  { definition, slots, language }: TurnInHand,
  text: string,
  before: string | undefined,
): Answer | undefined {
  for (const topic of definition.topics ?? []) {
    if (topic.isPlain !== true || !topic.says.test(text)) continue;
    const lines = topic.naming === undefined ? {} : topic.naming({ text, before, known: slots, language });
    if (lines !== undefined) return { topic, part: { say: topic.reply, lines } };
  }
  return undefined;
}

/** Each reply once, with all that it names. */
function merged(answers: readonly Answer[]): readonly Answer[] {
  const byReply = new Map<string, Answer>();
  for (const answer of answers) {
    const { say, lines = {} } = answer.part;
    const before = byReply.get(say)?.part.lines ?? {};
    const named = Object.entries(lines).map(([name, words]) => [name, joinedWith(before[name], words)] as const);
    byReply.set(say, { ...answer, part: { say, lines: Object.fromEntries(named) } });
  }
  return [...byReply.values()].slice(0, MAX_ANSWERS);
}

function joinedWith(before: string | undefined, words: string): string {
  return before === undefined || before.split(', ').includes(words) ? (before ?? words) : `${before}, ${words}`;
}

/** More would not fit into a reply. */
const MAX_ANSWERS = 3;

/** What else the message says, as if it were all of it; undefined: nothing. */
function restOf(turn: TurnInHand, read: readonly Clause[]): TurnInHand | undefined {
  const others = read.filter(({ text, answer }) => answer === undefined && !SAYS_NOTHING.test(text));
  if (others.length === 0) return undefined;
  const text = others.map((clause) => clause.text).join(' ');
  return { ...turn, event: { ...turn.event, text }, heard: turn.understandAgain(text), needs: [] };
}

/** Courtesies, and the impatience of who has asked before: the answer is the answer to them. */
const SAYS_NOTHING =
  /^\W*(?:(?:ok(?:ay)?|hi+|hey|hello|hlo|thanks?|thx|fine|fair(?: enough)?|cool|great|nice|right|alright|well|so|and|n|but|um+|hm+|ugh|yo|bhai|yaar|achha|accha|theek hai|haan|yes or no|yes\/no|haan ya na+|just (?:say|tell me)|tell me|(?:ur|u r|you(?:['’]re| are)) not (?:answering|listening)|(?:u|you) (?:did ?n['’]?t|did not|never) answer(?: me| that| my question)?|i (?:just )?(?:asked|told|said)(?: (?:u|you|that|this|it|twice|already|before|the question|tho))*|otherwise i['’]?m (?:off|out|gone)|neither|none|both|(?:i )?(?:saw|seen|found|got) (?:ur|your|the|an?) (?:ad|advert|post|page)\p{L}*|tho(?:ugh)?|please|pls)[\s,.!?]*)+$/iu;

interface Beside {
  readonly rest: TurnInHand | undefined;
  /** The question leads on by itself, once it is answered. */
  readonly leads: boolean;
  readonly decideRest: (rest: TurnInHand) => Handling;
}

/** The business knows the answers: they are given, and what stands beside them is done as usual. */
function told(turn: TurnInHand, parts: readonly SaidPart[], { rest, leads, decideRest }: Beside): Handling {
  const done = rest === undefined ? undefined : decideRest(rest);
  const asides = rest === undefined ? [] : asidesTo(rest);
  const answered = { pattern: 'interruption', isFixed: true, isProgress: true, reason: REASON } as const;
  if (done !== undefined && done.handOver === undefined && !isWorth(turn, parts, done)) {
    const { to, paused } = done;
    const way = to === undefined || done.isUnsure ? {} : { to, ...(paused === undefined ? {} : { paused }) };
    return { ...answered, ...way, parts: [...parts, ...asides], say: ['resume'], events: [] };
  }
  if (done === undefined) return { ...answered, ...(leads ? leadOf(turn) : {}), parts, say: ['resume'], events: [] };
  return {
    ...done,
    ...answered,
    parts: [...parts, ...(done.parts ?? [])],
    events: done.events,
  };
}

const REASON = 'what the message plainly asks was answered first';

/** Whether what is done about the rest was understood, and is said in what room the answers leave. */
function isWorth({ definition, language }: TurnInHand, parts: readonly SaidPart[], done: Handling): boolean {
  if (done.isUnsure === true || done.repeats !== undefined || done.question?.kind === 'clarify') return false;
  const longestOf = (key: string): number =>
    Math.max(
      0,
      ...textsOf(definition, key, { language }).map((text) => countGraphemes(text.replace(/\{[^}]*\}/gu, ''))),
    );
  const keys = [...parts.map(({ say }) => say), ...done.say];
  return keys.reduce((sum, key) => sum + longestOf(key) + SLOT_ROOM, 0) <= definition.maxGraphemes;
}

/** Left for the words that are filled in. Graphemes, a guess. */
const SLOT_ROOM = 16;

/** What the business does not know is said so, and a person offered; a price or a doubt beside it gets a word. */
function offered(parts: readonly SaidPart[], rest: TurnInHand | undefined): Handling {
  const asides = rest === undefined ? [] : asidesTo(rest);
  return {
    pattern: 'interruption',
    parts: [...asides.slice(0, 1), ...parts.slice(0, -1)],
    ...lastSaid(parts),
    isLastKept: true,
    question: { kind: 'person', reason: 'open_question' },
    isFixed: true,
    isProgress: true,
    reason: 'the business states nothing about what is asked: a person is offered',
    events: [{ name: 'clarification_requested', details: { about: 'person' } }],
  };
}

/** The offer ends the reply, with what it names. */
function lastSaid(parts: readonly SaidPart[]): Pick<Handling, 'say' | 'lines'> {
  const last = parts.at(-1);
  return last === undefined ? { say: [] } : { say: [last.say], lines: last.lines ?? {} };
}

/** What is said to an intent in between, where that asks nothing. */
function asidesTo({ definition, heard, language }: TurnInHand): readonly SaidPart[] {
  const { intent } = heard;
  const say = definition.interruptions.find(({ intents }) => intent !== undefined && intents.includes(intent))?.reply;
  if (say === undefined) return [];
  return textsOf(definition, say, { language }).some((text) => /\?|\{ask\}/u.test(text)) ? [] : [{ say }];
}

/** A single question is one in between, and is told as such. */
function eventsOf({ heard, snapshot, understandAgain }: TurnInHand, read: readonly Clause[]): Handling['events'] {
  if (read.length > 1) {
    const intents = read.map(({ text }) => understandAgain(text).intent ?? 'unclear');
    return [{ name: 'multiple_intents', details: { intents } }];
  }
  return [
    { name: 'flow_interrupted', details: { intent: heard.intent ?? 'unclear' } },
    { name: 'flow_resumed', details: { state: snapshot.state } },
  ];
}
