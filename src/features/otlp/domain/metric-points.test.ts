import { describe, expect, test } from 'vitest'
import { aMetricsRequest, asProtobuf, attributesOf, nanos, type Sent } from '../testing.ts'
import { metricsRequest, POINTS } from './messages.ts'
import { metricPoints, type MetricPoints } from './metric-points.ts'
import { decodeJson, decodeWire } from './shape.ts'

const AT = 1_790_000_000_000
const SHOP = {
  'service.name': 'shop',
  'service.namespace': 'acme',
  'service.instance.id': 'i-1',
  'host.name': 'shop-1',
  'os.type': 'linux',
}
const DELTA = 1
const CUMULATIVE = 2

/** Reads the request in both forms, which must say the same. */
function pointsOf(sent: Sent, samplesMax = 50_000): MetricPoints {
  const [json, wire] = [decodeJson(metricsRequest, sent), decodeWire(metricsRequest, asProtobuf('ExportMetricsServiceRequest', sent))]
  expect(wire).toEqual(json)
  if (!('value' in wire)) throw new Error('not read')
  const { samples, owners, unfit } = metricPoints(wire.value, samplesMax)
  return { samples, owners, unfit }
}
/** `name{label="text"} value`, as Prometheus shows it. */
function lines(sent: Sent): readonly string[] {
  return pointsOf(sent).samples.map(({ metric, labels, value }) => {
    const { otel_scope_name: scope, ...rest } = labels
    expect(scope ?? 'shop').toBe('shop')
    const texts = Object.entries(rest).map(([name, text]) => `${name}="${text}"`)
    return `${metric}{${texts.join()}} ${value}`
  })
}
const point = (value: object, attributes: Readonly<Record<string, string>> = {}, at = AT) => ({
  attributes: attributesOf(attributes),
  timeUnixNano: nanos(at),
  ...value,
})
const gauge = (...points: object[]) => ({ name: 'queue.length', gauge: { [POINTS]: points } })
const sum = (aggregationTemporality: number, ...points: object[]) => ({
  name: 'http.requests',
  unit: '{request}',
  sum: { isMonotonic: true, aggregationTemporality, [POINTS]: points },
})

describe('a series', () => {
  test('keeps the names of its metric and attributes as they were sent, whole numbers and others', () => {
    const request = aMetricsRequest([
      gauge(point({ asInt: '7' }, { 'queue.name': 'mail' }), point({ asDouble: 0.5 })),
      sum(CUMULATIVE, point({ asInt: '-3' })),
    ])
    expect(lines(request)).toEqual(['queue.length{queue.name="mail"} 7', 'queue.length{} 0.5', 'http.requests{} -3'])
  })

  test('says of which job and instance it is; the rest of the resource is told once, by target_info', () => {
    expect(lines(aMetricsRequest([gauge(point({ asInt: 1 }))], SHOP))).toEqual([
      'queue.length{host.name="shop-1",job="acme/shop",instance="i-1"} 1',
      'target_info{host.name="shop-1",os.type="linux",job="acme/shop",instance="i-1"} 1',
    ])
  })

  test('of a resource that does not say what it is has no job', () => {
    expect(lines(aMetricsRequest([gauge(point({ asInt: 1 }))], { 'os.type': 'linux' }))).toEqual(['queue.length{} 1'])
  })

  test('is that of its own attributes, unless they say that it is another job', () => {
    const other = gauge(point({ asInt: 1 }, { job: 'other', 'host.name': 'mine' }))
    expect(lines(aMetricsRequest([other], { 'service.name': 'shop', 'host.name': 'shop-1' }))[0]).toBe(
      'queue.length{host.name="mine",job="shop"} 1',
    )
  })

  test('has attributes that are no texts as texts', () => {
    const values = [
      { boolValue: true },
      { intValue: '9007199254740993' },
      { doubleValue: 0.25 },
      { arrayValue: { values: [{ stringValue: 'a' }, { intValue: 2 }] } },
    ]
    const attributes = [...values, { kvlistValue: { values: [{ key: 'k', value: { boolValue: false } }] } }].map((value, index) => ({
      key: `a${index}`,
      value,
    }))
    const request = aMetricsRequest([gauge({ timeUnixNano: nanos(AT), asInt: 1, attributes })])
    expect(pointsOf(request).samples[0]?.labels).toMatchObject({
      a0: 'true',
      a1: '9007199254740993',
      a2: '0.25',
      a3: '["a",2]',
      a4: '{"k":false}',
    })
  })

  test('that has ended is said to', () => {
    const request = aMetricsRequest([gauge({ timeUnixNano: nanos(AT), flags: 1 })])
    expect(lines(request)).toEqual(['queue.length{} ended'])
  })
})

describe('a delta', () => {
  test('is kept as it is and says so', () => {
    expect(lines(aMetricsRequest([sum(DELTA, point({ asInt: 5 }))]))).toEqual(['http.requests{__temporality__="delta"} 5'])
  })

  test('joins another one of the same second, so that neither is lost', () => {
    const points = [
      point({ asInt: 5 }, { a: '1' }),
      point({ asInt: 7 }, { a: '1' }, AT + 400),
      point({ asInt: 1 }, { a: '2' }),
      point({ asInt: 2 }, { a: '1' }, AT + 1_000),
    ]
    expect(pointsOf(aMetricsRequest([sum(DELTA, ...points)])).samples.map(({ value }) => value)).toEqual([12, 1, 2])
  })
})

test('a histogram becomes the series of a classic one', () => {
  const of = { count: '6', sum: 12.5, bucketCounts: ['1', '2', '3'], explicitBounds: [0.005, 10], min: 0, max: 11 }
  const histogram = { name: 'duration', histogram: { aggregationTemporality: CUMULATIVE, [POINTS]: [point(of)] } }
  expect(lines(aMetricsRequest([histogram]))).toEqual([
    'duration_bucket{le="0.005"} 1',
    'duration_bucket{le="10"} 3',
    'duration_bucket{le="+Inf"} 6',
    'duration_count{} 6',
    'duration_sum{} 12.5',
  ])
})

test('a summary becomes its quantiles, its count and its sum', () => {
  const of = {
    count: 4,
    sum: 2,
    quantileValues: [
      { quantile: 0.5, value: 0.25 },
      { quantile: 1, value: 1 },
    ],
  }
  expect(lines(aMetricsRequest([{ name: 'latency', summary: { [POINTS]: [point(of)] } }]))).toEqual([
    'latency{quantile="0.5"} 0.25',
    'latency{quantile="1"} 1',
    'latency_count{} 4',
    'latency_sum{} 2',
  ])
})

describe('a point that means nothing', () => {
  test('is refused with the reason, and the others are taken', () => {
    const uneven = {
      name: 'h',
      histogram: { aggregationTemporality: CUMULATIVE, [POINTS]: [point({ count: 1, bucketCounts: [1, 0], explicitBounds: [1, 2, 3] })] },
    }
    const descending = {
      name: 'h',
      histogram: { aggregationTemporality: CUMULATIVE, [POINTS]: [point({ count: 0, bucketCounts: [0, 0, 0], explicitBounds: [2, 1] })] },
    }
    const { samples, owners, unfit } = pointsOf(
      aMetricsRequest([gauge(point({})), sum(0, point({ asInt: 1 }), point({ asInt: 1 })), uneven, descending, gauge(point({ asInt: 3 }))]),
    )
    expect(unfit).toEqual({ no_value: 1, temporality_unknown: 2, histogram_invalid: 2 })
    expect([samples.map(({ value }) => value), owners]).toEqual([[3], [5]])
  })

  test('such as infinity is no mistake', () => {
    expect(lines(aMetricsRequest([gauge(point({ asDouble: 'NaN' }), point({ asDouble: '-Infinity' }))]))).toEqual([
      'queue.length{} NaN',
      'queue.length{} -Infinity',
    ])
  })
})

test('reading ends soon after there are more samples than may come at once', () => {
  const points = Array.from({ length: 20 }, (_, index) => point({ asInt: index }))
  expect(pointsOf(aMetricsRequest([gauge(...points)]), 10).samples).toHaveLength(11)
})
