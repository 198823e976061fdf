/** What expressions give equals what a real Prometheus gives for the same samples. */
import { compress } from 'snappyjs'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault } from '#kit/fault.ts'
import { HOUR_MS, instant, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { SimulatedClock, systemClock } from '#platform/clock.ts'
import { startPrometheus, type Prometheus } from '#test/support/debian-prometheus.ts'
import { aWriteRequest, openKept, type Kept } from '#test/support/kept.ts'
import { expressions } from '#test/support/promql-expressions.ts'
import { testLogger } from '#test/support/quiet.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { instantData, rangeData } from './domain/answer.ts'
import type { Grid } from './domain/values.ts'
import { evaluateOver, requireExpression } from './queries/evaluate.ts'
import { corpus } from './testing.ts'

const SECONDS = 2 * 3_600
// Not long ago, or the engine would clear the samples away as outlived.
const END = Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS
const environmentId = uuidv7()

const GRIDS: readonly Grid[] = [
  { startMs: END - 600_000, stepMs: 60_000, count: 1 },
  { startMs: END - 1_234_567, stepMs: 60_000, count: 1 },
  { startMs: END - HOUR_MS, stepMs: 60_000, count: 61, isRange: true },
  { startMs: END - 3_000_500, stepMs: 37_000, count: 70, isRange: true },
]

let clickhouse: OpenedClickHouse
let peer: Prometheus | { readonly missing: string }
let kept: Kept

beforeAll(async () => {
  clickhouse = await testClickHouse()
  peer = await startPrometheus()
  kept = openKept({ clickhouse, clock: new SimulatedClock(instant(END)), logger: testLogger })
  for (const series of corpus(END, SECONDS)) {
    const body = Buffer.from(compress(aWriteRequest(series)))
    await kept.intake.takeWriteRequest({ environmentId, keyId: null, protocol: 'remote_write' }, body, '1.0')
    if ('missing' in peer) continue
    const headers = { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' }
    const answer = await fetch(peer.writeUrl, { method: 'POST', headers, body: Uint8Array.from(body) })
    expect(answer.status, await answer.text()).toBe(204)
  }
  await kept.flush()
})
afterAll(async () => {
  if (peer && !('missing' in peer)) await peer.stop()
})

interface Row {
  readonly metric: Record<string, string>
  readonly value?: readonly [number, string]
  readonly values?: readonly (readonly [number, string])[]
}

async function ours(text: string, grid: Grid): Promise<unknown> {
  try {
    const value = await evaluateOver({ clickhouse }, { expression: await requireExpression(text), environmentIds: [environmentId], grid })
    return JSON.parse(grid.count === 1 ? instantData(value, grid) : rangeData(value, grid))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { refused: error.code.status >= 500 ? error.message : 'as theirs', words: error.publicMessage }
  }
}

/** What Debian's Prometheus calls otherwise, because it is older than the grammar. */
const inTheirWords = (text: string) => text.replaceAll('double_exponential_smoothing', 'holt_winters')

async function theirs(text: string, { startMs, stepMs, count }: Grid): Promise<unknown> {
  if ('missing' in peer) throw new Error(peer.missing)
  const span =
    count === 1
      ? { time: String(startMs / SECOND_MS) }
      : { start: String(startMs / SECOND_MS), end: String((startMs + (count - 1) * stepMs) / SECOND_MS), step: String(stepMs / SECOND_MS) }
  const body = new URLSearchParams({ query: inTheirWords(text), ...span })
  const answer = (await (await fetch(`${peer.url}/api/v1/query${count === 1 ? '' : '_range'}`, { method: 'POST', body })).json()) as {
    status: string
    data: unknown
    error?: string
  }
  return answer.status === 'success' ? answer.data : { refused: 'as theirs', words: answer.error }
}

/** Values within a billionth count as the same; whatever else differs is told. */
function difference(a: unknown, b: unknown): string | undefined {
  const [own, other] = [a, b] as { resultType?: string; result?: unknown; refused?: string; words?: string }[]
  if (own?.refused || other?.refused)
    return own?.refused === other?.refused
      ? undefined
      : `${JSON.stringify(own).slice(0, 300)} instead of ${JSON.stringify(other).slice(0, 300)}`
  if (own?.resultType !== other?.resultType) return `${own?.resultType} instead of ${other?.resultType}`
  if (own?.resultType === 'scalar' || own?.resultType === 'string') return points([own.result as never], [other?.result as never])
  const byLabels = (rows: unknown) =>
    new Map(
      (rows as Row[]).map((row) => [
        JSON.stringify(Object.entries(row.metric).toSorted(([x], [y]) => (x < y ? -1 : 1))),
        row.values ?? [row.value as never],
      ]),
    )
  const [left, right] = [byLabels(own?.result), byLabels(other?.result)]
  const missing = [...right.keys()].filter((key) => !left.has(key))
  const added = [...left.keys()].filter((key) => !right.has(key))
  if (missing.length + added.length > 0) return `missing ${missing.slice(0, 3).join(' ')}, not theirs ${added.slice(0, 3).join(' ')}`
  for (const [key, values] of left) {
    const found = points(values, right.get(key) ?? [])
    if (found) return `${key}: ${found}`
  }
  return undefined
}

type Point = readonly [number, string]
function points(own: readonly Point[], other: readonly Point[]): string | undefined {
  if (own.length !== other.length)
    return `${own.length} points instead of ${other.length}: ${JSON.stringify(own.slice(0, 3))} ${JSON.stringify(other.slice(0, 3))}`
  for (const [index, [at, value]] of own.entries()) {
    const [otherAt, otherValue] = other[index] as Point
    if (at !== otherAt || !isNear(numberOf(value), numberOf(otherValue))) return `[${at} ${value}] instead of [${otherAt} ${otherValue}]`
  }
  return undefined
}
const numberOf = (text: string) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text))
const isNear = (a: number, b: number) => Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))

describe('expressions', () => {
  const { thoughtOf, made } = expressions(END / SECOND_MS - 1_800)
  const asked = [
    ...thoughtOf.flatMap((text) => GRIDS.map((grid) => ({ text, grid }))),
    ...made.flatMap((text) => [GRIDS[1], GRIDS[3]].map((grid) => ({ text, grid: grid as Grid }))),
  ]

  test(
    `of ${thoughtOf.length + made.length} kinds give what a real Prometheus gives, at one moment and over ranges`,
    { timeout: 600_000 },
    async ({ skip }) => {
      if ('missing' in peer) return skip(peer.missing)
      expect(thoughtOf.length + made.length).toBeGreaterThan(300)
      const wrong: string[] = []
      for (const { text, grid } of asked) {
        const found = difference(await ours(text, grid), await theirs(text, grid))
        if (found !== undefined) wrong.push(`${text} (${grid.count} steps): ${found}`)
      }
      expect(wrong).toEqual([])
    },
  )
})
