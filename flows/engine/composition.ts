import type { Composition } from '../../contracts/dialogue.ts';
import { proposalRequestOf } from './proposals.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** What a model needs to word the reply; undefined where the words are the flow's own. */
export function compositionOf(turn: TurnInHand, handling: Handling, state: string): Composition | undefined {
  const { definition, event, experiments } = turn;
  if (handling.isFixed && !mayAsk(turn, handling)) return undefined;
  const found = event.passages.filter(({ rank }) => rank > 0);
  return {
    state,
    goal: handling.goal ?? definition.states[state]?.goal ?? '',
    facts: definition.facts,
    maxGraphemes: definition.maxGraphemes,
    language: turn.language,
    budget: definition.model?.budget ?? {},
    models: experiments.models,
    ...(experiments.instructions === undefined ? {} : { instructions: experiments.instructions }),
    ...(found.length > 0 ? { passages: found } : {}),
    ...(handling.mustName === undefined ? {} : { mustName: handling.mustName }),
    ...(mayAsk(turn, handling) ? { proposal: proposalRequestOf(turn) } : {}),
  };
}

/** A model is asked once what is meant, and never about what a pattern decided for certain. */
function mayAsk({ definition, proposal, heard }: TurnInHand, handling: Handling): boolean {
  if (proposal !== undefined || heard.isInjection === true) return false;
  const use = definition.model?.proposals ?? 'unsure';
  return use === 'always' ? !handling.isFixed : use === 'unsure' && handling.isUnsure === true;
}
