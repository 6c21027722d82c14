import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

const FOLDER = new URL('./page/', import.meta.url);
const FILES = [
  { url: '/assistant', file: 'index.html', type: 'text/html; charset=utf-8' },
  { url: '/assistant/page.js', file: 'page.js', type: 'text/javascript; charset=utf-8' },
  { url: '/assistant/page.css', file: 'page.css', type: 'text/css; charset=utf-8' },
] as const;

/** Nothing but our own files: what somebody writes into a chat is never run, whatever it is. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A page on which the assistant can be tried. */
export function pageRoutes(): FastifyPluginAsyncZod {
  return async (app) => {
    for (const { url, file, type } of FILES) {
      const content = await readFile(new URL(file, FOLDER));
      app.route({
        method: 'GET',
        url,
        schema: { hide: true },
        handler: async (_request, reply) =>
          reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache').type(type).send(content),
      });
    }
  };
}
