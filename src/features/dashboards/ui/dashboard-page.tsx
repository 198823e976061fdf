/** One dashboard. Every change of it is kept at once and can be undone. */
import { lazy, Suspense, useState } from 'react'
import { Copy, Download, Pencil, Plus, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { ManagedByFile } from '#design/banner/managed-by-file.tsx'
import { Button } from '#design/button/button.tsx'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { nameIn, useScope } from '#design/navigation/scope.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { PANELS_MAX, type Panel } from '../domain/panel.ts'
import { Board } from './board.tsx'
import { copied, TOUCHES, useDashboards, type Dashboard } from './client.ts'
import { LookedAt } from './looked-at.tsx'
import { PanelMenu } from './panel-menu.tsx'
import { dashboardScreen, dashboardsScreen } from './screens.ts'

const NewDialog = lazy(() => import('./new-dialog.tsx').then((module) => ({ default: module.NewDialog })))
const PanelDialog = lazy(() => import('./panel-dialog.tsx').then((module) => ({ default: module.PanelDialog })))
const TitleDialog = lazy(() => import('./title-dialog.tsx').then((module) => ({ default: module.TitleDialog })))

export function DashboardPage() {
  const { params } = useScreen(dashboardScreen)
  const { data, error, refetch } = useRead(useDashboards(), 'readDashboard', { params: { id: params.dashboard } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <Shown dashboard={data} /> : <SkeletonRows />
}

/** What is open over the page: a panel by its place, `new` for one that is added. */
type Open = 'clone' | 'title' | 'new' | number | null

function Shown({ dashboard }: { readonly dashboard: Dashboard }) {
  const { search, update } = useScreen(dashboardScreen)
  const scope = useScope()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const panels: readonly Panel[] = dashboard.panels
  const why =
    useWhyNot()('dashboards.dashboards.write') ??
    (dashboard.canChange ? null : i18n.t('It belongs to all applications; an owner can change it.'))
  const change = usePanels(dashboard, close)
  const remove = useRemoval(dashboard)
  const full = panels.length >= PANELS_MAX ? i18n.t('A dashboard has at most {count} panels.', { count: PANELS_MAX }) : null
  const add = (
    <Button icon={<Plus aria-hidden />} why={why ?? full} onClick={() => setOpen('new')}>
      {i18n.t('Add panel')}
    </Button>
  )
  const whose = dashboard.applicationId ? nameIn(scope, dashboard.applicationId) : i18n.t('All applications')
  return (
    <PageLayout
      title={dashboard.title}
      crumbs={[{ label: i18n.t('Dashboards'), to: href(dashboardsScreen, {}) }]}
      summary={whose}
      actions={
        <>
          {add}
          <Button icon={<Pencil aria-hidden />} why={why} onClick={() => setOpen('title')}>
            {i18n.t('Rename')}
          </Button>
          <Button icon={<Copy aria-hidden />} why={useWhyNot()('dashboards.dashboards.write')} onClick={() => setOpen('clone')}>
            {i18n.t('Clone')}
          </Button>
          <Button icon={<Download aria-hidden />} onClick={() => location.assign(`/api/pitcrew/v1/dashboards/${dashboard.id}/file`)}>
            {i18n.t('Export')}
          </Button>
          <Button icon={<Trash2 aria-hidden />} why={why} pending={remove.pending} onClick={() => remove.run({ dashboard, deleted: true })}>
            {i18n.t('Delete')}
          </Button>
        </>
      }
    >
      {why === null ? <ManagedByFile path={dashboard.managedBy} /> : null}
      <LookedAt search={search} update={update as never} applicationId={dashboard.applicationId}>
        {(place) => (
          <Board
            panels={panels}
            place={place}
            search={search}
            onZoom={update}
            first={add}
            actions={(index) => (
              <PanelMenu panel={panels[index] as Panel} place={place} changes={{ why, edit: () => setOpen(index), ...change.of(index) }} />
            )}
          />
        )}
      </LookedAt>
      <Suspense fallback={null}>
        {open === 'clone' ? <NewDialog from={dashboard} applicationId={dashboard.applicationId} onClose={close} /> : null}
        {open === 'title' ? <TitleDialog dashboard={dashboard} onClose={close} /> : null}
        {open === 'new' || typeof open === 'number' ? (
          <PanelDialog
            panel={open === 'new' ? null : (panels[open] ?? null)}
            save={(panel) => change.keep(open === 'new' ? [...panels, panel] : panels.with(open, panel))}
            pending={change.pending}
            problem={change.problem}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </PageLayout>
  )
}

/** Changes of panels; what was removed can be brought back. */
function usePanels({ id, version, ...dashboard }: Dashboard, done: () => void) {
  const panels: readonly Panel[] = dashboard.panels
  const dashboards = useDashboards()
  const toast = useToast()
  const write = useWrite(
    (next: { readonly panels: readonly Panel[]; readonly version: number; readonly removed?: string }) =>
      dashboards.call('changeDashboard', { params: { id }, body: { panels: copied(next.panels) } }, { ifMatch: next.version }),
    {
      touches: TOUCHES,
      done: (after, { removed }) => {
        done()
        if (removed === undefined) return
        toast({ words: i18n.t('{name} was removed.', { name: removed }), undo: () => write.run({ panels, version: after.version }) })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  const keep = (next: readonly Panel[], removed?: string) =>
    write.run({ panels: next, version, ...(removed === undefined ? {} : { removed }) })
  const swapped = (index: number, other: number) => panels.with(index, panels[other] as Panel).with(other, panels[index] as Panel)
  return {
    keep: (next: readonly Panel[]) => keep(next),
    pending: write.pending,
    problem: write.problem,
    of: (index: number) => ({
      earlier: index > 0 ? () => keep(swapped(index, index - 1)) : null,
      later: index < panels.length - 1 ? () => keep(swapped(index, index + 1)) : null,
      remove: () => keep(panels.toSpliced(index, 1), panels[index]?.title ?? ''),
    }),
  }
}

function useRemoval({ title }: Dashboard) {
  const dashboards = useDashboards()
  const toast = useToast()
  const go = useGo()
  const set = useWrite(
    ({ dashboard, deleted }: { readonly dashboard: Dashboard; readonly deleted: boolean }) =>
      dashboards.call('setDashboardDeleted', { params: { id: dashboard.id }, body: { deleted } }, { ifMatch: dashboard.version }),
    {
      touches: TOUCHES,
      done: (dashboard, { deleted }) => {
        if (deleted) go(href(dashboardsScreen, {}))
        const words = deleted ? i18n.t('The dashboard {title} was deleted.', { title }) : i18n.t('{name} is back.', { name: title })
        toast(deleted ? { words, undo: () => set.run({ dashboard, deleted: false }) } : { words })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return set
}
