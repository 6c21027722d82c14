import type { Slots } from '../../contracts/dialogue.ts';
import { isInjection } from '../understanding/injection.ts';
import type { ExtractInput, FlowDefinition } from './definition.ts';
import { fitGraphemes } from './graphemes.ts';

/** The slots after a message: what it says, the display name where none is known, and each objection once. */
export function fillSlots(
  definition: FlowDefinition,
  reading: ExtractInput,
  { userName, objection }: { readonly userName: string | undefined; readonly objection: string | undefined },
): Slots {
  const { known } = reading;
  const found = { ...known, ...definition.extract(reading) };
  // A display name is chosen by the customer, and said back by templates.
  const shown = isInjection(userName ?? '') ? '' : fitGraphemes(userName ?? '', MAX_NAME_LENGTH);
  const named = found['name'] === undefined && shown !== '' ? { name: shown } : {};
  const objections = Array.isArray(found['objections']) ? (found['objections'] as readonly string[]) : [];
  const objected =
    objection === undefined || objections.includes(objection) ? {} : { objections: [...objections, objection] };
  return { ...found, ...named, ...objected };
}

/** Graphemes. */
const MAX_NAME_LENGTH = 80;
