import { isDeepStrictEqual } from 'node:util';
import type { Language, TemplateReply } from '../../contracts/dialogue.ts';
import type { DialogueEventName } from '../../contracts/dialogue-events.ts';
import { detectLanguage } from '../../flows/understanding/language.ts';
import type { Conversation, SentFollowUp, TurnOutcome } from './conversation.ts';
import type { ExpectedTurn, ExpectedWait } from './script-schema.ts';

/** One expectation that did not hold. */
export interface Mismatch {
  /** As in the script: `reply.template`. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** What of `expected` a turn did not keep; empty: all held. */
export function checkTurn(expected: ExpectedTurn, turn: TurnOutcome): readonly Mismatch[] {
  const events = turn.events.map(({ name }) => name);
  return [
    ...equal('state', expected.state, turn.stateAfter),
    ...checkReply(expected.reply, turn.reply, turn.language),
    ...checkSlots(expected.slots, turn),
    ...checkEvents(expected, events),
    ...equal('intent', expected.intent, turn.understanding.intent ?? null),
    ...equal('source', expected.source, turn.reply?.source),
    ...equal('source_reason', expected.source_reason, turn.reply?.sourceReason),
    ...equal('follow_ups', expected.follow_ups, turn.followUps.map(kindOf)),
    ...checkTool(expected.tool, turn),
    ...equal(
      'effects',
      expected.effects,
      turn.effects.map(kindOf).filter((kind) => kind !== 'save_basket'),
    ),
    ...equal('handed_over', expected.handed_over, turn.handsOver),
    ...equal('opted_out', expected.opted_out, turn.isOptOut),
    ...equal('no_reply', expected.no_reply, turn.reply === undefined),
    ...equal('language', expected.language, turn.language),
  ];
}

/** What of `expected` did not hold after time had passed. */
export function checkWait(
  expected: ExpectedWait,
  sent: readonly SentFollowUp[],
  conversation: Conversation,
): readonly Mismatch[] {
  return [
    ...equal('sent', expected.sent, sent.map(kindOf)),
    ...checkReply(expected.reply, sent.at(-1)?.reply, conversation.snapshot.language),
    ...equal('state', expected.state, conversation.snapshot.state),
    ...equal('follow_ups', expected.follow_ups, conversation.followUps.map(kindOf)),
    ...equal('handed_over', expected.handed_over, conversation.owner === 'person'),
  ];
}

function kindOf({ kind }: { readonly kind: string }): string {
  return kind;
}

function equal(what: string, expected: unknown, actual: unknown): Mismatch[] {
  if (expected === undefined || isDeepStrictEqual(expected, actual)) return [];
  return [{ what, expected: show(expected), actual: show(actual) }];
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `spoken`: language of the conversation, which a reply too short to tell is taken to be in. */
function checkReply(expected: ExpectedTurn['reply'], reply: TemplateReply | undefined, spoken: Language): Mismatch[] {
  if (expected === undefined) return [];
  if (reply === undefined) return [{ what: 'reply', expected: 'a reply', actual: 'none' }];
  const { text } = reply;
  const fails = (what: string, wanted: string): Mismatch => ({ what: `reply.${what}`, expected: wanted, actual: text });
  return [
    ...equal('reply.template', expected.template, reply.template),
    ...(expected.contains ?? []).filter((part) => !has(text, part)).map((part) => fails('contains', part)),
    ...(expected.not_contains ?? []).filter((part) => has(text, part)).map((part) => fails('not_contains', part)),
    ...(expected.matches !== undefined && !new RegExp(expected.matches, 'u').test(text)
      ? [fails('matches', expected.matches)]
      : []),
    ...equal('reply.language', expected.language, expected.language && (detectLanguage(text)?.code ?? spoken)),
  ];
}

/** Upper and lower case are the same: a template may begin its sentence with the word. */
function has(text: string, part: string): boolean {
  return text.toLocaleLowerCase().includes(part.toLocaleLowerCase());
}

function checkSlots(expected: ExpectedTurn['slots'], { slots }: TurnOutcome): Mismatch[] {
  return Object.entries(expected ?? {}).flatMap(([name, value]) => equal(`slots.${name}`, value, slots[name] ?? null));
}

function checkEvents(
  { events: wanted = [], no_events: unwanted = [] }: ExpectedTurn,
  events: DialogueEventName[],
): Mismatch[] {
  const actual = events.length === 0 ? 'none' : events.join(', ');
  const missing = wanted.filter((name) => !events.includes(name));
  const present = unwanted.filter((name) => events.includes(name));
  return [
    ...missing.map((name) => ({ what: 'events', expected: name, actual })),
    ...present.map((name) => ({ what: 'no_events', expected: `no ${name}`, actual })),
  ];
}

function checkTool(expected: string | undefined, { events }: TurnOutcome): Mismatch[] {
  if (expected === undefined) return [];
  const called = events.filter(({ name }) => name === 'tool_called').map(({ details }) => String(details?.['tool']));
  return called.includes(expected)
    ? []
    : [{ what: 'tool', expected, actual: called.length === 0 ? 'none called' : called.join(', ') }];
}
