import type { OrderTalk } from '../../../contracts/commerce/order-talk.ts';
import { detectLanguage } from '../../understanding/language.ts';
import { resolving } from '../answers.ts';
import { textOf } from '../basket.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { foundFor, matchOf } from '../match.ts';
import { opensInOtherLanguage } from '../other-language.ts';
import { resolve } from '../resolve.ts';
import { talkOf } from '../said.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** Says once which languages are spoken; of what was said it takes what it knows for certain, and looks for none of the rest. */
export const SAY_LANGUAGES: DeskTool = {
  name: 'say_languages',
  description: 'Says which languages are spoken here.',
  states: TRADING,
  hears: ({ text }) => opensInOtherLanguage(text) && isForeign(text),
  run: (desk) => {
    const isTold = textOf(desk.slots, TOLD) !== undefined;
    const slots = { [TOLD]: 'yes' };
    const known = talkOf([desk.reading.text], desk.language).filter((one) => isCertain(one, desk));
    if (known.length === 0) return isTold ? undefined : { reply: 'languages', slots };
    const resolved = resolve(known, resolving(desk));
    const notes = isTold ? resolved.notes : [{ kind: 'languages' } as const, ...resolved.notes];
    return onward(desk, { ...resolved, notes, slots });
  },
};

const TOLD = 'languages_told';

function isForeign(text: string): boolean {
  const code = detectLanguage(text)?.code;
  return code !== 'en' && code !== 'hi';
}

function isCertain(one: OrderTalk, { view }: Desk): boolean {
  if (one.kind !== 'add' || one.product === undefined) return false;
  const { product: words, quantity: said, sizes } = one;
  return matchOf(foundFor(view, words, sizes), { words, said, sizes }).kind === 'certain';
}
