/** Entry of the workflow bundle: every workflow this build can run. */
export { conversation } from './conversation.ts';
export { order } from './order.ts';
export { upkeep } from './upkeep.ts';
