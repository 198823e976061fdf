import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SECOND_MS } from '#kit/time.ts'
import type { SampleColumns } from '#features/telemetry/public.ts'
import { gatherRuns, joinRuns, type Run } from './runs.ts'
import type { SeriesNumber } from './series-number.ts'

interface Sample {
  readonly series: number
  readonly seconds: number
}

/** Rows as an answer has them; the value of a sample is its time, so that one can be told from another. */
function columnsOf(samples: readonly Sample[]): SampleColumns {
  return {
    rows: samples.length,
    series: Uint32Array.from(samples.flatMap(({ series }) => [series, 0])),
    seconds: Uint32Array.from(samples, ({ seconds }) => seconds),
    values: Float64Array.from(samples, ({ seconds }) => seconds),
  }
}

/** Samples of some series, each in one of the parts of the table; parts are sorted within and come in any order. */
const parts = fc
  .uniqueArray(fc.record({ series: fc.integer({ min: 1, max: 3 }), seconds: fc.integer({ min: 1, max: 40 }) }), {
    selector: ({ series, seconds }) => `${series} ${seconds}`,
    minLength: 1,
    maxLength: 40,
  })
  .chain((samples) =>
    fc.array(fc.integer({ min: 0, max: 4 }), { minLength: samples.length, maxLength: samples.length }).map((of) => ({ samples, of })),
  )
  .map(({ samples, of }) =>
    [0, 1, 2, 3, 4].map((part) =>
      samples.filter((_, index) => of[index] === part).toSorted((a, b) => a.series - b.series || a.seconds - b.seconds),
    ),
  )

test('samples of a series ascend in time, in whatever order parts of the table come', () => {
  fc.assert(
    fc.property(parts, fc.boolean(), (made, isOneAnswer) => {
      const runs = new Map<SeriesNumber, Run[]>()
      for (const rows of isOneAnswer ? [made.flat()] : made) gatherRuns(columnsOf(rows), runs)
      const found = [...runs.values()].map((own) => joinRuns(own)).map(({ times, values }) => ({ times: [...times], values: [...values] }))
      const wanted = [1, 2, 3].map((series) =>
        made
          .flat()
          .filter((sample) => sample.series === series)
          .map(({ seconds }) => seconds),
      )
      const sorted = wanted.filter((own) => own.length > 0).map((own) => own.toSorted((a, b) => a - b))
      const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
      expect(found.toSorted(byText)).toEqual(
        sorted.map((own) => ({ times: own.map((each) => each * SECOND_MS), values: own })).toSorted(byText),
      )
    }),
  )
})

test('a sample between two that lie beside each other in parts around it stands between them', () => {
  const runs = new Map<SeriesNumber, Run[]>()
  gatherRuns(columnsOf([780, 660, 720, 840].map((seconds) => ({ series: 7, seconds }))), runs)
  expect([...runs.values()].map((own) => [...joinRuns(own).values])).toEqual([[660, 720, 780, 840]])
})
