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
  run: (_, { at, isOptedOut, reading }) =>
    isOptedOut
      ? SILENT
      : namesPeriod(reading.text)
        ? { reply: 'callback_which_day', followUps: [] }
        : {
            reply: 'later',
            followUps: [{ kind: 'check_back', dueAt: at + 7 * DAY_MS, reason: 'the customer wants time to think' }],
          },
};

/** "After Diwali", "at the end of December": when is said, though not on which day. A week from now would be against their word. */
function namesPeriod(text: string): boolean {
  return PART_OF_MONTH.test(text) || AFTER_FEAST.test(text);
}

const AFTER_FEAST =
  /(?<![\p{L}])(?:after|before|post|around) (?:the )?(?:diwali|holi|christmas|xmas|eid|easter|new year|summer|holidays?|monsoon)|(?:diwali|holi|christmas|eid|new year|chhutti\p{L}*|दिवाली|होली|ईद) (?:ke )?(?:baad|pehle|के बाद|से पहले)(?![\p{L}])/iu;

/** Who has opted out is written to no more, and told so: a promise would be broken. */
const SILENT: ToolOutcome = { reply: 'later_silent', followUps: [] };

/** A date, or "in two weeks" counted from the message; of several the last: "not on Friday, on Monday". */
function namedTime({ entities, text }: ExtractInput): { at: number; hasTime: boolean } | undefined {
  if (isVague(text)) return undefined;
  return entities
    .flatMap((entity) => (entity.kind === 'date' ? [{ at: entity.at, hasTime: entity.hasTime }] : []))
    .at(-1);
}

/** "The end of December" is no day, and its first would be the wrong one. */
function isVague(text: string): boolean {
  return PART_OF_MONTH.test(text) && !/(?<!\p{Nd})\p{Nd}{1,2}(?!\p{Nd})/u.test(text.replace(NOT_THAT_DAY, ''));
}

/** "Not 1 December", "1 december nahi". */
const NOT_THAT_DAY =
  /(?<![\p{L}])(?:not|no)(?: on)?(?: the)? \p{Nd}{1,2}(?:st|nd|rd|th)?(?!\p{Nd})|\p{Nd}{1,2}(?:st|nd|rd|th)? \p{L}+ (?:ko )?(?:nahi+n?|nhi|mat|not|नहीं)(?![\p{L}\p{M}])/giu;

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|month|year|mahine|saal';
const PART_OF_MONTH = new RegExp(
  `(?<![\\p{L}])(?:(?:end|late|mid|middle|last week|beginning)(?: of)?(?: the| this| next)? (?:${MONTH})|(?:${MONTH})(?: ke| ka)? (?:end|aa?khi?r\\p{L}*|ant|last week|mid))(?![\\p{L}])`,
  'iu',
);

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
