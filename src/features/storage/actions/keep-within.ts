/**
 * Drops what would go soonest anyway while telemetry takes more room than it may. Each partition is noted and told before it is
 * dropped: should the process die in between, it is still there, and goes with the next run.
 */
import { z } from 'zod'
import { findOrganisation, organisationScope } from '#core/identity/public.ts'
import { storageDayDropped } from '#events/storage.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { Job } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { allowance, whatGoes, type Partition, type Reason } from '../domain/room.ts'
import { dayOf, findLimit, noteDropped } from '../store/limit.ts'
import { dropPartition, readTaken } from '../store/partitions.ts'

/** At a gigabyte a minute five of them come in between, which the fifth of the disk that stays free holds from 25 GB on. */
export const LOOK_EVERY_MS = 5 * MINUTE_MS
const NAME = 'storage.keep_within'

type KeepNeeds = Pick<Platform, 'work' | 'clock' | 'log' | 'clickhouse' | 'config' | 'logger'>

const nothing = z.object({})

/** Idempotent. */
export const keepWithinJob = (platform: KeepNeeds): Job<typeof nothing> => ({
  name: NAME,
  payload: nothing,
  attemptsMax: 3,
  run: () => keepWithin(platform),
})

/** On every worker node; together they ask once, and one of them does it. */
export async function askToKeepWithin(
  { work, jobs }: Pick<Platform, 'work' | 'jobs'>,
  job: ReturnType<typeof keepWithinJob>,
): Promise<void> {
  await work.run((tx) => jobs.enqueue(tx, job, {}, { key: NAME, queue: NAME }))
}

export async function keepWithin(platform: KeepNeeds): Promise<void> {
  const [taken, { bytesMax }] = await Promise.all([readTaken(platform), platform.work.read(findLimit)])
  const allowed = allowance({ ...taken, bytesMax })
  const { drop, missingBytes } = whatGoes(taken.partitions, taken.bytes - allowed.bytes, platform.clock.now())
  for (const partition of drop) {
    await tell(platform, partition, allowed.reason)
    await dropPartition(platform, partition)
  }
  if (missingBytes > 0) {
    platform.logger.warn({ missingBytes, allowed }, 'telemetry of today and yesterday alone takes more room than it may')
  }
}

async function tell({ work, log, clock }: KeepNeeds, partition: Partition, reason: Reason): Promise<void> {
  const at = clock.now()
  await work.run(async (tx) => {
    await noteDropped(tx, partition, reason, at)
    const organisation = await findOrganisation(tx)
    if (!organisation) return
    await log.publish(tx, {
      event: storageDayDropped,
      actor: { kind: 'system', id: NAME },
      record: { kind: 'organisation', id: organisation.id },
      scope: organisationScope,
      at,
      particulars: { table: partition.table, day: dayOf(partition.from), bytes: Math.round(partition.bytes), reason },
    })
  })
}
