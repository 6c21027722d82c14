import { ParleyError } from '../../contracts/errors.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';

/** How many tries somebody has in a window. */
interface Limit {
  readonly subject: string;
  readonly max: number;
}

const LOGIN_WINDOW_MS = 15 * 60_000;
const REGISTRATION_WINDOW_MS = 60 * 60_000;
/** Enough for a forgotten password, far too few to guess one. */
const PER_NAME_AND_NETWORK = 10;
/** For guesses from many networks; NIST SP 800-63B allows 100. More than one network can use up, so that nobody is locked out by one. */
const PER_NAME = 50;
/** An office behind one address, in its first hour. */
const PER_NETWORK = 100;
const REGISTRATIONS_PER_NETWORK = 20;

/**
 * Counts a try to log in before it is made, so that many at once are not more than many one after another. ParleyError
 * `rate_limited` with the seconds until the window ends.
 */
export async function countLogin(store: WorkspaceStore, name: string, network: string): Promise<void> {
  const limits = [
    { subject: pairOf(name, network), max: PER_NAME_AND_NETWORK },
    { subject: `login-name|${fold(name)}`, max: PER_NAME },
    { subject: `login-network|${network}`, max: PER_NETWORK },
  ];
  await count(store, limits, { windowMs: LOGIN_WINDOW_MS, what: 'tries to log in' });
}

/** After a log-in: who knows the password has all tries again. */
export async function forgetLogins(store: WorkspaceStore, name: string, network: string): Promise<void> {
  await store.forgetAttempts([pairOf(name, network), `login-name|${fold(name)}`]);
}

/** ParleyError `rate_limited`. */
export async function countRegistration(store: WorkspaceStore, network: string): Promise<void> {
  const limits = [{ subject: `register|${network}`, max: REGISTRATIONS_PER_NETWORK }];
  await count(store, limits, { windowMs: REGISTRATION_WINDOW_MS, what: 'registrations' });
}

function pairOf(name: string, network: string): string {
  return `login|${fold(name)}|${network}`;
}

async function count(
  store: WorkspaceStore,
  limits: readonly Limit[],
  { windowMs, what }: { readonly windowMs: number; readonly what: string },
): Promise<void> {
  const now = new Date();
  const subjects = limits.map(({ subject }) => subject);
  const counted = await store.countAttempts(subjects, windowMs, now);
  const ends = counted
    .filter(({ attempts }, index) => attempts > (limits[index]?.max ?? 0))
    .map(({ since }) => since.getTime() + windowMs);
  if (ends.length === 0) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((Math.max(...ends) - now.getTime()) / 1000));
  throw new ParleyError('rate_limited', `Too many ${what}. Wait for the seconds in Retry-After.`, {
    retryAfterSeconds,
  });
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
