/** What log lines, errors and findings at databases say. */
import { findingsIn } from '#features/databases/public.ts'
import { readGroupWindows, type CountedGroup } from '#features/errors/public.ts'
import { countWindows } from '#features/logs/public.ts'
import { DAY_MS, later } from '#kit/time.ts'
import { lineFilterOf } from '../access/line-filter.ts'
import { spikeOf } from '../domain/course.ts'
import { grouped } from '../domain/grouped.ts'
import { ALL, placesOf, type Asking, type Found, type Observed } from './observing.ts'

/** An environment without a line that fits has none, which is a number like any other. */
export async function observeLines({ clickhouse, asked, now }: Asking): Promise<Observed> {
  const source = asked[0]?.rule.source
  if (source?.kind !== 'logs') return { found: [] }
  const filter = lineFilterOf(source, { from: later(now, -source.overMs), to: now })
  const rows = await countWindows(clickhouse, { environmentIds: placesOf({ asked }), filter, windowMs: source.overMs })
  const lines = new Map(rows.map((row) => [row.environmentId, row.lines]))
  const labels = source.service === '' ? {} : { 'service.name': source.service }
  return {
    found: asked.map(({ rule, place }): Found => {
      const seen = { kind: 'value', value: lines.get(place.environmentId) ?? 0 } as const
      return { place, rule, target: ALL, labels, at: now, seen }
    }),
  }
}

/** Each group that somebody has neither resolved nor ignored; one without an error in the window has none. */
export async function observeErrors({ clickhouse, work, asked, now }: Asking): Promise<Observed> {
  const source = asked[0]?.rule.source
  if (source?.kind !== 'errors') return { found: [] }
  const windows = source.measure === 'spike' ? Math.floor(DAY_MS / source.overMs) + 1 : 1
  const from = later(now, -windows * source.overMs)
  const rows = await readGroupWindows({ clickhouse, work }, { environmentIds: placesOf({ asked }), from, to: now, windowMs: source.overMs })
  const byGroup = grouped(rows, ({ groupId }) => groupId)
  const found = [...byGroup.values()].flatMap((counted) =>
    asked.flatMap(({ rule, place }): readonly Found[] => {
      const [group] = counted
      if (group === undefined || group.environmentId !== place.environmentId || rule.source.kind !== 'errors') return []
      const latest = counted.find(({ window }) => window === windows - 1)
      const value = rule.source.measure === 'users' ? (latest?.users ?? 0) : eventsOf(counted, windows, rule.source.measure === 'spike')
      const seen = { kind: 'value', value, volume: latest?.events ?? 0 } as const
      return [{ place, rule, target: group.groupId, labels: { error: group.label }, at: now, seen }]
    }),
  )
  return { found, missing: () => ({ kind: 'value', value: 0, volume: 0 }) }
}

function eventsOf(counted: readonly CountedGroup[], windows: number, isSpike: boolean): number {
  const latest = counted.find(({ window }) => window === windows - 1)?.events ?? 0
  const before = counted.reduce((sum, { window, events }) => sum + (window < windows - 1 ? events : 0), 0)
  return isSpike ? spikeOf(latest, before / Math.max(1, windows - 1)) : latest
}

/** Each thing that is found fires as long as it is found. */
export async function observeFindings({ work, asked, now }: Asking): Promise<Observed> {
  const rows = await work.read((tx) => findingsIn(tx, placesOf({ asked })))
  const found = rows.flatMap(({ environmentId, databaseId, name, kind, subject }) =>
    asked.flatMap(({ rule, place }): readonly Found[] => {
      if (rule.source.kind !== 'database_finding' || place.environmentId !== environmentId) return []
      if (rule.source.finding !== null && rule.source.finding !== kind) return []
      const labels = { 'database.name': name, finding: kind, ...(subject === '' ? {} : { 'finding.subject': subject }) }
      return [{ place, rule, target: `${databaseId} ${kind} ${subject}`, labels, at: now, seen: { kind: 'turned', level: 'crossed' } }]
    }),
  )
  return { found, missing: () => ({ kind: 'turned', level: 'back' }) }
}
