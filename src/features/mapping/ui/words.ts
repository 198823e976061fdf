/** Rules and what none of them assigned, in the reader's language. */
import { i18n } from '@lingui/core'
import type { Match } from '../domain/rules.ts'
import type { Mapping, Rule, Unassigned } from './client.ts'

export function matchWords(match: Match): string {
  return match === 'is' ? i18n.t('is') : i18n.t('begins with')
}

export function protocolWords(protocol: Unassigned['protocol']): string {
  const words: Readonly<Record<Unassigned['protocol'], string>> = {
    remote_write: i18n.t('Prometheus remote write'),
    otlp_metrics: i18n.t('OpenTelemetry metrics'),
    otlp_traces: i18n.t('OpenTelemetry traces'),
    otlp_logs: i18n.t('OpenTelemetry logs'),
    json_lines: i18n.t('JSON lines'),
  }
  return words[protocol]
}

export function reasonWords(reason: Unassigned['reason']): string {
  const words: Readonly<Record<Unassigned['reason'], string>> = {
    no_rule: i18n.t('no rule matches'),
    environment_away: i18n.t('the environment of its rule is archived or belongs elsewhere'),
  }
  return words[reason]
}

/** With the application, where there are several. */
export function environmentWords({ environments }: Mapping, id: Rule['environmentId'], named: boolean): string {
  const found = environments.find(({ environmentId }) => environmentId === id)
  if (!found) return i18n.t('archived or elsewhere')
  return named ? `${found.applicationName} · ${found.name}` : found.name
}
