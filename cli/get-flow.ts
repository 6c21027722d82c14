import type { DialogueFlow } from '../contracts/dialogue.ts';
import { flowCatalogue } from '../flows/catalogue.ts';
import { UsageError } from './usage-error.ts';

/** The flow of this name. UsageError, with the names there are, when it is unknown. */
export function getFlow(name: string): DialogueFlow {
  const catalogue = flowCatalogue();
  const flow = catalogue.get(name);
  if (flow === undefined)
    throw new UsageError(`there is no flow ${name}; there are: ${[...catalogue.keys()].join(', ')}`);
  return flow;
}
