/** One incident: how bad it is, what is promised, who works on it, what is known, and what happened. */
import { lazy, Suspense, useState } from 'react'
import { Check, CheckCheck, Hand, Pencil, RotateCcw, Scale } from 'lucide-react'
import { i18n } from '@lingui/core'
import { RecordPage } from '#core/records/ui/record-page.tsx'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { Markdown } from '#design/markdown/markdown.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { Menu } from '#design/overlay/menu.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { allowedMoves, isLasting } from '../domain/moves.ts'
import { type Incident, type State, useIncidents, useMove } from './client.ts'
import { EarlierCard } from './earlier-card.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import { IncidentFacts } from './incident-facts.tsx'
import { PromiseClock } from './promise-clock.tsx'
import { ReviewCard } from './review-card.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { incidentScreen, incidentsScreen } from './screens.ts'
import { TasksCard } from './tasks-card.tsx'
import { severityWords, stateWords } from './words.ts'
import styles from './incidents.module.css'

const EditDialog = lazy(() => import('./edit-dialog.tsx').then((module) => ({ default: module.EditDialog })))
const ResolveDialog = lazy(() => import('./resolve-dialog.tsx').then((module) => ({ default: module.ResolveDialog })))
const WeighDialog = lazy(() => import('./weigh-dialog.tsx').then((module) => ({ default: module.WeighDialog })))

const SecurityCard = lazy(() => import('./security-card.tsx').then((module) => ({ default: module.SecurityCard })))

type Doing = 'edit' | 'resolve' | 'weigh'

export function IncidentPage() {
  const { params } = useScreen(incidentScreen)
  const { data, error, refetch } = useRead(useIncidents(), 'readIncident', { params: { id: params.incident } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <IncidentDetail key={data.id} incident={data} /> : <SkeletonRows />
}

function IncidentDetail({ incident }: { readonly incident: Incident }) {
  const [doing, setDoing] = useState<Doing>()
  const done = () => setDoing(undefined)
  const [state, severity] = [stateWords(incident.state), severityWords(incident.severity)]
  const mayWrite = useSession().permissions.has('incidents.incidents.write')
  const { inside } = incident
  return (
    <RecordPage
      record={incident.id}
      label={incident.label}
      title={incident.title}
      crumbs={[{ label: i18n.t('Incidents'), to: href(incidentsScreen, {}) }]}
      state={
        <StateLabel strong tone={state.tone}>
          {state.label}
        </StateLabel>
      }
      marks={
        <>
          <StateLabel tone={severity.tone}>{severity.label}</StateLabel>
          {incident.type === 'security' ? (
            <Badge tone="accent">{incident.isPrivate ? i18n.t('Security, private') : i18n.t('Security')}</Badge>
          ) : null}
        </>
      }
      owner={incident.assignee?.name ?? null}
      clock={inside ? <PromiseClock incident={incident} inside={inside} /> : undefined}
      actions={inside ? <Actions incident={incident} onDo={setDoing} /> : null}
      facts={<IncidentFacts incident={incident} />}
    >
      <Standing incident={incident} onResolve={() => setDoing('resolve')} />
      {inside && incident.type === 'security' ? (
        <Suspense fallback={<SkeletonRows />}>
          <SecurityCard incident={incident} />
        </Suspense>
      ) : null}
      {incident.summary ? (
        <Card title={i18n.t('What is known')}>
          <Markdown text={incident.summary} />
        </Card>
      ) : null}
      {inside ? <Outcome cause={inside.cause} fix={inside.fix} /> : null}
      {inside ? <EarlierCard earlier={inside.earlier} /> : null}
      {inside ? <EvidenceCard alerts={inside.alerts} /> : null}
      {inside ? <TasksCard incident={incident} tasks={inside.tasks} /> : null}
      {inside && mayWrite && !isLasting(incident.state) ? <ReviewCard incident={incident} /> : null}
      <Suspense fallback={null}>
        {doing === 'edit' ? <EditDialog incident={incident} onClose={done} /> : null}
        {doing === 'resolve' ? <ResolveDialog incident={incident} onClose={done} /> : null}
        {doing === 'weigh' ? <WeighDialog incident={incident} onClose={done} /> : null}
      </Suspense>
    </RecordPage>
  )
}

/** What asks for a decision: all its alerts recovered while somebody works on it. */
function Standing({ incident, onResolve }: { readonly incident: Incident; readonly onResolve: () => void }) {
  const recoveredAt = incident.inside?.recoveredAt ?? null
  const why = useWhyNot()('incidents.incidents.write')
  if (recoveredAt === null || !isLasting(incident.state)) return null
  const resolve = (
    <Button size="small" why={why} onClick={onResolve}>
      {i18n.t('Resolve')}
    </Button>
  )
  return (
    <Banner tone="info" action={resolve}>
      {i18n.t('None of its alerts has fired since')} <RelativeTime at={recoveredAt} />.{' '}
      {incident.state === 'monitoring'
        ? i18n.t('If nobody touches it and all stays well for a quarter of an hour, Pitcrew resolves it.')
        : i18n.t('Is it resolved?')}
    </Banner>
  )
}

function Outcome({ cause, fix }: { readonly cause: string; readonly fix: string }) {
  if (cause === '' && fix === '') return null
  return (
    <Card title={i18n.t('Cause and fix')}>
      <div className={styles['outcome']}>
        {cause ? (
          <section>
            <h3 className={styles['small']}>{i18n.t('Cause')}</h3>
            <Markdown text={cause} />
          </section>
        ) : null}
        {fix ? (
          <section>
            <h3 className={styles['small']}>{i18n.t('Fix')}</h3>
            <Markdown text={fix} />
          </section>
        ) : null}
      </div>
    </Card>
  )
}

/** The usual next step is one key away; every other allowed one stands in the menu. */
function Actions({ incident, onDo }: { readonly incident: Incident; readonly onDo: (what: Doing) => void }) {
  const why = useWhyNot()('incidents.incidents.write')
  const move = useMove(incident)
  const { state } = incident
  const lasts = isLasting(state)
  const step = (): void => {
    if (state === 'declared') move.run('acknowledged')
    else if (lasts) onDo('resolve')
    else move.run(state === 'resolved' ? 'closed' : 'declared')
  }
  useShortcut({ keys: 'E', label: stepWords(state), group: 'page', run: () => (why ? undefined : step()) })
  const others = allowedMoves[state].filter((to) => to !== 'acknowledged' && to !== 'closed' && !(state === 'closed' && to === 'declared'))
  return (
    <>
      <Button kind="primary" icon={stepIcon(state)} why={why} pending={move.pending} onClick={step} shortcut="E">
        {stepWords(state)}
      </Button>
      {others.length > 0 ? (
        <Menu
          label={i18n.t('Move to')}
          commands={others.map((to) => ({
            id: to,
            label: to === 'declared' ? i18n.t('Reopen') : stateWords(to).label,
            why,
            run: () => (to === 'resolved' ? onDo('resolve') : move.run(to)),
          }))}
        >
          <Button why={why}>{i18n.t('Move to')}</Button>
        </Menu>
      ) : null}
      {lasts ? (
        <Button icon={<Scale aria-hidden />} why={why} onClick={() => onDo('weigh')}>
          {i18n.t('Severity')}
        </Button>
      ) : null}
      <Button icon={<Pencil aria-hidden />} why={why} onClick={() => onDo('edit')}>
        {i18n.t('Edit')}
      </Button>
    </>
  )
}

function stepWords(state: State): string {
  if (state === 'declared') return i18n.t('Acknowledge')
  if (isLasting(state)) return i18n.t('Resolve')
  return state === 'resolved' ? i18n.t('Close') : i18n.t('Reopen')
}

function stepIcon(state: State) {
  if (state === 'declared') return <Hand aria-hidden />
  if (isLasting(state)) return <Check aria-hidden />
  return state === 'resolved' ? <CheckCheck aria-hidden /> : <RotateCcw aria-hidden />
}
