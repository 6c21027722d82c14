import { z } from 'zod';

const When = z.iso.datetime({ offset: true });
const FlowName = z.string().regex(/^[\w.-]{1,100}$/, 'must be the name of a flow');
const Share = z.number().min(0).max(1);

/** Query of every figure about a flow. */
export const FlowSpanQuery = z.strictObject({
  flow: FlowName.describe('Name of the flow.'),
  from: When.optional().describe('Conversations that began at this time or later. 30 days before `to` unless given.'),
  to: When.optional().describe('Conversations that began before this time. Now unless given.'),
});
export type FlowSpanQuery = z.infer<typeof FlowSpanQuery>;

/** Query of the results of an experiment. */
export const ExperimentQuery = z.strictObject({
  flow: FlowName.optional().describe('Needed only where two flows have an experiment of this name.'),
  from: When.optional().describe('Contacts that were assigned at this time or later. From the beginning unless given.'),
  to: When.optional().describe('Contacts that were assigned before this time. Now unless given.'),
  minimum_lift: z.coerce
    .number()
    .min(0.01)
    .max(10)
    .default(0.2)
    .describe('The smallest relative gain that is worth finding: 0.2 is a fifth more. Decides needed_per_variant.'),
});
export type ExperimentQuery = z.infer<typeof ExperimentQuery>;

/** A share with Wilson's 95 % interval. */
export const Rate = z
  .object({
    count: z.int(),
    of: z.int(),
    rate: Share.nullable().describe('count / of; null where there is nothing to count.'),
    lower: Share.nullable().describe("Lower end of Wilson's 95 % interval."),
    upper: Share.nullable().describe('Upper end.'),
  })
  .meta({ id: 'Rate' });
export type Rate = z.infer<typeof Rate>;

const Percentiles = z
  .object({ p50: z.int(), p90: z.int(), p95: z.int(), p99: z.int() })
  .describe('Milliseconds; each is a value that occurred.')
  .meta({ id: 'Percentiles' });

const Span = z.object({ flow: z.string(), from: z.string(), to: z.string() });

const FunnelState = z
  .object({
    state: z.string(),
    is_conversion: z.boolean(),
    reached: Rate.describe('Conversations that were in this state, of all that began.'),
    left: Rate.describe('Of those, the ones that went on to any other state at least once.'),
    standing: z.int().describe('Conversations that stand in it now.'),
    left_to: z
      .array(z.object({ state: z.string(), conversations: z.int() }))
      .describe('Where they went from here, the most frequent first. A conversation that came back may be in several.'),
    median_turns: z.number().nullable().describe('Turns per stay, over stays that ended.'),
    median_ms: z.int().nullable().describe('Milliseconds per stay, over stays that ended.'),
  })
  .meta({ id: 'FunnelState' });

export const Funnel = Span.extend({
  conversations: z.int(),
  states: z.array(FunnelState).describe('In the order of the flow; states that nobody reached included.'),
}).meta({ id: 'Funnel' });
export type Funnel = z.infer<typeof Funnel>;

const ModelUsage = z.object({
  model: z.string().nullable().describe('null: models were asked, and the template spoke in the end.'),
  turns: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_micros: z.int().describe('Millionths of a US dollar.'),
});

export const InsightSummary = Span.extend({
  conversations: z.int(),
  active: z.int().describe('Conversations with at least one turn: the ones that the rates are of.'),
  autonomous: Rate.describe(
    'Needed no person: none was asked for, none wrote, none owned the conversation, before it reached its goal or at all.',
  ),
  opt_outs: Rate,
  conversions: Rate.nullable().describe('Reached a conversion state of the flow; null where the flow names none.'),
  turns: z.int(),
  replies: z
    .array(
      z.object({
        source: z.enum(['template', 'model']).nullable().describe('null: the bot was silent, or is still writing.'),
        reason: z.string().nullable().describe('Why the template spoke, or why the bot was silent.'),
        turns: z.int(),
        share: Share,
      }),
    )
    .describe('Where the words came from, the most frequent first.'),
  response_ms: Percentiles.nullable().describe('From the arrival of a message to its written reply.'),
  first_token_ms: Percentiles.nullable().describe('Until the first token of replies that a model streamed.'),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_micros: z.int().describe('Millionths of a US dollar.'),
  is_cost_complete: z.boolean().describe('false: some models have no known price, and the cost is a lower bound.'),
  models: z.array(ModelUsage),
}).meta({ id: 'InsightSummary' });
export type InsightSummary = z.infer<typeof InsightSummary>;

export const Objections = Span.extend({
  items: z
    .array(
      z.object({
        objection: z.string(),
        raised: z.int().describe('Turns in which it was raised.'),
        conversations: z.int(),
        overcome: Rate.nullable().describe(
          'Conversations that came nearer to a conversion, after the last time it was raised, than they were then; null where the flow names no conversion.',
        ),
        converted: Rate.nullable().describe('Conversations that reached a conversion after that.'),
      }),
    )
    .describe('Raised before a conversion; the most frequent first.'),
}).meta({ id: 'Objections' });
export type Objections = z.infer<typeof Objections>;

export const Experiment = z
  .object({
    name: z.string(),
    flow: z.string(),
    kind: z.enum(['template', 'prompt', 'follow_up_delay', 'model']),
    variants: z
      .array(z.object({ variant: z.string(), share: Share }))
      .describe('The first is the control. Shares of contacts, as the flow states them.'),
    conversion_states: z.array(z.string()),
  })
  .meta({ id: 'Experiment' });
export type Experiment = z.infer<typeof Experiment>;

/** All experiments at once: there are few. */
export const ExperimentList = z.object({ items: z.array(Experiment) }).meta({ id: 'ExperimentList' });
export type ExperimentList = z.infer<typeof ExperimentList>;

const VariantResult = z
  .object({
    variant: z.string(),
    share: Share,
    conversations: z.int().describe('Assigned contacts, each with the conversation in which it was assigned.'),
    conversion: Rate,
    reply: Rate.describe('Conversations in which the customer wrote again after the bot had spoken.'),
  })
  .meta({ id: 'VariantResult' });

export const Comparison = z
  .object({
    variant: z.string(),
    control: z.string(),
    difference: z.number().nullable().describe('Conversion rate of the variant minus that of the control.'),
    alpha: z.number().describe('Level of the verdict: 5 % divided by the number of comparisons.'),
    verdict: z
      .enum(['better', 'worse', 'undecided'])
      .describe('Of the sequential test: however often it is read, it errs in 5 % of experiments at most.'),
    sequential: z
      .object({
        p_value: Share.describe('Right at every time: read it as often as you like.'),
        rate_ratio: z
          .object({ lower: z.number(), upper: z.number().nullable() })
          .describe(
            'Conversion rate over that of the control, at level alpha and at all times at once; null: no bound.',
          ),
      })
      .nullable()
      .describe('null where the flow gives one of the two no contacts.'),
    two_proportion: z
      .object({ z: z.number(), p_value: Share })
      .nullable()
      .describe('Right when it is read once, with needed_per_variant conversations in both; null: nothing to compare.'),
    split_p_value: Share.describe('Of the split of contacts against the shares of the flow.'),
    is_split_suspicious: z
      .boolean()
      .describe('The split is not the one of the flow (p < 0.001): shares were changed meanwhile; trust no test.'),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

export const ExperimentResults = Experiment.extend({
  from: z.string().nullable().describe('null: from the beginning.'),
  to: z.string(),
  variants: z.array(VariantResult).describe('The first is the control.'),
  comparisons: z.array(Comparison).describe('Each variant with the control.'),
  minimum_lift: z.number(),
  needed_per_variant: z
    .int()
    .nullable()
    .describe(
      "Conversations that each variant needs before two_proportion finds a gain of minimum_lift over the control's rate with a power of 80 %; null while the control has not converted, or where no number would do.",
    ),
  advice: z.string().describe('Which test to trust, in a sentence.'),
}).meta({ id: 'ExperimentResults' });
export type ExperimentResults = z.infer<typeof ExperimentResults>;
