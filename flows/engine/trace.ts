import type { Slots, TemplateReply, TraceEntry } from '../../contracts/dialogue.ts';
import { changedSlots } from './loop-guard.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** Why the turn went as it did: what was heard, which rule decided, what was said. No customer text, no slot values. */
export function traceOf(
  turn: TurnInHand,
  handling: Handling,
  { state, slots, reply }: { readonly state: string; readonly slots: Slots; readonly reply: TemplateReply },
): TraceEntry[] {
  const { definition, snapshot, heard, known, language } = turn;
  const [best] = heard.intents;
  const filled = changedSlots(known, slots);
  return [
    {
      rule: 'classifier',
      outcome: heard.intent ?? 'none of these',
      details: { best: best?.name ?? 'none', score: best?.score ?? 0, threshold: definition.threshold },
    },
    { rule: 'language', outcome: language },
    ...(handling.pattern === undefined ? [] : [{ rule: 'pattern', outcome: handling.pattern }]),
    ...(handling.trace ?? []),
    ...(filled.length > 0 ? [{ rule: 'slots', outcome: 'filled', details: { names: filled } }] : []),
    {
      rule: 'edge',
      outcome: state === snapshot.state ? 'stay' : `to ${state}`,
      details: { allowed: turn.state.edges.map(({ to }) => to) },
    },
    {
      rule: 'template',
      outcome: reply.template,
      ...(handling.say.length > 1 ? { details: { said: handling.say } } : {}),
    },
  ];
}
