import type { FlowCatalogue } from '../contracts/dialogue.ts';
import { assistant } from './assistant/flow.ts';
import { salesDm } from './sales-dm/flow.ts';

/** The flows of this build, by name. */
export function flowCatalogue(): FlowCatalogue {
  return new Map([salesDm(), assistant()].map((flow) => [flow.name, flow]));
}
