import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { aWriteRequest, type SentSeries } from '../testing.ts'
import { Batch } from './batch.ts'
import { SAMPLES_PER_REQUEST_MAX, SERIES_PER_ENVIRONMENT_MAX, SERIES_PER_NODE_MAX } from './limits.ts'
import { decodeRecord, encodeRecord } from './record.ts'
import { labelBytes } from './remote-write.ts'
import { SeriesBook } from './series-book.ts'
import { takePoints, takeWriteRequest } from './take-samples.ts'

const NOW = instant('2026-11-22T10:00:00Z')
const ENVIRONMENT = Buffer.alloc(16, 3)
/** How Prometheus says that a series has ended: a NaN of its own. */
const STALE = Buffer.from('02000000000 0f07f'.replace(' ', ''), 'hex')

function taking(count = { total: 0 }) {
  let numbered = 0n
  const book = new SeriesBook(() => 2n ** 63n + ++numbered, count)
  const batch = new Batch()
  const take = (bytes: Buffer, now = NOW) => {
    const taken = takeWriteRequest({ batch, book, now }, bytes, bytes.length)
    if (taken.outcome !== 'read') return taken
    const announced = taken.announce.map((series) => {
      series.announcedAt = now
      return { id: BigInt(series.idHigh) * 2n ** 32n + BigInt(series.idLow), identity: book.identityOf(series) }
    })
    const bytesOfRecord = encodeRecord({ environment: ENVIRONMENT, keepDays: 15, receivedSeconds: now / SECOND_MS }, batch, {
      announced,
      memory: Buffer.alloc,
    })
    return { ...taken, record: decodeRecord(bytesOfRecord) }
  }
  return { book, take, send: (...series: SentSeries[]) => take(aWriteRequest(series)) }
}

const cpu = (host: string, ...samples: SentSeries['samples']): SentSeries => ({ labels: { __name__: 'cpu', host }, samples })

/** Rows as people would write them. */
function rowsOf(taken: ReturnType<ReturnType<typeof taking>['send']>) {
  const record = 'record' in taken ? taken.record : undefined
  if (!record) return []
  return Array.from({ length: record.rows }, (_, row) => ({
    metric: record.names[record.nameIndexes.readUInt16LE(2 * row)],
    id: record.ids.readBigUInt64LE(8 * row) - 2n ** 63n,
    seconds: record.seconds.readUInt32LE(4 * row),
    value: record.values.readDoubleLE(8 * row),
  }))
}

test('every sample becomes a row of its series, in the order in which they came', () => {
  const { send } = taking()
  const taken = send(cpu('a', [0.5, NOW], [1.5, NOW - 15_000]), { labels: { __name__: 'mem' }, samples: [[0, NOW]] })
  const at = NOW / SECOND_MS
  expect(rowsOf(taken)).toEqual([
    { metric: 'cpu', id: 1n, seconds: at, value: 0.5 },
    { metric: 'cpu', id: 1n, seconds: at - 15, value: 1.5 },
    { metric: 'mem', id: 2n, seconds: at, value: 0 },
  ])
  expect(taken).toMatchObject({
    refused: {},
    record: { keepDays: 15, series: [{ identity: { metric: 'cpu', labels: ['host', 'a'] } }, { identity: { metric: 'mem', labels: [] } }] },
  })
})

test('a series is announced once, again after an hour, and never without a sample', () => {
  const { take } = taking()
  const request = aWriteRequest([cpu('a', [1, NOW]), cpu('b')])
  const announced = (now = NOW) => (take(request, now) as { announce: readonly unknown[] }).announce.length
  expect([announced(), announced(), announced(later(NOW, MINUTE_MS)), announced(later(NOW, HOUR_MS))]).toEqual([1, 0, 0, 1])
})

test('series keep their numbers in whatever order they come', () => {
  const { send } = taking()
  const ids = (...hosts: string[]) => rowsOf(send(...hosts.map((host) => cpu(host, [1, NOW])))).map(({ id }) => id)
  expect([ids('a', 'b', 'c'), ids('a', 'b', 'c'), ids('c', 'a', 'b', 'a'), ids('b', 'c')]).toEqual([
    [1n, 2n, 3n],
    [1n, 2n, 3n],
    [3n, 1n, 2n, 1n],
    [2n, 3n],
  ])
})

test('infinities, and a NaN with all its bits, are kept as they came', () => {
  const { take } = taking()
  const request = aWriteRequest([cpu('a', [Infinity, NOW], [-Infinity, NOW], [NaN, NOW])])
  const at = request.lastIndexOf(Buffer.from('f87f', 'hex')) - 6
  STALE.copy(request, at)
  const taken = take(request)
  expect(rowsOf(taken).map(({ value }) => value)).toEqual([Infinity, -Infinity, NaN])
  expect('record' in taken && taken.record?.values.subarray(16)).toEqual(STALE)
})

test('what is too old or ahead of our clock is refused and the rest is taken', () => {
  const { send } = taking()
  const taken = send(cpu('a', [1, NOW - 15 * DAY_MS], [2, NOW + 11 * MINUTE_MS], [3, NOW - 13 * DAY_MS], [4, NOW + 9 * MINUTE_MS], [5, -1]))
  expect(rowsOf(taken).map(({ value }) => value)).toEqual([3, 4])
  expect(taken).toMatchObject({ refused: { too_old: 2, in_future: 1 } })
})

test('native histograms are counted as refused, exemplars and metadata are passed over', () => {
  const { take } = taking()
  const series = { ...cpu('a', [1, NOW]), histograms: [{ countInt: 3, timestamp: NOW }], exemplars: [{ value: 1, timestamp: NOW }] }
  const taken = take(aWriteRequest([series], { metadata: [{ type: 1, metricFamilyName: 'cpu', help: 'CPU' }] }))
  expect(rowsOf(taken)).toHaveLength(1)
  expect(taken).toMatchObject({ refused: { histogram: 1 } })
})

describe('the limit of series', () => {
  test('refuses new ones with the reason, takes samples of those that are known, and lets others in when some stop', () => {
    const count = { total: SERIES_PER_NODE_MAX - 1 }
    const { book, send, take } = taking(count)
    const taken = send(cpu('a', [1, NOW]), cpu('b', [2, NOW], [3, NOW]))
    expect(rowsOf(taken).map(({ value }) => value)).toEqual([1])
    expect(taken).toMatchObject({ refused: { too_many_series: 2 } })
    book.forgetIdle(later(NOW, HOUR_MS + 1))
    expect([book.size, count.total]).toEqual([0, SERIES_PER_NODE_MAX - 1])
    const afterwards = later(NOW, HOUR_MS + 1)
    expect(rowsOf(take(aWriteRequest([cpu('b', [1, afterwards])]), afterwards))).toHaveLength(1)
  })

  test('counts each environment for itself', () => {
    const { book, send } = taking()
    for (let number = 0; number < SERIES_PER_ENVIRONMENT_MAX; number++) {
      const bytes = labelBytes({ metric: 'cpu', labels: ['host', `h${number}`] })
      book.find(bytes, 0, bytes.length, NOW)
    }
    expect(book.size).toBe(SERIES_PER_ENVIRONMENT_MAX)
    expect(send(cpu('one more', [1, NOW]), cpu('h7', [1, NOW]))).toMatchObject({ refused: { too_many_series: 1 } })
  })
})

test('a request with too many samples is refused as a whole', () => {
  const { send } = taking()
  const samples = Array.from({ length: SAMPLES_PER_REQUEST_MAX }, (_, index) => [index, NOW] as const)
  expect(send(cpu('a', ...samples))).toMatchObject({ outcome: 'read' })
  expect(send(cpu('a', ...samples, [1, NOW]))).toEqual({ outcome: 'too_many_samples' })
})

test('what is no message of this form is refused, wherever it breaks', () => {
  const { take } = taking()
  const whole = aWriteRequest([cpu('a', [1, NOW], [2, NOW])])
  const cuts = Array.from({ length: whole.length - 1 }, (_, index) => take(whole.subarray(0, index + 1)).outcome)
  expect(new Set(cuts)).toEqual(new Set(['malformed']))
  expect(take(Buffer.from('hello, this is no protobuf')).outcome).toBe('malformed')
  expect(take(Buffer.alloc(0)).outcome).toBe('read')
})

test('points with their series spelt out are held against the same limits, and an ended series is marked as Prometheus does', () => {
  const book = new SeriesBook(() => 1n, { total: 0 })
  const batch = new Batch()
  const point = { metric: 'm', labels: { host: 'a' }, at: NOW, value: 1.5 } as const
  const points = [point, { ...point, value: 'ended' as const }, { ...point, at: later(NOW, -30 * DAY_MS) }, { ...point, metric: '' }]
  const taken = takePoints({ batch, book, now: NOW }, points)
  expect(taken).toMatchObject({ outcome: 'read', refused: { too_old: 1, no_metric_name: 1 } })
  const values = Buffer.from(batch.values.buffer, 0, 16)
  expect([batch.rows, values.readDoubleLE(0), values.readBigUInt64LE(8)]).toEqual([2, 1.5, 0x7ff0000000000002n])
  const tooMany = Array.from({ length: SAMPLES_PER_REQUEST_MAX + 1 }, () => point)
  expect(takePoints({ batch, book, now: NOW }, tooMany)).toEqual({ outcome: 'too_many_samples' })
  const tooOld = tooMany.map((one) => ({ ...one, at: instant(0) }))
  expect(takePoints({ batch, book, now: NOW }, tooOld)).toEqual({ outcome: 'too_many_samples' })
})
