import type { FlowSpan, ModelUsage, Percentiles, ReplyCount, Summary } from './insights-store.ts';
import { spanValues } from './insights.ts';
import { statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';

/**
 * $1 workspace, $2 flow, $3 from, $4 to, $5 renamed, $6 conversion states. Turns are read once. Who carries out what was agreed was not
 * needed to agree on it: of a conversation that reached its goal, only the turns before count.
 */
const SUMMARY = statement(
  'read_summary',
  `WITH cohort AS MATERIALIZED (
     SELECT conversation_id, owner = 'person' OR conversation_id IN (
       SELECT m.conversation_id FROM messages m WHERE m.workspace_id = $1 AND m.role = 'agent') AS has_person
     FROM conversations
     WHERE workspace_id = $1 AND flow = $2 AND created_at >= $3 AND created_at < $4),
   taken AS MATERIALIZED (
     SELECT conversation_id, t.number, c.has_person, t.latency_ms, t.first_token_ms, t.reply_source, t.reply_reason, t.model,
       t.input_tokens, t.output_tokens, t.cost_micros,
       t.hands_over OR t.reply_reason IN ('owned_by_person', 'waiting_for_person') OR t.events @> '[{"name": "handoff_requested"}]' AS needs_person,
       t.events @> '[{"name": "opted_out"}]' AS opts_out,
       t.state_before <> t.state_after AND coalesce($5::jsonb ->> t.state_after, t.state_after) = ANY ($6::text[])
         AND coalesce($5::jsonb ->> t.state_before, t.state_before) <> ALL ($6::text[]) AS converts
     FROM cohort c JOIN turns t USING (conversation_id)),
   goals AS (SELECT conversation_id, min(number) AS number FROM taken WHERE converts GROUP BY 1),
   active AS (
     SELECT conversation_id,
       coalesce(bool_or(needs_person AND (g.number IS NULL OR taken.number < g.number)), false)
         OR bool_or(has_person AND g.number IS NULL) AS needed_person,
       coalesce(bool_or(opts_out), false) AS opted_out, bool_or(converts) AS converted
     FROM taken LEFT JOIN goals g USING (conversation_id) GROUP BY conversation_id),
   replies AS (
     SELECT reply_source AS source, reply_reason AS reason, count(*) AS turns FROM taken GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2),
   models AS (
     SELECT model, count(*) AS turns, coalesce(sum(input_tokens), 0) AS "inputTokens",
       coalesce(sum(output_tokens), 0) AS "outputTokens", coalesce(sum(cost_micros), 0) AS "costMicros",
       count(*) FILTER (WHERE cost_micros IS NULL) AS "unpricedTurns"
     FROM taken WHERE num_nonnulls(model, input_tokens, output_tokens, cost_micros) > 0 GROUP BY model ORDER BY turns DESC, model)
   SELECT (SELECT count(*) FROM cohort)::int AS conversations, (SELECT count(*) FROM taken)::int AS turns,
     a.active, a.needed_person, a.opted_out, a.converted,
     (SELECT coalesce(jsonb_agg(replies), '[]') FROM replies) AS replies,
     (SELECT coalesce(jsonb_agg(models), '[]') FROM models) AS models,
     (SELECT percentile_disc($7::float8[]) WITHIN GROUP (ORDER BY latency_ms) FROM taken) AS response_ms,
     (SELECT percentile_disc($7::float8[]) WITHIN GROUP (ORDER BY first_token_ms) FROM taken) AS first_token_ms
   FROM (SELECT count(*)::int AS active, count(*) FILTER (WHERE needed_person)::int AS needed_person,
       count(*) FILTER (WHERE opted_out)::int AS opted_out, count(*) FILTER (WHERE converted)::int AS converted
     FROM active) AS a`,
);
const FRACTIONS = [0.5, 0.9, 0.95, 0.99];

/** JSON of PostgreSQL has null where a record of ours has nothing. */
type Nullable<T> = { [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

interface SummaryRow {
  conversations: number;
  turns: number;
  active: number;
  needed_person: number;
  opted_out: number;
  converted: number;
  replies: readonly Nullable<ReplyCount>[];
  models: readonly Nullable<ModelUsage>[];
  response_ms: readonly number[] | null;
  first_token_ms: readonly number[] | null;
}

/** See InsightStore.readSummary. */
export async function readSummary(
  ctx: StoreContext,
  span: FlowSpan,
  conversionStates: readonly string[],
): Promise<Summary> {
  const values = [...spanValues(ctx, span), conversionStates, FRACTIONS];
  const [row] = await ctx.sql.rows<SummaryRow>(ctx.workspaceId, SUMMARY, values);
  if (row === undefined) throw new Error('an aggregate answered no row');
  return {
    conversations: row.conversations,
    active: row.active,
    neededPerson: row.needed_person,
    optedOut: row.opted_out,
    converted: row.converted,
    turns: row.turns,
    replies: row.replies.map(({ source, reason, turns }) => ({
      source: source ?? undefined,
      reason: reason ?? undefined,
      turns,
    })),
    responseMs: percentilesOf(row.response_ms),
    firstTokenMs: percentilesOf(row.first_token_ms),
    models: row.models.map((usage) => ({ ...usage, model: usage.model ?? undefined })),
  };
}

function percentilesOf(values: readonly number[] | null): Percentiles | undefined {
  const [p50, p90, p95, p99] = values ?? [];
  if (p50 == null || p90 == null || p95 == null || p99 == null) return undefined;
  return { p50, p90, p95, p99 };
}
