import { fileURLToPath } from 'node:url';

/** Folder of the checkout. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Folder of the flows, one folder each. */
export const FLOWS_FOLDER = fileURLToPath(new URL('../flows', import.meta.url));
