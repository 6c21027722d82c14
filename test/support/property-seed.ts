import process from 'node:process';
import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a run tells of the change and not of chance. To search further:
 * `PARLEY_PROPERTY_SEED=<integer> npm test -- <files>`.
 */
const SEED = Number(process.env['PARLEY_PROPERTY_SEED'] ?? 20_261_121);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });
