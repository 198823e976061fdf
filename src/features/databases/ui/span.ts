/** Spans of time that a page of a database looks back. */
import { i18n } from '@lingui/core'
import { useNow } from '#design/time/now.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'

const SPANS_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const
export type Span = keyof typeof SPANS_MS

/** Of a chart of hundreds of points one moves it on. */
const MOVES = 240

/** Both ends as they are asked for; they move on with time, in steps that are worth another look. */
export function useRange(span: Span): { readonly from: string; readonly to: string } {
  const stepMs = Math.max(MINUTE_MS / 2, SPANS_MS[span] / MOVES)
  const to = Math.ceil(useNow() / stepMs) * stepMs
  return { from: new Date(to - SPANS_MS[span]).toISOString(), to: new Date(to).toISOString() }
}

export const spanOptions = () => [
  { value: 'hour' as const, label: i18n.t('1 hour') },
  { value: 'day' as const, label: i18n.t('1 day') },
  { value: 'week' as const, label: i18n.t('7 days') },
  { value: 'month' as const, label: i18n.t('30 days') },
]
