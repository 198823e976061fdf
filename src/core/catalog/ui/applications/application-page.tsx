/** One application: how it is, where it runs, what it is made of, who looks after it. */
import { lazy, Suspense, useState } from 'react'
import { Archive, ArchiveRestore, Pencil } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { OutwardLink } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { Slot, type Slots, useFillings } from '#design/navigation/slots.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { Tabs } from '#design/tabs/tabs.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Application, TOUCHES, useCatalog } from '../client.ts'
import { applicationScreen, applicationsScreen } from '../screens.ts'
import { stateWords } from '../words.tsx'
import { ApplicationFacts } from './application-facts.tsx'
import { EnvironmentsCard } from './environments-card.tsx'
import { FeaturesCard } from './features-card.tsx'

const ComponentsPanel = lazy(() => import('../components/components-panel.tsx').then((module) => ({ default: module.ComponentsPanel })))
const OverviewPanel = lazy(() => import('./overview-panel.tsx').then((module) => ({ default: module.OverviewPanel })))
const EditDialog = lazy(() => import('./edit-application-dialog.tsx').then((module) => ({ default: module.EditApplicationDialog })))

export function ApplicationPage() {
  const { params } = useScreen(applicationScreen)
  const catalog = useCatalog()
  const { data, error, refetch } = useRead(catalog, 'readApplication', { params: { id: params.application } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return <ApplicationDetail application={data} />
}

interface PageTab {
  readonly label: string
  readonly name: NonNullable<ReturnType<(typeof applicationScreen)['search']>['tab']> | undefined
  /** Who fills it; without one it is the catalog's own. */
  readonly slot?: TabSlot
  readonly count?: number
}

type TabSlot = Extract<keyof Slots, `application.${string}`>

/** Tabs in groups, each of which stands where its first one leads: fourteen in one row are nothing for a phone. */
const groups = (application: Application): readonly { readonly label: string; readonly tabs: readonly PageTab[] }[] => [
  { label: i18n.t('Overview'), tabs: [{ label: i18n.t('Overview'), name: undefined }] },
  {
    label: i18n.t('Monitoring'),
    tabs: [
      { label: i18n.t('Figures'), name: 'figures', slot: 'application.figures' },
      { label: i18n.t('Checks'), name: 'checks', slot: 'application.checks' },
      { label: i18n.t('Errors'), name: 'errors', slot: 'application.errors' },
      { label: i18n.t('Pages'), name: 'pages', slot: 'application.pages' },
      { label: i18n.t('Activity'), name: 'activity', slot: 'application.activity' },
      { label: i18n.t('Databases'), name: 'databases', slot: 'application.databases' },
      { label: i18n.t('Resources'), name: 'resources', slot: 'application.resources' },
      { label: i18n.t('Logs'), name: 'logs', slot: 'application.logs' },
      { label: i18n.t('Traces'), name: 'traces', slot: 'application.traces' },
      { label: i18n.t('Telemetry'), name: 'telemetry', slot: 'application.intake' },
    ],
  },
  {
    label: i18n.t('Incidents'),
    tabs: [
      { label: i18n.t('Incidents'), name: 'incidents', slot: 'application.incidents' },
      { label: i18n.t('Alerts'), name: 'alerts', slot: 'application.alerts' },
    ],
  },
  {
    label: i18n.t('Status'),
    tabs: [
      { label: i18n.t('Status pages'), name: 'status_pages', slot: 'application.status_pages' },
      { label: i18n.t('Windows'), name: 'windows', slot: 'application.windows' },
    ],
  },
  {
    label: i18n.t('Components'),
    tabs: [
      { label: i18n.t('Components'), name: 'components', count: application.componentCount },
      { label: i18n.t('Features'), name: 'features' },
      { label: i18n.t('Environments'), name: 'environments' },
    ],
  },
  { label: i18n.t('Timeline'), tabs: [{ label: i18n.t('Timeline'), name: 'timeline' }] },
]

function ApplicationDetail({ application }: { readonly application: Application }) {
  const { search } = useScreen(applicationScreen)
  const whyNot = useWhyNot()
  const [editing, setEditing] = useState(false)
  const why = whyNot('catalog.applications.write')
  const state = stateWords(application.state)
  const params = { application: application.id }
  const isFilled = useFillings()
  useShortcut({ keys: 'E', label: i18n.t('Edit'), group: 'page', run: () => (why ? undefined : setEditing(true)) })
  const shown = groups(application)
    .map((group) => ({ ...group, tabs: group.tabs.filter(({ slot }) => slot === undefined || isFilled(slot)) }))
    .filter(({ tabs }) => tabs.length > 0)
  const here = shown.find(({ tabs }) => tabs.some(({ name }) => name === search.tab))
  const slot = here?.tabs.find(({ name }) => name === search.tab)?.slot
  const to = (name: PageTab['name']) => href(applicationScreen, params, { tab: name })
  return (
    <DetailLayout
      title={application.name}
      crumbs={[{ label: i18n.t('Applications'), to: href(applicationsScreen, {}) }]}
      marks={
        <>
          <StateLabel strong tone={state.tone}>
            {state.words}
          </StateLabel>
          {application.kind === 'self' ? <Badge tone="accent">{i18n.t('this installation')}</Badge> : null}
        </>
      }
      summary={application.url ? <OutwardLink href={application.url}>{application.url}</OutwardLink> : undefined}
      actions={
        <>
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => setEditing(true)} shortcut="E">
            {i18n.t('Edit')}
          </Button>
          <ArchiveButton application={application} why={why} />
        </>
      }
      tabs={
        <>
          <Tabs
            label={application.name}
            tabs={shown.map((group) => ({
              label: group.label,
              to: to(group.tabs[0]?.name),
              current: group === here,
              count: group.tabs[0]?.count,
            }))}
          />
          {here && here.tabs.length > 1 ? (
            <Tabs
              within
              label={here.label}
              tabs={here.tabs.map(({ label, name }) => ({ label, to: to(name), current: name === search.tab }))}
            />
          ) : null}
        </>
      }
      facts={<ApplicationFacts application={application} why={why} />}
    >
      <Suspense fallback={<SkeletonRows />}>
        {search.tab === undefined ? <OverviewPanel application={application} why={why} /> : null}
        {search.tab === 'components' ? <ComponentsPanel application={application} why={why} /> : null}
        {search.tab === 'features' ? <FeaturesCard applicationId={application.id} why={why} /> : null}
        {search.tab === 'environments' ? <EnvironmentsCard applicationId={application.id} why={why} /> : null}
        {slot ? <Slot key={slot} name={slot} given={{ applicationId: application.id }} /> : null}
        {search.tab === 'timeline' ? (
          <Card title={i18n.t('Timeline')}>
            <Slot name="thing.timeline" given={{ record: application.id }} />
          </Card>
        ) : null}
        {editing ? <EditDialog application={application} onClose={() => setEditing(false)} /> : null}
      </Suspense>
    </DetailLayout>
  )
}

function ArchiveButton({ application, why }: { readonly application: Application; readonly why: string | null }) {
  const catalog = useCatalog()
  const toast = useToast()
  const archived = application.state === 'archived'
  const set = useWrite(
    ({ state, version }: { state: Application['state']; version: number }) =>
      catalog.call('setApplicationState', { params: { id: application.id }, body: { state } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: (now) =>
        now.state === 'archived'
          ? toast({
              words: i18n.t('{name} is archived; its history and figures stay.', { name: now.name }),
              undo: () => set.run({ state: 'active', version: now.version }),
            })
          : toast({ words: i18n.t('{name} is back.', { name: now.name }) }),
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  const self = application.kind === 'self' ? i18n.t('Pitcrew’s own application stays: it shows whether Pitcrew is well.') : null
  return archived ? (
    <Button
      icon={<ArchiveRestore aria-hidden />}
      why={why}
      pending={set.pending}
      onClick={() => set.run({ state: 'active', version: application.version })}
    >
      {i18n.t('Bring back')}
    </Button>
  ) : (
    <Button
      icon={<Archive aria-hidden />}
      why={why ?? self}
      pending={set.pending}
      onClick={() => set.run({ state: 'archived', version: application.version })}
    >
      {i18n.t('Archive')}
    </Button>
  )
}
