/** Making, checking and forgetting backups. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { backupFailed, backupMade, backupRequested } from '#events/backup.ts'
import type { ActorRef } from '#kit/event.ts'
import { invariant } from '#kit/fault.ts'
import { later } from '#kit/time.ts'
import { checkBackup } from '#platform/backup/read.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Job } from '#platform/module.ts'
import { StartFault } from '#platform/start-fault.ts'
import { fileOf } from '../access/file.ts'
import { WRITE_BACKUPS } from '../domain/permissions.ts'
import { backupName, isBackupDue, RUNNING_MAX_MS } from '../domain/schedule.ts'
import type { BackupMeans } from '../means.ts'
import type { Needs } from '../needs.ts'
import {
  breakOffRunning,
  findBackup,
  findSchedule,
  finishBackup,
  insertBackup,
  listBackups,
  noteCheck,
  takeSurplus,
  type BackupRow,
} from '../store/backups.ts'
import { findRecoveryKeyRow } from '../store/recovery-key.ts'

const ofBackup = z.object({ id: z.uuid() })
const SCHEDULE: ActorRef = { kind: 'system', id: 'backup.schedule' }

/** A backup that was begun and not finished by a process that died is begun anew; one that was broken off meanwhile is not. */
export const makeJob = (platform: Needs, means: BackupMeans): Job<typeof ofBackup> => ({
  name: 'backup.make',
  payload: ofBackup,
  attemptsMax: 3,
  run: ({ id }) => make(platform, means, id),
})

/** Reads a file to its end. */
export const checkJob = (platform: Needs): Job<typeof ofBackup> => ({
  name: 'backup.check',
  payload: ofBackup,
  attemptsMax: 3,
  run: ({ id }) => check(platform, id),
})

/** A person asks for a backup; returns the UUID of the one that is being made now. */
export async function requestBackup(platform: Needs, means: BackupMeans, caller: Caller): Promise<string> {
  requirePermission(caller, WRITE_BACKUPS, organisationScope)
  return begin(platform, means, 'by_hand', caller.ref)
}

/** Begins a backup when the schedule says so. */
export async function backupBySchedule(platform: Needs, means: BackupMeans): Promise<void> {
  const isDue = await platform.work.read(async (tx) => {
    if (!(await findOrganisation(tx))) return false
    const [latest] = await listBackups(tx, { beforeId: null, limit: 1 })
    return isBackupDue(await findSchedule(tx), latest?.startedAt ?? null, platform.clock.now())
  })
  if (isDue) await begin(platform, means, 'schedule', SCHEDULE)
}

async function begin(platform: Needs, means: BackupMeans, why: BackupRow['why'], actor: ActorRef): Promise<string> {
  const at = platform.clock.now()
  const id = uuidv7()
  return platform.work.run(async (tx) => {
    await breakOffRunning(tx, { startedBefore: later(at, -RUNNING_MAX_MS), at })
    const fileName = backupName(at, why === 'by_hand' ? 'by-hand' : 'schedule')
    if (!(await insertBackup(tx, { id, why, fileName, startedAt: at }))) {
      const [running] = await listBackups(tx, { beforeId: null, limit: 1 })
      invariant(running, 'a backup that stood in the way can be seen')
      return running.id
    }
    await platform.log.publish(tx, {
      event: backupRequested,
      actor,
      record: { kind: 'backup', id },
      scope: organisationScope,
      at,
      particulars: { why },
    })
    await platform.jobs.enqueue(tx, makeJob(platform, means), { id })
    return id
  })
}

async function make(platform: Needs, means: BackupMeans, id: string): Promise<void> {
  const { work, clock, config, logger } = platform
  const [row, key] = await work.read(async (tx) => [await findBackup(tx, id), await findRecoveryKeyRow(tx)] as const)
  if (row?.state !== 'running') return
  const target = path.join(config.backupFolder, row.fileName)
  const actor: ActorRef = { kind: 'system', id: 'backup.make' }
  const about = { actor, record: { kind: 'backup', id }, scope: organisationScope } as const
  try {
    const { bytes, sha256, seq } = await means.make({ target, at: clock.now(), recoveryPublicKey: key?.publicKey ?? null })
    await work.run(async (tx) => {
      const at = clock.now()
      if (!(await finishBackup(tx, id, at, { bytes, sha256, seq, hasRecoveryKey: key !== undefined }))) return
      await platform.log.publish(tx, { event: backupMade, ...about, at, particulars: { bytes, seq } })
    })
    await forgetSurplus(platform)
  } catch (error) {
    logger.error({ err: error, backup: id }, 'a backup failed')
    const words = error instanceof Error ? error.message : String(error)
    await work.run(async (tx) => {
      const at = clock.now()
      if (!(await finishBackup(tx, id, at, { error: words.slice(0, 500) }))) return
      await platform.log.publish(tx, { event: backupFailed, ...about, at, particulars: {} })
    })
  }
}

/** The row goes first: a file that could not be removed is an extra copy, a row without a file would be a promise. */
async function forgetSurplus({ work, config, logger }: Needs): Promise<void> {
  const names = await work.run(async (tx) => takeSurplus(tx, (await findSchedule(tx)).keep))
  for (const name of names) {
    await rm(path.join(config.backupFolder, name), { force: true }).catch((error: unknown) => {
      logger.warn({ err: error, name }, 'an old backup could not be removed')
    })
  }
}

/** A person asks for a backup to be read to its end. */
export async function requestCheck(platform: Needs, caller: Caller, id: string): Promise<void> {
  requirePermission(caller, WRITE_BACKUPS, organisationScope)
  await fileOf(platform, id)
  await platform.work.run((tx) => platform.jobs.enqueue(tx, checkJob(platform), { id }))
}

async function check(platform: Needs, id: string): Promise<void> {
  const { work, clock, config, secrets } = platform
  const row = await work.read((tx) => findBackup(tx, id))
  if (row?.state !== 'done') return
  const fault = await checkBackup(path.join(config.backupFolder, row.fileName), { secrets }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof StartFault) return error.message
      throw error
    },
  )
  await work.run((tx) => noteCheck(tx, id, { at: clock.now(), fault }))
}
