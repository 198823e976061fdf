/** What the address of an application's page carries while its lines are looked at, so that a search can be handed on. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { BANDS } from '../domain/severity.ts'

export const RANGES_MS = { '15m': 15 * MINUTE_MS, '1h': HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS } as const
export type Range = keyof typeof RANGES_MS
export const RANGES = Object.keys(RANGES_MS) as readonly Range[]

export const logsScreen = screen('/applications/$application', (raw) => ({
  environment: text(raw['environment']),
  words: text(raw['words']),
  severity: oneOf(raw['severity'], BANDS),
  service: text(raw['service']),
  range: oneOf(raw['range'], RANGES),
  /** A step of the chart that was pressed, instead of a range up to now. */
  from: text(raw['from']),
  to: text(raw['to']),
}))
export type LogsSearch = ReturnType<typeof logsScreen.search>
