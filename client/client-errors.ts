import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { isErrorCode, ParleyError } from '../contracts/errors.ts';

/** Turns what the Temporal client threw into an error of the table. */
export function asParleyError(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : error;
  if (failure instanceof ApplicationFailure && isErrorCode(failure.type)) {
    return new ParleyError(failure.type, failure.message, { cause: error });
  }
  if (isUnavailable(error)) {
    return new ParleyError('temporal_unavailable', 'What was sent is stored. Try again with the same message id.', {
      cause: error,
      retryAfterSeconds: 2,
    });
  }
  return new ParleyError('internal', 'The conversation engine refused the call; see the log.', { cause: error });
}

/**
 * True when the server, asked again, does as it is asked: it let go of an update, as the workflow task that carried it was refused, or
 * somebody else started the workflow in the same moment.
 */
export function isRefusedForNow(error: unknown): boolean {
  return causesOf(error).some(
    (cause) =>
      cause instanceof WorkflowExecutionAlreadyStartedError ||
      (isGrpcServiceError(cause) && TASK_FAILURE_CODES.has(cause.code)),
  );
}

function isUnavailable(error: unknown): boolean {
  return causesOf(error).some(
    (cause) =>
      (isGrpcServiceError(cause) && UNAVAILABLE_CODES.has(cause.code)) ||
      cause instanceof WorkflowExecutionAlreadyStartedError ||
      cause.name === 'WorkflowUpdateRPCTimeoutOrCancelledError',
  );
}

/** The error, what caused it, and so on. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let current = error; current instanceof Error && causes.length < 5; current = current.cause)
    causes.push(current);
  return causes;
}

/**
 * gRPC: cancelled, deadline exceeded, resource exhausted, failed precondition, aborted, internal, unavailable. The precondition is
 * that the workflow's last task did not fail: it did when workers were killed in the middle of it a few times in a row.
 */
const UNAVAILABLE_CODES: ReadonlySet<number> = new Set([1, 4, 8, 9, 10, 13, 14]);
/** gRPC: failed precondition, aborted. */
const TASK_FAILURE_CODES: ReadonlySet<number> = new Set([9, 10]);
