/** How limits, and changes against them, are said wherever figures stand at a glance. */
import { i18n } from '@lingui/core'
import type { Tone } from '../state-label/state-label.tsx'
import { number } from '../time/format.ts'

/** Below this a change is what any figure does from one minute to the next. */
const CHANGE_MIN = 0.05

export function limitWords(limit: string, layer: 'standard' | 'organisation' | 'client' | 'application'): string {
  const words = {
    standard: i18n.t('limit {limit}, by the standard plan', { limit }),
    organisation: i18n.t('limit {limit}, by the organisation’s plan', { limit }),
    client: i18n.t('limit {limit}, by the client’s plan', { limit }),
    application: i18n.t('limit {limit}, by the plan of this application', { limit }),
  }
  return words[layer]
}

/** `+34 %`, or that it is the same; null when one of both is not known. */
export function changeWords(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null
  if (before === 0) return now === 0 ? i18n.t('unchanged') : i18n.t('was none')
  const change = now / before - 1
  if (Math.abs(change) < CHANGE_MIN) return i18n.t('unchanged')
  return `${change > 0 ? '+' : '−'}${number(Math.abs(change) * 100)} %`
}

type Standing = 'within' | 'above' | 'too_few' | 'no_limit' | 'unknown'

/** Undefined where there is nothing to say: no limit, or no value. */
export function standingWords(standing: Standing): { readonly tone: Tone; readonly words: string } | undefined {
  if (standing === 'above') return { tone: 'major', words: i18n.t('above its limit') }
  if (standing === 'too_few') return { tone: 'unknown', words: i18n.t('above, of too few to say') }
  return standing === 'within' ? { tone: 'good', words: i18n.t('within') } : undefined
}
