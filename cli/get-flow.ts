import type { DialogueFlow } from '../contracts/dialogue.ts';
import { flowCatalogue } from '../flows/catalogue.ts';
import { UsageError } from './usage-error.ts';

/** The flow of this name. UsageError, with the names there are, when it is missing or unknown. */
export function getFlow(name: string | undefined): DialogueFlow {
  const catalogue = flowCatalogue();
  const names = [...catalogue.keys()].join(', ');
  if (name === undefined) throw new UsageError(`say which flow: --flow NAME; there are: ${names}`);
  const flow = catalogue.get(name);
  if (flow === undefined) throw new UsageError(`there is no flow ${name}; there are: ${names}`);
  return flow;
}
