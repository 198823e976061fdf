/** Table `check_result`: what came of each slot. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { encodeNative } from '#platform/clickhouse/native.ts'
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Split } from '../domain/look.ts'
import { KEEP_DAYS, type Result } from '../domain/result.ts'
import type { Run } from '../domain/states.ts'
import { OUTCOMES, outcomeOf, type Outcome, type Reason } from '../domain/words.ts'

const MICROSECONDS_PER_MS = 1_000
const UINT32_MAX = 2 ** 32 - 1
const UINT16_MAX = 2 ** 16 - 1

const STEPS = ['dns', 'connect', 'tls', 'wait', 'receive'] as const satisfies readonly (keyof Split)[]

/** At least one. With the same token they are stored once however often they are sent. */
export async function insertResults(clickhouse: ClickHouse, results: readonly Result[], token: string): Promise<void> {
  const looks = results.map(({ look }) => look)
  const block = encodeNative([
    { name: 'keep', type: 'UInt16', values: results.map(() => KEEP_DAYS) },
    { name: 'env', type: 'UUID', values: results.map(({ environmentId }) => environmentId) },
    { name: 'check', type: 'UUID', values: results.map(({ checkId }) => checkId) },
    { name: 'location', type: 'String', values: results.map(({ location }) => location) },
    { name: 't', type: 'DateTime', values: results.map(({ slot }) => Math.floor(slot / SECOND_MS)) },
    { name: 'seconds', type: 'UInt32', values: results.map(({ intervalSeconds }) => intervalSeconds) },
    { name: 'outcome', type: 'UInt8', values: looks.map(({ reason }) => OUTCOMES.indexOf(outcomeOf(reason))) },
    { name: 'reason', type: 'String', values: looks.map(({ reason }) => reason) },
    { name: 'detail', type: 'String', values: looks.map(({ detail }) => detail) },
    { name: 'attempts', type: 'UInt8', values: results.map(({ attempts }) => attempts) },
    { name: 'total', type: 'UInt32', values: looks.map(({ ms }) => microseconds(ms)) },
    ...STEPS.map((step) => ({ name: step, type: 'UInt32' as const, values: looks.map(({ split }) => marked(split[step])) })),
    {
      name: 'certificate',
      type: 'UInt16',
      values: looks.map(({ certificateDays: days }) => Math.min(UINT16_MAX, Math.max(0, (days ?? -1) + 1))),
    },
  ])
  await clickhouse.insertNative('check_result', block, token)
}

const microseconds = (ms: number): number => Math.min(UINT32_MAX - 1, Math.round(ms * MICROSECONDS_PER_MS))
const marked = (ms: number | null): number => (ms === null ? 0 : microseconds(ms) + 1)
const unmarked = (value: number): number | null => (value === 0 ? null : (value - 1) / MICROSECONDS_PER_MS)

export interface ResultsAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  /** UUIDs */
  readonly checkIds: readonly string[]
  readonly from: Instant
  /** Exclusive. */
  readonly to: Instant
}

const paramsOf = ({ environmentIds, checkIds, from, to }: ResultsAsk) => ({
  environments: environmentIds,
  checks: checkIds,
  from: Math.floor(from / SECOND_MS),
  to: Math.ceil(to / SECOND_MS),
})

const WHERE = `env in {environments:Array(UUID)} and check in {checks:Array(UUID)} and t >= toDateTime({from:UInt32}, 'UTC') and t < toDateTime({to:UInt32}, 'UTC')`

/** Results in a row with the same outcome and reason, of each check from its first on. At most `limit` of them all together, the latest ones. */
export async function readRuns(
  clickhouse: ClickHouse,
  ask: ResultsAsk & { readonly limit: number },
): Promise<ReadonlyMap<string, readonly Run[]>> {
  type Row = { id: string; begin: number; end: number; outcome: number; reason: Reason }
  const rows = await clickhouse.query<Row>({
    name: 'checks.readRuns',
    sql: `
      select id, toUInt32(min(at)) as begin, toUInt32(max(at + long)) as end, any(what) as outcome, any(why) as reason
      from (
        select id, at, long, what, why, sum(isNew) over (partition by id order by at rows between unbounded preceding and current row) as run
        from (
          select id, at, long, what, why,
            toUInt32(what != lagInFrame(what, 1, toUInt8(255)) over w or why != lagInFrame(why, 1, '') over w or at > lagInFrame(at + long, 1, toUInt64(0)) over w) as isNew
          from (
            select check as id, toUInt32(t) as at, seconds as long, outcome as what, toString(reason) as why
            from check_result final
            where ${WHERE}
          )
          window w as (partition by id order by at rows between unbounded preceding and current row)
        )
      )
      group by id, run
      order by begin desc, id
      limit {limit:UInt32}`,
    params: { ...paramsOf(ask), limit: ask.limit },
  })
  const runs = new Map<string, Run[]>()
  for (const { id, begin, end, outcome, reason } of rows.toReversed()) {
    const run = { from: instant(begin * SECOND_MS), to: instant(end * SECOND_MS), outcome: OUTCOMES[outcome] ?? 'unknown', reason }
    runs.set(id, [...(runs.get(id) ?? []), run])
  }
  return runs
}

/** The latest result of a check. */
export interface LatestRow {
  /** UUID */
  readonly checkId: string
  readonly at: Instant
  readonly outcome: Outcome
  readonly reason: Reason
  readonly detail: string
  readonly attempts: number
  readonly ms: number
  readonly split: Split
  readonly certificateDays: number | null
}

type StepColumns = Record<(typeof STEPS)[number], number>

export async function readLatest(clickhouse: ClickHouse, ask: ResultsAsk): Promise<ReadonlyMap<string, LatestRow>> {
  type Row = StepColumns & {
    id: string
    at: number
    outcome: number
    reason: Reason
    detail: string
    attempts: number
    total: number
    certificate: number
  }
  const rows = await clickhouse.query<Row>({
    name: 'checks.readLatest',
    sql: `
      select check as id, toUInt32(t) as at, outcome, toString(reason) as reason, toString(detail) as detail, attempts, total, dns, connect, tls, wait, receive, certificate
      from check_result
      where ${WHERE}
      order by t desc
      limit 1 by check`,
    params: paramsOf(ask),
  })
  return new Map(rows.map((row) => [row.id, toLatest(row)]))

  function toLatest({ id, at, outcome, total, certificate, reason, detail, attempts, ...steps }: Row): LatestRow {
    return {
      checkId: id,
      at: instant(at * SECOND_MS),
      outcome: OUTCOMES[outcome] ?? 'unknown',
      reason,
      detail,
      attempts,
      ms: total / MICROSECONDS_PER_MS,
      split: {
        dns: unmarked(steps.dns),
        connect: unmarked(steps.connect),
        tls: unmarked(steps.tls),
        wait: unmarked(steps.wait),
        receive: unmarked(steps.receive),
      },
      certificateDays: certificate === 0 ? null : certificate - 1,
    }
  }
}

/** How long answers took in one step of time; only those that came. */
export interface LatencyRow {
  readonly step: number
  readonly avgMs: number
  readonly maxMs: number
}

export async function readLatency(
  clickhouse: ClickHouse,
  ask: ResultsAsk & { readonly stepSeconds: number },
): Promise<readonly LatencyRow[]> {
  return clickhouse.query<LatencyRow>({
    name: 'checks.readLatency',
    sql: `
      select toUInt32(intDiv(toUInt32(t) - {from:UInt32}, {step:UInt32})) as step, avg(total) / ${MICROSECONDS_PER_MS} as avgMs, max(total) / ${MICROSECONDS_PER_MS} as maxMs
      from check_result final
      where ${WHERE} and outcome = 1
      group by step
      order by step`,
    params: { ...paramsOf(ask), step: ask.stepSeconds },
  })
}
