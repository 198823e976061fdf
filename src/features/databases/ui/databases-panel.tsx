/** The watched databases of an application: how each stands, and adding one. */
import { lazy, Suspense, useState } from 'react'
import { Database as DatabaseIcon, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { type Database, useCatalog, useDatabases } from './client.ts'
import { databaseScreen } from './screens.ts'
import { kindWords, reasonWords, stateWords } from './words.ts'
import styles from './databases.module.css'

const DatabaseDialog = lazy(() => import('./database-dialog.tsx').then((module) => ({ default: module.DatabaseDialog })))
/** A reading comes once a minute; nobody wants to wait another one for it. */
export const LOOK_EVERY_MS = 15 * SECOND_MS

export function DatabasesPanel({ applicationId }: { readonly applicationId: string }) {
  return useSession().permissions.has('databases.databases.read') ? <DatabasesCard applicationId={applicationId} /> : <ForbiddenState />
}

function DatabasesCard({ applicationId }: { readonly applicationId: string }) {
  const why = useWhyNot()('databases.databases.write')
  const [adding, setAdding] = useState(false)
  const databases = useRead(useDatabases(), 'listDatabases', { params: { id: applicationId } }, { everyMs: LOOK_EVERY_MS })
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } })
  const nameOf = (id: string) => environments.data?.items.find((one) => one.id === id)?.name ?? ''
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setAdding(true)}>
      {i18n.t('Add database')}
    </Button>
  )
  return (
    <Card flush title={i18n.t('Databases')} note={i18n.t('Watched by a user that only reads, with one connection.')} actions={addButton}>
      <DataTable
        label={i18n.t('Databases')}
        columns={columns(nameOf)}
        rows={databases.data?.items}
        rowKey={({ id }) => id}
        to={({ id }) => href(databaseScreen, { database: id })}
        problem={databases.error}
        retry={() => void databases.refetch()}
        empty={
          <EmptyState compact icon={<DatabaseIcon aria-hidden />} title={i18n.t('No database is watched yet.')} action={addButton}>
            {i18n.t('Add one to see its connections, statements, locks and sizes, and what there is to do.')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {adding ? <DatabaseDialog applicationId={applicationId} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </Card>
  )
}

function columns(nameOf: (environmentId: string) => string): readonly Column<Database>[] {
  return [
    {
      id: 'name',
      title: i18n.t('Database'),
      width: 'minmax(160px, 2fr)',
      cell: (row) => (
        <span className={styles['name']}>
          {row.name}
          <span className={styles['quiet']}>{`${kindWords(row.kind)} · ${row.host}`}</span>
        </span>
      ),
    },
    {
      id: 'state',
      title: i18n.t('State'),
      width: 'minmax(120px, 1.2fr)',
      cell: (row) => {
        const { words, tone } = stateWords(row.state)
        return (
          <span title={row.reason ? reasonWords(row.reason) : undefined}>
            <StateLabel tone={tone}>{words}</StateLabel>
          </span>
        )
      },
    },
    { id: 'environment', title: i18n.t('Environment'), width: 'minmax(90px, 1fr)', rank: 3, cell: (row) => nameOf(row.environmentId) },
    {
      id: 'connections',
      title: i18n.t('Connections'),
      width: '110px',
      end: true,
      rank: 2,
      cell: ({ connections }) => (connections ? `${figure(connections.used, 'count')} / ${figure(connections.max, 'count')}` : '–'),
    },
    {
      id: 'findings',
      title: i18n.t('To do'),
      width: '80px',
      end: true,
      cell: ({ findings }) => (findings > 0 ? <StateLabel tone="minor">{figure(findings, 'count')}</StateLabel> : '–'),
    },
    {
      id: 'read',
      title: i18n.t('Read'),
      width: '110px',
      rank: 2,
      cell: ({ readAt }) => (readAt ? <RelativeTime at={readAt} /> : i18n.t('never')),
    },
  ]
}
