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

/** The model that plays customers in simulations: the one that words replies, unless told otherwise. */
export interface ModelEnvironment {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly model: string;
}

export function readModelEnvironment(): ModelEnvironment {
  const given = (name: string): string | undefined => process.env[name]?.trim() || undefined;
  return {
    apiKey: given('OPENAI_API_KEY'),
    baseUrl: given('OPENAI_BASE_URL'),
    model: given('PARLEY_MODEL') ?? 'gpt-4o',
  };
}
