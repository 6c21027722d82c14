import { TextDecoder } from 'node:util';
import type { FastifyRequest } from 'fastify';
import { ParleyError } from '../contracts/errors.ts';

const DECODER = new TextDecoder('utf-8', { fatal: true });

/** JSON of well-formed UTF-8; what is neither is refused before anything is stored. */
export async function parseJson(_request: FastifyRequest, body: string | Buffer): Promise<unknown> {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(typeof body === 'string' ? body : DECODER.decode(body), withoutPrototype);
  } catch (error) {
    const what = error instanceof SyntaxError ? 'JSON' : 'UTF-8';
    // The parser's message quotes the body, so it is not passed on.
    throw new ParleyError('invalid_request', `The body is not valid ${what}.`);
  }
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
