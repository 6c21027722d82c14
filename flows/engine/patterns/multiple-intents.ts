import type { InterruptionDefinition } from '../definition.ts';
import { destinationOf, edgeFor } from '../edges.ts';
import { quoted } from '../knowledge.ts';
import type { Need } from '../needs.ts';
import { fillSlots } from '../slots.ts';
import { textsOf } from '../templates.ts';
import { readingOf } from '../tools.ts';
import type { Pattern, TurnInHand } from '../turn-in-hand.ts';

/**
 * Several needs in one message: questions on the side are answered first, then the one that moves the conversation. Needs
 * that take several turns each are taken one after the other: the later ones wait as if they had been interrupted.
 */
export const multipleIntents: Pattern = {
  name: 'multiple_intents',
  handle: (turn) => {
    const { needs } = turn;
    if (needs.length < 2) return undefined;
    const lengthy = needs.flatMap((need) => interruptionOf(turn, need) ?? []);
    const way = lengthy.length > 0 ? oneByOne(turn, lengthy) : onward(turn, needs);
    const answered = answerTo(turn, needs);
    const asides = needs.flatMap((need) => (way.intents.includes(need.heard.intent) ? [] : asideTo(turn, need)));
    const before = [...(answered === undefined ? [] : ['answer']), ...asides.slice(0, MAX_ASIDES)];
    const say = [...new Set([...before, ...way.say])];
    if (say.length < 2 && lengthy.length === 0) return undefined;
    const names = needs.map(({ heard }) => heard.intent);
    return {
      pattern: 'multiple_intents',
      say,
      isLastKept: true,
      ...(answered === undefined ? {} : { fill: answered }),
      ...way.destination,
      slots: slotsOf(turn),
      isFixed: false,
      isProgress: answered !== undefined || asides.length > 0 || way.destination !== undefined,
      goal: `Answer each of these needs of the customer shortly: ${names.join(', ')}. Then go on.`,
      reason: way.reason,
      events: [{ name: 'multiple_intents', details: { intents: names } }],
    };
  },
};

/** A reply holds two asides and the way on; more would be cut. */
const MAX_ASIDES = 2;

/** What the reply ends with, where the conversation goes, and the intents that are served by that. */
interface WayOn {
  readonly say: readonly string[];
  readonly destination: { readonly to: string; readonly paused: readonly string[] } | undefined;
  readonly intents: readonly string[];
  readonly reason: string;
}

type Lengthy = Need & { readonly to: string; readonly reply: string };

/** The state of its own that the need leads to, if it has one and the conversation is not in it. */
function interruptionOf({ definition, snapshot }: TurnInHand, need: Need): Lengthy | undefined {
  const found = interruptionFor(definition.interruptions, need);
  const to = found?.to;
  if (to === undefined || to === snapshot.state) return undefined;
  return { ...need, to, reply: found?.reply ?? definition.states[to]?.ask ?? 'resume' };
}

function interruptionFor(all: readonly InterruptionDefinition[], need: Need): InterruptionDefinition | undefined {
  return all.find(({ intents }) => intents.includes(need.heard.intent));
}

function oneByOne({ snapshot, state, definition }: TurnInHand, lengthy: readonly Lengthy[]): WayOn {
  const [first, ...later] = lengthy;
  const goesBack = snapshot.state !== definition.initialState;
  const waiting = later.map(({ to }) => to).toReversed();
  return {
    say: [...(later.length > 0 ? ['one_by_one'] : []), first?.reply ?? state.ask],
    destination: {
      to: first?.to ?? snapshot.state,
      paused: [...snapshot.paused, ...(goesBack ? [snapshot.state] : []), ...waiting].slice(-MAX_PAUSED),
    },
    intents: lengthy.map(({ heard }) => heard.intent),
    reason: 'several needs in one message are taken one after the other',
  };
}

/** As in the pattern of interruptions. */
const MAX_PAUSED = 5;

/** By the first edge that a need takes; what is merely told moves the conversation only where nothing else does. */
function onward(turn: TurnInHand, needs: readonly Need[]): WayOn {
  const asked: readonly string[] = turn.definition.knowledge?.intents ?? [];
  // "Sounds great, but my partner has to agree" agrees to nothing yet.
  const moving = needs
    .filter(({ heard }) => !asked.includes(heard.intent))
    .filter(({ heard }) => heard.intent !== 'agreement' || needs.every((need) => need.heard.objection === undefined))
    .toSorted((a, b) => Number(WEAK.has(a.heard.intent)) - Number(WEAK.has(b.heard.intent)));
  for (const { heard } of moving) {
    const edge = edgeFor({ ...turn, heard });
    if (edge === undefined || edge.handOver !== undefined) continue;
    return {
      say: [edge.reply],
      destination: destinationOf(edge, turn),
      intents: edge.intents,
      reason: edge.reason,
    };
  }
  return {
    say: ['resume'],
    destination: undefined,
    intents: [],
    reason: 'several needs in one message were answered',
  };
}

/** What is merely told, and the no to a question beside a question of one's own. */
const WEAK: ReadonlySet<string> = new Set(['provide_info', 'refusal']);

/** What is said to a need on the side: an answer that asks nothing, as the reply ends with a question of its own. */
function asideTo({ definition, state, language }: TurnInHand, need: Need): readonly string[] {
  const own = interruptionFor(definition.interruptions, need);
  const reply = own?.to === undefined ? (own?.reply ?? state.replies[need.heard.intent]) : undefined;
  if (reply === undefined) return [];
  const asks = textsOf(definition, reply, { language }).some((text) => /\?|\{ask\}/u.test(text));
  return asks ? [] : [reply];
}

/** The answer of the knowledge to a need that is a question. */
function answerTo(turn: TurnInHand, needs: readonly Need[]): { answer: string; source: string } | undefined {
  const asked: readonly string[] = turn.definition.knowledge?.intents ?? [];
  const questions = needs.filter(({ heard }) => asked.includes(heard.intent)).map(({ text }) => text);
  const found = quoted(turn, questions, Math.floor(turn.definition.maxGraphemes / 2));
  return found === undefined ? undefined : { answer: found.answer, source: found.source };
}

/** Each need fills what its own words say; what only the whole says is kept. */
function slotsOf(turn: TurnInHand): TurnInHand['slots'] {
  let { known } = turn;
  for (const { text, heard } of turn.needs) {
    const reading = { ...readingOf({ ...turn, heard, slots: known }), text };
    known = fillSlots(turn.definition, reading, { userName: turn.event.userName, objection: heard.objection });
  }
  return { ...turn.slots, ...known };
}
