import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ParleyError } from '../../contracts/errors.ts';
import type { EndUserSession, OpenedEndUserSession } from '../../db/end-user-store.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';

/** Who asks, by the cookie. */
export interface Visitor {
  readonly session: EndUserSession;
  readonly token: string;
}

/** The session that the cookie of a request stands for; undefined without a cookie, or with one that stands for none any more. */
export async function findVisitor(request: FastifyRequest, store: WorkspaceStore): Promise<Visitor | undefined> {
  const token = request.cookies[cookieName(request)];
  if (token === undefined) return undefined;
  const session = await store.findEndUserSession(token, new Date());
  return session === undefined ? undefined : { session, token };
}

/**
 * As findVisitor, but a cookie that stands for no session is ParleyError `not_logged_in`, and removed: what is said next must not
 * go elsewhere unnoticed.
 */
export async function findPresentVisitor(
  request: FastifyRequest,
  reply: FastifyReply,
  store: WorkspaceStore,
): Promise<Visitor | undefined> {
  const visitor = await findVisitor(request, store);
  if (visitor !== undefined || request.cookies[cookieName(request)] === undefined) return visitor;
  dropCookie(request, reply);
  throw new ParleyError('not_logged_in', 'The session has ended. Log in again, or go on without the cookie.');
}

/** Gives the browser the session. Scripts cannot read it, other sites cannot send it along with a POST. */
export function setCookie(request: FastifyRequest, reply: FastifyReply, opened: OpenedEndUserSession): Visitor {
  const { token, session } = opened;
  reply.setCookie(cookieName(request), token, { ...cookieOptions(request), expires: session.expiresAt });
  return { session, token };
}

export function dropCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName(request), cookieOptions(request));
}

/**
 * The token that a page of ours can know and another site cannot: a keyed hash of the secret in the cookie. It needs no
 * storage, and is void as soon as the session's token changes.
 */
export function csrfTokenOf({ token }: Visitor): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

/** ParleyError `csrf_token_invalid`. Who sends no cookie has nothing that another site could misuse. */
export function refuseForgery(request: FastifyRequest, visitor: Visitor | undefined): void {
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    throw new ParleyError('csrf_token_invalid', 'Requests from pages of other sites are not taken.');
  }
  if (visitor === undefined) return;
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !isSame(given, csrfTokenOf(visitor))) {
    throw new ParleyError('csrf_token_invalid', 'Send the token of GET /api/csrf/ as X-CSRF-Token.');
  }
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The prefix makes browsers refuse such a cookie from a subdomain; it takes TLS. */
function cookieName(request: FastifyRequest): string {
  return isSecure(request) ? '__Host-parley_session' : 'parley_session';
}

function cookieOptions(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) } as const;
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}
