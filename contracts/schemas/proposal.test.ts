import { describe, expect, test } from '@jest/globals';
import { parseProposal, proposalJsonSchema } from './proposal.ts';

const GOOD = {
  intents: [{ name: 'interest', confidence: 0.8 }],
  slots: [{ name: 'company', value: 'Acme' }],
  edge: 'pitch',
  tool: { name: 'schedule', arguments: '{"day":"Friday"}' },
};

describe('what a model proposes', () => {
  test('is parsed, with the arguments of a tool', () => {
    expect(parseProposal(JSON.stringify(GOOD))).toEqual({
      kind: 'proposal',
      proposal: {
        intents: GOOD.intents,
        slots: { company: 'Acme' },
        edge: 'pitch',
        tool: { name: 'schedule', arguments: { day: 'Friday' } },
      },
    });
    expect(parseProposal(JSON.stringify({ ...GOOD, edge: null, tool: null }))).toMatchObject({
      proposal: { edge: undefined, tool: undefined },
    });
  });

  test.each([
    ['prose', 'The customer is interested.', 'invalid_json'],
    ['an unfinished answer', '{"intents": [', 'invalid_json'],
    ['nothing', '', 'invalid_json'],
    ['a list', '[]', 'wrong_schema'],
    ['a missing key', JSON.stringify({ ...GOOD, edge: undefined }), 'wrong_schema'],
    ['a key too many', JSON.stringify({ ...GOOD, discount: 1 }), 'wrong_schema'],
    ['a confidence out of range', JSON.stringify({ ...GOOD, intents: [{ name: 'a', confidence: 7 }] }), 'wrong_schema'],
    ['arguments that are no JSON', JSON.stringify({ ...GOOD, tool: { name: 'a', arguments: 'now' } }), 'wrong_schema'],
    ['arguments that are a list', JSON.stringify({ ...GOOD, tool: { name: 'a', arguments: '[]' } }), 'wrong_schema'],
    [
      'a value without end',
      JSON.stringify({ ...GOOD, slots: [{ name: 'a', value: 'x'.repeat(501) }] }),
      'wrong_schema',
    ],
  ])('%s is refused', (_, text, why) => {
    expect(parseProposal(text)).toEqual({ kind: 'refused', why });
  });

  test('a slot called __proto__ is a slot like any other', () => {
    const text = JSON.stringify({ ...GOOD, slots: [{ name: '__proto__', value: 'x' }] });
    const parsed = parseProposal(text);
    expect(Object.getPrototypeOf(parsed.kind === 'proposal' ? parsed.proposal.slots : undefined)).toBe(
      Object.prototype,
    );
  });

  test('the schema for the server allows the names of the request and no others', () => {
    const schema = JSON.stringify(
      proposalJsonSchema({ intents: [{ name: 'interest', examples: [] }], slots: [], edges: ['pitch'], tools: [] }),
    );
    expect(schema).toContain('"enum":["interest"]');
    expect(schema).toContain('"enum":["pitch"]');
    expect(schema).not.toContain('"enum":[]');
  });
});
