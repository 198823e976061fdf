/** Which accounts are locked after failed sign-ins; and the keys under which failures are counted. */
import type { Instant } from '#kit/time.ts'
import { addressKey } from '#platform/http/limits.ts'
import { accountPolicy, lockedUntil } from '../domain/throttle.ts'
import { findAttempts } from '../store/attempts.ts'
import { accountKeyOf } from './account-key.ts'
import type { Needs } from './needs.ts'

/** Until when accounts are locked, by e-mail address; those that are not locked are left out. */
export async function locksOf(platform: Needs, emails: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  const byKey = new Map(emails.map((email) => [attemptKeys(platform, { email, address: '' }).accountKey.toString('hex'), email]))
  const keys = [...byKey.keys()].map((key) => Buffer.from(key, 'hex'))
  const counts = await platform.work.read((tx) => findAttempts(tx, keys))
  const now = platform.clock.now()
  return new Map(
    counts.flatMap((count) => {
      const until = lockedUntil(count, now, accountPolicy)
      const email = byKey.get(count.key.toString('hex'))
      return until !== null && email !== undefined ? [[email, until] as const] : []
    }),
  )
}

/** Keyed hashes, so that the table holds neither addresses of people nor of machines. */
export function attemptKeys(platform: Needs, { email, address }: { email: string; address: string }) {
  const key = (text: string): Buffer => Buffer.from(platform.secrets.sign('identity.sign_in_attempt', Buffer.from(text)))
  return { accountKey: accountKeyOf(platform, email), addressKey: key(addressKey(address)) }
}
