/** The schedule, and the recovery key. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { backupScheduleChanged, recoveryKeyMade } from '#events/backup.ts'
import type { ActorRef } from '#kit/event.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import { makeRecoveryKey } from '#platform/backup/recovery-key.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { WRITE_BACKUPS } from '../domain/permissions.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { Needs } from '../needs.ts'
import { updateSchedule } from '../store/backups.ts'
import { putRecoveryKey } from '../store/recovery-key.ts'

export async function changeSchedule(platform: Needs, caller: Caller, change: { version: number | null; to: Schedule }): Promise<void> {
  requirePermission(caller, WRITE_BACKUPS, organisationScope)
  await platform.work.run(async (tx) => {
    if (change.version === null || !(await updateSchedule(tx, change.version, change.to))) throw new Fault(common.version_mismatch)
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'schedules are changed by people, who come after set-up')
    const about = { actor: caller.ref, record: { kind: 'organisation', id: organisation.id }, scope: organisationScope } as const
    const { everyHours, keep } = change.to
    await platform.log.publish(tx, { event: backupScheduleChanged, ...about, at: platform.clock.now(), particulars: { everyHours, keep } })
  })
}

export function requestRecoveryKey(platform: Needs, caller: Caller): Promise<string> {
  requirePermission(caller, WRITE_BACKUPS, organisationScope)
  return newRecoveryKey(platform, caller.ref)
}

/** Returns the key as people write it down; nobody can ask for it again. Backups from before keep the earlier one. */
export async function newRecoveryKey({ work, clock, log }: Pick<Needs, 'work' | 'clock' | 'log'>, actor: ActorRef): Promise<string> {
  const { recoveryKey, publicKey } = makeRecoveryKey()
  await work.run(async (tx) => {
    const at = clock.now()
    await putRecoveryKey(tx, publicKey, at)
    const organisation = await findOrganisation(tx)
    if (!organisation) return
    const about = { actor, record: { kind: 'organisation', id: organisation.id }, scope: organisationScope } as const
    await log.publish(tx, { event: recoveryKeyMade, ...about, at, particulars: {} })
  })
  return recoveryKey
}
