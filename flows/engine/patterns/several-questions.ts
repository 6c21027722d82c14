import type { DialogueEvent } from '../../../contracts/dialogue-events.ts';
import { questionsIn } from '../../understanding/clauses.ts';
import type { TopicDefinition } from '../definition.ts';
import { destinationOf, edgeFor } from '../edges.ts';
import { quoted, SOURCE_ROOM } from '../knowledge.ts';
import { textsOf } from '../templates.ts';
import { toolByClaim, toolByRule } from '../tools.ts';
import type { Handling, Pattern, SaidPart, TurnInHand } from '../turn-in-hand.ts';
import { unansweredPart } from './unanswered-part.ts';

/**
 * Several questions in one message, and nothing else: each is answered by itself, as if it had been asked alone, and one that
 * has no answer is named. A single question on a topic of the flow is answered by that topic. Only what changes nothing in
 * the world answers here: no order, no hand-over.
 */
export const severalQuestions: Pattern = {
  name: 'multiple_intents',
  handle: (turn) => {
    const questions = isOpenTo(turn) ? questionsIn(turn.event.text).slice(0, MAX_QUESTIONS) : [];
    const asked = questions.map((text) => askedAlone(turn, text));
    const found = asked.map((one) => answerTo(one));
    const answers = distinct(found.filter((answer) => answer !== undefined));
    if (!isWorth(turn, asked, answers)) return undefined;
    const open = questions.filter((_, at) => found[at] === undefined);
    const aside = questions.length === 1 ? asideOf(turn) : undefined;
    const titles = answers.flatMap(({ mustName }) => mustName ?? []);
    return {
      pattern: aside === undefined ? 'multiple_intents' : 'interruption',
      parts: [...answers.map(({ part }) => part), ...open.slice(0, 1).map(unansweredPart)],
      say: turn.definition.knowledge === undefined ? ['resume'] : [],
      ...destinationIn(turn, asked, answers),
      slots: { ...turn.slots, ...Object.assign({}, ...answers.map(({ slots }) => slots)) },
      isFixed: answers.some(({ isFixed }) => isFixed),
      isProgress: true,
      goal: 'Answer each question of the customer shortly, and say which you cannot answer.',
      ...(titles.length === 0 ? {} : { mustName: [...new Set(titles)] }),
      reason: 'each question of the message was answered by itself',
      events: aside ?? [
        { name: 'multiple_intents', details: { intents: asked.map(({ heard }) => heard.intent ?? 'unclear') } },
      ],
    };
  },
};

/** A question of ours is to be answered, but whoever is offered a person may ask on. */
function isOpenTo({ snapshot }: TurnInHand): boolean {
  return snapshot.question === undefined || snapshot.question.kind === 'person';
}

/** A single question on a topic is one in between, and is told as such. */
function asideOf({ heard, snapshot }: TurnInHand): readonly DialogueEvent[] {
  return [
    { name: 'flow_interrupted', details: { intent: heard.intent ?? 'unclear' } },
    { name: 'flow_resumed', details: { state: snapshot.state } },
  ];
}

/** Where the first answer that leads on leads; a topic does so where it is all that is asked, or at the beginning. */
function destinationIn(
  turn: TurnInHand,
  asked: readonly TurnInHand[],
  answers: readonly Answer[],
): Destination | undefined {
  const isStart = turn.snapshot.state === turn.definition.initialState;
  const leading = answers.filter(({ isTopic }) => isTopic !== true || isStart || asked.length === 1);
  return leading.find(({ destination }) => destination !== undefined)?.destination;
}

/** More would not fit into a reply. */
const MAX_QUESTIONS = 3;

type Destination = ReturnType<typeof destinationOf>;

interface Answer {
  readonly part: SaidPart;
  readonly destination?: Destination | undefined;
  readonly slots?: TurnInHand['slots'];
  readonly mustName?: readonly string[];
  /** The words are the flow's own. */
  readonly isFixed: boolean;
  readonly isTopic?: true;
}

/** Two answers, or one beside a question that is named; a single question only where a topic knows it better. */
function isWorth({ definition }: TurnInHand, asked: readonly TurnInHand[], answers: readonly Answer[]): boolean {
  const [first] = answers;
  if (first === undefined || asked.some(({ heard }) => wantsMore(heard.intent, definition))) return false;
  if (asked.length > 1) return answers.length > 1 || definition.knowledge !== undefined || first.isTopic === true;
  // An objection is handled as one.
  return first.isTopic === true && asked[0]?.heard.objection === undefined;
}

/** A need that takes several turns, a person, or silence. */
function wantsMore(intent: string | undefined, { interruptions }: TurnInHand['definition']): boolean {
  if (intent === undefined) return false;
  return (
    ['human', 'stop'].includes(intent) ||
    interruptions.some(({ intents, to }) => to !== undefined && intents.includes(intent))
  );
}

function distinct(answers: readonly Answer[]): readonly Answer[] {
  const keyOf = ({ part }: Answer): string => JSON.stringify(part);
  return answers.filter((one, at) => answers.findIndex((other) => keyOf(other) === keyOf(one)) === at);
}

/** The turn as if this had been the whole message. */
function askedAlone(turn: TurnInHand, text: string): TurnInHand {
  return { ...turn, event: { ...turn.event, text }, heard: turn.understandAgain(text), needs: [] };
}

function answerTo(turn: TurnInHand): Answer | undefined {
  return byTopic(turn) ?? byTool(turn) ?? byKnowledge(turn) ?? byAside(turn);
}

function byTopic(turn: TurnInHand): Answer | undefined {
  const topic = topicOf(turn);
  if (topic === undefined) return undefined;
  return {
    part: { say: topic.reply },
    destination: leadOf(turn),
    isFixed: false,
    isTopic: true,
  };
}

/** What a question of these words is about, if the flow has a topic for it. */
export function topicOf({ definition, event, heard }: TurnInHand): TopicDefinition | undefined {
  return definition.topics?.find(
    ({ says, intents, isPlain }) =>
      isPlain !== true &&
      (heard.intent === undefined || intents.includes(heard.intent)) &&
      says.test(event.text.normalize('NFKC')),
  );
}

/** What a tool tells without doing anything. */
function byTool(turn: TurnInHand): Answer | undefined {
  const called = toolByClaim(turn) ?? toolByRule(turn);
  return called === undefined || doesSomething(called) ? undefined : ofTool(called, turn);
}

function doesSomething({ effects, handOver, to, followUps, question }: Handling): boolean {
  return [effects, handOver, to, followUps, question].some((part) => part !== undefined);
}

function ofTool(called: Handling, { slots }: TurnInHand): Answer | undefined {
  const [say] = called.say;
  if (say === undefined) return undefined;
  const answer = called.lines?.['answer'];
  const { lines } = called;
  return {
    part: answer === undefined ? { say, ...(lines === undefined ? {} : { lines }) } : { say, verbatim: answer },
    slots: called.slots ?? slots,
    isFixed: true,
  };
}

function byKnowledge(turn: TurnInHand): Answer | undefined {
  const { definition, event, heard } = turn;
  if (definition.knowledge === undefined) return undefined;
  const room = Math.floor(definition.maxGraphemes / 2) - SOURCE_ROOM;
  const found = quoted(turn, [event.text], room);
  if (found === undefined) return undefined;
  const edge = edgeFor({ ...turn, heard: { ...heard, intent: definition.knowledge.intents[0] } });
  return {
    part: { say: 'answer', fill: { answer: found.answer, source: found.source } },
    destination: edge === undefined ? undefined : destinationOf(edge, turn),
    mustName: found.titles,
    isFixed: false,
  };
}

/** What is said to the need in between, or by the state: without a question of its own, as the reply ends with one. */
function byAside(turn: TurnInHand): Answer | undefined {
  const { definition, heard, state, language } = turn;
  const { intent } = heard;
  if (intent === undefined) return undefined;
  const say = definition.interruptions.find(({ intents }) => intents.includes(intent))?.reply ?? state.replies[intent];
  if (say === undefined) return undefined;
  const asks = textsOf(definition, say, { language }).some((text) => /\?|\{ask\}/u.test(text));
  return asks ? undefined : { part: { say }, destination: leadOf(turn), isFixed: false };
}

/** Where the question leads by itself, if it binds nobody. */
export function leadOf(turn: TurnInHand): Destination | undefined {
  const edge = edgeFor(turn);
  const leadsOn = edge !== undefined && edge.handOver === undefined && edge.isBinding !== true;
  return leadsOn ? destinationOf(edge, turn) : undefined;
}
