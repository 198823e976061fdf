/** Hostile requests, and what becomes of them. */
import { gzipSync } from 'node:zlib'
import { Fault } from '#kit/fault.ts'
import { randomFrom } from '#kit/random.ts'
import { instant } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import type { Body } from './actions/read-body.ts'
import { takeLogs } from './actions/take-logs.ts'
import { takeMetrics } from './actions/take-metrics.ts'
import { takeTraces } from './actions/take-traces.ts'
import type { Signal } from './domain/answer.ts'
import { POINTS } from './domain/messages.ts'
import { aLogsRequest, aMetricsRequest, asProtobuf, aTracesRequest, attributesOf, nanos, type Sent } from './testing.ts'

const AT = instant('2026-11-22T10:00:00Z')
const IDS = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
const EVERY_VALUE = [
  ...attributesOf({ 'http.route': '/cart', ümlaut: 'ß' }),
  { key: 'n', value: { intValue: '7' } },
  { key: 'd', value: { doubleValue: 0.5 } },
  { key: 'b', value: { boolValue: true } },
  { key: 'r', value: { bytesValue: 'cmF3' } },
  {
    key: 'l',
    value: { arrayValue: { values: [{ stringValue: 'a' }, { kvlistValue: { values: [{ key: 'k', value: { intValue: '1' } }] } }] } },
  },
]
const measured = { timeUnixNano: nanos(AT), attributes: EVERY_VALUE }

/** How a request of each signal is made of items, and an item that has everything. */
const SIGNALS = {
  metrics: {
    take: takeMetrics,
    message: 'ExportMetricsServiceRequest',
    request: (points: readonly object[], resource = {}) =>
      aMetricsRequest(
        [
          { name: 'g', gauge: { [POINTS]: points } },
          {
            name: 'h',
            histogram: {
              aggregationTemporality: 2,
              [POINTS]: [{ ...measured, count: '3', sum: 4.5, bucketCounts: ['1', '2'], explicitBounds: [1] }],
            },
          },
          {
            name: 'e',
            exponentialHistogram: {
              aggregationTemporality: 1,
              [POINTS]: [{ ...measured, count: '3', sum: 4, scale: 3, zeroCount: '1', positive: { offset: -2, bucketCounts: ['1', '1'] } }],
            },
          },
          { name: 's', summary: { [POINTS]: [{ ...measured, count: '2', sum: 3, quantileValues: [{ quantile: 0.5, value: 1 }] }] } },
        ],
        resource,
      ),
    item: { ...measured, asDouble: 1.5 },
  },
  traces: {
    take: takeTraces,
    message: 'ExportTraceServiceRequest',
    request: aTracesRequest,
    item: {
      ...IDS,
      name: 'GET /cart',
      kind: 2,
      startTimeUnixNano: nanos(AT),
      endTimeUnixNano: nanos(AT + 5),
      attributes: EVERY_VALUE,
      events: [{ timeUnixNano: nanos(AT), name: 'exception', attributes: EVERY_VALUE }],
      links: [{ ...IDS, attributes: EVERY_VALUE }],
      status: { code: 2, message: 'no' },
    },
  },
  logs: {
    take: takeLogs,
    message: 'ExportLogsServiceRequest',
    request: aLogsRequest,
    item: {
      ...IDS,
      ...measured,
      observedTimeUnixNano: nanos(AT),
      severityNumber: 9,
      severityText: 'Info',
      body: { kvlistValue: { values: EVERY_VALUE } },
      eventName: 'cart',
    },
  },
} as const

/** What every signal takes for an item. */
const LITTLE = { ...IDS, asInt: '1' }

type Below = (bound: number) => number
type Form = Body['form']

/** Puts something of another type in the place of one value somewhere inside. */
function mistaken(value: unknown, below: Below): unknown {
  const inside = typeof value === 'object' && value !== null && below(8) > 0 ? Object.entries(value) : []
  const at = below(inside.length)
  if (inside.length > 0) {
    const entries = inside.map(([name, one], index) => [name, index === at ? mistaken(one, below) : one] as const)
    return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries)
  }
  const others = [null, 7, -1, 1e300, '', 'x', '9'.repeat(19), true, [], {}, [[]], { stringValue: 7 }, 'é'.repeat(below(2_000)), [null]]
  return others[below(others.length)]
}

type Excess = Pick<Body, 'bytes' | 'encoding'>

/** Few and large: more items than may be, a long resource above many, values inside values, a long text, nothing but beginnings, a bomb. */
const EXCESSES: readonly ((signal: Signal, bytesOf: (sent: Sent) => Buffer) => Excess)[] = [
  (signal, bytesOf) => plain(bytesOf(SIGNALS[signal].request(repeated(50_001)))),
  (signal, bytesOf) => plain(bytesOf(SIGNALS[signal].request(repeated(3_000), { 'host.name': 'x'.repeat(100_000) }))),
  (signal, bytesOf) => plain(bytesOf(SIGNALS[signal].request([{ ...SIGNALS[signal].item, attributes: [{ key: 'deep', value: DEEP }] }]))),
  (signal, bytesOf) => plain(bytesOf(SIGNALS[signal].request([{ ...SIGNALS[signal].item, attributes: [LONG] }]))),
  (signal, bytesOf) => {
    const name = Object.keys(SIGNALS[signal].request([])).join()
    const isJson = bytesOf({}).length > 0
    return packed(isJson ? Buffer.from(`{"${name}":[${'{},'.repeat(1_100_000)}{}]}`) : Buffer.alloc(2_200_000, Buffer.of(0x0a, 0)))
  },
  () => packed(Buffer.alloc(64 * 1024 * 1024)),
]
const plain = (bytes: Buffer): Excess => ({ bytes, encoding: undefined })
const packed = (bytes: Buffer): Excess => ({ bytes: gzipSync(bytes), encoding: 'gzip' })
const repeated = (count: number) => Array.from({ length: count }, () => LITTLE)
const DEEP = Array.from({ length: 40 }).reduce((value: object) => ({ arrayValue: { values: [value] } }), { intValue: '1' })
const LONG = { key: 'long', value: { stringValue: 'x'.repeat(1_000_000) } }

const encoded = (signal: Signal, form: Form, sent: Sent): Buffer =>
  form === 'json' ? Buffer.from(JSON.stringify(sent)) : asProtobuf(SIGNALS[signal].message, sent)

/** Bodies that are damaged, cut off, of wrong types, too much or nothing of the kind; the same ones for the same seed. */
function* hostileBodies(signal: Signal, form: Form, { count, seed, rounds }: Siege): Generator<Body> {
  const random = randomFrom(seed)
  const below: Below = (bound) => Math.floor(random() * bound)
  const { request, item } = SIGNALS[signal]
  const whole = request([item, item], { 'service.name': 'shop' })
  const wholeBytes = encoded(signal, form, whole)
  const excessEvery = Math.ceil(count / (EXCESSES.length * rounds))
  for (let made = 0; made < count; made++) {
    const excess = made % excessEvery === 0 ? EXCESSES[(made / excessEvery) % EXCESSES.length] : undefined
    const isMistaken = form === 'json' && below(2) === 0
    const bytes = isMistaken ? Buffer.from(JSON.stringify(mistaken(whole, below))) : Buffer.from(wholeBytes)
    for (let flips = isMistaken ? 0 : below(6); flips > 0; flips--) bytes[below(bytes.length)] = below(3) === 0 ? 255 : below(256)
    const sent = below(20) === 0 ? Buffer.from(Array.from({ length: below(300) }, () => below(256))) : bytes
    const cut = below(5) === 0 ? sent.subarray(0, below(sent.length + 1)) : sent
    const encoding = [undefined, 'gzip', 'gzip', 'br'][below(40)]
    // Half of those that say that they are packed are not.
    yield {
      form,
      ...(excess?.(signal, (one) => encoded(signal, form, one)) ?? {
        bytes: encoding === 'gzip' && below(2) === 0 ? gzipSync(cut) : cut,
        encoding,
      }),
    }
  }
}

/** Requests that share a write to the disk. */
const TOGETHER = 64
const SIEGED = { environmentId: '01890a5d-ac96-774b-bcce-b302099a8057', keyId: null }

export interface Siege {
  readonly count: number
  readonly seed: number
  /** How often each of the large ones comes. */
  readonly rounds: number
}

/** Sends hostile bodies to intakes of their own; how often each outcome came, and whether a good request works afterwards. */
export async function besiege(signal: Signal, form: Form, siege: Siege) {
  const platform = { clock: new SimulatedClock(AT), config: { dataFolder: scratchFolder() } as Platform['config'] }
  const { take, request, item } = SIGNALS[signal]
  const outcomes = new Map<string, number>()
  const attempt = async (body: Body) => {
    const outcome = await take(platform, SIEGED, body).then(
      ({ count }) => (count === 0 ? 'taken' : 'refused'),
      (error: unknown) => (error instanceof Fault ? error.code.code : String(error)),
    )
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  let together: Promise<void>[] = []
  for (const body of hostileBodies(signal, form, siege)) {
    platform.clock.advance(1)
    together.push(attempt(body))
    if (together.length < TOGETHER) continue
    await Promise.all(together)
    together = []
  }
  await Promise.all(together)
  const good = { bytes: encoded(signal, form, request([item])), form, encoding: undefined }
  return { outcomes, afterwards: await take(platform, SIEGED, good) }
}
