import { describe, expect, test } from '@jest/globals';
import type { Composition } from '../../contracts/dialogue.ts';
import { checkReply } from '../engine/reply-checks.ts';
import { say } from '../engine/test-support/door.ts';
import { salesDm } from './flow.ts';
import { PRICE_LIST } from './prices.ts';
import { TEMPLATES_EN } from './templates.en.ts';
import { TEMPLATES_HI } from './templates.hi.ts';

const flow = salesDm();

function composition(language: string): Composition {
  const { composition: made } = say(flow, 'our team copies invoices by hand');
  if (made === undefined) throw new Error('the flow leaves nothing to word');
  return { ...made, language };
}

function codes(text: string, language = 'en'): readonly string[] {
  return checkReply(text, composition(language), { slots: {}, transcript: [], prompt: '', isPartial: false }).map(
    ({ code }) => code,
  );
}

describe('the price list', () => {
  test.each([
    `A pilot is ${PRICE_LIST.pilotPerMonth} dollars a month, each further process ${PRICE_LIST.furtherPerMonth} dollars.`,
    'It is $300 a month for one process. Shall we start?',
    'There is no set-up fee, and you can stop any month.',
  ])('may be said by a model: %s', (text) => {
    expect(codes(text)).toEqual([]);
  });

  test.each([
    ['another figure', 'For you it is 250 dollars a month.'],
    ['a figure between the two', 'Two processes for $400 a month.'],
    ['another currency', 'It is 300 euros a month.'],
    ['a discount', 'I can give you a discount on the pilot.'],
    ['a percentage', 'You get 10 % off.'],
    ['half of it', 'The first month is half price.'],
  ])('lets no model say %s', (_, text) => {
    expect(codes(text)).toContain('invented_price');
  });

  test('is all that the templates say of money', () => {
    const said = [
      ...Object.values(TEMPLATES_EN).map((texts) => ['en', texts] as const),
      ...Object.values(TEMPLATES_HI).map((texts) => ['hi', texts] as const),
    ].flatMap(([language, texts]) =>
      texts.map((text) => ({ language, text: text.replace(/\{\w+\|?([^}]*)\}/g, '$1') })),
    );
    const invented = said.filter(({ language, text }) => codes(text, language).includes('invented_price'));
    expect(invented).toEqual([]);
  });
});

describe('promises', () => {
  /** What a person or a planned follow-up carries out, in the words of the templates that say so. */
  const KEPT =
    /^(?:purchased|close|ask_email|topic_kickoff|topic_agreement|next_steps|acknowledged_sale|ask_close|start_first|person_|care$|human$|later$|callback|legal|topic_|budget_closing|languages|identity|chitchat_bot|aside_problem|later_silent)/;
  const PROMISES =
    /\b(?:I|we) (?:will )?(?:send|mail|call|book|note|noted|prepare|forward)\b|\bI have noted\b|\bon (?:its|their) way\b|\byou will (?:hear|get|receive)\b|भेज रह|लिख लिया|बताया जाएगा|पहुँच रही/iu;

  test('of messages, calls and notes are made only where something carries them out', () => {
    const all = [...Object.entries(TEMPLATES_EN), ...Object.entries(TEMPLATES_HI)];
    const loose = all.filter(
      ([key, texts]) => !KEPT.test(key) && !key.startsWith('stop') && texts.some((text) => PROMISES.test(text)),
    );
    expect(loose.map(([key]) => key)).toEqual([]);
  });
});
