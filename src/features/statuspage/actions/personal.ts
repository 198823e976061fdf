/** Addresses that follow pages, for whoever asks what we know of them, and their end. */
import { toIso } from '#kit/time.ts'
import type { Retention } from '#platform/module.ts'
import type { PersonalData } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { eraseSubscribers, listAddresses, removePending, subscribersOf } from '../store/subscribers.ts'

/** Addresses read at once: some kilobytes. */
const ADDRESSES_PER_PAGE = 1_000

export const statuspagePersonal: PersonalData = {
  emails,
  export: async function* held({ emails: known }, tx) {
    for (const { id, pageId, address, componentIds, askedAt, confirmedAt } of await subscribersOf(tx, known)) {
      const times = { askedAt: toIso(askedAt), confirmedAt: confirmedAt === null ? null : toIso(confirmedAt) }
      yield { kind: 'status_subscriptions', data: { id, pageId, address, componentIds, ...times } }
    }
  },
  erase: async ({ emails: known }, tx) => ({ counts: { status_subscriptions: await eraseSubscribers(tx, known) } }),
}

async function* emails(tx: Tx): AsyncIterable<string> {
  for (let after = ''; ;) {
    const page = await listAddresses(tx, { after, limit: ADDRESSES_PER_PAGE })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < ADDRESSES_PER_PAGE) return
    after = last
  }
}

/** Whoever does not answer within a week does not want it. */
const PENDING_DAYS = 7

export const statuspageRetention: readonly Retention[] = [
  {
    kind: 'statuspage.unconfirmed',
    title: 'Unconfirmed followers of status pages',
    sentence: 'An address that was typed in on a status page waits for its owner to confirm it; counted from the mail that asked.',
    days: PENDING_DAYS,
    daysMin: 1,
    remove: removePending,
  },
]
