/** Severities in the reader's language, with the tone in which they are shown. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { Line } from './client.ts'
import type { Range } from '../domain/saved-search.ts'

type Band = Line['severity']

export function bandWords(band: Band): string {
  const words: Readonly<Record<Band, string>> = {
    unknown: i18n.t('unknown'),
    trace: i18n.t('trace'),
    debug: i18n.t('debug'),
    info: i18n.t('info'),
    warn: i18n.t('warning'),
    error: i18n.t('error'),
    fatal: i18n.t('fatal'),
  }
  return words[band]
}

/** Undefined for lines that report nothing wrong. */
export function toneOf(band: Band): Extract<Tone, 'critical' | 'major'> | undefined {
  if (band === 'error' || band === 'fatal') return 'critical'
  return band === 'warn' ? 'major' : undefined
}

export function rangeWords(range: Range): string {
  const words: Readonly<Record<Range, string>> = {
    '15m': i18n.t('15 min'),
    '1h': i18n.t('1 hour'),
    '24h': i18n.t('24 hours'),
    '7d': i18n.t('7 days'),
  }
  return words[range]
}
