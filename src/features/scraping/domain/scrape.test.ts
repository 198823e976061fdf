import { describe, expect, test } from 'vitest'
import { instant, later, SECOND_MS } from '#kit/time.ts'
import { endAfter, endedSince, NOTHING_REMEMBERED, readAnswer, relabelled, remembering, reportOf, type ScrapeMemory } from './scrape.ts'
import { seriesOf } from './series.ts'

const AT = instant('2026-11-22T10:00:00Z')
const LABELS = { job: 'node', instance: 'shop-1:9100' }

function scraped(text: string | Uint8Array, before: ScrapeMemory = NOTHING_REMEMBERED, mediaType = 'text/plain; version=0.0.4') {
  const body = typeof text === 'string' ? Buffer.from(text) : text
  return readAnswer({ at: AT, labels: LABELS, mediaType, body, samplesMax: 5 }, before)
}

describe('a series', () => {
  test('gets the labels of its target, and its own give way to them under another name', () => {
    expect(seriesOf('a{x="1"}', LABELS)).toEqual({ metric: 'a', labels: { ...LABELS, x: '1' } })
    expect(seriesOf('a', LABELS)).toEqual({ metric: 'a', labels: LABELS })
    const taken = 'a{job="b",instance="c",exported_job="d",exported_instance=""}'
    expect(seriesOf(taken, LABELS)).toEqual({
      metric: 'a',
      labels: { ...LABELS, exported_job: 'd', exported_exported_job: 'b', exported_instance: 'c' },
    })
    expect(seriesOf('a{job=""}', LABELS)).toEqual({ metric: 'a', labels: LABELS })
  })

  test('keeps what its labels say, whatever they hold or are called', () => {
    const hostile = 'a { x = "} 1\\n\\"\\\\,y=\\"" , __proto__="p",constructor="c" , z="\\t",}'
    const series = seriesOf(hostile, {})
    expect(series).toMatchObject({ metric: 'a' })
    expect(Object.entries(series === 'label_repeated' ? {} : series.labels)).toEqual([
      ['x', '} 1\n"\\,y="'],
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['z', '\\t'],
    ])
  })

  test('with the same label twice, or with another name of the metric, is none', () => {
    expect(seriesOf('a{x="1",x="2"}', LABELS)).toBe('label_repeated')
    expect(seriesOf('a{__name__="b"}', LABELS)).toBe('label_repeated')
    expect(scraped('b 1\na{x="1",x="1"} 1\n')).toMatchObject({
      outcome: 'malformed',
      misfit: { problem: 'label_repeated', line: 2, column: 1 },
      points: [],
    })
  })
})

describe('a scrape', () => {
  test('gives each sample at its own time, or at that of the scrape', () => {
    const { points, samples } = scraped('a 1\nb 2 1795341000000\n')
    expect(samples).toBe(2)
    expect(points).toEqual([
      { metric: 'a', labels: LABELS, at: AT, value: 1 },
      { metric: 'b', labels: LABELS, at: 1795341000000, value: 2 },
    ])
  })

  test('takes the first of several samples of one series, however it is written', () => {
    const { points, repeated } = scraped('a{x="1",y="2"} 1\na{y="2",x="1"} 2\na{x="1",y="2",z=""} 3\na 4\n')
    expect(points.map(({ value }) => value)).toEqual([1, 4])
    expect(repeated).toBe(2)
    const timed = scraped('a 1 1000\na 2 2000\na 3 2000\na 4 1500\n')
    expect([timed.points.map(({ value }) => value), timed.repeated]).toEqual([[1, 2], 2])
  })

  test('of a text that is wrong somewhere gives nothing, and says how far it was read', () => {
    expect(scraped('a 1\nb 2\nc x\n')).toMatchObject({ outcome: 'malformed', samples: 2, points: [], memory: NOTHING_REMEMBERED })
    expect(scraped('a 1\nb 2\nc 3\nd 4\ne 5\nf 6\n')).toMatchObject({ outcome: 'too_many_samples', samples: 5, points: [] })
    const latin = Buffer.concat([Buffer.from('a 1\nb{x="'), Buffer.of(0xe9), Buffer.from('"} 1\n')])
    expect(scraped(latin)).toMatchObject({ outcome: 'malformed', misfit: { problem: 'not_utf8', line: 2 } })
  })

  test('is read in the format that its answer names, and as plain text when it names none', () => {
    expect(scraped('a 1\n', NOTHING_REMEMBERED, 'application/openmetrics-text; version=1.0.0; charset=utf-8')).toMatchObject({
      misfit: { problem: 'eof_missing' },
    })
    expect(scraped('a 1\n', NOTHING_REMEMBERED, '')).toMatchObject({ outcome: 'read' })
  })
})

describe('the end of a series', () => {
  const after = (text: string, before: ScrapeMemory = NOTHING_REMEMBERED) => {
    const { memory } = scraped(text, before)
    return { memory, ended: endedSince(before, memory, AT).map(({ metric, value }) => `${metric} ${value}`) }
  }

  test('is told when it is gone, once, and not of one with times of its own', () => {
    const first = after('a 1\nb 2\nc 3 1000\n')
    const second = after('a 1\n', first.memory)
    expect([first.ended, second.ended, after('a 1\n', second.memory).ended]).toEqual([[], ['b ended'], []])
    expect(after('a 1\nb 2\n', second.memory).ended).toEqual([])
  })

  test('is told of all when the target fails, and of those of before when its labels change', () => {
    const { memory } = after('a 1\nb 2\n')
    expect(after('a x', memory).ended).toEqual(['a ended', 'b ended'])
    const { memory: now } = readAnswer(
      { at: AT, labels: { job: 'other' }, mediaType: '', body: Buffer.from('a 1\nb 2\n'), samplesMax: 5 },
      relabelled(memory),
    )
    expect(endedSince(memory, now, AT).map(({ labels }) => labels['job'])).toEqual(['node', 'node'])
  })

  test('stands after the last value, also within the same second', () => {
    expect(endAfter(AT, AT)).toBe(later(AT, SECOND_MS))
    expect(endAfter(AT, later(AT, 5_000))).toBe(later(AT, 5_000))
  })

  test('is told of what is noted of a scrape only when the target itself is gone', () => {
    const report = reportOf(LABELS, { at: AT, isUp: false, durationMs: 250, samples: 7 })
    expect(report.map(({ metric, value }) => [metric, value])).toEqual([
      ['up', 0],
      ['scrape_duration_seconds', 0.25],
      ['scrape_samples_scraped', 7],
    ])
    const memory = remembering(NOTHING_REMEMBERED, report)
    expect(endedSince(memory, remembering(NOTHING_REMEMBERED, report), AT)).toEqual([])
    expect(endedSince(memory, NOTHING_REMEMBERED, AT)).toHaveLength(3)
  })
})
