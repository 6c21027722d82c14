import type { Snapshot } from '../../contracts/dialogue.ts';
import type { FlowDefinition, StateDefinition } from './definition.ts';

/** Where a conversation of this flow begins. */
export function startOf(definition: FlowDefinition): Snapshot {
  return {
    version: 2,
    state: definition.initialState,
    turn: 0,
    turnsWithoutProgress: 0,
    probability: definition.probability({ state: definition.initialState, slots: {}, intentCounts: {} }),
    templateUses: {},
    intentCounts: {},
    optedOut: false,
    language: definition.languages[0],
    paused: [],
    lastSlots: [],
  };
}

/** A stored snapshot as this build understands it. Throws for a version it does not know. */
export function upgraded(definition: FlowDefinition, stored: Snapshot): Snapshot {
  const snapshot = ofThisVersion(definition, stored);
  const rename = (state: string): string => definition.renamed?.[state] ?? state;
  return { ...snapshot, state: rename(snapshot.state), paused: snapshot.paused.map(rename) };
}

/** Version 1 knew no language, no interruptions and no corrections; what it had is kept as it is. */
function ofThisVersion(definition: FlowDefinition, stored: Snapshot): Snapshot {
  const version: number = stored.version;
  if (version === 2) return stored;
  if (version === 1) return { ...stored, version: 2, language: definition.languages[0], paused: [], lastSlots: [] };
  throw new Error('a snapshot of an unknown version');
}

/** Throws for a state the flow does not have. */
export function stateOf(definition: FlowDefinition, name: string): StateDefinition {
  const state = Object.hasOwn(definition.states, name) ? definition.states[name] : undefined;
  if (state === undefined) throw new Error(`the flow has no state ${name}`);
  return state;
}
