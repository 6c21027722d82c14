import type { FlowCatalogue } from '../contracts/dialogue.ts';
import { assistant } from './assistant/flow.ts';
import { grocery } from './grocery/flow.ts';
import { salesDm } from './sales-dm/flow.ts';
import { wholesale } from './wholesale/flow.ts';

/** The flows of this build, by name. */
export function flowCatalogue(): FlowCatalogue {
  return new Map([salesDm(), assistant(), grocery(), wholesale()].map((flow) => [flow.name, flow]));
}
