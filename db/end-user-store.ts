import type { QuietHours } from '../contracts/dialogue.ts';
import type { Role } from '../contracts/names.ts';

/**
 * People who talk to a workspace in a browser. A *session* is what one cookie stands for: a guest's, or one log-in of a user. It
 * has at most one conversation. Who logs in or registers keeps the conversation of the guest they were.
 */
export interface EndUserStore {
  /** A session of a guest. Its token is answered this once; only its hash is stored. */
  openEndUserSession(at: Date): Promise<OpenedEndUserSession>;
  /** Undefined when the token is unknown, logged out or expired. Using a session keeps it alive. */
  findEndUserSession(token: string, at: Date): Promise<EndUserSession | undefined>;
  /** Logs the token out; does nothing when it is no token. */
  endEndUserSession(token: string): Promise<void>;
  /** Makes a user who is logged in. ParleyError `user_name_taken`; letter case makes no other name. */
  createEndUser(input: NewEndUser): Promise<OpenedEndUserSession>;
  /** What a password is checked against; undefined when there is no such user. */
  findEndUserLogin(name: string): Promise<EndUserLogin | undefined>;
  /** Logs a user in, whose password was checked: the token is always a new one, that of the guest is void. */
  logInEndUser(input: LogIn): Promise<OpenedEndUserSession>;
  /** Ties the conversation to a session that has none; answers the one it has then. */
  setEndUserConversation(
    sessionId: string,
    conversation: { readonly conversationId: string; readonly contactId: string },
  ): Promise<string | undefined>;
  /** Sessions in which something was said, newest first: all of the user, or the guest's one. */
  listEndUserChats(session: EndUserSession, page: ChatPage): Promise<readonly EndUserChat[]>;
  /**
   * Counts one more try for each of `subjects` (such as a name with an address), and answers for each how many there were since
   * its window began. A window begins with the first try and ends `windowMs` later.
   */
  countAttempts(subjects: readonly string[], windowMs: number, at: Date): Promise<readonly Attempts[]>;
  /** Begins anew for these. */
  forgetAttempts(subjects: readonly string[]): Promise<void>;
}

export interface EndUserSession {
  readonly sessionId: string;
  /** Undefined: a guest. */
  readonly user: { readonly endUserId: string; readonly name: string } | undefined;
  /** Undefined until something was said in it. */
  readonly conversationId: string | undefined;
  /** External id of the contact that talks in it. */
  readonly externalId: string;
  readonly expiresAt: Date;
}

export interface OpenedEndUserSession {
  readonly session: EndUserSession;
  /** 256 random bits, base64url: what the cookie holds. */
  readonly token: string;
}

export interface NewEndUser {
  /** As it is shown. Stored encrypted, and as a keyed hash for look-ups. */
  readonly name: string;
  /** With function, parameters and salt; what a password hash looks like is not the store's business. */
  readonly passwordHash: string;
  /** For the contact, where there is none yet. */
  readonly defaultQuietHours: QuietHours;
  /** Token of the guest who registers. */
  readonly guestToken: string | undefined;
  readonly at: Date;
}

export interface EndUserLogin {
  readonly endUserId: string;
  readonly passwordHash: string;
}

export interface LogIn {
  readonly endUserId: string;
  /** The password hashed anew, where the stored hash is out of date. */
  readonly passwordHash: string | undefined;
  /** Token of the guest who logs in. */
  readonly guestToken: string | undefined;
  readonly at: Date;
}

export interface ChatPage {
  /** Sessions, 1..100. */
  readonly limit: number;
  /** Only sessions before this one of the same user. */
  readonly beforeSessionId: string | undefined;
}

export interface EndUserChat {
  readonly sessionId: string;
  readonly startedAt: Date;
  /** The last 200 at most, oldest first. */
  readonly messages: readonly ChatMessage[];
}

export interface ChatMessage {
  readonly role: Role;
  /** Decrypted. */
  readonly text: string;
  /** Undefined for what was said outside turns: by a person, or as a follow-up. */
  readonly turn: number | undefined;
  /** Where the turn led. */
  readonly state: string | undefined;
  readonly at: Date;
}

export interface Attempts {
  readonly attempts: number;
  readonly since: Date;
}
