/** What was evaluated, as courses of a chart. */
import { SECOND_MS } from '#kit/time.ts'
import { csvLine } from '#kit/csv.ts'
import { namesOf, summaryOf, type Summary } from '../domain/legend.ts'
import type { Evaluation } from './client.ts'

export interface Expression {
  readonly text: string
  /** May name labels as `{{route}}`; empty: the labels that differ. */
  readonly legend: string
}

export interface DrawnCourse extends Summary {
  readonly name: string
  readonly values: readonly (number | null)[]
}

export interface Drawn {
  readonly times: readonly number[]
  readonly stepSeconds: number
  readonly courses: readonly DrawnCourse[]
  /** There are more series than are shown. */
  readonly isCut: boolean
}

/** In the unit in which it is shown. */
export function drawnOf({ from, stepSeconds, items }: Evaluation, expressions: readonly Expression[], factor: number): Drawn {
  const start = Date.parse(from)
  const length = items.flatMap(({ series }) => series)[0]?.values.length ?? 0
  return {
    times: Array.from({ length }, (_, index) => start + index * stepSeconds * SECOND_MS),
    stepSeconds,
    isCut: items.some(({ isCut }) => isCut),
    courses: items.flatMap(({ series }, index) => {
      const names = namesOf(series, expressions[index] ?? { text: '', legend: '' })
      return series.map((one, at) => {
        const values = one.values.map((value) => (value === null ? null : value * factor))
        return { name: names[at] ?? '', values, ...summaryOf(values) }
      })
    }),
  }
}

/** A line for each step, a column for each course. */
export function csvOf({ times, courses }: Drawn, titleOfTime: string): string {
  const head = csvLine([titleOfTime, ...courses.map(({ name }) => name)])
  const lines = times.map((at, index) => csvLine([new Date(at).toISOString(), ...courses.map(({ values }) => values[index] ?? null)]))
  return [head, ...lines].join('')
}
