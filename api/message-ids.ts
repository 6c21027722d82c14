import { randomUUID } from 'node:crypto';
import { ParleyError } from '../contracts/errors.ts';

/** The id of a message, from its body or the Idempotency-Key; a new one when neither has it. ParleyError when they differ. */
export function messageIdOf(inBody: string | undefined, inHeader: string | undefined): string {
  if (inBody !== undefined && inHeader !== undefined && inBody !== inHeader) {
    throw new ParleyError('invalid_request', 'message_id and Idempotency-Key differ; send one of them.');
  }
  return inBody ?? inHeader ?? randomUUID();
}
