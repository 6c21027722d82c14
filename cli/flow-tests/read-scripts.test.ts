import { describe, expect, test } from '@jest/globals';
import { parseScripts } from './read-scripts.ts';

function problemsOf(text: string): string[] {
  const read = parseScripts('a.test.yaml', text);
  return read.kind === 'read' ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('files of scripts', () => {
  test('each step knows its line, and variables are filled in everywhere they are used', () => {
    const read = parseScripts(
      'a.test.yaml',
      `flow: sales-dm
tests:
  - name: says hello
    variables: {name: Anna}
    start: {slots: {name: "{{name}}"}}
    steps:
      - user: "I am {{name}}"
        expect:
          slots: {name: "{{ name }}"}
          reply: {contains: "Hi {{name}}"}
      - after: 3 days
        expect: {sent: silence_24h}
`,
    );
    expect(read.kind).toBe('read');
    const [placed] = read.kind === 'read' ? read.scripts : [];
    expect(placed?.stepLines).toEqual([7, 11]);
    expect(placed?.script.start).toEqual({ slots: { name: 'Anna' } });
    expect(placed?.script.steps).toEqual([
      {
        kind: 'user',
        user: ['I am Anna'],
        expect: { slots: { name: 'Anna' }, reply: { contains: ['Hi Anna'] } },
      },
      { kind: 'after', after: '3 days', expect: { sent: ['silence_24h'] } },
    ]);
  });

  test('a misspelt key is found where it stands', () => {
    const text = `flow: sales-dm
tests:
  - name: a
    steps:
      - user: Hi
        expect:
          reply: {conains: hello}
`;
    expect(problemsOf(text)).toEqual(['7:19 tests.0.steps.0.expect.reply.conains: unknown key']);
  });

  test('an event that no flow has is refused', () => {
    const text = 'flow: f\ntests:\n  - name: a\n    steps:\n      - user: Hi\n        expect: {events: [slot_sett]}\n';
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^6:\d+ tests\.0\.steps\.0\.expect\.events/)]);
  });

  test('a step is one thing', () => {
    const both = 'flow: f\ntests:\n  - name: a\n    steps:\n      - user: Hi\n        after: 3 days\n';
    const none = 'flow: f\ntests:\n  - name: a\n    steps:\n      - expect: {state: x}\n';
    for (const text of [both, none]) {
      expect(problemsOf(text)).toEqual([
        expect.stringContaining('exactly one of the keys user, after, agent and owner'),
      ]);
    }
  });

  test('a time that is none, a model that does nothing and a broken pattern are refused', () => {
    const text = `flow: f
tests:
  - name: a
    steps:
      - after: soon
      - user: Hi
        model: {}
      - user: Hi
        expect: {reply: {matches: "(" }}
`;
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^5:9 tests\.0\.steps\.0\.after: say a time/),
      expect.stringMatching(/^7:9 tests\.0\.steps\.1\.model: say what the model does/),
      expect.stringMatching(/^9:26 tests\.0\.steps\.2\.expect\.reply\.matches: no regular expression/),
    ]);
  });

  test('a variable that does not exist is reported', () => {
    const text = 'flow: f\ntests:\n  - name: a\n    steps:\n      - user: "I am {{who}}"\n';
    expect(problemsOf(text)).toEqual(['5:1 {{who}} is none of the variables of "a"']);
  });

  test('text that is no YAML is reported with its place', () => {
    expect(problemsOf('flow: f\ntests: [\n')).toEqual([expect.stringMatching(/^3:1 /)]);
  });
});
