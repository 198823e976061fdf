/** What a chart of courses over time is given. */
import type { Unit } from '../time/format.ts'

export interface Series {
  readonly name: string
  /** As long as `times`; null where nothing was measured. */
  readonly values: readonly (number | null)[]
}

/** Something that happened while the course was drawn. */
export interface Marker {
  readonly kind: 'release' | 'incident' | 'window'
  readonly words: string
  /** Milliseconds. */
  readonly at: number
  /** Of what lasts: its end, in milliseconds; null while it goes on. Undefined for a moment. */
  readonly endsAt?: number | null
}

export interface TimeChartProps {
  readonly title: string
  readonly unit: Unit
  /** What each point is, for example "mean of 15 s". */
  readonly aggregation: string
  /** Milliseconds, ascending, equal steps. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly threshold?: { readonly value: number; readonly words: string } | null
  readonly max?: number
  readonly sync?: string
  /** The ground below every course is filled; unless said below one that is alone. */
  readonly filled?: boolean
  /** Whoever draws title and legend of their own leaves out ours. */
  readonly bare?: boolean
  readonly markers?: readonly Marker[]
  /** A stretch that somebody drew across the chart, in milliseconds. Charts can be drawn across only where it is given. */
  readonly onZoom?: (fromMs: number, toMs: number) => void
}

/** How the line of a course is told from the others, by its place among them: four colours, then the same in other strokes. */
export function strokeOf(index: number): { readonly colour: number; readonly stroke: 'solid' | 'dashed' | 'dotted' } {
  const strokes = ['solid', 'dashed', 'dotted'] as const
  return { colour: (index % 4) + 1, stroke: strokes[Math.floor(index / 4) % strokes.length] ?? 'solid' }
}
