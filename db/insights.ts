import type { ExperimentToRead, FlowSpan, FunnelState, ObjectionCount, VariantCount } from './insights-store.ts';
import { statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';

/** $1 workspace, $2 flow, $3 from, $4 to. */
const IN_SPAN = 'workspace_id = $1 AND flow = $2 AND created_at >= $3 AND created_at < $4';

const FUNNEL = statement(
  'read_funnel',
  `WITH entries AS (
     SELECT conversation_id, 0 AS number, created_at AS at, coalesce($5::jsonb ->> initial_state, initial_state) AS state
     FROM conversations WHERE ${IN_SPAN}
     UNION ALL
     SELECT t.conversation_id, t.number, t.at, coalesce($5::jsonb ->> t.state_after, t.state_after)
     FROM turns t JOIN conversations c USING (conversation_id)
     WHERE c.workspace_id = $1 AND c.flow = $2 AND c.created_at >= $3 AND c.created_at < $4
       AND t.state_before <> t.state_after
       AND coalesce($5::jsonb ->> t.state_before, t.state_before) <> coalesce($5::jsonb ->> t.state_after, t.state_after)),
   stays AS MATERIALIZED (
     SELECT conversation_id, state, lead(state) OVER stay AS next, lead(number) OVER stay - number AS turns,
       extract(epoch FROM lead(at) OVER stay - at) * 1000 AS ms
     FROM entries WINDOW stay AS (PARTITION BY conversation_id ORDER BY number)),
   moves AS (
     SELECT state, jsonb_object_agg(next, conversations) AS left_to
     FROM (SELECT state, next, count(DISTINCT conversation_id) AS conversations FROM stays
       WHERE next IS NOT NULL GROUP BY state, next) AS counted
     GROUP BY state),
   states AS (
     SELECT state, count(DISTINCT conversation_id)::int AS reached,
       count(DISTINCT conversation_id) FILTER (WHERE next IS NOT NULL)::int AS "left",
       count(*) FILTER (WHERE next IS NULL)::int AS standing,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY turns) AS median_turns,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS median_ms
     FROM stays GROUP BY state)
   SELECT states.*, coalesce(left_to, '{}') AS left_to FROM states LEFT JOIN moves USING (state)`,
);

/** $5 renamed, $6 steps to a conversion by state. */
const OBJECTIONS = statement(
  'read_objections',
  `WITH raised AS (
     SELECT t.conversation_id, t.number, t.understanding ->> 'objection' AS objection,
       least(($6::jsonb ->> coalesce($5::jsonb ->> t.state_before, t.state_before))::int,
         ($6::jsonb ->> coalesce($5::jsonb ->> t.state_after, t.state_after))::int) AS steps
     FROM turns t JOIN conversations c USING (conversation_id)
     WHERE c.workspace_id = $1 AND c.flow = $2 AND c.created_at >= $3 AND c.created_at < $4
       AND t.understanding ->> 'objection' IS NOT NULL),
   last AS (
     SELECT DISTINCT ON (objection, conversation_id) objection, conversation_id, number, steps,
       count(*) OVER (PARTITION BY objection, conversation_id) AS times
     FROM raised WHERE steps IS DISTINCT FROM 0
     ORDER BY objection, conversation_id, number DESC),
   outcomes AS (
     SELECT l.objection, l.times, l.steps, nearest.steps AS nearest
     FROM last l CROSS JOIN LATERAL (
       SELECT min(($6::jsonb ->> coalesce($5::jsonb ->> t.state_after, t.state_after))::int) AS steps FROM turns t
       WHERE t.conversation_id = l.conversation_id AND t.number > l.number AND t.state_before <> t.state_after) AS nearest)
   SELECT objection, sum(times)::int AS raised, count(*)::int AS conversations,
     count(*) FILTER (WHERE nearest < coalesce(steps, 2147483647))::int AS overcome,
     count(*) FILTER (WHERE nearest = 0)::int AS converted
   FROM outcomes GROUP BY objection ORDER BY raised DESC, objection`,
);

/** $5 renamed, $6 experiment, $7 conversion states. `began` is the turn of the assignment. */
const EXPERIMENT = statement(
  'read_experiment',
  `WITH assigned AS (
     SELECT a.variant, a.conversation_id, began.number
     FROM experiment_assignments a JOIN conversations c USING (conversation_id)
     CROSS JOIN LATERAL (
       SELECT min(t.number) AS number FROM turns t
       WHERE t.conversation_id = a.conversation_id AND t.at >= a.assigned_at) AS began
     WHERE a.workspace_id = $1 AND a.experiment = $6 AND a.assigned_at >= $3 AND a.assigned_at < $4 AND c.flow = $2)
   SELECT variant, count(*)::int AS conversations,
     count(*) FILTER (WHERE EXISTS (
       SELECT FROM turns t WHERE t.conversation_id = a.conversation_id AND t.number >= a.number
         AND t.state_before <> t.state_after
         AND coalesce($5::jsonb ->> t.state_after, t.state_after) = ANY ($7::text[])
         AND coalesce($5::jsonb ->> t.state_before, t.state_before) <> ALL ($7::text[])))::int AS conversions,
     count(*) FILTER (WHERE EXISTS (
       SELECT FROM turns spoke JOIN turns answered USING (conversation_id)
       WHERE spoke.conversation_id = a.conversation_id AND spoke.number >= a.number AND spoke.reply_source IS NOT NULL
         AND answered.number > spoke.number))::int AS replied
   FROM assigned a GROUP BY variant`,
);

interface FunnelRow {
  state: string;
  reached: number;
  left: number;
  standing: number;
  left_to: Record<string, number>;
  median_turns: number | null;
  median_ms: number | null;
}

/** See InsightStore.readFunnel. */
export async function readFunnel(ctx: StoreContext, span: FlowSpan): Promise<readonly FunnelState[]> {
  const rows = await ctx.sql.rows<FunnelRow>(ctx.workspaceId, FUNNEL, spanValues(ctx, span));
  return rows.map(({ left_to, median_turns, median_ms, ...counts }) => ({
    ...counts,
    leftTo: left_to,
    medianTurns: median_turns ?? undefined,
    medianMs: median_ms === null ? undefined : Math.round(median_ms),
  }));
}

/** See InsightStore.readObjections. */
export async function readObjections(
  ctx: StoreContext,
  span: FlowSpan,
  stepsToConversion: Readonly<Record<string, number>>,
): Promise<readonly ObjectionCount[]> {
  return ctx.sql.rows<ObjectionCount>(ctx.workspaceId, OBJECTIONS, [
    ...spanValues(ctx, span),
    JSON.stringify(stepsToConversion),
  ]);
}

/** See InsightStore.readExperiment. */
export async function readExperiment(
  ctx: StoreContext,
  span: FlowSpan,
  { name, conversionStates }: ExperimentToRead,
): Promise<readonly VariantCount[]> {
  return ctx.sql.rows<VariantCount>(ctx.workspaceId, EXPERIMENT, [...spanValues(ctx, span), name, conversionStates]);
}

/** $1 to $5 of every statement here. */
export function spanValues(ctx: StoreContext, { flow, from, to, renamed }: FlowSpan): readonly unknown[] {
  return [ctx.workspaceId, flow, from, to, JSON.stringify(renamed)];
}
