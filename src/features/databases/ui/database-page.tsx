/** One watched database: what there is to do, how it stands now, how it went, what its statements take. */
import { lazy, Suspense, useState } from 'react'
import { Pencil, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TOUCHES, type WholeDatabase, useCatalog, useDatabases } from './client.ts'
import { LOOK_EVERY_MS } from './databases-panel.tsx'
import { FiguresCard } from './figures-card.tsx'
import { Lacks } from './lacks.tsx'
import { NowCards } from './now-cards.tsx'
import { databaseScreen } from './screens.ts'
import { StatementsCard } from './statements-card.tsx'
import { TablesCard } from './tables-card.tsx'
import { TodoCard } from './todo-card.tsx'
import { kindWords, reasonWords, stateWords, tlsWords } from './words.ts'
import styles from './databases.module.css'

const DatabaseDialog = lazy(() => import('./database-dialog.tsx').then((module) => ({ default: module.DatabaseDialog })))
const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

export function DatabasePage() {
  const { params } = useScreen(databaseScreen)
  const { data, error, refetch } = useRead(useDatabases(), 'readDatabase', { params: { id: params.database } }, { everyMs: LOOK_EVERY_MS })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return <DatabaseDetail database={data} />
}

function DatabaseDetail({ database }: { readonly database: WholeDatabase }) {
  const why = useWhyNot()('databases.databases.write')
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null)
  const { words, tone } = stateWords(database.state)
  const close = () => setOpen(null)
  return (
    <DetailLayout
      title={database.name}
      crumbs={[{ label: i18n.t('Databases'), to: href(applicationScreen, { application: database.applicationId }, { tab: 'databases' }) }]}
      marks={
        <StateLabel strong tone={tone}>
          {words}
        </StateLabel>
      }
      actions={
        <>
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => setOpen('edit')}>
            {i18n.t('Edit')}
          </Button>
          <Button icon={<Trash2 aria-hidden />} why={why} onClick={() => setOpen('remove')}>
            {i18n.t('Remove')}
          </Button>
        </>
      }
      facts={<DatabaseFacts database={database} />}
    >
      {database.reason ? (
        <Banner tone="warning">
          {reasonWords(database.reason)}
          {database.detail ? <span className={styles['quiet']}> {database.detail}</span> : null}
        </Banner>
      ) : null}
      {database.lacks.length > 0 ? (
        <Card title={i18n.t('Not seen')} note={i18n.t('What the user may not see, and what mends it.')}>
          <Lacks lacks={database.lacks} />
        </Card>
      ) : null}
      <TodoCard database={database} />
      <NowCards database={database} />
      <FiguresCard database={database} />
      <StatementsCard database={database} />
      <TablesCard database={database} />
      <Suspense fallback={null}>
        {open === 'edit' ? <DatabaseDialog applicationId={database.applicationId} database={database} onClose={close} /> : null}
        {open === 'remove' ? <RemoveDialog database={database} onClose={close} /> : null}
      </Suspense>
    </DetailLayout>
  )
}

function RemoveDialog({ database, onClose }: { readonly database: WholeDatabase; readonly onClose: () => void }) {
  const databases = useDatabases()
  const toast = useToast()
  const go = useGo()
  const remove = useWrite(() => databases.call('deleteDatabase', { params: { id: database.id } }), {
    touches: TOUCHES,
    done: () => {
      go(href(applicationScreen, { application: database.applicationId }, { tab: 'databases' }))
      toast({ words: i18n.t('{name} is no longer watched.', { name: database.name }) })
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('No longer watch {name}?', { name: database.name })}
      open
      onClose={onClose}
      onConfirm={() => remove.run(undefined)}
      verb={i18n.t('Remove')}
      pending={remove.pending}
    >
      {i18n.t('The database itself stays as it is. What was measured stays as long as other measurements, and its password is forgotten.')}
    </ConfirmDialog>
  )
}

function DatabaseFacts({ database }: { readonly database: WholeDatabase }) {
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId: database.applicationId, limit: 200 } })
  const { connections } = database
  const properties = [
    { label: i18n.t('Kind'), value: database.serverVersion ?? kindWords(database.kind) },
    { label: i18n.t('Environment'), value: environments.data?.items.find(({ id }) => id === database.environmentId)?.name ?? '' },
    { label: i18n.t('Address'), value: <code>{`${database.host}:${database.port}`}</code> },
    ...(database.databaseName ? [{ label: i18n.t('Database'), value: <code>{database.databaseName}</code> }] : []),
    { label: i18n.t('User'), value: <code>{database.username}</code> },
    { label: i18n.t('Encryption'), value: tlsWords(database.tls).label },
    { label: i18n.t('Size'), value: figure(database.bytes, 'bytes') },
    {
      label: i18n.t('Connections'),
      value: connections
        ? i18n.t('{used} of {max}', { used: figure(connections.used, 'count'), max: figure(connections.max, 'count') })
        : figure(null, 'count'),
    },
    { label: i18n.t('Slow from'), value: figure(database.slowMs, 'ms') },
    { label: i18n.t('Read'), value: database.readAt ? <RelativeTime at={database.readAt} /> : i18n.t('never') },
    { label: i18n.t('State since'), value: <RelativeTime at={database.stateSince} /> },
  ]
  return <PropertyList title={i18n.t('Database')} properties={properties} />
}
