/** Playbooks for their screens. */
import { i18n } from '@lingui/core'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { playbookRoutes } from '../contract/playbooks.ts'
import { durationWords, roleWords, severityWords } from './words.ts'
import { MINUTE_MS } from '#kit/time.ts'

export type Playbook = AnswerOf<(typeof playbookRoutes)['listPlaybooks']>['items'][number]
export type Suggestion = AnswerOf<(typeof playbookRoutes)['suggestPlaybooks']>['items'][number]
export type Step = Playbook['steps'][number]
export type Creation = CallOf<(typeof playbookRoutes)['createPlaybook']>['body']

export function typeWords(type: Playbook['fits']['types'][number]): string {
  return type === 'security' ? i18n.t('Security') : i18n.t('Operational')
}

/** For which incidents it is suggested, in a line. */
export function fitsWords({ types, severities, componentIds }: Playbook['fits'], nameOf: (component: string) => string): string {
  const words = [
    ...types.map(typeWords),
    ...severities.map((severity) => severityWords(severity).label),
    ...componentIds.map((id) => nameOf(id)),
  ]
  return words.length === 0 ? i18n.t('All incidents') : words.join(', ')
}

/** Why it is suggested, or why not. */
export function reasonWords(reason: Suggestion['reason']): string {
  const words: Readonly<Record<typeof reason, string>> = {
    component: i18n.t('For a component that is affected'),
    severity: i18n.t('For this severity'),
    type: i18n.t('For this kind of incidents'),
    any: i18n.t('For all incidents'),
    other_component: i18n.t('For other components'),
    other_severity: i18n.t('For other severities'),
    other_type: i18n.t('For the other kind of incidents'),
  }
  return words[reason]
}

export const stepsWords = (count: number): string => i18n.t('{count, plural, one {# step} other {# steps}}', { count })

/** Who does a step, and by when, in a line; empty when it says neither. */
export function stepFacts({ role, dueMinutes }: Step): string {
  const due = dueMinutes === null ? [] : [i18n.t('within {time}', { time: durationWords(dueMinutes * MINUTE_MS) })]
  return [...(role === null ? [] : [roleWords(role)]), ...due].join(' · ')
}
