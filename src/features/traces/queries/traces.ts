/** What people may see of traces. */
import type { z } from 'zod'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, HOUR_MS, instant, later, type Instant } from '#kit/time.ts'
import { decodeCursor, pageFrom, type SortValues } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { requirePermission } from '#core/identity/public.ts'
import { READ_SPANS, type tracesContract } from '../contract/contract.ts'
import { KEEP_DAYS } from '../domain/limits.ts'
import { KINDS, STATUSES } from '../domain/span.ts'
import { countSpans, listRoots, readDetail, readSteps, traceKey, type RootRow, type RootsAsk } from '../store/spans.ts'

/** A trace of more is looked at from its beginning; about half a megabyte. */
const SPANS_SHOWN_MAX = 3_000
/** How far back is looked, one after the other until a page is full: an hour of a busy application holds it, a quiet one has no more. */
const LOOK_BACK_MS = [HOUR_MS, DAY_MS, KEEP_DAYS * DAY_MS]
const ORDER = '-startedAt'
const NANOSECONDS_PER_MS = 1_000_000n

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type Answer<K extends keyof typeof tracesContract> = z.output<(typeof tracesContract)[K]['response']>

export interface ListAsk {
  readonly applicationId: string
  readonly limit: number
  readonly cursor: string | undefined
  /** Which took part; empty: any. */
  readonly service: string
}

export async function listTraces(
  { platform, caller }: Ask,
  { applicationId, limit, cursor, service }: ListAsk,
): Promise<Answer<'listTraces'>> {
  const environments = await platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (!scope) throw new Fault(common.not_found)
    requirePermission(caller, READ_SPANS, scope)
    return environmentsOf(tx, applicationId)
  })
  const environmentIds = environments.map(({ id }) => id)
  const nameOf = new Map(environments.map(({ id, name }) => [id, name]))
  const before = placeOf(decodeCursor(cursor, ORDER, 2))
  const from = before ? instantOf(before.start) : platform.clock.now()
  const rows = await lookBack(platform, { environmentIds, before, service, limit: limit + 1 }, from)
  const { items: shown, nextCursor } = pageFrom(rows, limit, ORDER, ({ start, spanId }) => [String(start), spanId])
  const counts = await countSpans(platform.clickhouse, { environmentIds, traceIds: shown.map(({ traceId }) => traceId) })
  return {
    items: shown.map(({ start, spanId: _first, status, ...row }) => ({
      ...row,
      environment: nameOf.get(row.environmentId) ?? '',
      startedAt: instantOf(start),
      status: STATUSES[status] ?? 'unset',
      ...(counts.get(traceKey(row.environmentId, row.traceId)) ?? { spans: 1, errors: 0 }),
    })),
    nextCursor,
  }
}

async function lookBack({ clickhouse }: Ask['platform'], ask: Omit<RootsAsk, 'since'>, from: Instant): Promise<readonly RootRow[]> {
  let rows: readonly RootRow[] = []
  for (const backMs of LOOK_BACK_MS) {
    rows = await listRoots(clickhouse, { ...ask, since: later(from, -backMs) })
    if (rows.length === ask.limit) break
  }
  return rows
}

/** Only the form is checked: whoever writes a cursor sees nothing but their own rows. */
function placeOf(after: SortValues | null): RootsAsk['before'] {
  if (after === null) return undefined
  const [start = '', spanId = ''] = after.map(String)
  if (/^\d{1,19}$/.test(start) && /^[0-9a-f]{16}$/.test(spanId)) return { start: BigInt(start), spanId }
  const message = 'must be the nextCursor of the previous page'
  throw new Fault(common.invalid_request, { detail: `The cursor ${message}.`, fields: [{ field: 'query.cursor', message }] })
}

const instantOf = (nanoseconds: bigint): Instant => instant(Number(nanoseconds / NANOSECONDS_PER_MS))

export async function readTrace(
  ask: Ask,
  { environmentId, traceId }: { readonly environmentId: string; readonly traceId: string },
): Promise<Answer<'readTrace'>> {
  const { applicationId, name } = await claimEnvironment(ask, environmentId)
  const steps = await readSteps(ask.platform.clickhouse, { environmentId, traceId, limit: SPANS_SHOWN_MAX + 1 })
  const [first] = steps
  if (first === undefined) throw new Fault(common.not_found)
  const spans = steps.slice(0, SPANS_SHOWN_MAX).map(({ start, kind, status, ...step }) => ({
    ...step,
    kind: KINDS[kind] ?? 'unspecified',
    status: STATUSES[status] ?? 'unset',
    startMs: Number(start - first.start) / 1e6,
  }))
  const durationMs = spans.reduce((end, span) => Math.max(end, span.startMs + span.durationMs), 0)
  const complete = steps.length <= SPANS_SHOWN_MAX
  return { applicationId, environment: name, startedAt: instantOf(first.start), durationMs, complete, spans }
}

export async function readSpan(
  ask: Ask,
  { environmentId, ...ids }: { readonly environmentId: string; readonly traceId: string; readonly spanId: string },
): Promise<Answer<'readSpan'>> {
  await claimEnvironment(ask, environmentId)
  const detail = await readDetail(ask.platform.clickhouse, { environmentId, ...ids })
  if (detail === undefined) throw new Fault(common.not_found)
  return { ...detail, events: [...detail.events], links: [...detail.links] }
}

/** The application of an environment whose spans the caller may see, and the environment's name. */
export function claimEnvironment(
  { platform, caller }: Ask,
  id: string,
): Promise<{ readonly applicationId: string; readonly name: string }> {
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'environment', id })
    if (!scope?.applicationId) throw new Fault(common.not_found)
    requirePermission(caller, READ_SPANS, scope)
    const environment = (await environmentsOf(tx, scope.applicationId)).find((one) => one.id === id)
    if (!environment) throw new Fault(common.not_found)
    return { applicationId: scope.applicationId, name: environment.name }
  })
}
