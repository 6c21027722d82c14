import { NewEndUser } from '../../contracts/schemas/assistant.ts';

/**
 * A new user whose password is worth its name. As NIST SP 800-63B has it: length counts, mixtures of characters are not asked
 * for, and what is guessed first is refused.
 */
export const Registration = NewEndUser.superRefine(({ username, password }, context) => {
  const problem = problemOf(password, username);
  if (problem !== undefined) context.addIssue({ code: 'custom', path: ['password'], message: problem });
});

function problemOf(password: string, username: string): string | undefined {
  const folded = fold(password);
  if (COMMON.has(folded) || COMMON.has(folded.replace(/[\d!.]+$/, ''))) return 'is one of the most common passwords';
  const name = fold(username);
  if (folded.replaceAll(name, '').length < MIN_OWN_CHARS) return 'must not be made of the user name';
  if (new Set(folded).size < MIN_DIFFERENT_CHARS) return 'must have more different characters';
  if (isRun(folded)) return 'must not be a run such as 12345678 or abcdefgh';
  return undefined;
}

/** Beside the name: a name with a number behind it is guessed second. */
const MIN_OWN_CHARS = 4;
const MIN_DIFFERENT_CHARS = 4;

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function isRun(text: string): boolean {
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 && [1, -1].includes([...steps][0] ?? 0);
}

/** From published lists of leaked passwords: those of eight characters and more that lead them, and stems of many more. */
const COMMON: ReadonlySet<string> = new Set(
  `password passw0rd p@ssword p@ssw0rd password1 qwertyuiop qwertyui qwerty123 qwerty1234 1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4
   zaq12wsx asdfghjkl asdfasdf zxcvbnm zxcvbnm123 iloveyou iloveyou1 sunshine princess football baseball basketball superman
   batman123 trustno1 starwars whatever computer internet jennifer michelle michael1 charlie1 welcome welcome1 welcome123 admin
   admin123 administrator letmein letmein1 changeme changeit default secret secret123 master123 monkey123 dragon123 shadow123
   abc12345 abcd1234 a1b2c3d4 aa123456 11111111 12341234 123123123 12344321 123321123 1234567890 0987654321 123456789 987654321
   87654321 55555555 66666666 77777777 88888888 99999999 00000000 12345678 147258369 159357456 123qweasd qazwsxedc qweasdzxc
   samsung1 liverpool chelsea1 arsenal1 manchester corvette mercedes maverick midnight mountain hello123 helloworld test1234
   testtest pass1234 passpass india123 krishna1 bismillah jesus123 blink182 pokemon1 naruto123 minecraft fuckyou1 guest123 user1234
   login123 access14 ferrari1 harley12 cocacola butterfly chocolate elizabeth alexander jonathan victoria`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
