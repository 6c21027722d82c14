import { parseArgs } from 'node:util';
import { LaunchError } from './launch-error.ts';

export interface StartOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly temporalPort: number;
  readonly temporalUiPort: number;
  readonly databasePort: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

export const HELP = `npm start -- [options]: runs Parley with everything it needs

  --data-dir DIR          where everything is kept (default .parley)
  --port N                port of the API (default 8080, or PARLEY_PORT)
  --temporal-port N       port of the Temporal server (default 7233)
  --temporal-ui-port N    port of Temporal's UI (default 8233)
  --database-port N       port of PostgreSQL (default 5433)
  --json                  print one line {api, docs, assistant, temporal, temporal_ui, worker, api_key} when ready
  --help                  this text

  DATABASE_URL and TEMPORAL_ADDRESS use servers that exist instead of starting some. All settings: .env.example.
  0 as a port takes a free one.`;

/** LaunchError for an unknown option or a port that is none. */
export function readOptions(args: readonly string[], defaultPort: string | undefined): StartOptions {
  const { values } = parse(args);
  return {
    dataDir: values['data-dir'] ?? '.parley',
    port: port('--port', values.port ?? defaultPort ?? '8080'),
    temporalPort: port('--temporal-port', values['temporal-port'] ?? '7233'),
    temporalUiPort: port('--temporal-ui-port', values['temporal-ui-port'] ?? '8233'),
    databasePort: port('--database-port', values['database-port'] ?? '5433'),
    isJson: values.json ?? false,
    isHelp: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'data-dir': { type: 'string' },
        port: { type: 'string' },
        'temporal-port': { type: 'string' },
        'temporal-ui-port': { type: 'string' },
        'database-port': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new LaunchError(`${cause instanceof Error ? cause.message : String(cause)} See npm start -- --help.`, {
      cause,
    });
  }
}

function port(option: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new LaunchError(`${option} must be a port from 0 to 65535, not "${value}".`);
  return number;
}
