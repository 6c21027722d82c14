import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { DialogueFlow, FlowCatalogue } from '../../contracts/dialogue.ts';
import { ParleyError } from '../../contracts/errors.ts';
import {
  ExperimentList,
  ExperimentQuery,
  ExperimentResults,
  FlowSpanQuery,
  Funnel,
  InsightSummary,
  Objections,
} from '../../contracts/schemas/insights.ts';
import type { FlowSpan } from '../../db/insights-store.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS } from '../docs.ts';
import type { FlowExperiment } from '../insights/show-experiment.ts';
import { showExperiment, showResults } from '../insights/show-experiment.ts';
import { showFunnel, showObjections, showSummary, stepsToConversion } from '../insights/show-figures.ts';

const ExperimentParams = z.object({ name: z.string().min(1).max(200) });
const DAY_MS = 86_400_000;
/** Unless `from` is given. */
const DEFAULT_SPAN_MS = 30 * DAY_MS;
/** Figures are counted from the rows: 200,000 turns take half a second (`npm run bench -- insights`). */
const MAX_SPAN_MS = 400 * DAY_MS;

/** Figures about flows and results of their experiments. */
export function insightRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/insights/funnel',
      schema: {
        tags: ['insights'],
        summary: 'Read the funnel of a flow',
        description:
          'For each state: how many of the conversations that began in the span reached it, how many went on and where to, and the median of turns and time in it. Everything they did since counts, up to now.',
        querystring: FlowSpanQuery,
        response: { 200: Funnel, ...PROBLEMS },
      },
      handler: async (request) => {
        const { flow, span } = spanOf(deps.flows, request.query);
        return showFunnel(flow, span, await storeOf(request, deps.database).readFunnel(span));
      },
    });

    app.route({
      method: 'GET',
      url: '/insights/summary',
      schema: {
        tags: ['insights'],
        summary: 'Read the key figures of a flow',
        description:
          'Of the conversations that began in the span: how many needed no person, opted out or converted, where the replies came from and why, response times, tokens and cost.',
        querystring: FlowSpanQuery,
        response: { 200: InsightSummary, ...PROBLEMS },
      },
      handler: async (request) => {
        const { flow, span } = spanOf(deps.flows, request.query);
        const summary = await storeOf(request, deps.database).readSummary(span, flow.conversionStates);
        return showSummary(flow, span, summary);
      },
    });

    app.route({
      method: 'GET',
      url: '/insights/objections',
      schema: {
        tags: ['insights'],
        summary: 'Read what customers objected to',
        description:
          'By kind of objection: how often it was raised before a conversion, and how often it was overcome.',
        querystring: FlowSpanQuery,
        response: { 200: Objections, ...PROBLEMS },
      },
      handler: async (request) => {
        const { flow, span } = spanOf(deps.flows, request.query);
        const counted = await storeOf(request, deps.database).readObjections(span, stepsToConversion(flow));
        return showObjections(flow, span, counted);
      },
    });

    app.route({
      method: 'GET',
      url: '/experiments',
      schema: {
        tags: ['insights'],
        summary: 'List experiments',
        description: 'Of all flows, as the flows define them; there are few, so they come on one page.',
        response: { 200: ExperimentList, ...PROBLEMS },
      },
      handler: async () => ({ items: experimentsOf(deps.flows).map(showExperiment) }),
    });

    app.route({
      method: 'GET',
      url: '/experiments/:name',
      schema: {
        tags: ['insights'],
        summary: 'Read the results of an experiment',
        description:
          'Conversions and replies by variant with their intervals, and each variant compared with the first one by two tests: `sequential` may be read at any time and stopped at will, `two_proportion` once, at the size that was planned.',
        params: ExperimentParams,
        querystring: ExperimentQuery,
        response: { 200: ExperimentResults, ...PROBLEMS },
      },
      handler: async (request) => {
        const experiment = experimentOf(deps.flows, request.params.name, request.query.flow);
        const from = request.query.from === undefined ? undefined : new Date(request.query.from);
        const to = endOf(request.query.to);
        const start = from ?? new Date(0);
        refuseBackwards(start, to);
        const span = { flow: experiment.flow, from: start, to, renamed: experiment.renamed };
        const counts = await storeOf(request, deps.database).readExperiment(span, experiment.summary);
        return showResults(experiment, counts, { from, to, minimumLift: request.query.minimum_lift });
      },
    });
  };
}

function spanOf(flows: FlowCatalogue, query: FlowSpanQuery): { flow: DialogueFlow; span: FlowSpan } {
  const flow = flows.get(query.flow);
  if (flow === undefined) throw new ParleyError('unknown_flow', `Flows are: ${[...flows.keys()].join(', ')}.`);
  const to = endOf(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - DEFAULT_SPAN_MS) : new Date(query.from);
  refuseBackwards(from, to);
  if (to.getTime() - from.getTime() > MAX_SPAN_MS) {
    throw new ParleyError('invalid_request', 'from: must be within 400 days before to.');
  }
  return { flow, span: { flow: flow.name, from, to, renamed: flow.renamed } };
}

function endOf(to: string | undefined): Date {
  return to === undefined ? new Date() : new Date(to);
}

function refuseBackwards(from: Date, to: Date): void {
  if (from >= to) throw new ParleyError('invalid_request', 'from: must be before to.');
}

type FoundExperiment = FlowExperiment & Pick<DialogueFlow, 'renamed'>;

function experimentsOf(flows: FlowCatalogue): readonly FoundExperiment[] {
  return [...flows.values()].flatMap(({ name, experiments, renamed }) =>
    experiments.map((summary) => ({ flow: name, summary, renamed })),
  );
}

function experimentOf(flows: FlowCatalogue, name: string, flow: string | undefined): FoundExperiment {
  const [found, ...others] = experimentsOf(flows).filter(
    (one) => one.summary.name === name && (flow === undefined || one.flow === flow),
  );
  if (found === undefined)
    throw new ParleyError('not_found', 'No flow has an experiment of this name; see /experiments.');
  if (others.length > 0) {
    const names = [found, ...others].map((one) => one.flow).join(', ');
    throw new ParleyError(
      'invalid_request',
      `flow: must be one of ${names}, which all have an experiment of this name.`,
    );
  }
  return found;
}
