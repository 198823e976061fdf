/** What the composition and the command line may ask. */
import { systemActor, type Needs } from './needs.ts'
import type { Tx } from '#platform/work.ts'
import { newRecoveryKey } from './actions/settings.ts'
import { breakOffRunning } from './store/backups.ts'
import { findRecoveryKeyRow, knowsRecoveryKeys } from './store/recovery-key.ts'

export type { BackupMeans } from './means.ts'
export { tellExport } from './actions/export.ts'
export { backupName } from './domain/schedule.ts'

/** The public half of the recovery key; null when none was made, also in the database of an earlier version. */
export async function findRecoveryKey(tx: Tx): Promise<Uint8Array | null> {
  if (!(await knowsRecoveryKeys(tx))) return null
  return (await findRecoveryKeyRow(tx))?.publicKey ?? null
}

/** For `pitcrew backup`: the key as people write it down, told once. */
export function makeRecoveryKeyForCommand(platform: Pick<Needs, 'work' | 'clock' | 'log'>): Promise<string> {
  return newRecoveryKey(platform, systemActor)
}

/** After a restore: the backup itself was under way in the moment that it shows. */
export async function forgetUnfinished({ work, clock }: Pick<Needs, 'work' | 'clock'>): Promise<void> {
  const at = clock.now()
  await work.run((tx) => breakOffRunning(tx, { startedBefore: at, at }))
}
