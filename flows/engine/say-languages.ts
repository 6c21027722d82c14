import { z } from 'zod';
import type { ExtractInput, ToolDefinition } from './definition.ts';

/** Says once which languages are spoken, by the template `languages`, to whoever writes in another one. */
export function sayLanguages(isForeign: (input: ExtractInput) => boolean): ToolDefinition {
  return {
    name: 'say_languages',
    description: 'Says which languages are spoken here.',
    intents: [],
    claims: true,
    isBinding: true,
    parameters: z.object({}),
    readArguments: (input) => (input.known[TOLD] === undefined && isForeign(input) ? {} : undefined),
    run: () => ({ reply: 'languages', slots: { [TOLD]: 'yes' } }),
  };
}

/** Slot of the flow's own: that it has been said. */
const TOLD = 'languages_told';
