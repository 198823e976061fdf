/** What tests of expressions share: series of every kind, for us and for a real Prometheus, and what each answers. */
import { randomFrom } from '#kit/random.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { SentSeries } from '#test/support/kept.ts'
import type { SampleCall, Samples } from '#test/support/samples.ts'

/** The NaN by which Prometheus says that a series has ended. */
export const STALE = new Float64Array(new BigUint64Array([0x7ff0_0000_0000_0002n]).buffer)[0] as number

interface Made {
  readonly labels: Readonly<Record<string, string>>
  /** Seconds between samples. */
  readonly everySeconds: number
  /** The value of sample number `index` at `second`; undefined: none came. */
  valueAt(index: number, second: number): number | undefined
}

/** `seconds` of samples ending at `endMs`, a minute of all series after the other. */
export function* corpus(endMs: number, seconds: number): Generator<readonly SentSeries[]> {
  const made = seriesOfEveryKind().map((each) => ({ ...each, minute: [] as (readonly [number, number])[] }))
  for (let second = 0; second <= seconds; second++) {
    const at = endMs - (seconds - second) * SECOND_MS
    for (const { everySeconds, valueAt, minute } of made) {
      const value = second % everySeconds === 0 ? valueAt(second / everySeconds, second) : undefined
      if (value !== undefined) minute.push([value, at])
    }
    if (second % 60 !== 59 && second !== seconds) continue
    yield made.flatMap(({ labels, minute }): SentSeries[] => (minute.length === 0 ? [] : [{ labels, samples: minute.splice(0) }]))
  }
}

function seriesOfEveryKind(): readonly Made[] {
  const random = randomFrom(5)
  return [...requests(random), ...durations(random), ...gauges(random), ...oddities(random)]
}

/** Counters with resets, at four instances; errors are rare. */
function requests(random: () => number): readonly Made[] {
  const made: Made[] = []
  for (const instance of ['shop-1:80', 'shop-2:80', 'shop-3:80', 'shop-4:80']) {
    for (const [route, status] of [
      ['/', '200'],
      ['/', '500'],
      ['/cart', '200'],
      ['/cart', '404'],
      ['/search', '200'],
    ] as const) {
      let count = Math.floor(random() * 50)
      const valueAt = () => {
        if (random() < 0.002) count = 0
        count += status === '200' ? Math.floor(random() * 20) : Number(random() < 0.1)
        return random() < 0.01 ? undefined : count
      }
      made.push({ labels: { __name__: 'http_requests_total', job: 'shop', instance, route, status }, everySeconds: 15, valueAt })
    }
  }
  return made
}

const BOUNDS = ['0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf']

/** A classic histogram of two routes. */
function durations(random: () => number): readonly Made[] {
  return ['/', '/cart'].flatMap((route) => {
    const counts = BOUNDS.map(() => 0)
    return BOUNDS.map((le, bound): Made => ({
      labels: { __name__: 'request_duration_seconds_bucket', job: 'shop', route, le },
      everySeconds: 15,
      valueAt: () => {
        if (bound === 0) {
          for (let seen = 0; seen < 7; seen++) {
            const fallsInto = Math.floor(random() * random() * BOUNDS.length)
            for (let above = fallsInto; above < BOUNDS.length; above++) counts[above] = (counts[above] as number) + 1
          }
        }
        return counts[bound]
      },
    }))
  })
}

/** Gauges that wander, jump, are negative, or come once a minute. */
function gauges(random: () => number): readonly Made[] {
  const wandering = (start: number, by: number) => {
    let value = start
    return () => (value += (random() - 0.5) * by)
  }
  const rooms = [
    ['kitchen', 'ground'],
    ['hall', 'ground'],
    ['attic', 'top'],
    ['cellar', 'low'],
  ] as const
  return [
    ...rooms.map(([room, floor], index): Made => ({
      labels: { __name__: 'temperature_celsius', room, floor },
      everySeconds: 20 + index,
      valueAt: wandering(index * 7 - 5, 2),
    })),
    ...rooms.map(([room]): Made => ({ labels: { __name__: 'humidity_ratio', room }, everySeconds: 60, valueAt: wandering(0.5, 0.1) })),
    ...rooms.map(([room, floor], index): Made => ({
      labels: { __name__: 'room_info', room, floor, sensor: `s${index}`, note: 'a"b\\c ä' },
      everySeconds: 30,
      valueAt: () => 1,
    })),
    { labels: { __name__: 'queue_length', queue: 'mail' }, everySeconds: 15, valueAt: () => Math.floor(random() * 5) },
    { labels: { __name__: 'queue_length', queue: 'print' }, everySeconds: 15, valueAt: () => 3 },
    { labels: { __name__: 'birth_time_seconds', who: 'ada' }, everySeconds: 60, valueAt: () => 1_709_210_096 },
    { labels: { __name__: 'birth_time_seconds', who: 'early' }, everySeconds: 60, valueAt: () => -14_182_940 },
  ]
}

/** Series that end and come again, come too rarely, or hold what is no finite number. */
function oddities(random: () => number): readonly Made[] {
  const minutes = (second: number) => Math.floor((second * SECOND_MS) / MINUTE_MS)
  const ended = (_: number, second: number) =>
    minutes(second) % 20 === 12 ? STALE : minutes(second) % 20 > 12 ? undefined : minutes(second)
  const special = [NaN, Infinity, -Infinity, 0, -1, 1e300, 1e-300]
  return [
    { labels: { __name__: 'comes_and_goes', pod: 'a' }, everySeconds: 30, valueAt: ended },
    {
      labels: { __name__: 'comes_and_goes', pod: 'b' },
      everySeconds: 30,
      valueAt: (_, second) => (minutes(second) % 20 > 12 ? 7 : undefined),
    },
    { labels: { __name__: 'rare', pod: 'a' }, everySeconds: 420, valueAt: (index) => index },
    { labels: { __name__: 'odd_values', kind: 'mixed' }, everySeconds: 15, valueAt: () => special[Math.floor(random() * special.length)] },
    { labels: { __name__: 'odd_values', kind: 'plain' }, everySeconds: 15, valueAt: (index) => index / 3 },
    { labels: { __name__: 'once_only' }, everySeconds: 3_600, valueAt: (index) => index + 1 },
  ]
}

const form = (parameters: Readonly<Record<string, string>>): SampleCall => ({
  bytes: { type: 'application/x-www-form-urlencoded', content: Uint8Array.from(Buffer.from(String(new URLSearchParams(parameters)))) },
})
const span = { start: '2026-11-22T10:00:00Z', end: '2026-11-22T11:00:00Z', step: '60' }

export const samples: Samples = {
  'promql.query': () => ({ query: { query: 'up' } }),
  'promql.queryByForm': () => form({ query: 'up' }),
  'promql.queryRange': () => ({ query: { query: 'up', ...span } }),
  'promql.queryRangeByForm': () => form({ query: 'up', ...span }),
  'promql.listSeries': () => ({ query: { 'match[]': 'up' } }),
  'promql.listSeriesByForm': () => form({ 'match[]': 'up' }),
  'promql.listLabels': () => ({}),
  'promql.listLabelsByForm': () => form({}),
  'promql.listLabelValues': () => ({ params: { name: 'job' } }),
  'promql.listMetadata': () => ({}),
  'promql.formatQuery': () => ({ query: { query: 'up' } }),
  'promql.formatQueryByForm': () => form({ query: 'up' }),
  'promql.readBuild': () => ({}),
  'promql.listRules': () => ({}),
  'promql.listAlerts': () => ({}),
  'promql.listExemplars': () => ({ query: { query: 'up', start: span.start, end: span.end } }),
  'promql.listExemplarsByForm': () => form({ query: 'up', start: span.start, end: span.end }),
}
