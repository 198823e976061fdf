/** Under which key failed sign-ins of an account are counted: a keyed hash, so that the table holds no addresses of people. */
import type { Platform } from '#platform/platform.ts'

/** For the table of attempts; the address of the account in any case. */
export function accountKeyOf({ secrets }: Pick<Platform, 'secrets'>, email: string): Buffer {
  return Buffer.from(secrets.sign('identity.sign_in_attempt', Buffer.from(`account:${email.toLowerCase()}`)))
}
