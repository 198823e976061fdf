/** How much is kept, how much room it may take, what had to go. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { ReplyOf } from '#kit/contract.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { NowItem } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { READ_STORAGE, type storageContract } from '../contract/contract.ts'
import { allowance, type Partition } from '../domain/room.ts'
import { dayOf, findLimit, listDropped } from '../store/limit.ts'
import { readTaken } from '../store/partitions.ts'

const DROPPED_MAX = 50
/** For how long the first screen says that something had to go. */
const TOLD_MS = DAY_MS

type Ask = Pick<Platform, 'work' | 'clickhouse' | 'config'>

export async function readStorage(platform: Ask, caller: Caller): Promise<ReplyOf<typeof storageContract.readStorage>> {
  requirePermission(caller, READ_STORAGE, organisationScope)
  const [taken, { limit, dropped }] = await Promise.all([
    readTaken(platform),
    platform.work.read(async (tx) => ({ limit: await findLimit(tx), dropped: await listDropped(tx, DROPPED_MAX) })),
  ])
  const allowed = allowance({ ...taken, bytesMax: limit.bytesMax })
  return {
    bytes: taken.bytes,
    freeBytes: taken.freeBytes,
    allowedBytes: allowed.bytes,
    allowedBy: allowed.reason,
    bytesMax: limit.bytesMax,
    tables: taken.tables.map((each) => ({ ...each, kept: classesOf(taken.partitions.filter(({ table }) => table === each.table)) })),
    dropped,
    version: limit.version,
  }
}

/** By the days for which it is kept, the shortest first; partitions come the earliest first. */
function classesOf(partitions: readonly Partition[]): { keepDays: number; from: string; bytes: number }[] {
  const classes = [...new Set(partitions.map(({ keepDays }) => keepDays))].toSorted((a, b) => a - b)
  return classes.map((keepDays) => {
    const of = partitions.filter((partition) => partition.keepDays === keepDays)
    return { keepDays, from: of[0] ? dayOf(of[0].from) : '', bytes: of.reduce((sum, { bytes }) => sum + bytes, 0) }
  })
}

/** One line while something had to go before its time. */
export async function droppedNow({ work, clock }: Pick<Platform, 'work' | 'clock'>, caller: Caller): Promise<readonly NowItem[]> {
  if (!caller.holds(READ_STORAGE)) return []
  const [latest] = await work.read((tx) => listDropped(tx, 1))
  if (!latest || latest.droppedAt < later(clock.now(), -TOLD_MS)) return []
  return [
    {
      band: 'waiting',
      key: `storage.dropped_${latest.reason}`,
      values: {},
      title: 'Telemetry is dropped before its time',
      reason:
        latest.reason === 'disk'
          ? 'The disk has no room for all of it: make room, or send less.'
          : 'It takes more than somebody chose that it may: allow more, or send less.',
      href: '/settings/storage',
      since: latest.droppedAt,
    },
  ]
}
