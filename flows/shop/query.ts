import type { ProductPhrase, ShopQuery } from '../../contracts/commerce/shop.ts';
import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';
import type { ShopQueryInput } from '../engine/definition.ts';
import { questionsIn } from '../understanding/clauses.ts';
import { besideQuestions, productsAsked } from './asked-product.ts';
import { basketOf, listOf } from './basket.ts';
import { answerIn, isSizeOnly, ofKind } from './choosing.ts';
import { onOneLine } from './fragments.ts';
import { noteSaid } from './note-said.ts';
import { openOf, skusOf } from './open-questions.ts';
import { wordedIn } from './phrases.ts';
import { phrasesOf, talkOf } from './said.ts';
import { detailsTold } from './registration-details.ts';
import { cutsOf } from './sentence-parts.ts';
import type { ShopSettings } from './settings.ts';
import { choiceIn } from './slot-choice.ts';
import { returnPhrases } from './returns/phrases-asked.ts';
import { ORDER_ITEMS } from './tools/items.ts';
import { nameSaid, phoneSaid } from './tools/registration.ts';
import { RETURN_ITEMS } from './tools/returns.ts';

/** What of the shop a message needs: the products it names, those that are spoken of already, and whose phone it tells. */
export function shopQueryFor(settings: ShopSettings): (input: ShopQueryInput) => ShopQuery {
  return ({ reading, proposal }) => {
    const { text, known, state } = reading;
    const language = wordedIn(reading.language);
    const tool = proposal?.tool;
    const proposed = tool?.name === ORDER_ITEMS || tool?.name === RETURN_ITEMS ? linesOf(tool.arguments) : [];
    const talk = [
      ...talkOf(
        [
          text,
          ...onOneLine(text),
          ...besideATime(reading),
          ...besideNote(text),
          ...(openOf(known).length > 0 ? cutsOf(text).map(({ rest }) => rest) : []),
          ...besideDetails(text, settings),
          besideQuestions(text, language),
        ],
        language,
      ),
      ...talkOf(proposed, language),
      ...choiceTalk(reading, language),
    ];
    const questions = [text, ...questionsIn(text)].flatMap((question) =>
      productsAsked(question, language).map(({ words, sizes }): ProductPhrase => ({ text: words, sizes, language })),
    );
    const returned = returnPhrases(reading, language);
    const skus = [...basketOf(known).map(({ sku }) => sku), ...openOf(known).flatMap(skusOf), ...listOf(known, 'last')];
    const told = detailsTold(text, settings);
    const phoneBeside = told.address === undefined ? undefined : told.phone;
    const phone = state.startsWith('register_') ? phoneSaid(reading, settings) : phoneBeside;
    const [claimed] = state === 'identify' ? listOf(known, 'claimed') : [];
    return {
      phrases: [...returned, ...phrasesOf(talk, language), ...questions].slice(0, MAX_PHRASES),
      skus: [...new Set(skus)],
      language,
      ...(phone === undefined ? {} : { phone }),
      ...(claimed === undefined ? {} : { phone: claimed, name: nameSaid(text) }),
    };
  };
}

/** What an answer to "which one?" tells by its size alone, of the kind that was asked about. */
function choiceTalk({ text, known, state }: ShopQueryInput['reading'], language: Language): readonly OrderTalk[] {
  const [question] = state === 'clarifying' ? openOf(known) : [];
  if (question?.ask !== 'which') return [];
  return ofKind(answerIn(text, language)?.pieces.filter(isSizeOnly) ?? [], question.words);
}

/** What stands beside a time where that is asked for. */
function besideATime(reading: ShopQueryInput['reading']): readonly string[] {
  const { rest } = choiceIn({ ...reading, timeZone: 'UTC' });
  const isAsked = reading.state === 'delivery' || reading.state === 'review';
  return isAsked && rest !== reading.text ? [rest] : [];
}

/** What stands beside a note for the driver. */
function besideNote(text: string): readonly string[] {
  const rest = noteSaid(text)?.rest ?? '';
  return rest === '' ? [] : [rest];
}

/** What stands beside name, phone and address. */
function besideDetails(text: string, settings: ShopSettings): readonly string[] {
  const { phone, address, rest } = detailsTold(text, settings);
  return phone === undefined || address === undefined || rest === '' ? [] : [rest];
}

/** More products than anybody names in one message. */
const MAX_PHRASES = 40;

function linesOf(args: unknown): readonly string[] {
  const lines: unknown = typeof args === 'object' && args !== null && 'lines' in args ? args.lines : [];
  return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string').slice(0, MAX_PHRASES) : [];
}
