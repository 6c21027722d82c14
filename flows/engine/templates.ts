import type { Slots, Snapshot, TemplateReply } from '../../contracts/dialogue.ts';
import type { FlowDefinition } from './definition.ts';
import { fitGraphemes } from './graphemes.ts';

/**
 * Says a template. The first variant follows from the message's seed and each use moves on to the next, so a repeat of
 * the turn chooses the same one and the next turn another.
 */
export function sayTemplate(
  definition: FlowDefinition,
  template: string,
  context: { readonly snapshot: Snapshot; readonly slots: Slots; readonly seed: string },
): TemplateReply {
  const variants = definition.templates[template] ?? [''];
  const variant = (context.snapshot.templateUses[template] ?? hash(context.seed)) % variants.length;
  const text = fill(variants[variant] ?? '', context.slots);
  return { text: fitGraphemes(text, definition.maxGraphemes), template, variant };
}

/** The snapshot after a template was said: `templateUses` holds the number of the variant that is next. */
export function countUse(snapshot: Snapshot, { template, variant }: TemplateReply): Snapshot {
  return { ...snapshot, templateUses: { ...snapshot.templateUses, [template]: variant + 1 } };
}

/** `{name}` and `{name|words instead}`; an empty slot leaves the words instead, or nothing. */
function fill(text: string, slots: Slots): string {
  return text
    .replace(
      /\{(\w+)(?:\|([^}]*))?\}/g,
      (_, name: string, instead: string | undefined) => wordsOf(slots[name]) ?? instead ?? '',
    )
    .replace(/\s+([,.!?])/g, '$1')
    .replace(/^[,\s]+/, '');
}

function wordsOf(value: Slots[string] | undefined): string | undefined {
  if (value === undefined) return undefined;
  const words = (Array.isArray(value) ? value.join(', ') : String(value)).replace(/[{}\s]+/g, ' ').trim();
  return words === '' ? undefined : fitGraphemes(words, MAX_SLOT_GRAPHEMES);
}

const MAX_SLOT_GRAPHEMES = 40;

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01_00_01_93);
  return value >>> 0;
}
