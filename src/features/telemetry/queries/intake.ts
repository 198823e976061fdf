/** What arrives of an application, from where, and what was refused. */
import type { z } from 'zod'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { intakeAnswer } from '../contract/intake.ts'
import { SERIES_PER_ENVIRONMENT_MAX } from '../domain/limits.ts'
import { ANNOUNCE_EVERY_MS } from '../domain/series.ts'
import { readKept } from '../store/kept.ts'
import { readArrived, type ArrivedRow } from '../store/tally.ts'
import { visibleEnvironments, type Ask } from './keys.ts'

const SHOWN_MS = DAY_MS

type Intake = z.output<typeof intakeAnswer>

export async function readIntake({ platform, caller }: Ask, applicationId: string): Promise<Intake> {
  const environments = await platform.work.read((tx) => visibleEnvironments(tx, caller, applicationId))
  const environmentIds = environments.map(({ id }) => id)
  const now = platform.clock.now()
  // Counted by minutes: four whole ones and what has passed of this one.
  const latelyFrom = instant(Math.floor(now / MINUTE_MS - 4) * MINUTE_MS)
  const [kept, rows] = await Promise.all([
    readKept(platform.clickhouse, { environmentIds, announcedSince: later(now, -ANNOUNCE_EVERY_MS - HOUR_MS) }),
    readArrived(platform.clickhouse, { environmentIds, since: later(now, -SHOWN_MS), latelyFrom }),
  ])
  return {
    environments: environments.map(({ id, name }) => ({
      environmentId: id,
      name,
      seriesMax: SERIES_PER_ENVIRONMENT_MAX,
      ...(kept.get(id) ?? { series: 0, samples: 0, bytes: 0 }),
    })),
    arrived: rows.flatMap((row) =>
      row.outcome === 'kept'
        ? [{ ...sourceOf(row), bytes: row.bytes, itemsPerSecond: (row.itemsLately * SECOND_MS) / (now - latelyFrom) }]
        : [],
    ),
    refused: rows.flatMap((row) => (row.outcome === 'kept' ? [] : [{ ...sourceOf(row), reason: row.outcome }])),
  }
}

function sourceOf({ environmentId, keyId, protocol, items, lastAt }: ArrivedRow) {
  return { environmentId, ingestKeyId: keyId, protocol, items, lastAt }
}
