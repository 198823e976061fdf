/** The catalog's closed lists in the reader's language, and the icons of components. */
import { Box, Cloud, Cog, Database, Globe, HardDrive, Layers, Server, Webhook, type LucideIcon } from 'lucide-react'
import { i18n } from '@lingui/core'
import { StateLabel, type Tone } from '#design/state-label/state-label.tsx'
import type { Coverage } from '../domain/coverage.ts'
import type { ComponentKind, EnvironmentKind, Importance, State } from '../domain/words.ts'

export const componentKinds = [
  'web',
  'api',
  'worker',
  'database',
  'cache',
  'queue',
  'host',
  'external',
  'other',
] as const satisfies readonly ComponentKind[]
export const environmentKinds = ['production', 'qa', 'development'] as const satisfies readonly EnvironmentKind[]
export const importances = ['core', 'safety_critical', 'ordinary'] as const satisfies readonly Importance[]

export function componentKindWords(kind: ComponentKind): string {
  const words: Readonly<Record<ComponentKind, string>> = {
    web: i18n.t('Web'),
    api: i18n.t('API'),
    worker: i18n.t('Worker'),
    database: i18n.t('Database'),
    cache: i18n.t('Cache'),
    queue: i18n.t('Queue'),
    host: i18n.t('Host'),
    external: i18n.t('External service'),
    other: i18n.t('Other'),
  }
  return words[kind]
}

const icons: Readonly<Record<ComponentKind, LucideIcon>> = {
  web: Globe,
  api: Webhook,
  worker: Cog,
  database: Database,
  cache: Layers,
  queue: HardDrive,
  host: Server,
  external: Cloud,
  other: Box,
}

export function ComponentIcon({ kind }: { readonly kind: ComponentKind }) {
  const Icon = icons[kind]
  return <Icon aria-hidden />
}

export function environmentKindWords(kind: EnvironmentKind): string {
  const words: Readonly<Record<EnvironmentKind, string>> = {
    production: i18n.t('Production'),
    qa: i18n.t('QA'),
    development: i18n.t('Development'),
  }
  return words[kind]
}

export function importanceWords(importance: Importance): string {
  const words: Readonly<Record<Importance, string>> = {
    core: i18n.t('Core'),
    safety_critical: i18n.t('Safety-critical'),
    ordinary: i18n.t('Ordinary'),
  }
  return words[importance]
}

export function stateWords(state: State): { readonly tone: Tone; readonly words: string } {
  return state === 'active' ? { tone: 'good', words: i18n.t('Active') } : { tone: 'off', words: i18n.t('Archived') }
}

/** Choices of the state filter; without one, active things are shown. */
export function listStateChoices() {
  return [
    { value: 'archived', label: i18n.t('Archived') },
    { value: 'all', label: i18n.t('Active and archived') },
  ]
}

export function CoverageLabel({ coverage }: { readonly coverage: Coverage }) {
  if (coverage === 'covered') return <StateLabel tone="good">{i18n.t('Covered')}</StateLabel>
  if (coverage === 'one_person') return <StateLabel tone="minor">{i18n.t('One person only')}</StateLabel>
  return <StateLabel tone="major">{i18n.t('No owner')}</StateLabel>
}
