/** A course without axes, beside the figure it belongs to. Gaps stay gaps; its name says first, least, most and last. */
import { type ReactNode, useId } from 'react'
import styles from './sparkline.module.css'

export interface SparklineProps {
  /** Equal steps, oldest first; null where nothing was measured. */
  readonly values: readonly (number | null)[]
  /** What a screen reader hears instead of the drawing. */
  readonly label: string
  readonly min?: number
  readonly max?: number
  /** Drawn as a broken line across; always within the drawing. */
  readonly limit?: number
  /** What is usual at each step, drawn behind the course; null where nobody knows. */
  readonly band?: SparklineBand
  readonly height?: number
}

export interface SparklineBand {
  readonly lower: readonly (number | null)[]
  readonly upper: readonly (number | null)[]
}

const WIDTH = 200

/** Splits the course into unbroken runs of points in drawing units. */
export function runsOf(
  values: readonly (number | null)[],
  low: number,
  high: number,
  height: number,
): readonly (readonly [number, number][])[] {
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0
  const runs: [number, number][][] = []
  let run: [number, number][] = []
  values.forEach((value, index) => {
    if (value === null) {
      if (run.length > 0) runs.push(run)
      run = []
      return
    }
    run.push([index * step, heightOf(value, { low, high, height })])
  })
  if (run.length > 0) runs.push(run)
  return runs
}

/** Where a value lies in drawing units, from above. */
function heightOf(value: number, { low, high, height }: { readonly low: number; readonly high: number; readonly height: number }): number {
  return height - 1.5 - ((value - low) / (high - low || 1)) * (height - 3)
}

function path(run: readonly (readonly [number, number])[]): string {
  return run.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}

export function Sparkline({ values, label, min, max, limit, band, height = 36 }: SparklineProps): ReactNode {
  const id = useId()
  const known = values.filter((value): value is number => value !== null)
  const low = min ?? Math.min(...known, 0)
  const edges = band?.upper.filter((value): value is number => value !== null) ?? []
  const high = Math.max(max ?? -Infinity, limit ?? -Infinity, ...known, ...edges, low + Number.EPSILON)
  const runs = known.length > 0 ? runsOf(values, low, high, height) : []
  const limitY = limit === undefined ? 0 : heightOf(limit, { low, high, height })
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="none"
      className={styles['sparkline']}
      role="img"
      aria-label={label}
      style={{ blockSize: height }}
    >
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="currentcolor" stopOpacity="0.22" />
          <stop offset="1" stopColor="currentcolor" stopOpacity="0" />
        </linearGradient>
      </defs>
      {band ? <Band band={band} low={low} high={high} height={height} /> : null}
      {limit === undefined ? null : (
        <path
          d={path([
            [0, limitY],
            [WIDTH, limitY],
          ])}
          className={styles['limit']}
        />
      )}
      {runs.map((run) => {
        const first = run[0]?.[0] ?? 0
        const last = run.at(-1)?.[0] ?? 0
        // A line without length is drawn as its round ends.
        if (run.length === 1) return <path key={first} d={`${path(run)}h0`} className={styles['point']} />
        return (
          <g key={first}>
            <path d={`${path(run)}L${last} ${height}L${first} ${height}Z`} fill={`url(#${id})`} />
            <path d={path(run)} className={styles['line']} />
          </g>
        )
      })}
    </svg>
  )
}

interface BandProps {
  readonly band: SparklineBand
  readonly low: number
  readonly high: number
  readonly height: number
}

function Band({ band: { lower, upper }, low, high, height }: BandProps) {
  const isKnown = upper.map((value, index) => value !== null && (lower[index] ?? null) !== null)
  const edge = (values: BandProps['band']['upper']) =>
    runsOf(
      values.map((value, index) => (isKnown[index] ? value : null)),
      low,
      high,
      height,
    )
  const below = edge(lower)
  return edge(upper).map((above, index) => (
    <path key={above[0]?.[0] ?? 0} d={`${path([...above, ...(below[index] ?? []).toReversed()])}Z`} className={styles['band']} />
  ))
}
