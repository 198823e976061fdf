/** Checks with what they found, for lists and for one. */
import type { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, instant, later, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { BARS, type checksContract } from '../contract/contract.ts'
import { LOCATION } from '../domain/limits.ts'
import { READ_CHECKS } from '../domain/permissions.ts'
import { KEEP_DAYS } from '../domain/result.ts'
import { availabilityOf, barsOf, intervalsOf, type Range, type Run } from '../domain/states.ts'
import { findCheck, listChecks, type CheckRow } from '../store/checks.ts'
import { isHeld } from '../store/lease.ts'
import { readLatency, readLatest, readRuns, type LatestRow } from '../store/results.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type Answer<K extends keyof typeof checksContract> = (typeof checksContract)[K] extends { response: infer R extends z.ZodType }
  ? z.output<R>
  : never
type Checked = Answer<'readCheck'>

/** More than a page shows at once; the rest is found under its environment. */
const CHECKS_SHOWN_MAX = 500
/** Changes of state within a day of all of them; beyond it the earliest are unknown. */
const RUNS_MAX = 20_000

export async function listChecksOf({ platform, caller }: Ask, applicationId: string): Promise<Answer<'listChecks'>> {
  const now = platform.clock.now()
  const range = { from: later(now, -DAY_MS), to: now }
  const { rows, environmentIds, isLookedAt } = await platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_CHECKS, scope)
    const ids = (await environmentsOf(tx, applicationId)).map(({ id }) => id)
    return {
      rows: await listChecks(tx, { environmentIds: ids, limit: CHECKS_SHOWN_MAX + 1 }),
      environmentIds: ids,
      isLookedAt: await isHeld(tx, { location: LOCATION, at: now }),
    }
  })
  const shown = rows.slice(0, CHECKS_SHOWN_MAX)
  const ask = { environmentIds, checkIds: shown.map(({ id }) => id), from: range.from, to: later(now, 1) }
  const [runs, latest] = await readBoth(platform, ask)
  const found = { runs, latest, range }
  return { items: shown.map((row) => listed(row, found)), from: range.from, isLookedAt, complete: rows.length <= CHECKS_SHOWN_MAX }
}

/** Without checks there is nothing to ask for. */
async function readBoth(
  { clickhouse }: Ask['platform'],
  ask: Parameters<typeof readLatest>[1],
): Promise<readonly [Found['runs'], Found['latest']]> {
  if (ask.checkIds.length === 0) return [new Map(), new Map()]
  return Promise.all([readRuns(clickhouse, { ...ask, limit: RUNS_MAX }), readLatest(clickhouse, ask)])
}

interface Found {
  readonly runs: ReadonlyMap<string, readonly Run[]>
  readonly latest: ReadonlyMap<string, LatestRow>
  readonly range: Range
}

function listed(row: CheckRow, { runs, latest, range }: Found): Answer<'listChecks'>['items'][number] {
  const intervals = intervalsOf(runs.get(row.id) ?? [], range)
  const found = latest.get(row.id)
  return {
    check: toChecked(row),
    latest: found ?? null,
    bars: [...barsOf(intervals, range, BARS)],
    availability: availabilityOf(intervals),
  }
}

/** A check as the contract has it: never its secret. */
function toChecked({ sealedSecret, state: outcome, reason, detail, since, ...row }: CheckRow): Checked {
  return { ...row, hasSecret: sealedSecret !== null, state: { outcome, reason, detail, since } }
}

export function readCheck(ask: Ask, id: string): Promise<Checked> {
  return visibleCheck(ask, id).then(toChecked)
}

/** Throws `common.not_found` when it is not there or not the caller's to see. */
function visibleCheck({ platform, caller }: Ask, id: string): Promise<CheckRow> {
  return platform.work.read(async (tx) => {
    const row = await findCheck(tx, id)
    const scope = row && (await scopeOf(tx, { kind: 'environment', id: row.environmentId }))
    if (!row || !scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_CHECKS, scope)
    return row
  })
}

/** Nobody shows more changes than these in one chart. */
const COURSE_RUNS_MAX = 2_000

export async function readCourse(
  ask: Ask,
  id: string,
  { from: wanted, to: until, points }: { readonly from?: Instant | undefined; readonly to?: Instant | undefined; readonly points: number },
): Promise<Answer<'readCourse'>> {
  const row = await visibleCheck(ask, id)
  const { clickhouse, clock } = ask.platform
  const now = clock.now()
  const to = instant(Math.min(now, until ?? now))
  const from = instant(Math.max(wanted ?? later(to, -DAY_MS), later(now, -KEEP_DAYS * DAY_MS)))
  if (from >= to)
    throw new Fault(common.invalid_request, {
      detail: 'from must be before to.',
      fields: [{ field: 'query.from', message: 'must be before to' }],
    })
  const stepSeconds = Math.max(row.intervalSeconds, Math.ceil((to - from) / 1_000 / points))
  const of = { environmentIds: [row.environmentId], checkIds: [row.id], from, to }
  const [runs, latency] = await Promise.all([
    readRuns(clickhouse, { ...of, limit: COURSE_RUNS_MAX + 1 }),
    readLatency(clickhouse, { ...of, stepSeconds }),
  ])
  const own = runs.get(row.id) ?? []
  const states = intervalsOf(own.slice(-COURSE_RUNS_MAX), { from, to })
  const count = Math.ceil((to - from) / 1_000 / stepSeconds)
  const steps = (of: 'avgMs' | 'maxMs') => {
    const values: (number | null)[] = Array.from({ length: count }, () => null)
    for (const each of latency) if (each.step < count) values[each.step] = each[of]
    return values
  }
  return {
    from,
    to,
    availability: availabilityOf(states),
    states: [...states],
    complete: own.length <= COURSE_RUNS_MAX,
    stepSeconds,
    avgMs: steps('avgMs'),
    maxMs: steps('maxMs'),
  }
}
