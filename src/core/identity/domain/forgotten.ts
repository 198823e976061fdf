/** Whether a forgotten password is answered with a mail. Whoever asked gets the same answer in every case. */
import { later, type Instant } from '#kit/time.ts'
import type { PersonState } from './changes.ts'
import { FORGOTTEN_EVERY_MS } from './lifetimes.ts'

export type ForgottenVerdict =
  | { readonly sends: true; readonly reason: 'may_choose_anew' }
  | { readonly sends: false; readonly reason: 'not_active' | 'provider_only' | 'no_mail' | 'sent_a_moment_ago' }

/** `lastAt`: when the link that is still there was made, by whomever; null: there is none. */
export function judgeForgotten(
  account: { readonly state: PersonState; readonly mayUsePassword: boolean; readonly hasMail: boolean; readonly lastAt: Instant | null },
  now: Instant,
): ForgottenVerdict {
  if (account.state !== 'active') return { sends: false, reason: 'not_active' }
  if (!account.mayUsePassword) return { sends: false, reason: 'provider_only' }
  if (!account.hasMail) return { sends: false, reason: 'no_mail' }
  if (account.lastAt !== null && now < later(account.lastAt, FORGOTTEN_EVERY_MS)) return { sends: false, reason: 'sent_a_moment_ago' }
  return { sends: true, reason: 'may_choose_anew' }
}
