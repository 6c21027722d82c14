import { z } from 'zod';
import type { ExtractInput, ToolDefinition, ToolInput, ToolOutcome } from '../engine/definition.ts';

const DAY_MS = 24 * 3_600_000;
/** Later than this nobody remembers having asked. */
const MAX_AHEAD_MS = 366 * DAY_MS;

const CallbackTime = z.object({
  at: z.iso.datetime({ offset: true }).describe('When to write to the customer: ISO 8601 with offset.'),
  has_time: z.boolean().default(false).describe('Whether the customer named a time of the day.'),
});

/** Writes to the customer at the day they name, and not before. A day that has passed or is beyond a year is asked for again. */
export const SCHEDULE_CALLBACK: ToolDefinition = {
  name: 'schedule_callback',
  description: 'Writes to the customer again at a time that they name.',
  intents: ['later'],
  parameters: CallbackTime,
  readArguments: (input) => {
    const named = namedTime(input);
    return named === undefined ? undefined : { at: new Date(named.at).toISOString(), has_time: named.hasTime };
  },
  run: (args, input) => scheduled(CallbackTime.parse(args), input),
};

/** The customer wants time but names no day: one message after a week instead of the usual ones after silence. */
export const CHECK_BACK: ToolDefinition = {
  name: 'check_back',
  description: 'Writes to the customer once, a week from now, when they want time and name no day.',
  intents: ['later'],
  parameters: z.object({}),
  readArguments: () => ({}),
  run: (_, { at, isOptedOut }) =>
    isOptedOut
      ? SILENT
      : {
          reply: 'later',
          followUps: [{ kind: 'check_back', dueAt: at + 7 * DAY_MS, reason: 'the customer wants time to think' }],
        },
};

/** Who has opted out is written to no more, and told so: a promise would be broken. */
const SILENT: ToolOutcome = { reply: 'later_silent', followUps: [] };

/** A date, or "in two weeks" counted from the message; of several the last: "not on Friday, on Monday". */
function namedTime({ entities }: ExtractInput): { at: number; hasTime: boolean } | undefined {
  return entities
    .flatMap((entity) => (entity.kind === 'date' ? [{ at: entity.at, hasTime: entity.hasTime }] : []))
    .at(-1);
}

function scheduled({ at, has_time: hasTime }: z.infer<typeof CallbackTime>, input: ToolInput): ToolOutcome {
  const dueAt = Date.parse(at);
  if (input.isOptedOut) return SILENT;
  if (dueAt <= input.at || dueAt > input.at + MAX_AHEAD_MS) return { reply: 'callback_which_day', followUps: [] };
  return {
    reply: 'callback',
    fill: { day: dayInWords(dueAt, hasTime, input) },
    followUps: [{ kind: 'callback', dueAt, reason: 'the customer asked to be written to then' }],
  };
}

/** "Friday, 27 November", with the time where the customer named one. In the zone and language of the contact. */
function dayInWords(at: number, hasTime: boolean, { timeZone, language }: ToolInput): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(hasTime ? ({ hour: '2-digit', minute: '2-digit' } as const) : {}),
  }).format(at);
}
