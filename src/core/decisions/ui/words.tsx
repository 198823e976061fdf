/** The closed lists of decisions in the reader's language. */
import { i18n } from '@lingui/core'
import { StateLabel } from '#design/state-label/state-label.tsx'
import type { DecisionState, Side } from '../domain/words.ts'

export const sides = ['development', 'support', 'qa', 'project_management'] as const satisfies readonly Side[]

export function sideWords(side: Side): string {
  const words: Readonly<Record<Side, string>> = {
    development: i18n.t('Development'),
    support: i18n.t('Support'),
    qa: i18n.t('QA'),
    project_management: i18n.t('Project management'),
  }
  return words[side]
}

export function stateWords(state: DecisionState): string {
  const words: Readonly<Record<DecisionState, string>> = {
    open: i18n.t('Open'),
    decided: i18n.t('Decided'),
    superseded: i18n.t('Superseded'),
  }
  return words[state]
}

const tones = { open: 'minor', decided: 'good', superseded: 'off' } as const

export function DecisionStateLabel({ state, strong }: { readonly state: DecisionState; readonly strong?: boolean }) {
  return (
    <StateLabel tone={tones[state]} {...(strong ? { strong } : {})}>
      {stateWords(state)}
    </StateLabel>
  )
}
