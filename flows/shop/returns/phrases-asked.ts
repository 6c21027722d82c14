import type { ProductPhrase } from '../../../contracts/commerce/shop.ts';
import type { Language } from '../../../contracts/dialogue.ts';
import type { ExtractInput } from '../../engine/definition.ts';
import { phrasesOf, talkOf } from '../said.ts';
import { returnAnswerOf, returnTalkOf } from './return-talk.ts';
import { slipOf } from './slip.ts';

/** What has to be searched for to know which goods a message about a return means, and what is wanted instead of them. */
export function returnPhrases(
  { text, state, known }: Pick<ExtractInput, 'text' | 'state' | 'known'>,
  language: Language,
): readonly ProductPhrase[] {
  const isUnderWay = state === 'returning' || state === 'return_review';
  const said = isUnderWay ? returnAnswerOf(text) : returnTalkOf(text);
  const slip = isUnderWay ? slipOf(known) : undefined;
  const instead = slip?.instead === undefined || slip.instead === '' ? [] : [slip.instead];
  const talk = [
    ...talkOf(said?.items ?? [], language, isUnderWay),
    ...talkOf([...(slip?.words ?? []), ...instead], language),
  ];
  return phrasesOf(talk, language);
}
