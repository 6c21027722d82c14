import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import type {
  LoggedIn as LoggedInBody,
  EndUserLogIn as LogInBody,
  NewEndUser,
} from '../../contracts/schemas/assistant.ts';
import { CsrfToken, EndUserLogIn, LoggedIn, Me } from '../../contracts/schemas/assistant.ts';
import { NO_KEY, PROBLEMS } from '../docs.ts';
import { networkOf } from './addresses.ts';
import type { AssistantContext } from './deps.ts';
import { Registration } from './password-rules.ts';
import { Passwords } from './passwords.ts';
import { countLogin, countRegistration, forgetLogins } from './throttle.ts';
import type { Visitor } from './visitors.ts';
import { csrfTokenOf, dropCookie, findPresentVisitor, findVisitor, refuseForgery, setCookie } from './visitors.ts';

/** Registration, log-in and log-out of end users, by cookie. */
export function accountRoutes(context: AssistantContext): FastifyPluginAsyncZod {
  const passwords = new Passwords();
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/api/register/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Register, and be logged in',
        description:
          'Who wrote as a guest before keeps that chat. Passwords have at least 8 characters; the most common ones, runs and those made of the user name are refused.',
        body: Registration,
        response: { 201: LoggedIn, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const visitor = await register(context, passwords, request as Asking<NewEndUser>, reply);
        reply.code(201);
        return showLoggedIn(visitor);
      },
    });

    app.route({
      method: 'POST',
      url: '/api/login/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Log in',
        description:
          'Each log-in is a session with a chat of its own; the chat of a guest goes with it. After 10 wrong passwords in 15 minutes 429 with Retry-After.',
        body: EndUserLogIn,
        response: { 200: LoggedIn, ...PROBLEMS },
      },
      handler: async (request, reply) =>
        showLoggedIn(await logIn(context, passwords, request as Asking<LogInBody>, reply)),
    });

    app.route({
      method: 'POST',
      url: '/api/logout/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Log out',
        description: 'Ends the session of the cookie. Doing it twice, or without one, changes nothing.',
        response: { 204: z.null().describe('Logged out.'), ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = await context.store();
        const visitor = await findVisitor(request, store);
        refuseForgery(request, visitor);
        if (visitor !== undefined) await store.endEndUserSession(visitor.token);
        dropCookie(request, reply);
        return reply.code(204).send(null);
      },
    });

    app.route({
      method: 'GET',
      url: '/api/csrf/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Get the token that POSTs need',
        description:
          'To be sent as X-CSRF-Token with every POST that carries the cookie. Without a session a guest’s is begun. The token changes with each log-in. Says who is logged in, too, so that a page that opens need not ask what a guest is refused.',
        response: { 200: CsrfToken, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = await context.store();
        const known = await findVisitor(request, store);
        const visitor = known ?? setCookie(request, reply, await store.openEndUserSession(new Date()));
        return { csrf_token: csrfTokenOf(visitor), username: visitor.session.user?.name ?? null };
      },
    });

    app.route({
      method: 'GET',
      url: '/api/me/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Ask who is logged in',
        description: 'A guest is nobody: 401.',
        response: { 200: Me, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const visitor = await findPresentVisitor(request, reply, await context.store());
        const user = visitor?.session.user;
        if (visitor === undefined || user === undefined) throw new ParleyError('not_logged_in', 'Log in or register.');
        const { sessionId, expiresAt } = visitor.session;
        return { username: user.name, session_id: sessionId, expires_at: expiresAt.toISOString() };
      },
    });
  };
}

type Asking<Body> = FastifyRequest & { readonly body: Body };

async function register(
  context: AssistantContext,
  passwords: Passwords,
  request: Asking<NewEndUser>,
  reply: FastifyReply,
): Promise<Visitor> {
  const store = await context.store();
  const guest = await findVisitor(request, store);
  refuseForgery(request, guest);
  await countRegistration(store, networkOf(request.ip));
  const opened = await store.createEndUser({
    name: request.body.username.normalize('NFKC'),
    passwordHash: await passwords.hash(request.body.password),
    defaultQuietHours: context.flow().defaultQuietHours,
    guestToken: guest?.token,
    at: new Date(),
  });
  return setCookie(request, reply, opened);
}

async function logIn(
  context: AssistantContext,
  passwords: Passwords,
  request: Asking<LogInBody>,
  reply: FastifyReply,
): Promise<Visitor> {
  const { username, password } = request.body;
  const store = await context.store();
  const guest = await findVisitor(request, store);
  refuseForgery(request, guest);
  const network = networkOf(request.ip);
  await countLogin(store, username, network);
  const login = await store.findEndUserLogin(username);
  const isRight = await passwords.verify(password, login?.passwordHash);
  if (login === undefined || !isRight) throw new ParleyError('wrong_credentials', 'Check both, or register.');
  const passwordHash = passwords.isOutdated(login.passwordHash) ? await passwords.hash(password) : undefined;
  const { endUserId } = login;
  const opened = await store.logInEndUser({ endUserId, passwordHash, guestToken: guest?.token, at: new Date() });
  await forgetLogins(store, username, network);
  return setCookie(request, reply, opened);
}

function showLoggedIn(visitor: Visitor): LoggedInBody {
  const { user, sessionId, expiresAt } = visitor.session;
  return {
    username: user?.name ?? '',
    session_id: sessionId,
    csrf_token: csrfTokenOf(visitor),
    expires_at: expiresAt.toISOString(),
  };
}
