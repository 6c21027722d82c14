import type { MessageEvent } from '../../contracts/dialogue.ts';
import { isStopRequest } from './stop-words.ts';

/** Whether one of the messages is longer than the flow takes; together they may be. */
export function isTooLong(event: MessageEvent, maxInputChars: number): boolean {
  return (event.longestChars ?? event.text.length) > maxInputChars;
}

/**
 * Fragments that are too long only together: as many as fit, from the first, and a request to stop wherever it stands. Undefined:
 * all of it is taken in. The whole stays in the transcript, and the customer is told how far was read.
 */
export function readInPart(event: MessageEvent, maxInputChars: number): MessageEvent | undefined {
  if (event.text.length <= maxInputChars || isTooLong(event, maxInputChars)) return undefined;
  const fitting = event.text.slice(0, maxInputChars + 1);
  const end = fitting.lastIndexOf('\n');
  const read = event.text.slice(0, end > 0 ? end : maxInputChars);
  const stop = event.text.slice(read.length).split('\n').find(isStopRequest);
  return { ...event, text: stop === undefined ? read : `${read}\n${stop}`, longestChars: 0 };
}
