/** The course of a chart as a line to draw. Pure. */
import { CHART_POINTS_MAX } from './message.ts'

/** The line fills a box of this size; whoever draws it stretches the box. */
export const COURSE_WIDTH = 100
export const COURSE_HEIGHT = 24
/** So that a thick line is not cut at its highest and lowest point. */
const EDGE = 2
const DIGITS = 2

/** Path data of SVG from the oldest point to the newest; null when there are too few for a line. A course that stays lies in the middle. */
export function coursePath(points: readonly number[]): string | null {
  const last = points.slice(-CHART_POINTS_MAX)
  if (last.length < 2) return null
  const [least, most] = [Math.min(...last), Math.max(...last)]
  const high = (point: number) => (most === least ? 0.5 : (point - least) / (most - least))
  const across = (at: number) => round((at / (last.length - 1)) * COURSE_WIDTH)
  const down = (point: number) => round(COURSE_HEIGHT - EDGE - high(point) * (COURSE_HEIGHT - 2 * EDGE))
  return last.map((point, at) => `${at === 0 ? 'M' : 'L'}${across(at)} ${down(point)}`).join('')
}

const round = (length: number): number => Number(length.toFixed(DIGITS))
