interface FollowUpView {
  readonly kind: string;
  readonly due_at: string;
}

/** `→ state` when it changed, and what is planned if the customer stays silent. */
export function afterTurn(
  turn: { state: string; previous_state: string },
  followUps: readonly FollowUpView[],
  now: Date,
): string {
  const moved = turn.state === turn.previous_state ? turn.state : `${turn.previous_state} → ${turn.state}`;
  return `  [${moved}${followUps.length === 0 ? '' : ` · follow-ups: ${followUps.map((one) => showDue(one, now)).join(', ')}`}]`;
}

function showDue({ kind, due_at: dueAt }: FollowUpView, now: Date): string {
  const at = new Date(dueAt);
  const hours = (at.getTime() - now.getTime()) / 3_600_000;
  const distance = hours < 48 ? `${Math.max(0, Math.round(hours))} h` : `${Math.round(hours / 24)} d`;
  return `${kind} in ${distance} (${at.toLocaleString([], { weekday: 'short', hour: '2-digit', minute: '2-digit' })})`;
}

export function showMessage(message: { role: string; text: string }): string {
  return `${message.role === 'customer' ? 'you' : message.role}> ${message.text}`;
}
