import { CliError } from './output.ts';

/** The command was called wrongly: exit code 2, and the way to its help is shown. */
export class UsageError extends CliError {}
