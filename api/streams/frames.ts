import type { StreamEvent } from '../../contracts/schemas/stream.ts';
import type { StreamCursor } from '../../contracts/stream.ts';
import { formatCursor } from '../../contracts/stream.ts';

/**
 * Server-sent events as the HTML standard frames them (9.2.5): `id`, `event`, `data`, and an empty line. JSON holds no raw
 * line break, so one `data` line is enough.
 */
export function frameOf({ event, data }: StreamEvent, cursor: StreamCursor | undefined): string {
  const id = cursor === undefined ? '' : `id: ${formatCursor(cursor)}\n`;
  return `${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * How a stream begins: how soon a client that lost it comes back, and where it stands. A frame without data sets the last
 * event id and is shown to nobody.
 */
export function openingFrame(cursor: StreamCursor): string {
  return `retry: ${RETRY_MS}\nid: ${formatCursor(cursor)}\n\n`;
}

/** A comment: keeps proxies from taking the connection for dead. */
export const HEARTBEAT_FRAME = ': still here\n\n';

const RETRY_MS = 500;
