/** Alerts as rows, on their own page and on that of an application. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type AlertRow, useAlerting } from './client.ts'
import { alertScreen } from './screens.ts'
import { pageWords, severityWords, stateWords } from './words.ts'
import styles from './alerting.module.css'

export interface AlertTableProps {
  readonly filter: string
  /** Of one application only, which need not be named then. */
  readonly isOfOne?: boolean
  readonly empty: ReactNode
}

export function AlertTable({ filter, isOfOne = false, empty }: AlertTableProps) {
  const alerts = usePages(useAlerting(), 'listAlerts', { query: { filter } })
  return (
    <DataTable
      label={i18n.t('Alerts')}
      columns={columns(isOfOne)}
      rows={alerts.rows}
      rowKey={(row) => row.id}
      to={(row) => href(alertScreen, { alert: row.id })}
      problem={alerts.error}
      retry={alerts.refetch}
      more={alerts.more ? { load: alerts.loadMore, loading: alerts.loadingMore } : undefined}
      empty={empty}
    />
  )
}

function columns(isOfOne: boolean): readonly Column<AlertRow>[] {
  return [
    { id: 'title', title: i18n.t('Alert'), width: 'minmax(200px, 3fr)', cell: (row) => <Name alert={row} /> },
    { id: 'severity', title: i18n.t('Severity'), width: '110px', cell: ({ severity }) => <Worded {...severityWords(severity)} /> },
    { id: 'state', title: i18n.t('State'), width: '140px', cell: ({ state }) => <Worded {...stateWords(state)} /> },
    {
      id: 'place',
      title: isOfOne ? i18n.t('Environment') : i18n.t('Where'),
      width: 'minmax(110px, 1.2fr)',
      rank: 2,
      cell: ({ application, environment }) => (isOfOne ? environment : `${application}, ${environment}`),
    },
    {
      id: 'evidence',
      title: i18n.t('Evidence'),
      width: '90px',
      rank: 3,
      end: true,
      cell: ({ evidence }) => (evidence === 0 ? '–' : evidence),
    },
    { id: 'opened', title: i18n.t('Since'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.openedAt} /> },
  ]
}

function Name({ alert: { title, pages, pageReason, state } }: { readonly alert: AlertRow }) {
  return (
    <span className={styles['name']}>
      <span className={styles['title']}>{title}</span>
      {state === 'firing' && !pages ? <span className={styles['quiet']}>{pageWords(pageReason)}</span> : null}
    </span>
  )
}

export function Worded({ tone, label }: ReturnType<typeof stateWords>) {
  return <StateLabel tone={tone}>{label}</StateLabel>
}
