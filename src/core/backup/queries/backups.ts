/** What the page of backups shows. */
import { createReadStream } from 'node:fs'
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts'
import type { NowItem } from '#platform/module.ts'
import { fileOf } from '../access/file.ts'
import type { backupContract } from '../contract/contract.ts'
import { READ_BACKUPS, WRITE_BACKUPS } from '../domain/permissions.ts'
import { tooOldSince } from '../domain/schedule.ts'
import type { Needs } from '../needs.ts'
import { findBackup, findLastGood, findSchedule, listBackups } from '../store/backups.ts'
import { findRecoveryKeyRow } from '../store/recovery-key.ts'

type Routes = typeof backupContract

export async function readState({ work, config }: Needs, caller: Caller): Promise<ReplyOf<Routes['readState']>> {
  requirePermission(caller, READ_BACKUPS, organisationScope)
  return work.read(async (tx) => {
    const [schedule, key, lastGood] = [await findSchedule(tx), await findRecoveryKeyRow(tx), await findLastGood(tx)]
    return { ...schedule, folder: config.backupFolder, recoveryKeyMadeAt: key?.madeAt ?? null, lastGoodAt: lastGood?.startedAt ?? null }
  })
}

export async function backupPage(
  { work }: Needs,
  caller: Caller,
  { query }: HandledOf<Routes['listBackups']>,
): Promise<ReplyOf<Routes['listBackups']>> {
  requirePermission(caller, READ_BACKUPS, organisationScope)
  const cursor = decodeCursor(query.cursor, '-id', 1)
  const rows = await work.read((tx) => listBackups(tx, { beforeId: cursor === null ? null : String(cursor[0]), limit: query.limit + 1 }))
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > query.limit && last ? encodeCursor({ order: '-id', after: [last.id] }) : null }
}

export async function readBackup({ work }: Needs, caller: Caller, id: string): Promise<ReplyOf<Routes['makeBackup']>> {
  requirePermission(caller, READ_BACKUPS, organisationScope)
  const row = await work.read((tx) => findBackup(tx, id))
  if (!row) throw new Fault(common.not_found)
  return row
}

/** The bytes of the file. */
export async function* backupBytes(platform: Needs, caller: Caller, id: string): AsyncIterable<Uint8Array> {
  requirePermission(caller, WRITE_BACKUPS, organisationScope)
  if (!(await platform.work.read((tx) => findBackup(tx, id)))) throw new Fault(common.not_found)
  yield* createReadStream(await fileOf(platform, id)) as AsyncIterable<Uint8Array>
}

/** One line while the last good backup is too old. */
export async function backupNow({ work, clock, log }: Needs, caller: Caller): Promise<readonly NowItem[]> {
  if (!caller.holds(READ_BACKUPS)) return []
  const [first] = await log.read(0, 1)
  if (!first) return []
  return work.read(async (tx) => {
    const lastGood = await findLastGood(tx)
    const since = tooOldSince(await findSchedule(tx), lastGood?.startedAt ?? null, first.at, clock.now())
    if (since === null) return []
    const title = lastGood ? 'The last good backup is too old' : 'There is no backup yet'
    const reason = 'Should this machine be lost now, everything since then would be lost with it.'
    const key = lastGood ? 'backup.too_old' : 'backup.none'
    return [{ band: 'breaching', key, values: {}, title, reason, href: '/settings/backups', since }]
  })
}
