/** Findings in the groups in which they are shown. */
import { i18n } from '@lingui/core'
import { CONCERNS, type Concern } from '../domain/words.ts'
import type { Finding } from './client.ts'

/** What was dismissed comes last. */
export function groupsOf(
  current: readonly Finding[],
): readonly { readonly concern: Concern | 'dismissed'; readonly found: readonly Finding[] }[] {
  const kept = current.filter(({ state }) => state !== 'dismissed')
  const groups = [
    ...CONCERNS.map((concern) => ({ concern, found: kept.filter((one) => one.concern === concern) })),
    { concern: 'dismissed' as const, found: current.filter(({ state }) => state === 'dismissed') },
  ]
  return groups.filter(({ found }) => found.length > 0)
}

export function concernWords(concern: Concern | 'dismissed'): string {
  const words: Readonly<Record<Concern | 'dismissed', string>> = {
    near_limit: i18n.t('Near its limit'),
    unusual: i18n.t('Away from what is usual'),
    waste: i18n.t('Wasted'),
    tune: i18n.t('To tune'),
    dismissed: i18n.t('Dismissed'),
  }
  return words[concern]
}
