import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ErrorCode } from '../contracts/errors.ts';
import { ERRORS, ParleyError } from '../contracts/errors.ts';
import type { Problem } from '../contracts/schemas/problem.ts';

/** The one way an error leaves the API: RFC 9457, from the table of codes, without anything a customer wrote. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = reportProblem(error, request);
  const known = error instanceof ParleyError ? error : undefined;
  if (ERRORS[problem.code as ErrorCode].retryable) {
    reply.header('retry-after', String(known?.retryAfterSeconds ?? retryAfterOf(error) ?? 1));
  }
  // A request that the router refused has met no hook.
  reply.header('x-request-id', request.id);
  if (problem.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The problem of an error that is met when the answer is under way already; logged as any other. */
export function reportProblem(error: unknown, request: FastifyRequest): Problem {
  const problem = problemOf(error);
  if (problem.status >= 500) logFailure(error, request, problem);
  return problem;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ParleyError) return { ...problem(error.code, error.detail), ...error.ids };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message, params }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.') || keysOf(params) || 'body',
      message: message ?? 'is not valid',
    }));
    const first = errors[0];
    return { ...problem('invalid_request', `${first?.path ?? 'body'}: ${first?.message ?? 'is not valid'}`), errors };
  }
  return fromFastify(error as Partial<FastifyError>);
}

function fromFastify({ code, statusCode }: Partial<FastifyError>): Problem {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- codes of another library
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('body_too_large', 'Send a smaller body.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('unsupported_media_type', 'Send application/json.');
    case 'FST_ERR_BAD_URL':
      return problem('invalid_request', 'The path is not valid percent-encoding.');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return problem('not_found', 'No id is that long.');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return problem('invalid_request', 'The body is empty; send a JSON object.');
    default:
      return byStatus(statusCode);
  }
}

function byStatus(statusCode: number | undefined): Problem {
  if (statusCode === 429) return problem('rate_limited', 'Wait for the seconds in Retry-After.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return problem('invalid_request', 'The request cannot be read.');
  }
  return problem('internal', 'The error was logged with the id in X-Request-Id.');
}

function problem(code: ErrorCode, detail: string): Problem {
  const { httpStatus, title } = ERRORS[code];
  return { type: `/docs/errors#${code}`, title, status: httpStatus, code, detail };
}

function keysOf(params: unknown): string | undefined {
  const keys = typeof params === 'object' && params !== null && 'keys' in params ? params.keys : undefined;
  return Array.isArray(keys) ? keys.join(', ') : undefined;
}

function retryAfterOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'retryAfterSeconds' in error
    ? Number(error.retryAfterSeconds)
    : undefined;
}

/** Name, code and stack frames: a message could quote a body. */
function logFailure(error: unknown, request: FastifyRequest, { code, status }: Problem): void {
  const stack =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .filter((line) => line.startsWith('    at '))
          .slice(0, 5)
      : undefined;
  request.log.error(
    { code, status, errorName: error instanceof Error ? error.name : typeof error, causes: causesOf(error), stack },
    'request failed',
  );
}

/** Names of what caused it, what caused that, and so on. */
function causesOf(error: unknown): readonly string[] {
  const names: string[] = [];
  for (let cause = error instanceof Error ? error.cause : undefined; cause instanceof Error; cause = cause.cause)
    if (names.push(cause.name) === 5) break;
  return names;
}
