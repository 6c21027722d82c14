import type { Language, Slots, Snapshot, TemplateReply } from '../../contracts/dialogue.ts';
import type { FlowDefinition } from './definition.ts';
import { fitGraphemes, fitLines } from './graphemes.ts';
import { PATTERN_WORDS } from './patterns/words.ts';

export interface Saying {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  /** Stable per message, so that a repeat of the turn says the same. */
  readonly seed: string;
  readonly language: Language;
  /** Filled in as they are, however long, with their line breaks: words of ours. */
  readonly lines?: Readonly<Record<string, string>>;
  /** Texts of an experiment, by template key, in place of the flow's. */
  readonly overrides?: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>;
}

/**
 * The texts of a key: in the language asked for, else in the flow's first. Within a language an experiment's words come
 * before the flow's, and the flow's before the pattern's. Empty when there are none.
 */
export function textsOf(
  definition: Pick<FlowDefinition, 'templates' | 'languages'>,
  key: string,
  { language, overrides }: Pick<Saying, 'language' | 'overrides'>,
): readonly string[] {
  const inLanguage = (code: Language): readonly string[] | undefined =>
    said(overrides?.[key]?.[code]) ?? said(definition.templates[code]?.[key]) ?? said(PATTERN_WORDS[code]?.[key]);
  return inLanguage(language) ?? inLanguage(definition.languages[0]) ?? [];
}

function said(texts: readonly string[] | undefined): readonly string[] | undefined {
  return texts !== undefined && texts.length > 0 ? texts : undefined;
}

/**
 * Says a template. The first variant follows from the message's seed and each use moves on to the next, so a repeat of
 * the turn chooses the same one and the next turn another.
 */
export function sayTemplate(definition: FlowDefinition, template: string, saying: Saying): TemplateReply {
  const variants = textsOf(definition, template, saying);
  const variant =
    variants.length === 0 ? 0 : (saying.snapshot.templateUses[template] ?? hash(saying.seed)) % variants.length;
  return sayVariant(definition, { template, variant }, saying);
}

/** Says one variant of a template, as it was said before. */
export function sayVariant(
  definition: FlowDefinition,
  { template, variant }: { readonly template: string; readonly variant: number },
  saying: Saying,
): TemplateReply {
  const variants = textsOf(definition, template, saying);
  const { slots, lines } = saying;
  const text = fill(variants[variant % Math.max(1, variants.length)] ?? '', slots, lines);
  const fit = lines === undefined ? fitGraphemes : fitLines;
  return { text: fit(text, definition.maxGraphemes), template, variant };
}

/** The snapshot after a template was said: `templateUses` holds the number of the variant that is next. */
export function countUse(snapshot: Snapshot, { template, variant }: { template: string; variant: number }): Snapshot {
  return { ...snapshot, templateUses: { ...snapshot.templateUses, [template]: variant + 1 } };
}

/** `{name}` and `{name|words instead}`; an empty slot leaves the words instead, or nothing. */
function fill(text: string, slots: Slots, lines: Saying['lines']): string {
  return (
    text
      .replace(
        /\{(\w+)(?:\|([^}]*))?\}/g,
        (_, name: string, instead: string | undefined) => lines?.[name] ?? wordsOf(name, slots[name]) ?? instead ?? '',
      )
      // Before an empty slot's comma, not in "the folder .parley".
      .replace(/[^\S\n]+([,.!?])(?=\s|$)/g, '$1')
      .replace(/^[,\s]+/, '')
      .trimEnd()
  );
}

function wordsOf(name: string, value: Slots[string] | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  const isOurs = OURS.has(name);
  const words = text.replace(isOurs ? /\s+/g : /[{}\s]+/g, ' ').trim();
  if (words === '') return undefined;
  return isOurs ? words : fitGraphemes(words, MAX_SLOT_GRAPHEMES);
}

/** Filled by the engine with words of the flow or its knowledge, which are as long as they need to be. */
const OURS: ReadonlySet<string> = new Set(['ask', 'answer', 'source', 'first', 'second', 'question', 'times']);
const MAX_SLOT_GRAPHEMES = 40;

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01_00_01_93);
  return value >>> 0;
}
