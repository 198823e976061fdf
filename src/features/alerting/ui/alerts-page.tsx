/** What fires now, and what did. */
import { BellOff, BellRing } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { EmptyState } from '#design/states/states.tsx'
import { SEVERITIES } from '../domain/words.ts'
import { AlertTable } from './alert-table.tsx'
import { useAlerting } from './client.ts'
import { alertsScreen, SHOWN_STATES, silencesScreen } from './screens.ts'
import { severityWords, stateWords } from './words.ts'
import styles from './alerting.module.css'

export function AlertsPage() {
  const { search, update } = useScreen(alertsScreen)
  const { clientId, applicationId } = useScope()
  const go = useGo()
  const { state, severity } = search
  const filter = [
    state === undefined ? 'is:open' : state === 'all' ? '' : `state:${state}`,
    severity === undefined ? '' : `priority:${SEVERITIES.indexOf(severity) + 1}`,
    applicationId ? `application:${applicationId}` : clientId ? `client:${clientId}` : '',
  ]
  const asked = filter.filter(Boolean).join(' ')
  const counted = useRead(useAlerting(), 'countAlerts', { query: { filter: asked } }, { keep: true })
  const isNarrowed = state !== undefined || severity !== undefined
  const words = (value: (typeof SHOWN_STATES)[number]) => (value === 'all' ? i18n.t('All') : stateWords(value).label)
  return (
    <ListLayout
      title={i18n.t('Alerts')}
      actions={
        <Button icon={<BellOff aria-hidden />} onClick={() => go(href(silencesScreen, {}))}>
          {i18n.t('Silences')}
        </Button>
      }
      filters={
        <>
          <FilterChip
            label={i18n.t('State')}
            value={state}
            choices={SHOWN_STATES.map((value) => ({ value, label: words(value) }))}
            onChange={(next) => update({ state: SHOWN_STATES.find((one) => one === next) })}
          />
          <FilterChip
            label={i18n.t('Severity')}
            value={severity}
            choices={SEVERITIES.map((value) => ({ value, label: severityWords(value).label }))}
            onChange={(next) => update({ severity: SEVERITIES.find((one) => one === next) })}
          />
          <span className={styles['quiet']} aria-live="polite">
            {counted.data ? countWords(counted.data) : ''}
          </span>
        </>
      }
    >
      <AlertTable
        filter={asked}
        empty={
          <EmptyState
            icon={<BellRing aria-hidden />}
            title={isNarrowed ? i18n.t('No alert fits these filters.') : i18n.t('Nothing fires.')}
            action={
              isNarrowed ? (
                <Button onClick={() => update({ state: undefined, severity: undefined })}>{i18n.t('Remove filters')}</Button>
              ) : (
                <Button onClick={() => update({ state: 'all' })}>{i18n.t('Show all alerts')}</Button>
              )
            }
          />
        }
      />
    </ListLayout>
  )
}

function countWords({ count, more }: { readonly count: number; readonly more: boolean }): string {
  return more
    ? i18n.t('More than {count, plural, one {# alert} other {# alerts}}', { count })
    : i18n.t('{count, plural, one {# alert} other {# alerts}}', { count })
}
