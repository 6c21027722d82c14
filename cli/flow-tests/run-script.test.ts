import { describe, expect, test } from '@jest/globals';
import { skeletonFlow } from '../new-flow/skeleton/flow.ts';
import { coverageOf } from './coverage.ts';
import { parseScripts } from './read-scripts.ts';
import { failureText } from './report.ts';
import type { ScriptResult } from './run-script.ts';
import { runScript } from './run-script.ts';

const flow = skeletonFlow();

/** Runs the only script of a file that begins with its steps. */
function runSteps(steps: string, before = ''): ScriptResult {
  const read = parseScripts('a.test.yaml', `flow: skeleton\ntests:\n  - name: a\n${before}    steps:\n${steps}`);
  if (read.kind === 'problems') throw new Error(read.problems.map(({ message }) => message).join('; '));
  const [placed] = read.scripts;
  if (placed === undefined) throw new Error('no script');
  return runScript(flow, placed, []);
}

function mismatchesOf(steps: string, before = ''): string[] {
  return (runSteps(steps, before).failure?.mismatches ?? []).map(
    ({ what, expected, actual }) => `${what}: ${expected} / ${actual}`,
  );
}

describe('every expectation can fail', () => {
  test.each([
    ['state: booked', 'state: booked / details'],
    ['reply: {template: booked}', 'reply.template: booked / ask_details'],
    ['reply: {contains: pizza}', expect.stringMatching(/^reply\.contains: pizza \/ .*name/)],
    ['reply: {not_contains: NAME}', expect.stringMatching(/^reply\.not_contains: NAME \/ .*name/)],
    ['reply: {matches: "^\\\\d"}', expect.stringMatching(/^reply\.matches: \^\\d \/ /)],
    ['reply: {language: hi}', expect.stringMatching(/^reply\.language: hi \/ /)],
    ['slots: {name: Anna}', 'slots.name: Anna / none'],
    ['events: [slot_set]', 'events: slot_set / flow_started, state_changed'],
    ['no_events: state_changed', 'no_events: no state_changed / flow_started, state_changed'],
    ['intent: greeting', 'intent: greeting / appointment'],
    ['source: model', 'source: model / template'],
    ['source_reason: model_timeout', 'source_reason: model_timeout / no_model'],
    ['follow_ups: []', 'follow_ups: [] / ["reminder_24h"]'],
    ['tool: call', 'tool: call / none called'],
    ['handed_over: true', 'handed_over: true / false'],
    ['opted_out: true', 'opted_out: true / false'],
    ['no_reply: true', 'no_reply: true / false'],
    ['language: hi', 'language: hi / en'],
  ])('%s', (expectation, mismatch) => {
    const steps = `      - user: I would like an appointment\n        expect: {${expectation}}\n`;
    expect(mismatchesOf(steps)).toEqual([mismatch]);
  });

  test.each([
    ['sent: []', 'sent: [] / ["reminder_24h"]'],
    ['reply: {template: welcome}', 'reply.template: welcome / reminder'],
    ['state: booked', 'state: booked / details'],
    ['follow_ups: [x]', 'follow_ups: ["x"] / []'],
    ['handed_over: true', 'handed_over: true / false'],
  ])('after a wait, %s', (expectation, mismatch) => {
    const steps = `      - user: I would like an appointment\n      - after: 3 days\n        expect: {${expectation}}\n`;
    expect(mismatchesOf(steps)).toEqual([mismatch]);
  });
});

describe('a conversation in memory', () => {
  test('ends at the first step that fails, and shows what was said so far', () => {
    const result = runSteps('      - user: Hello\n        expect: {state: booked}\n      - user: unheard\n');
    expect(result.isPassed).toBe(false);
    expect(result.failure?.line).toBe(5);
    expect(failureText(result)).toContain('user> Hello');
    expect(failureText(result)).not.toContain('unheard');
  });

  test('fragments are one turn', () => {
    const { turns } = runSteps('      - user: [Hello, I would like an appointment]\n');
    expect(turns).toHaveLength(1);
    expect(turns[0]?.stateAfter).toBe('details');
  });

  test('an answer cancels what is pending, and quiet hours hold back what is due', () => {
    const { sent, failure } = runSteps(
      `      - user: can I book an appointment?
      - after: 20 hours
        expect: {sent: []}
      - user: what are your opening hours?
      - after: 20 hours
        expect: {sent: []}
      - after: 6 hours
        expect: {sent: [], follow_ups: [reminder_24h]}
      - after: 1 hour
        expect: {sent: [reminder_24h]}
`,
      '    at: 2026-03-03T10:00:00Z\n',
    );
    expect(failure).toBeUndefined();
    // Asked on at 06:00 the next day: 24 hours later it is still night, until nine.
    expect(sent.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-03-05T09:00:00.000Z']);
  });

  test('who waits for a person is told so once, and the bot apologises when none came', () => {
    const { failure } = runSteps(`      - user: I want to talk to a human
        expect: {handed_over: true, follow_ups: [hand_back]}
      - user: anyone?
        expect: {reply: {template: waiting_for_person}, events: [waiting_for_person], follow_ups: [hand_back]}
      - user: hello
        expect: {no_reply: true, events: [waiting_for_person]}
      - after: 2 hours
        expect: {sent: [hand_back], handed_over: false, reply: {template: nobody_came}}
      - user: I would like an appointment
        expect: {state: details, no_reply: false}
`);
    expect(failure).toBeUndefined();
  });

  test('nobody apologises for a person who came', () => {
    const { failure } = runSteps(`      - user: I want to talk to a human
      - agent: Hello, Meera here
      - after: 2 days
        expect: {sent: [], handed_over: true}
      - owner: bot
      - user: I would like an appointment
        expect: {state: details}
`);
    expect(failure).toBeUndefined();
  });

  test('a flow that fails answers with its apology and keeps its state', () => {
    const { failure } = runSteps(`      - user: anything
        breaks: true
        expect: {state: welcome, events: internal_error, reply: {template: internal_error}}
`);
    expect(failure).toBeUndefined();
  });

  test('a model is heard where it speaks, and the template where it fails', () => {
    const { failure } = runSteps(`      - user: I would like an appointment
        model: {says: "Gladly! Which day, and what name?"}
        expect: {source: model, reply: {contains: Gladly}}
      - user: Friday, my name is Ravi
        model: {fails: rate_limited}
        expect: {state: booked, source: template, source_reason: model_rate_limited}
      - user: stop writing to me
        model: {says: "Please stay!"}
        expect: {source: template, reply: {not_contains: stay}}
`);
    expect(failure).toBeUndefined();
  });

  test('words of a model that break a rule are repaired once, and else never said', () => {
    const { failure } = runSteps(`      - user: I would like an appointment
        model: {says: "Only 49 dollars today! Which day?"}
        expect: {source: template, source_reason: reply_invented_price, reply: {not_contains: "49"}}
      - user: my name is Ravi
        model: {says: ["Only 49 dollars, Ravi!", "Thank you, Ravi. Which day suits you?"]}
        expect: {source: model, reply: {contains: Which day}}
`);
    expect(failure).toBeUndefined();
  });

  test('what a model proposes counts where the rules are unsure, and only as far as the state allows', () => {
    const { failure } = runSteps(`      - user: zzz qqq
        model: {proposes: {edge: booked, slots: {name: Eve}}}
        expect: {state: welcome, events: proposal_refused, slots: {name: null}}
      - user: zzz qqq
        model: {proposes: {intents: [appointment]}}
        expect: {state: details, events: proposal_accepted}
`);
    expect(failure).toBeUndefined();
  });

  test('coverage names what no conversation reached', () => {
    const coverage = coverageOf(flow, [
      runSteps('      - user: I would like an appointment\n      - user: stop writing to me\n'),
    ]);
    expect(coverage.states).toEqual({ covered: 2, total: 3, missing: ['booked'] });
    expect(coverage.intents.missing).toContain('opening_hours');
    expect(coverage.intents.missing).not.toContain('appointment');
    expect(coverage.patterns.missing).not.toContain('stop');
    expect(coverage.patterns.missing).toContain('silence');
    expect(coverage.edges.missing).toContain('details → booked');
    expect(coverage.edges.missing).not.toContain('welcome → details');
  });
});
