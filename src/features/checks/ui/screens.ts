/** What the address of an application's page carries while its checks are looked at. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'
import { DAY_MS } from '#kit/time.ts'

export const SPANS_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, quarter: 90 * DAY_MS } as const
export type Span = keyof typeof SPANS_MS
export const SPANS = Object.keys(SPANS_MS) as readonly Span[]

export const checksScreen = screen('/applications/$application', (raw) => ({
  tab: oneOf(raw['tab'], ['checks']),
  /** The one that is shown alone. */
  check: text(raw['check']),
  span: oneOf(raw['span'], SPANS),
  /** Opens the dialog that adds a check. */
  add: oneOf(raw['add'], ['yes']),
}))
