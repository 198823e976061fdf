/** Figures, kinds and reasons of resources in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import { figure, plain } from '#design/time/format.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '#kit/time.ts'
import type { Dismissal, GaugeKind, Refusal, State, Unit } from '../domain/words.ts'
import type { Gauge } from './client.ts'

export function kindWords(kind: GaugeKind): string {
  const words: Readonly<Record<GaugeKind, string>> = {
    disk: i18n.t('Disk'),
    memory: i18n.t('Memory'),
    cpu: i18n.t('CPU'),
    network: i18n.t('Network'),
    connections: i18n.t('Connections'),
    database_memory: i18n.t('Memory of the database'),
    database_size: i18n.t('Size of the database'),
  }
  return words[kind]
}

/** A value with its unit; a share as per cent. */
export function amount(value: number | null, unit: Unit): string {
  if (value === null) return figure(null, 'number')
  if (unit === '1') return figure(value * 100, 'percent')
  if (unit === 'By') return figure(value, 'bytes')
  if (unit === 'By/s') return figure(value, 'bytes/s')
  if (unit === 's') return figure(value * SECOND_MS, 'ms')
  if (unit === '{request}/s') return figure(value, 'per_second')
  return unit === 'days' ? daysWords(value) : figure(value, 'count')
}

/** Hours where less than two days are left. */
export function daysWords(days: number, round: (value: number) => number = Math.round): string {
  if (days < 2) return i18n.t('{hours} hours', { hours: round(days * (DAY_MS / HOUR_MS)) })
  return i18n.t('{days} days', { days: plain(round(days), 0) })
}

/** From the soonest to the latest, rounded away from each other. */
export function spanWords(soonestDays: number, latestDays: number): string {
  const [soonest, latest] = [daysWords(soonestDays, Math.floor), daysWords(latestDays, Math.ceil)]
  return soonest === latest ? soonest : i18n.t('{soonest} to {latest}', { soonest, latest })
}

/** Why there are no days until full, short enough for a cell. */
export function refusalWords(refusal: Refusal): string {
  const words: Readonly<Record<Refusal, string>> = {
    too_few_days: i18n.t('too few days'),
    shrinks: i18n.t('becomes less'),
    steady: i18n.t('does not grow'),
    far_off: i18n.t('more than a year'),
    too_uncertain: i18n.t('too uneven'),
    no_limit: i18n.t('no limit known'),
  }
  return words[refusal]
}

/** How fast it grows, with the ends of its interval; null where that says nothing. */
export function growthWords({ forecast, unit }: Gauge): string | null {
  if (!forecast || forecast.perDay === null || forecast.refusedAs === 'steady') return null
  const each = (value: number | null) => (unit === '1' ? points(value) : amount(value, unit))
  return i18n.t('{growth} a day ({low} to {high})', {
    growth: each(forecast.perDay),
    low: each(forecast.perDayLow),
    high: each(forecast.perDayHigh),
  })
}

/** A share of little is told to a hundredth. */
const points = (share: number | null): string => `${plain((share ?? 0) * 100, 2)} %`

/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS

/** An hour of the week, 0 for Monday from 00:00: “Mon 09:00”. */
export function hourWords(hour: number): string {
  const format = new Intl.DateTimeFormat(i18n.locale, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  })
  return format.format(new Date(MONDAY_MS + hour * HOUR_MS))
}

export function dismissalWords(reason: Dismissal): { readonly title: string; readonly note: string } {
  const words: Readonly<Record<Dismissal, { title: string; note: string }>> = {
    intended: { title: i18n.t('It is meant to be so'), note: i18n.t('A reserve, a machine for emergencies, a limit that is wanted.') },
    accepted: { title: i18n.t('Known, and not worth the work'), note: i18n.t('What it costs is less than what it would take.') },
    not_true: { title: i18n.t('The figure is wrong'), note: i18n.t('It measures something else than it says.') },
  }
  return words[reason]
}

export function stateWords(state: State): { readonly tone: Tone; readonly words: string } {
  const words: Readonly<Record<State, { tone: Tone; words: string }>> = {
    open: { tone: 'minor', words: i18n.t('open') },
    task: { tone: 'due', words: i18n.t('has a task') },
    measuring: { tone: 'due', words: i18n.t('measured again soon') },
    dismissed: { tone: 'off', words: i18n.t('dismissed') },
    won: { tone: 'good', words: i18n.t('won') },
    no_change: { tone: 'minor', words: i18n.t('no change') },
    gone: { tone: 'good', words: i18n.t('well again by itself') },
  }
  return words[state]
}
