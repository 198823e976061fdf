/** Windows in rows, with when they take place next. */
import type { ReactNode } from 'react'
import { i18n } from '@lingui/core'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { nameIn, type Scope, useScope } from '#design/navigation/scope.ts'
import { href } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { useMaintenance, type WindowRow } from './client.ts'
import { windowScreen } from './screens.ts'
import { kindWords, repeatWords, spanWords, stateWords } from './words.ts'
import styles from './maintenance.module.css'

export function WindowsTable({ filter, empty, ofOne }: { readonly filter: string; readonly empty: ReactNode; readonly ofOne?: boolean }) {
  const pages = usePages(useMaintenance(), 'listWindows', { query: { filter, sort: 'due' } })
  const scope = useScope()
  return (
    <DataTable
      label={i18n.t('Windows')}
      columns={columns(scope, ofOne ?? false)}
      rows={pages.rows}
      rowKey={({ id }) => id}
      to={({ id }) => href(windowScreen, { window: id })}
      problem={pages.error}
      retry={pages.refetch}
      more={pages.more ? { load: pages.loadMore, loading: pages.loadingMore } : undefined}
      empty={empty}
    />
  )
}

function columns(scope: Scope, ofOne: boolean): readonly Column<WindowRow>[] {
  const application: Column<WindowRow> = {
    id: 'application',
    title: i18n.t('Application'),
    width: 'minmax(0, 1fr)',
    rank: 2,
    cell: ({ applicationId }) => (applicationId ? nameIn(scope, applicationId) : '–'),
  }
  return [
    {
      id: 'title',
      title: i18n.t('Title'),
      width: 'minmax(200px, 2fr)',
      cell: ({ label, title, kind, rule, followsPlan }) => (
        <span className={styles['name']}>
          {title}
          <span className={styles['quiet']}>
            {[label, kindWords(kind), repeatWords(rule), followsPlan ? i18n.t('from the plan') : ''].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      id: 'state',
      title: i18n.t('State'),
      width: '120px',
      cell: ({ state }) => <StateLabel tone={stateWords(state).tone}>{stateWords(state).words}</StateLabel>,
    },
    {
      id: 'next',
      title: i18n.t('Next time'),
      width: 'minmax(180px, 1.5fr)',
      cell: ({ startsAt, endsAt }) => (startsAt && endsAt ? spanWords({ startsAt, endsAt }) : '–'),
    },
    ...(ofOne ? [] : [application]),
  ]
}
