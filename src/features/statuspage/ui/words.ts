/** Words of status pages in the reader's language. */
import { i18n } from '@lingui/core'
import type { Tone } from '#design/state-label/state-label.tsx'
import type { CopyProblem } from '../domain/copies.ts'
import type { DeclaredState, Phase, PostKind, State } from '../domain/words.ts'
import type { ListedPage } from './client.ts'

export function stateWords(state: State): { readonly tone: Tone; readonly words: string } {
  const words: Readonly<Record<State, { tone: Tone; words: string }>> = {
    operational: { tone: 'good', words: i18n.t('works') },
    maintenance: { tone: 'off', words: i18n.t('maintenance') },
    degraded: { tone: 'minor', words: i18n.t('slow') },
    partial_outage: { tone: 'major', words: i18n.t('partly out of service') },
    major_outage: { tone: 'critical', words: i18n.t('out of service') },
    unknown: { tone: 'unknown', words: i18n.t('not known') },
  }
  return words[state]
}

export const effectWords = (state: DeclaredState): string => stateWords(state).words

/** Why a copy elsewhere is not as it should be. */
export function copyProblemWords(problem: CopyProblem): string {
  const words: Readonly<Record<CopyProblem, string>> = {
    unavailable: i18n.t('the place for it does not answer'),
    no_space: i18n.t('there is no room left there'),
    refused: i18n.t('the place for it refuses what is to be put there or removed'),
    missing: i18n.t('the folder or bucket is not there'),
  }
  return words[problem]
}

export function pageStateWords({ state, isPrivate }: Pick<ListedPage, 'state' | 'isPrivate'>): {
  readonly tone: Tone
  readonly words: string
} {
  if (state === 'draft') return { tone: 'off', words: i18n.t('draft') }
  return isPrivate ? { tone: 'good', words: i18n.t('published, private') } : { tone: 'good', words: i18n.t('published') }
}

export function kindWords(kind: PostKind): string {
  const words: Readonly<Record<PostKind, string>> = {
    incident: i18n.t('Incident'),
    maintenance: i18n.t('Maintenance'),
    announcement: i18n.t('Announcement'),
  }
  return words[kind]
}

export function phaseWords(phase: Phase): string {
  const words: Readonly<Record<Phase, string>> = {
    investigating: i18n.t('Investigating'),
    identified: i18n.t('Identified'),
    monitoring: i18n.t('Monitoring'),
    resolved: i18n.t('Resolved'),
    scheduled: i18n.t('Scheduled'),
    in_progress: i18n.t('In progress'),
    verifying: i18n.t('Verifying'),
    completed: i18n.t('Completed'),
    announced: i18n.t('Announced'),
    ended: i18n.t('Over'),
  }
  return words[phase]
}
