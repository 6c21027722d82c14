import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../contracts/names.ts';
import type { Owner } from '../contracts/names.ts';
import type { ConversationStanding } from '../contracts/turn.ts';

/**
 * Tells Temporal UI what the conversation waits for.
 *
 * The current details are exact and free (they are answered by a query, not recorded). Search attributes cost an event
 * each time, so they follow the state and the owner at once, but the next follow-up only when it moved by more than
 * an hour or became none: it is there to find conversations, not to tell the minute.
 */
export class Signpost {
  private state: string | undefined;
  private owner: Owner | undefined;
  private nextFollowUpAt: number | undefined;

  /** Takes over what the run before had shown; a new run inherits its search attributes. */
  resume(standing: ConversationStanding): void {
    this.state = standing.state;
    this.owner = standing.owner;
    this.nextFollowUpAt = standing.followUps[0]?.dueAt;
  }

  show(standing: ConversationStanding, idleAt: number, waitingMessages: number): void {
    setCurrentDetails(describe(standing, idleAt, waitingMessages));
    const changes = this.changes(standing);
    if (changes.length > 0) upsertSearchAttributes(changes);
  }

  announce(details: string): void {
    setCurrentDetails(details);
  }

  private changes(standing: ConversationStanding): SearchAttributeUpdatePair[] {
    const changes: SearchAttributeUpdatePair[] = [];
    if (standing.state !== this.state) changes.push({ key: STATE, value: standing.state });
    if (standing.owner !== (this.owner ?? 'bot')) changes.push({ key: OWNER, value: standing.owner });
    const next = standing.followUps[0]?.dueAt;
    if (hasMoved(this.nextFollowUpAt, next)) {
      changes.push({ key: NEXT_FOLLOW_UP_AT, value: next === undefined ? null : new Date(next) });
      this.nextFollowUpAt = next;
    }
    this.state = standing.state;
    this.owner = standing.owner;
    return changes;
  }
}

const STATE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.state, SearchAttributeType.KEYWORD);
const OWNER = defineSearchAttributeKey(SEARCH_ATTRIBUTES.owner, SearchAttributeType.KEYWORD);
const NEXT_FOLLOW_UP_AT = defineSearchAttributeKey(SEARCH_ATTRIBUTES.nextFollowUpAt, SearchAttributeType.DATETIME);

function hasMoved(shown: number | undefined, next: number | undefined): boolean {
  if (shown === undefined || next === undefined) return shown !== next;
  return Math.abs(shown - next) > HOUR_MS;
}

const HOUR_MS = 3_600_000;

function describe(standing: ConversationStanding, idleAt: number, waitingMessages: number): string {
  const [next] = standing.followUps;
  return [
    `**State** ${standing.state}, after turn ${standing.turn}; owned by ${standing.owner}.`,
    standing.isOpen ? waitsFor(waitingMessages) : '**Closed**; the next message opens it again.',
    ...standing.followUps.map(({ kind, dueAt }) => `- follow-up \`${kind}\` at ${iso(dueAt)}`),
    ...(next === undefined && standing.isOpen ? [`- closes when idle until ${iso(idleAt)}`] : []),
    `Run since ${workflowInfo().runStartTime.toISOString()}.`,
  ].join('\n');
}

function waitsFor(waitingMessages: number): string {
  return waitingMessages > 0
    ? `**Waits for** its turn: ${waitingMessages} message(s) in the mailbox.`
    : '**Waits for** a message of the customer, or:';
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
