/**
 * Every error a caller can meet, in one table: code → HTTP status, whether a retry can help, and a title.
 * Docs and problem responses are generated from it; workflows compare `failure.type` with the code.
 */
export const ERRORS = {
  invalid_request: { httpStatus: 400, retryable: false, title: 'The request is not valid' },
  invalid_cursor: { httpStatus: 400, retryable: false, title: 'The cursor is not one that a list returned' },
  unauthorized: { httpStatus: 401, retryable: false, title: 'The API key is missing or not valid' },
  not_logged_in: { httpStatus: 401, retryable: false, title: 'Log in first' },
  wrong_credentials: { httpStatus: 401, retryable: false, title: 'User name or password is wrong' },
  csrf_token_invalid: { httpStatus: 403, retryable: false, title: 'The CSRF token is missing or not valid' },
  not_found: { httpStatus: 404, retryable: false, title: 'There is no such thing in this workspace' },
  method_not_allowed: { httpStatus: 405, retryable: false, title: 'This path does not take that method' },
  message_id_reused: { httpStatus: 409, retryable: false, title: 'This message id was used with another text' },
  conversation_exists: {
    httpStatus: 409,
    retryable: false,
    title: 'This idempotency key was used with another request',
  },
  conversation_busy: {
    httpStatus: 409,
    retryable: true,
    title: 'Another message of this conversation is being answered',
  },
  nothing_to_stop: { httpStatus: 409, retryable: false, title: 'No reply is being written' },
  bot_owns_conversation: { httpStatus: 409, retryable: false, title: 'The bot speaks in this conversation' },
  follow_up_not_pending: { httpStatus: 409, retryable: false, title: 'The follow-up is no longer pending' },
  user_name_taken: { httpStatus: 409, retryable: false, title: 'This user name is taken' },
  already_exists: { httpStatus: 409, retryable: false, title: 'There is one with that name or code already' },
  in_use: { httpStatus: 409, retryable: false, title: 'Something else still refers to it' },
  idempotency_key_reused: {
    httpStatus: 409,
    retryable: false,
    title: 'This idempotency key was used for something else',
  },
  shop_not_ready: { httpStatus: 409, retryable: false, title: 'The shop is not set up for orders yet' },
  order_command_refused: { httpStatus: 409, retryable: false, title: 'The state of the order does not allow this' },
  not_enough_stock: { httpStatus: 409, retryable: false, title: 'There is less than that' },
  version_conflict: { httpStatus: 412, retryable: false, title: 'It was changed since you read it' },
  body_too_large: { httpStatus: 413, retryable: false, title: 'The request body is too large' },
  text_too_long: { httpStatus: 413, retryable: false, title: 'The message is too long' },
  unsupported_media_type: { httpStatus: 415, retryable: false, title: 'The content type is not supported' },
  unknown_product: { httpStatus: 422, retryable: false, title: 'The product is not sold, or not to this customer' },
  unknown_flow: { httpStatus: 422, retryable: false, title: 'There is no such flow' },
  rate_limited: { httpStatus: 429, retryable: true, title: 'Too many requests' },
  internal: { httpStatus: 500, retryable: false, title: 'Something went wrong on our side' },
  temporal_unavailable: {
    httpStatus: 503,
    retryable: true,
    title: 'The conversation engine cannot be reached right now',
  },
  database_unavailable: { httpStatus: 503, retryable: true, title: 'The database cannot be reached right now' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An error with a code of the table. `detail` is shown to the caller: it says what to do and holds no customer text. */
export class ParleyError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  /** Seconds after which a retry makes sense; only for retryable errors. */
  readonly retryAfterSeconds: number | undefined;
  /** What exists by now and a retry should name, as `conversation_id` or `message_id`. */
  readonly ids: ErrorIds;

  constructor(code: ErrorCode, detail: string, options: ErrorOptions = {}) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ParleyError';
    this.code = code;
    this.detail = detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.ids = options.ids ?? {};
  }
}

export interface ErrorIds {
  readonly conversation_id?: string;
  readonly message_id?: string;
}

interface ErrorOptions {
  readonly cause?: unknown;
  readonly retryAfterSeconds?: number;
  readonly ids?: ErrorIds;
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}
