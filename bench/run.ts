import process from 'node:process';
import { printLine, printProgress } from './output.ts';

interface Bench {
  readonly HELP: string;
  run(args: readonly string[]): Promise<void>;
}

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  classifier: () => import('./classifier.ts'),
  commerce: () => import('./commerce.ts'),
  dialogue: () => import('./dialogue.ts'),
  insights: () => import('./insights.ts'),
  meaning: () => import('./meaning.ts'),
  turns: () => import('./turns.ts'),
};

const [name, ...args] = process.argv.slice(2);
const load = name === undefined ? undefined : BENCHES[name];
if (load === undefined || name === '--help') {
  printLine(
    `npm run bench -- NAME [options]; NAME is one of: ${Object.keys(BENCHES).join(', ')}. NAME --help says more.`,
  );
  process.exit(name === undefined || name === '--help' ? 0 : 1);
}
const bench = await load();
try {
  if (args.includes('--help')) printLine(bench.HELP);
  else await bench.run(args);
} catch (error) {
  printProgress(`bench ${name}: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
