import { parseArgs } from 'node:util';
import type { DialogueFlow } from '../contracts/dialogue.ts';
import { flowCatalogue } from '../flows/catalogue.ts';
import { getFlow } from './get-flow.ts';
import { print } from './output.ts';
import { UsageError } from './usage-error.ts';

export const HELP = `parley languages [options]: what the flows can say in which language

  --missing CODE   lists the templates that have no text in this language, such as de; exit code 1 when there are any
  --flow NAME      only of this flow
  --json           one JSON document`;

/** Runs `parley languages`; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { missing: { type: 'string' }, flow: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const flows = values.flow === undefined ? [...flowCatalogue().values()] : [getFlow(values.flow)];
  return values.missing === undefined
    ? printLanguages(flows, values.json)
    : printMissing(flows, values.missing, values.json);
}

function printLanguages(flows: readonly DialogueFlow[], isJson: boolean): number {
  if (isJson) print(JSON.stringify(Object.fromEntries(flows.map(({ name, languages }) => [name, languages]))));
  else for (const { name, languages } of flows) print(`${name}: ${languages.join(', ')}`);
  return 0;
}

function printMissing(flows: readonly DialogueFlow[], language: string, isJson: boolean): number {
  if (!/^[a-z]{2,3}$/.test(language))
    throw new UsageError(`"${language}" is no code of a language, such as en, hi or de`);
  const missing = flows.map((flow) => [flow.name, flow.missingTemplates(language)] as const);
  if (isJson) print(JSON.stringify(Object.fromEntries(missing), undefined, 2));
  else
    for (const [name, keys] of missing)
      print(
        keys.length === 0
          ? `${name}: complete in ${language}`
          : `${name}: ${keys.length} missing in ${language}\n  ${keys.join('\n  ')}`,
      );
  return missing.some(([, keys]) => keys.length > 0) ? 1 : 0;
}
