/** What of the incidents needs somebody: what burns, what is about to be late, what can be resolved. */
import { listRecords, type RecordRow } from '#core/records/public.ts'
import { toId } from '#kit/ids.ts'
import { HOUR_MS, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { NowItem } from '#platform/module.ts'
import { incidentKind } from '../contract/kind.ts'
import { READ_INCIDENTS, WRITE_INCIDENTS } from '../domain/permissions.ts'
import { findIncidents, type IncidentRow } from '../store/incidents.ts'
import type { Ask } from './incidents.ts'

/** More burn rarely; the list has them all. */
const SHOWN_MAX = 20
/** So long before it is late something is about to be. */
const AHEAD_MS = { response: 10 * MINUTE_MS, post: 5 * MINUTE_MS, resolution: HOUR_MS, notice: 12 * HOUR_MS } as const

/** Open incidents within the caller's reach, the most severe first; for who may do something about them. */
export async function incidentsNow({ platform, caller }: Ask): Promise<readonly NowItem[]> {
  if (!caller.holds(WRITE_INCIDENTS) || !caller.holds(READ_INCIDENTS)) return []
  const now = platform.clock.now()
  return platform.work.read(async (tx) => {
    const call = { filter: 'is:open', sort: 'priority', limit: SHOWN_MAX } as const
    const { items } = await listRecords(tx, { kind: incidentKind, caller, clock: platform.clock }, call)
    const rows = new Map(
      (
        await findIncidents(
          tx,
          items.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    )
    return items.flatMap((record) => {
      const incident = rows.get(record.id)
      return incident === undefined ? [] : linesOf(record, incident, now)
    })
  })
}

function linesOf(record: RecordRow, incident: IncidentRow, now: Instant): NowItem[] {
  const { label, title, href } = incidentKind.cardOf(record, toId('incident', record.id))
  const line = (band: NowItem['band'], key: string, reason: string, since: Instant): NowItem => ({
    band,
    key,
    values: { label, title },
    title: `${label} ${title}`,
    reason,
    href,
    since,
  })
  const { responseDueAt, resolutionDueAt, postDueAt, noticeDueAt, recoveredAt, severity } = incident
  const isNear = (dueAt: Instant | null, aheadMs: number): dueAt is Instant => dueAt !== null && later(dueAt, -aheadMs) <= now
  return [
    ...(severity === 'critical' ? [line('burning', 'incidents.burning', 'A critical incident is open.', record.createdAt)] : []),
    ...(isNear(responseDueAt, AHEAD_MS.response)
      ? [line('breaching', 'incidents.response', 'Nobody has answered it, and that is due.', responseDueAt)]
      : []),
    ...(isNear(postDueAt, AHEAD_MS.post) ? [line('breaching', 'incidents.post', 'The public is to hear of it.', postDueAt)] : []),
    ...(isNear(resolutionDueAt, AHEAD_MS.resolution)
      ? [line('breaching', 'incidents.resolution', 'Its resolution is due.', resolutionDueAt)]
      : []),
    ...(isNear(noticeDueAt, AHEAD_MS.notice)
      ? [line('breaching', 'incidents.notice', 'A notice to an authority is due.', noticeDueAt)]
      : []),
    ...(recoveredAt === null
      ? []
      : [line('waiting', 'incidents.recovered', 'None of its alerts fires any more: is it resolved?', recoveredAt)]),
  ]
}
