/** The usual restrictions of a layer by name; whatever else a script sets is kept as it is. Pure. */
import type { Schedule } from './client.ts'

export type Hours = Schedule['layers'][number]['hours']

export const COVERAGES = ['always', 'nights', 'weekends', 'workdays', 'own'] as const
export type Coverage = (typeof COVERAGES)[number]

type Day = NonNullable<Hours>['mon']

const NIGHT: Day = [
  { from: '00:00', to: '08:00' },
  { from: '20:00', to: '24:00' },
]
const WHOLE: Day = [{ from: '00:00', to: '24:00' }]
const WORKING: Day = [{ from: '08:00', to: '20:00' }]

const week = (workday: Day, weekend: Day): NonNullable<Hours> => ({
  mon: workday,
  tue: workday,
  wed: workday,
  thu: workday,
  fri: workday,
  sat: weekend,
  sun: weekend,
})

const NAMED: Readonly<Record<Exclude<Coverage, 'own'>, Hours>> = {
  always: null,
  nights: week(NIGHT, NIGHT),
  weekends: week([], WHOLE),
  workdays: week(WORKING, []),
}

export function coverageOf(hours: Hours): Coverage {
  const found = (Object.keys(NAMED) as Exclude<Coverage, 'own'>[]).find((name) => JSON.stringify(NAMED[name]) === JSON.stringify(hours))
  return found ?? 'own'
}

/** `before` is kept for hours of its own. */
export function hoursOf(coverage: Coverage, before: Hours): Hours {
  return coverage === 'own' ? before : NAMED[coverage]
}
