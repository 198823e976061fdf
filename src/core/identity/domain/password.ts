/**
 * What a new password must be, after NIST SP 800-63B-4 §3.1.1: long enough, no rules of composition, no forced change,
 * refused when an attacker would try it first. Ten characters rather than NIST's fifteen for single-factor sign-in, because
 * guessing is slowed per account and hashes are argon2id; the limit above keeps a long text from costing hashing time.
 */

export const PASSWORD_LENGTH_MIN = 10
export const PASSWORD_LENGTH_MAX = 256

export type PasswordReason = 'too_short' | 'too_long' | 'too_common' | 'one_sign_repeated' | 'holds_own_name'

export type PasswordVerdict = { readonly accepted: true } | { readonly accepted: false; readonly reason: PasswordReason }

export const passwordWords: Readonly<Record<PasswordReason, string>> = {
  too_short: `must have at least ${PASSWORD_LENGTH_MIN} characters`,
  too_long: `must have at most ${PASSWORD_LENGTH_MAX} characters`,
  too_common: 'is one of the passwords that attackers try first',
  one_sign_repeated: 'repeats one or two signs only',
  holds_own_name: 'is little more than your e-mail address or the name of your organisation',
}

/** `names`: e-mail address, organisation and the like, which an attacker knows. Length counts code points, as NIST asks. */
export function judgePassword(password: string, names: readonly string[]): PasswordVerdict {
  const length = [...password].length
  if (length < PASSWORD_LENGTH_MIN) return { accepted: false, reason: 'too_short' }
  if (length > PASSWORD_LENGTH_MAX) return { accepted: false, reason: 'too_long' }
  const plain = flatten(password)
  if (new Set(plain).size <= 2) return { accepted: false, reason: 'one_sign_repeated' }
  if (commonest.has(plain) || commonest.has(withoutTail(plain))) return { accepted: false, reason: 'too_common' }
  if (names.some((name) => isLittleMoreThan(plain, name))) return { accepted: false, reason: 'holds_own_name' }
  return { accepted: true }
}

/** Case and the usual stand-ins do not make a word hard to guess. */
function flatten(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('$', 's').replaceAll(/\s/g, '')
}

/** `password2026!` is `password` with the year on it. */
function withoutTail(plain: string): string {
  return plain.replace(/[\do!?.\-_#*]+$/, '')
}

/** Shortest name worth looking for: shorter ones stand inside ordinary words. */
const NAME_LENGTH_MIN = 4
/** Signs beside the name that an attacker runs through in no time. */
const REST_LENGTH_MAX = 4

function isLittleMoreThan(plain: string, name: string): boolean {
  const parts = [flatten(name), flatten(name.split('@')[0] ?? '')]
  return parts.some((part) => part.length >= NAME_LENGTH_MIN && plain.includes(part) && plain.length - part.length <= REST_LENGTH_MAX)
}

/**
 * The commonest passwords of ten and more signs, and the words that they are made of, from the yearly lists of leaked
 * passwords (NordPass, SecLists "10-million-password-list-top-1000"), flattened as above. Short on purpose: the throttle
 * allows so few guesses that a longer list would refuse good passwords without keeping anybody out.
 */
const commonest: ReadonlySet<string> = new Set(
  `123456789o 1234567891 12345678910 123456789a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 qwertyqwerty
   asdfghjkl asdfghjkl; zxcvbnm zxcvbnm123 qazwsxedc qazwsxedcrfv abcdefghij abcd123456 abc123456789 a123456789 aa123456789
   password passwort passwords passwordpassword password1 password12 password123 password1234 passw passwo motdepasse contrasena
   iloveyou iloveyou1 iloveyou123 letmein letmeinnow welcome welcome123 willkommen changeme changemenow changeit admin administrator
   adminadmin admin123 root rootroot toor superuser master football baseball basketball superman batman princess sunshine monkey
   dragon shadow michael jennifer trustno1 starwars whatever computer internet secret secretsecret geheim test testtest test123
   login hello helloworld hallo hallohallo correcthorsebatterystaple pitcrew pitcrewpitcrew 9876543210 o987654321 987654321o
   11111111111 1122334455 123123123123 123321123321 1231231231 0123456789 o123456789 147258369o 1o2o3o4o5o qwerty qwertz qwertzuiop
   azertyuiop google googlegoogle samsung facebook linkedin summer winter spring autumn default defaultpassword guest guestguest`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
