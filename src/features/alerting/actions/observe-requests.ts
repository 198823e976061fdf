/** What traces say of the requests of environments. */
import { readServed, type ServedRow } from '#features/traces/public.ts'
import { later } from '#kit/time.ts'
import { BURN_WINDOWS, burning } from '../domain/course.ts'
import { servedLabels, servedValue, servedVolume } from '../domain/rule.ts'
import { ALL, placesOf, type Asking, type Found, type Observed } from './observing.ts'

/** Each rule looks at the window that it says; an environment without requests is quiet. */
export async function observeRequests({ clickhouse, asked, now }: Asking): Promise<Observed> {
  const source = asked[0]?.rule.source
  if (source?.kind !== 'requests') return { found: [] }
  const from = later(now, -source.overMs)
  const { service, operation } = source
  const rows = await readServed(clickhouse, { environmentIds: placesOf({ asked }), service, operation, from, to: now })
  const served = new Map(rows.map((row) => [row.environmentId, row]))
  const found = asked.flatMap(({ rule, place }): readonly Found[] => {
    if (rule.source.kind !== 'requests') return []
    const row = served.get(place.environmentId)
    const { measure } = rule.source
    const seen = { kind: 'value', value: servedValue(row, measure), volume: servedVolume(row, measure) } as const
    return [{ place, rule, target: ALL, labels: servedLabels(rule.source), at: now, seen }]
  })
  return { found }
}

/** How fast error budgets burn, over several windows at once. */
export async function observeBurning({ clickhouse, asked, now }: Asking): Promise<Observed> {
  const source = asked[0]?.rule.source
  if (source?.kind !== 'burn_rate') return { found: [] }
  const windows = [...new Set(BURN_WINDOWS.flatMap(({ longMs, shortMs }) => [longMs, shortMs]))]
  const ask = { environmentIds: placesOf({ asked }), service: source.service, operation: '', to: now }
  const read = new Map<number, ReadonlyMap<string, ServedRow>>()
  for (const windowMs of windows) {
    const rows = await readServed(clickhouse, { ...ask, from: later(now, -windowMs) })
    read.set(windowMs, new Map(rows.map((row) => [row.environmentId, row])))
  }
  const found = asked.flatMap(({ rule, place }): readonly Found[] => {
    if (rule.source.kind !== 'burn_rate') return []
    const { goal, service } = rule.source
    const value = burning(goal, (windowMs) => read.get(windowMs)?.get(place.environmentId) ?? { requests: 0, failed: 0 })
    return [{ place, rule, target: ALL, labels: servedLabels({ service, operation: '' }), at: now, seen: { kind: 'value', value } }]
  })
  return { found }
}
