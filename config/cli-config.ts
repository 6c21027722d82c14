import process from 'node:process';

/** What the command line tools take from the environment. */
export interface CliEnvironment {
  /** Address of the API, such as http://127.0.0.1:8080. */
  readonly apiUrl: string | undefined;
  readonly apiKey: string | undefined;
}

export function readCliEnvironment(): CliEnvironment {
  return { apiUrl: process.env['PARLEY_API_URL'], apiKey: process.env['PARLEY_API_KEY'] };
}
