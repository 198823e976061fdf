/** Addresses of the explorer and of dashboards. Everything that is looked at stands in them, so that it can be handed on. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'

export const RANGES_MS = { '1h': HOUR_MS, '6h': 6 * HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS } as const
export type RangeName = keyof typeof RANGES_MS
export const RANGES = Object.keys(RANGES_MS) as readonly RangeName[]

const looked = (raw: Readonly<Record<string, unknown>>) => ({
  application: text(raw['application']),
  environment: text(raw['environment']),
  range: oneOf(raw['range'], RANGES),
  /** A stretch that was drawn across a chart, instead of a range up to now. */
  from: text(raw['from']),
  to: text(raw['to']),
})
export type Looked = ReturnType<typeof looked>

export const exploreScreen = screen('/explore', (raw) => ({
  ...looked(raw),
  /** Expressions as a list in JSON; see `expressionsIn`. */
  expressions: text(raw['expressions']),
  kind: oneOf(raw['kind'], ['area']),
}))

export const dashboardsScreen = screen('/dashboards', (raw) => ({
  /** Opens the dialog that makes one. */
  add: oneOf(raw['add'], ['yes', 'file']),
}))
export const dashboardScreen = screen('/dashboards/$dashboard', looked)
export const standardScreen = screen('/standard-dashboards/$kind', looked)
