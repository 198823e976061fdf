/** Figures of use in the reader's language. */
import { i18n } from '@lingui/core'
import { changeWords } from '#design/glance-figure/limit-words.ts'
import { figure } from '#design/time/format.ts'
import type { Moved } from './client.ts'

/** A sentence against the week before, or why a comparison would say nothing. */
export function movedWords(moved: Moved): string {
  const value = figure(moved.before, 'count')
  if (moved.before === 0) return i18n.t('nothing the week before')
  if (moved.comparison === 'too_few') return i18n.t('{value} the week before, too few to compare', { value })
  return i18n.t('{value} the week before ({change})', { value, change: changeWords(moved.now, moved.before) ?? '' })
}

/** The week before in a column of that name. */
export function beforeWords({ now, before, comparison }: Moved): string {
  const change = comparison === 'compared' ? changeWords(now, before) : null
  return change ? `${figure(before, 'count')} (${change})` : figure(before, 'count')
}

/** Minutes and seconds; an en dash where nobody told. */
export function lastingWords(seconds: number | null): string {
  if (seconds === null) return '–'
  const minutes = Math.floor(seconds / 60)
  return minutes === 0
    ? i18n.t('{seconds} s', { seconds: Math.round(seconds) })
    : i18n.t('{minutes} min {seconds} s', { minutes, seconds: Math.round(seconds % 60) })
}

export function importanceWords(importance: string | null): string {
  const words: Readonly<Record<string, string>> = {
    core: i18n.t('Core'),
    safety_critical: i18n.t('Safety-critical'),
    ordinary: i18n.t('Ordinary'),
  }
  return words[importance ?? ''] ?? i18n.t('Not in the catalog')
}
