/** The latest course of one figure, kept up to date with what arrives live: fresh points join the step that they belong to. */
import { SECOND_MS } from '#kit/time.ts'
import type { Course, FiguresMessage } from './client.ts'

export interface Tail {
  /** Start of the first step, milliseconds. */
  readonly from: number
  readonly stepMs: number
  /** One for each step, oldest first; null where nothing was measured. */
  readonly values: readonly (number | null)[]
}

/** Steps of a course in which nothing was measured yet: what arrives live fills them. */
const STEPS_UNMEASURED = 120

export interface LabelChoice {
  readonly name: string
  readonly value: string
}

/** Of several series the one with the label, or the sum of all: traffic in and out is traffic. File systems do not add up, so the fullest counts. */
export function tailOf(course: Course, label: LabelChoice | undefined): Tail {
  const series = label ? course.series.filter((one) => one.labels[label.name] === label.value) : course.series
  const length = course.series[0]?.avg.length ?? STEPS_UNMEASURED
  const join = joinerOf(course.unit)
  const values = Array.from({ length }, (_, step) => join(series.map((one) => one.avg[step] ?? null)))
  return { from: new Date(course.from).getTime(), stepMs: course.stepSeconds * SECOND_MS, values }
}

/** The tail with a message's point; the window moves on as time does. A metric that the message lacks leaves it as it was. */
export function append(tail: Tail, message: FiguresMessage, metric: string, label: LabelChoice | undefined): Tail {
  const points = message.points.filter((point) => point.metric === metric && (!label || point.labels[label.name] === label.value))
  const ratio = metric.endsWith('.utilization')
  const value = joinerOf(ratio ? '1' : 'By/s')(points.map((point) => point.value))
  if (value === null) return tail
  const step = Math.floor((new Date(message.at).getTime() - tail.from) / tail.stepMs)
  if (step < 0) return tail
  const length = tail.values.length
  const shift = Math.max(0, step - length + 1)
  const moved = [...tail.values.slice(shift), ...Array.from({ length: Math.min(shift, length) }, () => null)]
  const at = step - shift
  return { ...tail, from: tail.from + shift * tail.stepMs, values: moved.map((old, index) => (index === at ? value : old)) }
}

type Join = (values: readonly (number | null)[]) => number | null

function joinerOf(unit: string): Join {
  return (values) => {
    const known = values.filter((value): value is number => value !== null)
    if (known.length === 0) return null
    return unit === '1' ? Math.max(...known) : known.reduce((sum, value) => sum + value, 0)
  }
}
