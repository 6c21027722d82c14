import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ENTITY_KINDS } from '../../contracts/dialogue.ts';
import type { Entity } from '../engine/definition.ts';
import { findEntities } from './entities.ts';
import type { EntityContext } from './mention.ts';

/** Saturday, noon in Kolkata. */
const NOON = Date.parse('2026-11-21T12:00:00+05:30');
const INDIA: EntityContext = { at: NOON, timeZone: 'Asia/Kolkata', region: undefined, products: [], language: 'en' };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The entities without their places, whose texts are checked to be what stands there. */
function found(text: string, context: Partial<EntityContext> = {}): object[] {
  return findEntities(text, { ...INDIA, ...context }).map(({ start, end, ...entity }) => {
    expect(text.slice(start, end)).toBe(entity.text);
    return entity;
  });
}

describe('money', () => {
  test.each([
    ['our budget is 2 lakh', '2 lakh', 200_000, undefined],
    ['budget of 800', '800', 800, undefined],
    ['1.5 crore rupees', '1.5 crore rupees', 1_500_000_000, 'INR'],
    ['Rs. 500/-', 'Rs. 500', 50_000, 'INR'],
    ['₹1,50,000 a year', '₹1,50,000', 15_000_000, 'INR'],
    ['50k inr', '50k inr', 5_000_000, 'INR'],
    ['between 500 and 800 dollars', '800 dollars', 80_000, 'USD'],
    ['$500-$800', '$500-$800', 80_000, 'USD'],
    ['2-3 lakh rs', '2-3 lakh rs', 30_000_000, 'INR'],
    ['about $1.5k a month', '$1.5k', 150_000, 'USD'],
    ['€20', '€20', 2000, 'EUR'],
    ['¥500', '¥500', 500, 'JPY'],
    ['1.500 euro', '1.500 euro', 150_000, 'EUR'],
    ['1,500.50 euro', '1,500.50 euro', 150_050, 'EUR'],
    ['ten thousand dollars', 'ten thousand dollars', 1_000_000, 'USD'],
    ['half a million dollars', 'half a million dollars', 50_000_000, 'USD'],
    ['डेढ़ लाख रुपये', 'डेढ़ लाख रुपये', 15_000_000, 'INR'],
    ['पचास हज़ार रुपये', 'पचास हज़ार रुपये', 5_000_000, 'INR'],
    ['₹५००', '₹५००', 50_000, 'INR'],
    ['bees hazaar rupaye', 'bees hazaar rupaye', 2_000_000, 'INR'],
  ])('%s', (text, said, amount, currency) => {
    expect(found(text)).toEqual([{ kind: 'money', text: said, amount, currency }]);
  });

  test('is in the currency of the country', () => {
    expect(found('$20', { region: 'CA' })).toMatchObject([{ currency: 'CAD' }]);
    expect(found('rs 500', { region: 'PK' })).toMatchObject([{ currency: 'PKR' }]);
  });

  test.each([
    'it costs 5',
    '20%',
    '50k followers',
    'pay 2 freelancers',
    '5 people',
    'in 2026',
    'was kostet das',
    'priceless',
  ])('is not in "%s"', (text) => {
    expect(found(text).filter((entity) => (entity as Entity).kind === 'money')).toEqual([]);
  });
});

describe('quantities', () => {
  test.each([
    ['2 kg', 2, 'kg'],
    ['half a dozen', 0.5, 'dozen'],
    ['a dozen', 1, 'dozen'],
    ['5 x 500g', 2500, 'g'],
    ['1/2 kg', 0.5, 'kg'],
    ['2.5 litres', 2.5, 'l'],
    ['two dozen', 2, 'dozen'],
    ['3 boxes', 3, 'box'],
    ['12 pcs', 12, 'piece'],
    ['do kilo', 2, 'kg'],
    ['dedh litre', 1.5, 'l'],
    ['10 peti', 10, 'carton'],
    ['आधा किलो', 0.5, 'kg'],
    ['दो पैकेट', 2, 'pack'],
    ['५ किलो', 5, 'kg'],
  ])('%s', (text, amount, unit) => {
    expect(found(`send ${text} please`)).toEqual([{ kind: 'quantity', text, amount, unit }]);
  });

  test.each([
    '5G network',
    'do packets come sealed',
    'kg',
    'a few boxes',
    'version 2.5',
    'room 12 is big',
    'canned',
    'gmail',
  ])('are not in "%s"', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('days and times', () => {
  test.each([
    ['tomorrow 5pm', '2026-11-22T17:00+05:30', true],
    ['tomorrow', '2026-11-22T12:00+05:30', false],
    ['tomorrow morning', '2026-11-22T09:00+05:30', false],
    ['day after tomorrow', '2026-11-23T12:00+05:30', false],
    ['day after tmrw', '2026-11-23T12:00+05:30', false],
    ['Friday', '2026-11-27T12:00+05:30', false],
    ['next friday at 10', '2026-11-27T10:00+05:30', true],
    ['in 2 hours', '2026-11-21T14:00+05:30', true],
    ['in 3 days', '2026-11-24T12:00+05:30', false],
    ['on 25 December', '2026-12-25T12:00+05:30', false],
    ['12/05', '2027-05-12T12:00+05:30', false],
    ['at 5', '2026-11-21T17:00+05:30', true],
    ['11am', '2026-11-22T11:00+05:30', true],
    ['kal', '2026-11-22T12:00+05:30', false],
    ['parso', '2026-11-23T12:00+05:30', false],
    ['kal shaam 6 baje', '2026-11-22T18:00+05:30', true],
    ['do baje', '2026-11-21T14:00+05:30', true],
    ['teen din baad', '2026-11-24T12:00+05:30', false],
    ['agle hafte', '2026-11-28T12:00+05:30', false],
    ['कल', '2026-11-22T12:00+05:30', false],
    ['परसों', '2026-11-23T12:00+05:30', false],
    ['शुक्रवार को शाम 5 बजे', '2026-11-27T17:00+05:30', true],
    ['साढ़े चार बजे', '2026-11-21T16:30+05:30', true],
  ])('%s', (text, at, hasTime) => {
    expect(found(text)).toEqual([{ kind: 'date', text, at: Date.parse(at), hasTime }]);
  });

  test.each([
    ['Europe/Berlin', '2026-03-28T12:00+01:00', 'tomorrow 9am', '2026-03-29T09:00+02:00'],
    ['Europe/Berlin', '2026-10-24T12:00+02:00', 'tomorrow 9am', '2026-10-25T09:00+01:00'],
    ['America/New_York', '2026-03-07T12:00-05:00', 'tomorrow 9am', '2026-03-08T09:00-04:00'],
    ['America/New_York', '2026-10-31T22:00-04:00', 'monday 8am', '2026-11-02T08:00-05:00'],
    ['Europe/Berlin', '2026-03-28T12:00+01:00', 'kal 9 baje', '2026-03-29T09:00+02:00'],
    ['Pacific/Auckland', '2026-11-21T01:00+13:00', 'tomorrow', '2026-11-22T12:00+13:00'],
    ['America/Los_Angeles', '2026-11-20T23:30-08:00', 'tomorrow', '2026-11-21T12:00-08:00'],
  ])('by the clock of %s at %s: %s', (timeZone, now, text, at) => {
    expect(found(text, { timeZone, at: Date.parse(now) })).toMatchObject([{ kind: 'date', at: Date.parse(at) }]);
  });

  test.each([
    ['tomorrow', '2026-11-22T12:00+05:30'],
    ['in 3 days', '2026-11-24T12:00+05:30'],
    ['next week', '2026-11-28T12:00+05:30'],
    ['friday', '2026-11-27T12:00+05:30'],
    ['kal', '2026-11-22T12:00+05:30'],
    ['tomorrow evening', '2026-11-22T18:00+05:30'],
    ['tonight', '2026-11-21T20:00+05:30'],
    ['in 90 minutes', '2026-11-21T09:17+05:30'],
    ['today at 4', '2026-11-21T16:00+05:30'],
  ])('a day is its noon, whatever the time is now: %s', (text, at) => {
    expect(found(text, { at: Date.parse('2026-11-21T07:47+05:30') })).toMatchObject([{ at: Date.parse(at) }]);
  });

  test('the month comes first in the United States', () => {
    const [date] = found('12/05', { region: 'US' });
    expect(date).toMatchObject({ at: Date.parse('2026-12-05T12:00+05:30') });
  });

  test.each([
    'may I ask',
    'I march on',
    '1/2',
    '24/7',
    'sun cream',
    'second hand',
    'my order',
    'now',
    'kaal',
    'everyday low',
    '',
  ])('are not in "%s"', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('durations', () => {
  test.each([
    ['2 hours', 2 * HOUR_MS],
    ['30 minutes', HOUR_MS / 2],
    ['20+ hours a week', 20 * HOUR_MS],
    ['2-3 weeks', 21 * DAY_MS],
    ['half an hour', HOUR_MS / 2],
    ['six months', 180 * DAY_MS],
    ['teen ghante', 3 * HOUR_MS],
    ['do din', 2 * DAY_MS],
    ['दो महीने', 60 * DAY_MS],
    ['दस मिनट', HOUR_MS / 6],
  ])('%s', (text, milliseconds) => {
    expect(found(`it takes ${text}`)).toEqual([{ kind: 'duration', text, milliseconds }]);
  });
});

describe('where people are reached', () => {
  test.each([
    ['call me on 98765 43210', 'phone', '98765 43210', { number: '+919876543210' }],
    ['+49 151 23456789 please', 'phone', '+49 151 23456789', { number: '+4915123456789' }],
    [
      'Mail: Anna.Lee+x@sub.example.com.',
      'email',
      'Anna.Lee+x@sub.example.com',
      { address: 'anna.lee+x@sub.example.com' },
    ],
    [
      'at 12 Main Street, Springfield',
      'address',
      '12 Main Street, Springfield',
      { name: '12 Main Street, Springfield' },
    ],
    [
      'my address is 12 MG Road, Bengaluru 560001',
      'address',
      '12 MG Road, Bengaluru 560001',
      { name: '12 MG Road, Bengaluru 560001' },
    ],
    [
      '12 MG Road, Flat 4B, Bengaluru 560001',
      'address',
      '12 MG Road, Flat 4B, Bengaluru 560001',
      { name: '12 MG Road, Flat 4B, Bengaluru 560001' },
    ],
    [
      'to 10 Orchard Road #02-11 Singapore 238840 please',
      'address',
      '10 Orchard Road #02-11 Singapore 238840',
      { name: '10 Orchard Road #02-11 Singapore 238840' },
    ],
    ['Hauptstraße 5, 10115 Berlin', 'address', 'Hauptstraße 5, 10115 Berlin', { name: 'Hauptstraße 5, 10115 Berlin' }],
  ])('%s', (text, kind, said, values) => {
    expect(found(text)).toEqual([{ kind, text: said, ...values }]);
  });

  test.each(['order 12345', '12345678901234', 'a@b', '@anna', 'version 1.2.3.4', 'room 12'])('not in "%s"', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    ['my name is anna', 'person', 'anna'],
    ['I am Anna Lee from Acme', 'person', 'Anna Lee'],
    ['mera naam Rahul hai', 'person', 'Rahul'],
    ['मेरा नाम राहुल है', 'person', 'राहुल'],
    ['Ich heiße Anna', 'person', 'Anna'],
    ['I work at Acme Corp', 'company', 'Acme Corp'],
    ['we are Acme GmbH', 'company', 'Acme GmbH'],
    ['our company is Tom & Sons', 'company', 'Tom & Sons'],
  ])('%s', (text, kind, name) => {
    expect(found(text)).toEqual([{ kind, text: name, name }]);
  });

  test.each([
    "I'm Happy",
    'I am interested',
    'I am ready',
    "I'm from Berlin",
    'call me Tomorrow',
    'this is GREAT',
    'Anna',
  ])('not in "%s"', (text) => {
    expect(found(text).filter((entity) => (entity as Entity).kind === 'person')).toEqual([]);
  });
});

describe('products', () => {
  const products = ['Basmati Rice', 'Apples', 'Toor Dal'];

  test('with how many, in any number and with a typing error', () => {
    expect(found('3 apples and 2 kg basmti rice', { products })).toMatchObject([
      { kind: 'quantity', text: '3', amount: 3, unit: undefined },
      { kind: 'product', name: 'Apples' },
      { kind: 'quantity', text: '2 kg' },
      { kind: 'product', text: 'basmti rice', name: 'Basmati Rice' },
    ]);
    expect(found('aples, toor dal', { products })).toMatchObject([{ name: 'Apples' }, { name: 'Toor Dal' }]);
  });

  test.each(['applesauce', 'rice', 'tour deal', 'ample'])('not in "%s"', (text) => {
    expect(found(text, { products })).toEqual([]);
  });
});

test('whatever is found stands where it says, in order, without overlaps, and is found again', () => {
  const words = [
    '5',
    '₹',
    '2 lakh',
    'kal',
    'tomorrow',
    '5pm',
    'kg',
    'do',
    'a@b.example',
    '+49 151 23456789',
    'I am',
    'Anna',
  ];
  const said = fc.array(fc.constantFrom(...words, 'Acme GmbH', 'बजे', 'शुक्रवार', '12 Main Street', ',', '/', 'apples'), {
    maxLength: 20,
  });
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1200 }),
    said.map((one) => one.join(' ')),
  );
  const circumstances = fc.record({
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    timeZone: fc.constantFrom('UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia'),
    region: fc.constantFrom(undefined, 'IN', 'US', 'XX'),
    products: fc.constant(['Apples']),
    language: fc.constantFrom('en', 'hi', 'de', 'xx'),
  });
  fc.assert(
    fc.property(text, circumstances, (message, context) => {
      const entities = findEntities(message, context);
      let from = 0;
      for (const { kind, start, end, text: mention } of entities) {
        expect(ENTITY_KINDS).toContain(kind);
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThan(start);
        expect(message.slice(start, end)).toBe(mention);
        from = end;
      }
      expect(findEntities(message, context)).toEqual(entities);
    }),
    { numRuns: 300, seed: 7 },
  );
});
