/** Windows in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import { absoluteTime, clockTime } from '#design/time/format.ts'
import { DAY_MS } from '#kit/time.ts'
import type { Occurrence, WindowRow } from './client.ts'

export function kindWords(kind: WindowRow['kind']): string {
  return kind === 'window' ? i18n.t('Window') : i18n.t('Freeze')
}

export function stateWords(state: WindowRow['state'] | Occurrence['state']): { readonly tone: Tone; readonly words: string } {
  const known = {
    planned: { tone: 'unknown', words: i18n.t('Planned') },
    under_way: { tone: 'minor', words: i18n.t('Under way') },
    ended: { tone: 'off', words: i18n.t('Ended') },
    cancelled: { tone: 'off', words: i18n.t('Cancelled') },
    skipped: { tone: 'off', words: i18n.t('Left out') },
  } as const
  return known[state]
}

export function verdictWords(verdict: NonNullable<Occurrence['verdict']>): { readonly tone: Tone; readonly words: string } {
  const known = {
    stayed_inside: { tone: 'good', words: i18n.t('Stayed inside') },
    left_down: { tone: 'critical', words: i18n.t('Left a check down') },
    alerts_after: { tone: 'major', words: i18n.t('Alerts after its end') },
    touched_others: { tone: 'major', words: i18n.t('Touched what it does not cover') },
    ran_over: { tone: 'minor', words: i18n.t('Ran over') },
    nothing_watched: { tone: 'unknown', words: i18n.t('Nothing watches the application') },
    no_work: { tone: 'unknown', words: i18n.t('Not judged: a freeze') },
  } as const
  return known[verdict]
}

/** How it repeats; a rule that nobody chose from the list is said as it stands. */
export function repeatWords(rule: string | null): string {
  if (rule === null) return i18n.t('Once')
  const day = /^FREQ=(WEEKLY|MONTHLY);BYDAY=([1-4]?)(MO|TU|WE|TH|FR|SA|SU)$/.exec(rule)
  if (rule === 'FREQ=DAILY') return i18n.t('Every day')
  if (rule === 'FREQ=YEARLY') return i18n.t('Every year')
  if (day?.[1] === 'WEEKLY') return i18n.t('Every week on {day}', { day: dayWords(day[3] ?? '') })
  if (day?.[1] === 'MONTHLY' && day[2]) return i18n.t('Every month on {day} number {nth}', { day: dayWords(day[3] ?? ''), nth: day[2] })
  return rule
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** 2024-01-01 was a Monday. */
function dayWords(day: string): string {
  return new Intl.DateTimeFormat(i18n.locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)))
}

/** The rules to choose from, by the first day. `2026-12-06T02:00` */
export function ruleChoices(startsLocal: string): readonly { readonly value: string; readonly label: string }[] {
  const first = new Date(`${startsLocal}:00Z`)
  if (Number.isNaN(first.getTime())) return [{ value: '', label: i18n.t('Once') }]
  const day = DAYS[(first.getUTCDay() + 6) % 7] ?? 'MO'
  const nth = Math.ceil(first.getUTCDate() / 7)
  const rules = ['FREQ=DAILY', `FREQ=WEEKLY;BYDAY=${day}`, ...(nth < 5 ? [`FREQ=MONTHLY;BYDAY=${nth}${day}`] : []), 'FREQ=YEARLY']
  return [{ value: '', label: i18n.t('Once') }, ...rules.map((rule) => ({ value: rule, label: repeatWords(rule) }))]
}

export function spanWords({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): string {
  const isLong = new Date(endsAt).getTime() - new Date(startsAt).getTime() >= DAY_MS
  return `${shortTime(startsAt)} – ${isLong ? shortTime(endsAt) : clockTime(endsAt)}`
}

/** Without the seconds, which windows do not have. */
const shortTime = (at: string): string => absoluteTime(at).replace(/(\d\d:\d\d):\d\d/, '$1')

/** What holds while it lasts. */
export function effectWords(of: {
  readonly holdsAlerts: boolean
  readonly pausesClocks: boolean
  readonly freezesReleases: boolean
}): string {
  const effects = [
    of.holdsAlerts ? i18n.t('alerts are held') : '',
    of.pausesClocks ? i18n.t('promised times stand still') : '',
    of.freezesReleases ? i18n.t('nothing is released') : '',
  ].filter(Boolean)
  return effects.length === 0 ? i18n.t('nothing is held') : effects.join(', ')
}
