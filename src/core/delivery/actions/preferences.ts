/** What people choose for themselves: read or unread, less of this, when and how. */
import type { PersonCaller } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { Preference, Refusal } from '../domain/telling.ts'
import type { Needs } from '../needs.ts'
import { markNotifications } from '../store/notifications.ts'
import { addRefusal, findPreference, putPreference, removeRefusal } from '../store/preferences.ts'
import { DEFAULT_PREFERENCE } from '../domain/telling.ts'
import { DIGEST_DUE } from './notify.ts'
import { tellBrowsers } from './tell-browsers.ts'

/** `ids` null marks all. Those of somebody else are left alone without a word. */
export async function mark(
  platform: Needs,
  { personId }: PersonCaller,
  of: { ids: readonly string[] | null; isRead: boolean },
): Promise<void> {
  const readAt = of.isRead ? platform.clock.now() : null
  await platform.work.run(async (tx) => {
    await markNotifications(tx, { personId, ids: of.ids, readAt })
    tellBrowsers(platform, tx, personId)
  })
}

/** "Less of this", and taking it back. */
export async function setRefusal(
  platform: Needs,
  { personId }: PersonCaller,
  { isRefused, ...refusal }: Refusal & { isRefused: boolean },
): Promise<void> {
  await platform.work.run((tx) =>
    isRefused ? addRefusal(tx, { ...refusal, personId, at: platform.clock.now() }) : removeRefusal(tx, { ...refusal, personId }),
  )
}

/** Throws `common.version_mismatch` when somebody was faster. */
export async function setPreference(platform: Needs, { personId }: PersonCaller, of: Preference & { version: number }): Promise<void> {
  await platform.work.run(async (tx) => {
    if (!(await putPreference(tx, personId, of))) throw new Fault(common.version_mismatch)
    await releaseDigest(platform, tx, personId)
  })
}

/** Without a session: the address in a mail says whose and what. Idempotent. */
export async function unsubscribe(platform: Needs, of: { personId: string; about: 'topic' | 'digest'; key: string }): Promise<void> {
  await platform.work.run(async (tx) => {
    if (of.about === 'topic') {
      await addRefusal(tx, { personId: of.personId, channel: 'mail', about: 'topic', key: of.key, at: platform.clock.now() })
      return
    }
    const before = (await findPreference(tx, of.personId)) ?? { ...DEFAULT_PREFERENCE, version: 0 }
    await putPreference(tx, of.personId, { ...before, mail: 'off' })
  })
}

/** What waits for a digest that is at another time now, or none at all, is not left behind. */
function releaseDigest({ due, clock }: Needs, tx: Tx, personId: string): Promise<void> {
  return due.set(tx, { kind: DIGEST_DUE, record: personId, at: clock.now() })
}
