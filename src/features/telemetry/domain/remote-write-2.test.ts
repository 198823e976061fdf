import { describe, expect, test } from 'vitest'
import { instant, later } from '#kit/time.ts'
import { wireField, wireVarint } from '#kit/wire.ts'
import { aRequest2, aWriteRequest, type SentSeries } from '../testing.ts'
import { Batch } from './batch.ts'
import { LABELS_MAX, NAME_BYTES_MAX, VALUE_BYTES_MAX } from './limits.ts'
import { Symbols, SYMBOLS_MAX } from './remote-write-2.ts'
import { seriesKey, type Identity } from './series.ts'
import { SeriesBook } from './series-book.ts'
import { takeRequest, takeWriteRequest } from './take-samples.ts'

const NOW = instant('2026-11-22T10:00:00Z')

function taking() {
  const numbers = new Map<string, bigint>()
  const numberOf = (identity: Identity) => {
    const key = seriesKey('', identity)
    numbers.set(key, numbers.get(key) ?? BigInt(numbers.size + 1))
    return numbers.get(key) ?? 0n
  }
  const batch = new Batch()
  const taking = { batch, book: new SeriesBook(numberOf, { total: 0 }), now: NOW }
  const symbols = new Symbols()
  const rows = () =>
    Array.from({ length: batch.rows }, (_, row) => [
      batch.names[batch.nameIndexes[row] as number],
      batch.ids[2 * row],
      batch.seconds[row],
      ...batch.values.subarray(2 * row, 2 * row + 2),
    ])
  return {
    take: (bytes: Buffer) => {
      const { outcome, ...more } = takeRequest(taking, bytes, bytes.length, symbols)
      return { outcome, refused: {}, ...more, rows: outcome === 'read' ? rows() : [] }
    },
    take1: (bytes: Buffer) => {
      takeWriteRequest(taking, bytes, bytes.length)
      return rows()
    },
  }
}

const cpu = (host: string, ...samples: SentSeries['samples']): SentSeries => ({ labels: { __name__: 'cpu', host }, samples })
const text = (value: string) => wireField(0x22, [Buffer.from(value)])
const refs = (...numbers: readonly number[]) => wireField(0x0a, [Buffer.from(numbers.flatMap(wireVarint))])
const series = (...fields: readonly Buffer[]) => wireField(0x2a, fields)
const sample = wireField(0x12, [Buffer.of(0x10), Buffer.from(wireVarint(NOW))])

test('the same series and samples are the same rows, whichever version they come by', () => {
  const sent = [
    cpu('a', [0.5, NOW], [NaN, later(NOW, -15_000)]),
    { labels: { __name__: 'é', 'host.name': 'x'.repeat(300), empty: '' }, samples: [[-0, NOW]] as const },
    cpu('b', [Infinity, NOW]),
  ]
  const { take, take1 } = taking()
  const { outcome, refused, rows } = take(aRequest2(sent))
  expect({ outcome, refused }).toEqual({ outcome: 'read', refused: {} })
  expect(rows).toEqual(take1(aWriteRequest(sent)))
  expect(rows).toHaveLength(4)
})

test('native histograms are refused, exemplars, metadata and times of creation are passed over', () => {
  const { take } = taking()
  const more = { histograms: [{ countInt: 3, timestamp: NOW }], exemplars: [{ labelsRefs: [1, 2], value: 1, timestamp: NOW }] }
  const { outcome, refused, rows } = take(aRequest2([cpu('a', [1, NOW]), { ...cpu('b'), ...more }]))
  expect({ outcome, refused, rows: rows.length }).toEqual({ outcome: 'read', refused: { histogram: 1 }, rows: 1 })
})

test('texts may stand behind the series, and numbers one by one', () => {
  const { take } = taking()
  const one = series(Buffer.of(0x08, 1, 0x08, 2), sample)
  const { outcome, rows } = take(Buffer.concat([one, text(''), text('__name__'), text('cpu')]))
  expect([outcome, rows.map(([metric]) => metric)]).toEqual(['read', ['cpu']])
})

describe('a request is malformed', () => {
  const symbols = [text(''), text('__name__'), text('cpu')]
  test.each([
    ['when a number stands for no text', [...symbols, series(refs(1, 3), sample)]],
    ['when a label has a name and no value', [...symbols, series(refs(1, 2, 1), sample)]],
    ['when labels come after samples', [...symbols, series(sample, refs(1, 2))]],
    ['when it is one of 1.0', [aWriteRequest([cpu('a', [1, NOW])])]],
    ['when it is cut off', [...symbols, series(refs(1, 2), sample).subarray(0, -2)]],
  ])('%s', (_what, parts) => {
    const { outcome } = taking().take(Buffer.concat(parts))
    expect(outcome).toBe('malformed')
  })
})

describe('labels beyond the limits are refused with their reason and cost nothing', () => {
  const take = (...parts: readonly Buffer[]) =>
    taking().take(Buffer.concat([text(''), text('__name__'), text('cpu'), text('x'), ...parts])).refused
  test('too many', () => {
    const many = Array.from({ length: 200_000 }, () => 3)
    expect(take(series(refs(...many), sample))).toEqual({ too_many_labels: 1 })
    const most = Array.from({ length: 2 * LABELS_MAX }, () => 3)
    expect(take(series(refs(...most), sample))).toEqual({ label_repeated: 1 })
  })

  test('too long', () => {
    const long = [text('n'.repeat(NAME_BYTES_MAX + 1)), text('v'.repeat(VALUE_BYTES_MAX + 1)), text('v'.repeat(VALUE_BYTES_MAX))]
    expect(take(...long, series(refs(1, 2, 4, 3), sample), series(refs(1, 2, 3, 5), sample))).toEqual({ label_too_long: 2 })
    expect(take(...long, series(refs(1, 2, 3, 6), sample))).toEqual({})
  })

  test('too many texts', () => {
    const texts = Buffer.concat(Array.from({ length: SYMBOLS_MAX + 1 }, () => Buffer.of(0x22, 0)))
    expect(taking().take(texts).outcome).toBe('too_many_samples')
  })
})
