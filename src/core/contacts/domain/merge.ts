/** Whether two contacts may become one, and what the one has then. */
import type { ContactState } from './words.ts'
import { ADDRESSES_MAX } from './words.ts'

export interface Mergeable {
  readonly id: string
  readonly clientId: string
  readonly state: ContactState
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

export type MergeVerdict =
  | { readonly merges: true; readonly reason: 'same_client'; readonly emails: readonly string[]; readonly phones: readonly string[] }
  | { readonly merges: false; readonly reason: 'the_same_contact' | 'other_client' | 'merged_already' | 'too_many_addresses' }

/** The one that is kept has its own addresses first, then the duplicate's. */
export function judgeMerge(kept: Mergeable, duplicate: Mergeable): MergeVerdict {
  if (kept.id === duplicate.id) return { merges: false, reason: 'the_same_contact' }
  if (kept.clientId !== duplicate.clientId) return { merges: false, reason: 'other_client' }
  if (kept.state === 'merged' || duplicate.state === 'merged') return { merges: false, reason: 'merged_already' }
  const emails = [...new Set([...kept.emails, ...duplicate.emails])]
  const phones = [...new Set([...kept.phones, ...duplicate.phones])]
  if (Math.max(emails.length, phones.length) > ADDRESSES_MAX) return { merges: false, reason: 'too_many_addresses' }
  return { merges: true, reason: 'same_client', emails, phones }
}
