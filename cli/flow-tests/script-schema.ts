import { z } from 'zod';
import { DIALOGUE_EVENTS } from '../../contracts/dialogue-events.ts';
import { CHANNELS } from '../../contracts/names.ts';
import { ShopSetup } from './shop/setup.ts';
import { parseTimeSpan } from './time-span.ts';

/** One text or several, always read as several. */
const Texts = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given));
const Names = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (typeof given === 'string' ? [given] : given));
const EventName = z.enum(DIALOGUE_EVENTS);
const Events = z.union([EventName.transform((name) => [name]), z.array(EventName)]);
const SlotValue = z.union([z.string(), z.number(), z.array(z.string())]);

/** What the model does in one step. */
const ScriptedModel = z
  .strictObject({
    /** Its words; of a list, each attempt at the reply takes the next. */
    says: Texts.optional(),
    fails: z.enum(['timeout', 'rate_limited', 'server_error', 'empty', 'invalid_json']).optional(),
    proposes: z
      .strictObject({
        intents: z.union([z.array(z.string()), z.record(z.string(), z.number())]).optional(),
        slots: z.record(z.string(), z.string()).optional(),
        edge: z.string().optional(),
        tool: z
          .union([
            z.string(),
            z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).optional() }),
          ])
          .optional(),
      })
      .optional(),
  })
  .refine((model) => Object.keys(model).length > 0, 'say what the model does: says, fails or proposes')
  .refine((model) => model.fails === undefined || model.says === undefined, 'a model that fails says nothing');
export type ScriptedModel = z.infer<typeof ScriptedModel>;

const RegularExpression = z.string().superRefine((source, context) => {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `no regular expression: ${error instanceof Error ? error.message : ''}`,
    });
  }
});

const ExpectedReply = z.strictObject({
  template: z.string().optional(),
  contains: Texts.optional(),
  not_contains: Texts.optional(),
  matches: RegularExpression.optional(),
  language: z.string().optional(),
});

/** What must hold after a customer's message. */
const ExpectedTurn = z.strictObject({
  state: z.string().optional(),
  reply: ExpectedReply.optional(),
  /** `null`: the slot is empty. */
  slots: z.record(z.string(), SlotValue.nullable()).optional(),
  events: Events.optional(),
  no_events: Events.optional(),
  /** The accepted intent; `null`: none. */
  intent: z.string().nullable().optional(),
  source: z.enum(['template', 'model']).optional(),
  /** Why the template spoke, such as `model_timeout`. */
  source_reason: z.string().optional(),
  follow_ups: Names.optional(),
  tool: z.string().optional(),
  /** What is done in the shop, in order; keeping the basket is not told. */
  effects: Names.optional(),
  handed_over: z.boolean().optional(),
  opted_out: z.boolean().optional(),
  no_reply: z.boolean().optional(),
  /** Code of the language that the conversation is in. */
  language: z.string().optional(),
});
export type ExpectedTurn = z.infer<typeof ExpectedTurn>;

/** What must hold after time has passed. */
const ExpectedWait = z.strictObject({
  sent: Names.optional(),
  /** Of what was sent last. */
  reply: ExpectedReply.optional(),
  state: z.string().optional(),
  follow_ups: Names.optional(),
  handed_over: z.boolean().optional(),
});
export type ExpectedWait = z.infer<typeof ExpectedWait>;

const KnowledgePiece = z.strictObject({ source: z.string(), title: z.string().default(''), text: z.string() });

const UserStep = z.strictObject({
  /** Of a list, each is a message of its own that arrives before the reply: they become one turn. */
  user: Texts,
  model: ScriptedModel.optional(),
  /** The flow throws in this turn. */
  breaks: z.literal(true).optional(),
  /** Found for this message, besides those of the test. */
  knowledge: z.array(KnowledgePiece).optional(),
  expect: ExpectedTurn.optional(),
});
const WaitStep = z.strictObject({
  after: z.string().refine((span) => parseTimeSpan(span) !== undefined, 'say a time such as 3 days or 1 day 4 hours'),
  expect: ExpectedWait.optional(),
});
const AgentStep = z.strictObject({
  /** A person of the business writes. */
  agent: z.string(),
});
const ShopStep = z.strictObject({
  /** What changes in the shop meanwhile; orders by their number. */
  shop: ShopSetup,
});
const OwnerStep = z.strictObject({
  /** The conversation is given to the bot or to a person by hand. */
  owner: z.enum(['bot', 'person']),
});

/** One step of a script: exactly one of the keys `user`, `after`, `agent`, `owner` and `shop` says what happens. */
export const ScriptStep = z.discriminatedUnion('kind', [
  UserStep.extend({ kind: z.literal('user') }),
  WaitStep.extend({ kind: z.literal('after') }),
  AgentStep.extend({ kind: z.literal('agent') }),
  OwnerStep.extend({ kind: z.literal('owner') }),
  ShopStep.extend({ kind: z.literal('shop') }),
]);
export type ScriptStep = z.infer<typeof ScriptStep>;

const STEP_KINDS = ['user', 'after', 'agent', 'owner', 'shop'];

/** Steps are written without `kind`: the key tells it. */
const Step = z.preprocess((step) => {
  if (typeof step !== 'object' || step === null) return step;
  const kinds = STEP_KINDS.filter((kind) => kind in step);
  return kinds.length === 1 ? { ...step, kind: kinds[0] } : step;
}, ScriptStep);

const Clock = z.strictObject({
  time_zone: z.string().optional(),
  locale: z.string().optional(),
  name: z.string().optional(),
  channel: z.enum(CHANNELS).optional(),
  /** `HH:MM`; `null`: none. Unless given: the flow's. */
  quiet_hours: z.strictObject({ start: z.string(), end: z.string() }).nullable().optional(),
});

/** One scripted conversation. */
export const Script = z.strictObject({
  name: z.string().min(1),
  variables: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  contact: Clock.optional(),
  /** When the first message arrives; ISO 8601. Unless given: a Tuesday, 10:30 UTC. */
  at: z.iso.datetime({ offset: true }).optional(),
  start: z.strictObject({ state: z.string().optional(), slots: z.record(z.string(), SlotValue).optional() }).optional(),
  knowledge: z.array(KnowledgePiece).optional(),
  shop: ShopSetup.optional(),
  steps: z.array(Step).min(1),
});
export type Script = z.infer<typeof Script>;

/** A file of scripts. */
export const ScriptFile = z.strictObject({ flow: z.string(), tests: z.array(Script).min(1) });
export type ScriptFile = z.infer<typeof ScriptFile>;
