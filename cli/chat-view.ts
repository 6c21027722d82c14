/** What the chat shows of a message. */
export interface MessageView {
  readonly role: string;
  readonly text: string;
  readonly turn: number | null;
}

/** What the chat shows of a follow-up. */
export interface FollowUpView {
  readonly follow_up_id: string;
  readonly kind: string;
  readonly due_at: string;
  readonly reason: string;
}

/** The state, with an arrow when it changed, and what is planned if the customer stays silent. */
export function afterTurn(
  state: string,
  previous: string,
  followUps: readonly FollowUpView[],
  now = new Date(),
): string {
  const moved = state === previous ? state : `${previous} → ${state}`;
  const planned = followUps.map((one) => `${one.kind} ${showTime(one.due_at, now)}`);
  return `  [${[moved, ...(planned.length === 0 ? [] : [`follow-ups: ${planned.join(', ')}`])].join(' · ')}]`;
}

/** One line of `/followups`. */
export function showFollowUp({ follow_up_id: id, kind, due_at: dueAt, reason }: FollowUpView): string {
  return `  ${kind} ${showTime(dueAt, new Date())}: ${reason} (${id})`;
}

/** `you>`, `bot>` or `agent>` and the words. */
export function showMessage({ role, text }: MessageView): string {
  const speaker = role === 'customer' ? 'you' : role === 'assistant' ? 'bot' : role;
  return `${speaker}> ${text}`;
}

/** The reply of a turn; undefined: there is none. */
export function showReply(text: string | undefined): string {
  return `bot> ${text ?? '(a person owns this conversation; the bot is silent)'}`;
}

/** The answer to `/state`. */
export function showState({ status, state, turn, probability, slots }: Record<string, unknown>): string {
  return JSON.stringify({ status, state, turn, probability, slots }, null, 2);
}

/** `in 24 h (Mon 09:00)`: the distance first, then the local time. */
function showTime(time: string, now: Date): string {
  const at = new Date(time);
  const hours = Math.max(0, at.getTime() - now.getTime()) / 3_600_000;
  const distance = hours < 1 ? `${Math.round(hours * 60)} min` : hours < 48 ? `${Math.round(hours)} h` : days(hours);
  const local = at.toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
  return `in ${distance} (${local})`;
}

function days(hours: number): string {
  return `${Math.round(hours / 24)} d`;
}
