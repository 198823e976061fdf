/** Words for the times below a chart. */
import { clockTime, dateFormat } from '../time/format.ts'

/** Times along an axis, ascending: the first of each further day says the day instead. */
export function timesOfAxis(times: readonly number[]): string[] {
  const dayOf = (at: number) => dateFormat({ day: 'numeric', month: 'short' }).format(new Date(at))
  const days = times.map(dayOf)
  return times.map((at, index) => (index > 0 && days[index] !== days[index - 1] ? (days[index] ?? '') : clockTime(at)))
}
