import type { Language } from '../../contracts/dialogue.ts';
import type { ExperimentDefinition, FlowDefinition, StateDefinition } from './definition.ts';
import { RETURN } from './definition.ts';
import { PATTERN_WORDS } from './patterns/words.ts';
import { textsOf } from './templates.ts';

const MAX_FOLLOW_UPS = 3;

/** Throws with everything that is wrong with a definition, so that a flow that loads is a flow that runs. */
export function checkDefinition(definition: FlowDefinition): void {
  const problems = [
    ...(definition.states[definition.initialState] === undefined
      ? [`initial state ${definition.initialState} is no state`]
      : []),
    ...Object.entries(definition.states).flatMap(([name, state]) => stateProblems(definition, name, state)),
    ...renameProblems(definition),
    ...interruptionProblems(definition),
    ...toolProblems(definition),
    ...experimentProblems(definition),
    ...(definition.conversionStates ?? [])
      .filter((state) => definition.states[state] === undefined)
      .map((state) => `conversion state ${state} is no state`),
    ...definition.languages.flatMap((language) =>
      missingTemplates(definition, language).map((key) => `template ${key} is missing in ${language}`),
    ),
  ];
  if (problems.length > 0) throw new Error(`flow ${definition.name}: ${problems.join('; ')}`);
}

/** Keys that are used in the flow, or by the patterns, and have no words in this language. Sorted. */
export function missingTemplates(definition: FlowDefinition, language: Language): readonly string[] {
  const inLanguage = { ...definition, languages: [language] as [Language] };
  const keys = new Set([...usedKeys(definition), ...Object.keys(definition.templates[definition.languages[0]] ?? {})]);
  return [...keys].filter((key) => textsOf(inLanguage, key, { language }).length === 0).toSorted();
}

/** Every template key that a reply of the flow can begin with. */
function usedKeys(definition: FlowDefinition): readonly string[] {
  const ofStates = Object.values(definition.states).flatMap(keysOfState);
  const ofInterruptions = definition.interruptions.flatMap(({ reply }) => (reply === undefined ? [] : [reply]));
  const ofPatterns = Object.values(definition.patterns ?? {}).flatMap(({ reply }) =>
    reply === undefined ? [] : [reply],
  );
  const ofTopics = (definition.topics ?? []).map(({ reply }) => reply);
  const ofKnowledge = definition.knowledge === undefined ? [] : ['answer'];
  return [
    ...ofStates,
    ...ofInterruptions,
    ...ofPatterns,
    ...ofTopics,
    ...ofKnowledge,
    ...Object.keys(PATTERN_WORDS['en'] ?? {}),
  ];
}

function keysOfState({ ask, edges, replies, followUps }: StateDefinition): string[] {
  return [
    ask,
    ...edges.map(({ reply }) => reply),
    ...Object.values(replies),
    ...followUps.map(({ template }) => template),
  ];
}

function stateProblems(definition: FlowDefinition, name: string, state: StateDefinition): string[] {
  const leadsTo = [...state.edges.map(({ to }) => to), ...(state.skipTo === undefined ? [] : [state.skipTo])].filter(
    (to) => to !== RETURN,
  );
  return [
    ...leadsTo
      .filter((to) => definition.states[to] === undefined)
      .map((to) => `${name} leads to ${to}, which is no state`),
    ...(state.replies['*'] === undefined ? [`${name} has no reply for *`] : []),
    ...(state.followUps.length > MAX_FOLLOW_UPS ? [`${name} has more than ${MAX_FOLLOW_UPS} follow-ups`] : []),
  ];
}

function renameProblems({ renamed, states }: FlowDefinition): string[] {
  return Object.entries(renamed ?? {}).flatMap(([from, to]) => [
    ...(states[to] === undefined ? [`${from} is renamed to ${to}, which is no state`] : []),
    ...(states[from] === undefined ? [] : [`${from} is renamed and still a state`]),
  ]);
}

function interruptionProblems({ interruptions, states, patterns }: FlowDefinition): string[] {
  const destinations = [...interruptions.map(({ to }) => to), ...Object.values(patterns ?? {}).map(({ to }) => to)];
  return destinations
    .filter((to) => to !== undefined && states[to] === undefined)
    .map((to) => `an interruption or pattern leads to ${String(to)}, which is no state`);
}

function toolProblems({ tools, states }: FlowDefinition): string[] {
  return (tools ?? []).flatMap((tool) =>
    (tool.states ?? [])
      .filter((state) => states[state] === undefined)
      .map((state) => `tool ${tool.name} is allowed in ${state}, which is no state`),
  );
}

/** An experiment whose variants change nothing that is ever said or sent would measure noise. */
function targetProblems(definition: FlowDefinition, experiment: ExperimentDefinition): string[] {
  const language = definition.languages[0];
  if (experiment.kind === 'template' && textsOf(definition, experiment.template, { language }).length === 0) {
    return [`experiment ${experiment.name} changes template ${experiment.template}, which is none`];
  }
  const kinds = Object.values(definition.states).flatMap(({ followUps }) => followUps.map(({ kind }) => kind));
  return experiment.kind === 'follow_up_delay' && !kinds.includes(experiment.followUp)
    ? [`experiment ${experiment.name} changes follow-up ${experiment.followUp}, which no state plans`]
    : [];
}

function experimentProblems(definition: FlowDefinition): string[] {
  const { experiments = [], states } = definition;
  const names = experiments.map(({ name }) => name);
  return experiments.flatMap((experiment) => {
    const { name, variants, conversionStates, weights } = experiment;
    return [
      ...(names.filter((other) => other === name).length > 1 ? [`experiment ${name} is there twice`] : []),
      ...targetProblems(definition, experiment),
      ...(Object.keys(variants).length < 2 ? [`experiment ${name} has fewer than two variants`] : []),
      ...conversionStates
        .filter((state) => states[state] === undefined)
        .map((state) => `experiment ${name} counts ${state} as a conversion, which is no state`),
      ...Object.keys(weights ?? {})
        .filter((variant) => !Object.hasOwn(variants, variant))
        .map((variant) => `experiment ${name} weighs ${variant}, which is no variant`),
    ];
  });
}
