/** One's own name on the list of those who watch a record, or off it. */
import { signedIn } from '#core/identity/public.ts'
import { recordKindsOf } from '#core/records/public.ts'
import type { RecordRef } from '#kit/event.ts'
import { READ_COMMENTS } from '../domain/permissions.ts'
import { deleteWatcher, insertWatchers, setMuted } from '../store/watchers.ts'
import type { Act } from './comments.ts'

export function watchRecord({ platform, caller }: Act, record: RecordRef, muted: boolean): Promise<void> {
  const at = platform.clock.now()
  const { personId } = signedIn(caller)
  return platform.work.run(async (tx) => {
    const { id: recordId } = await recordKindsOf(platform).require(tx, caller, { record, permission: READ_COMMENTS })
    await insertWatchers(tx, { recordId, personIds: [personId], reason: 'chosen', at })
    await setMuted(tx, { recordId, personId, muted })
  })
}

export function unwatchRecord({ platform, caller }: Act, record: RecordRef): Promise<void> {
  const { personId } = signedIn(caller)
  return platform.work.run(async (tx) => {
    const { id } = await recordKindsOf(platform).require(tx, caller, { record, permission: READ_COMMENTS })
    await deleteWatcher(tx, id, personId)
  })
}
