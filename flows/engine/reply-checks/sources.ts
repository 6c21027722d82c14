import type { Composition, ReplyCheckContext } from '../../../contracts/dialogue.ts';
import { plainDigits } from './plain-digits.ts';

/** What a reply may draw on, plain. */
export interface Sources {
  /** By the business: facts, passages, what it said before. */
  readonly stated: string;
  /** By the customer: slots. It may be repeated as theirs and commits the business to nothing. */
  readonly told: string;
}

/** Collects the sources of a reply, a line each. */
export function sourcesOf(composition: Composition, { slots, transcript }: ReplyCheckContext): Sources {
  const passages = (composition.passages ?? []).flatMap(({ source, title, text }) => [source, title, text]);
  return {
    stated: plainDigits([...composition.facts, ...passages, ...transcript].join('\n')),
    told: plainDigits(Object.values(slots).flat().join('\n')),
  };
}
