/** One window: when it takes place, what holds meanwhile, and whether it stayed inside. */
import { lazy, Suspense, useState } from 'react'
import { CircleSlash, Pencil } from 'lucide-react'
import { i18n } from '@lingui/core'
import { RecordPage } from '#core/records/ui/record-page.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { nameIn, useScope } from '#design/navigation/scope.ts'
import { href, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TOUCHES, useCatalog, useMaintenance, type WindowDetail } from './client.ts'
import { Occurrences } from './occurrences.tsx'
import { windowScreen, windowsScreen } from './screens.ts'
import { effectWords, kindWords, repeatWords, spanWords, stateWords } from './words.ts'
import styles from './maintenance.module.css'

const WindowDialog = lazy(() => import('./window-dialog.tsx').then((module) => ({ default: module.WindowDialog })))
const CATALOG_MAX = 200

export function WindowPage() {
  const { params } = useScreen(windowScreen)
  const { data, error, refetch } = useRead(useMaintenance(), 'readWindow', { params: { id: params.window } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <Detail window={data} /> : <SkeletonRows />
}

function Detail({ window }: { readonly window: WindowDetail }) {
  const maintenance = useMaintenance()
  const toast = useToast()
  const [editing, setEditing] = useState(false)
  const isCancelled = window.state === 'cancelled' ? i18n.t('This window is cancelled.') : null
  const why = useWhyNot()('maintenance.windows.write') ?? isCancelled
  const cancel = useWrite(
    () => maintenance.call('changeWindow', { params: { id: window.id }, body: { state: 'cancelled' } }, { ifMatch: window.version }),
    {
      touches: TOUCHES,
      done: () => toast({ words: i18n.t('{label} is cancelled.', { label: window.label }) }),
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  const state = stateWords(window.state)
  const close = () => setEditing(false)
  return (
    <RecordPage
      record={window.id}
      label={window.label}
      title={window.title}
      crumbs={[{ label: i18n.t('Windows'), to: href(windowsScreen, {}) }]}
      state={
        <StateLabel strong tone={state.tone}>
          {state.words}
        </StateLabel>
      }
      marks={window.followsPlan ? <Badge>{i18n.t('from the plan')}</Badge> : undefined}
      clock={window.startsAt && window.endsAt ? spanWords({ startsAt: window.startsAt, endsAt: window.endsAt }) : undefined}
      actions={
        <>
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => setEditing(true)}>
            {i18n.t('Edit')}
          </Button>
          <Button
            icon={<CircleSlash aria-hidden />}
            why={why ?? (window.followsPlan ? i18n.t('Take it out of the support plan instead.') : null)}
            pending={cancel.pending}
            onClick={() => cancel.run(undefined)}
          >
            {i18n.t('Cancel window')}
          </Button>
        </>
      }
      facts={<Facts window={window} />}
    >
      {window.publicText && window.isPublic ? <p className={styles['text']}>{window.publicText}</p> : null}
      <Occurrences window={window} why={why} />
      {editing ? (
        <Suspense fallback={null}>
          <WindowDialog window={window} applicationId={window.applicationId} onClose={close} onDone={close} />
        </Suspense>
      ) : null}
    </RecordPage>
  )
}

function Facts({ window }: { readonly window: WindowDetail }) {
  const scope = useScope()
  const catalog = useCatalog()
  const query = { applicationId: window.applicationId ?? '', limit: CATALOG_MAX }
  const environments = useRead(catalog, 'listEnvironments', { query }, { enabled: window.environmentIds.length > 0 }).data?.items ?? []
  const components = useRead(catalog, 'listComponents', { query }, { enabled: window.componentIds.length > 0 }).data?.items ?? []
  const names = (ids: readonly string[], items: readonly { readonly id: string; readonly name: string }[], all: string) =>
    ids.length === 0 ? all : ids.map((id) => items.find((one) => one.id === id)?.name ?? '…').join(', ')
  return (
    <PropertyList
      title={i18n.t('Facts')}
      properties={[
        { label: i18n.t('What it is'), value: kindWords(window.kind) },
        { label: i18n.t('Application'), value: window.applicationId ? nameIn(scope, window.applicationId) : '–' },
        { label: i18n.t('Environments'), value: names(window.environmentIds, environments, i18n.t('All environments')) },
        { label: i18n.t('Components'), value: names(window.componentIds, components, i18n.t('All components')) },
        { label: i18n.t('Repeats'), value: repeatWords(window.rule) },
        { label: i18n.t('Time zone'), value: window.zone },
        { label: i18n.t('Meanwhile'), value: effectWords(window) },
        { label: i18n.t('Clients and status pages'), value: window.isPublic ? i18n.t('are told') : i18n.t('are not told') },
        ...(window.createdBy ? [{ label: i18n.t('By'), value: window.createdBy.name }] : []),
      ]}
    />
  )
}
