import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ParleyError } from '../../contracts/errors.ts';

const derive = promisify(argon2);

/** Argon2id as the OWASP password storage cheat sheet has it at least; 44 ms on the machine this was written on. */
const COST = { memory: 19_456 /* KiB */, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Each takes 19 MiB and a thread of libuv's four: hashing must not stop the rest of the process. */
const MAX_AT_ONCE = 2;
/** About two seconds of work: who waits longer is better told to come back. */
const MAX_WAITING = 80;

/** Hashes passwords, a few at a time. A hash names its function and parameters (PHC format), so that they can be raised. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const tag = await this.derive(password, { ...COST, salt, tagBytes: TAG_BYTES });
    const { memory, passes, parallelism } = COST;
    return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
  }

  /** Takes as long without a hash as with one, so that nobody learns which user names exist. */
  async verify(password: string, hash: string | undefined): Promise<boolean> {
    this.decoy ??= this.hash(randomBytes(SALT_BYTES).toString('base64'));
    const known = parse(hash ?? (await this.decoy));
    const { tag, ...parameters } = known;
    const derived = await this.derive(password, { ...parameters, tagBytes: tag.length });
    return timingSafeEqual(derived, tag) && hash !== undefined;
  }

  /** Whether the hash was made with other parameters than are used now. */
  isOutdated(hash: string): boolean {
    const { memory, passes, parallelism } = parse(hash);
    return memory !== COST.memory || passes !== COST.passes || parallelism !== COST.parallelism;
  }

  private async derive(password: string, { salt, tagBytes, ...cost }: Parameters): Promise<Buffer> {
    await this.enter();
    try {
      // The same letters are typed as different code points on different machines.
      const message = password.normalize('NFKC');
      return await derive('argon2id', { message, nonce: salt, tagLength: tagBytes, ...cost });
    } finally {
      this.leave();
    }
  }

  /** ParleyError `rate_limited` when too many wait already. */
  private async enter(): Promise<void> {
    if (this.running < MAX_AT_ONCE) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= MAX_WAITING) {
      throw new ParleyError('rate_limited', 'Too many people log in right now. Try again in a moment.', {
        retryAfterSeconds: 2,
      });
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The place goes to who waits longest, and is free only when nobody does. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}

interface Cost {
  /** KiB */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

interface Parameters extends Cost {
  readonly salt: Buffer;
  readonly tagBytes: number;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parse(hash: string): Cost & { readonly salt: Buffer; readonly tag: Buffer } {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(hash) ?? [];
  if (memory === undefined) throw new ParleyError('internal', 'A stored password hash has an unknown format.');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
