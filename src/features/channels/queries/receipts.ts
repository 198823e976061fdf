/** What became of messages that were handed over. */
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { listByKeys, type MessageState } from '../store/messages.ts'

/** `handing_over`: the provider is being asked, or the node died while it was. */
export interface MessageReceipt {
  readonly key: string
  readonly state: MessageState
  /** The named reason of a failure. */
  readonly reason: string | null
  /** The provider's own words. */
  readonly answer: string
  readonly changedAt: Instant
}

/** By key; keys that were never handed over are left out. */
export async function receiptsOf(tx: Tx, keys: readonly string[]): Promise<readonly MessageReceipt[]> {
  if (keys.length === 0) return []
  return (await listByKeys(tx, keys)).map(({ key, state, reason, providerAnswer, changedAt }) => ({
    key,
    state,
    reason,
    answer: providerAnswer,
    changedAt,
  }))
}
