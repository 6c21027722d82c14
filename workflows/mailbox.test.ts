import { expect, test } from '@jest/globals';
import { Mailbox } from './mailbox.ts';

const message = (inboundId: string, arrivedAt: number, isUrgent = false) => ({ inboundId, arrivedAt, isUrgent });

test('a message that comes while others are taken has a window of its own', () => {
  const mailbox = new Mailbox();
  mailbox.add(message('a', 1000));
  mailbox.add(message('b', 3000));
  const taken = mailbox.oldest(32);
  mailbox.add(message('late', 9000));
  mailbox.done(taken);
  expect([mailbox.firstArrivedAt, mailbox.lastArrivedAt, mailbox.waitingIds()]).toEqual([9000, 9000, ['late']]);
});

test('a message is taken in once, and a repeat neither moves nor calms it', () => {
  const mailbox = new Mailbox();
  expect(mailbox.add(message('a', 1000))).toBe(true);
  expect(mailbox.add(message('a', 2000, true))).toBe(false);
  expect(mailbox.add(message('a', 3000))).toBe(false);
  expect([mailbox.size, mailbox.lastArrivedAt, mailbox.isUrgent]).toEqual([1, 1000, true]);
  mailbox.done(['a']);
  expect([mailbox.add(message('a', 4000, true)), mailbox.isEmpty, mailbox.isUrgent]).toEqual([false, true, false]);
});

test('what another run left behind waits on, as urgent as it was', () => {
  const left = { waiting: ['a', 'b'], recent: ['done'], arrivedAt: 5000, isUrgent: true };
  const mailbox = new Mailbox(left);
  expect([mailbox.oldest(1), mailbox.firstArrivedAt, mailbox.isUrgent]).toEqual([['a'], 5000, true]);
  expect(mailbox.add(message('done', 6000))).toBe(false);
  mailbox.done(['a', 'b']);
  expect([mailbox.isUrgent, mailbox.recentIds()]).toEqual([false, ['done', 'a', 'b']]);
});
