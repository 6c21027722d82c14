import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { ParleyError } from '../contracts/errors.ts';

/** A 32 byte key with the name under which it is known. */
export interface MasterKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The key that wraps new keys, and earlier ones that can still unwrap. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly previous: readonly MasterKey[];
}

/**
 * AES-256-GCM with a random 96 bit nonce. `context` is bound as additional data: a ciphertext moved to another row does
 * not open. Layout: version (1) | nonce (12) | tag (16) | ciphertext.
 */
export function encrypt(key: Buffer, plain: string | Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(typeof plain === 'string' ? Buffer.from(plain) : plain), cipher.final()]);
  return Buffer.concat([VERSION, nonce, cipher.getAuthTag(), body]);
}

/** Throws ParleyError `internal` when the key or the context is another, or a bit was changed. */
export function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed[0] !== VERSION[0] || sealed.length < HEADER_BYTES) throw unreadable(context);
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const tag = sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]);
  } catch (cause) {
    throw unreadable(context, cause);
  }
}

/** HMAC-SHA-256: says whether two values are equal without keeping them. */
export function keyedHash(key: Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest();
}

export function newKey(): Buffer {
  return randomBytes(32);
}

/** Wraps a key under the current master key. */
export function wrap(masterKeys: MasterKeys, key: Buffer, owner: string): { wrapped: Buffer; masterKeyId: string } {
  const { id, key: master } = masterKeys.current;
  return { wrapped: encrypt(master, key, `wrapped|${owner}`), masterKeyId: id };
}

/** Throws ParleyError `internal` naming the master key when it is not configured. */
export function unwrap(masterKeys: MasterKeys, wrapped: Buffer, masterKeyId: string, owner: string): Buffer {
  const master = [masterKeys.current, ...masterKeys.previous].find(({ id }) => id === masterKeyId);
  if (master === undefined) {
    throw new ParleyError(
      'internal',
      `Data was encrypted under master key ${masterKeyId}, which is not configured. Add it to PARLEY_PREVIOUS_MASTER_KEYS.`,
    );
  }
  return decrypt(master.key, wrapped, `wrapped|${owner}`);
}

const VERSION = Buffer.from([1]);
const NONCE_BYTES = 12;
const HEADER_BYTES = 1 + NONCE_BYTES + 16;

function unreadable(context: string, cause?: unknown): ParleyError {
  const purpose = context.split('|')[0] ?? '';
  return new ParleyError('internal', `Encrypted data (${purpose}) cannot be read: wrong key or altered data.`, {
    cause,
  });
}
