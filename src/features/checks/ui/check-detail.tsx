/** One check: how it is and why, how it was, and what its last look was made of. */
import { lazy, Suspense, useMemo, useState } from 'react'
import { Pause, Pencil, Play, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { Link } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { Skeleton } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { TimeChart } from '#design/time-chart/time-chart.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useNow } from '#design/time/now.ts'
import { useToast } from '#design/toast/toast.tsx'
import { instant, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { targetOf } from '../domain/settings.ts'
import { barsOf } from '../domain/states.ts'
import { Answer } from './answer.tsx'
import { availabilityWords, Bars } from './bars.tsx'
import { type Check, type Course, type Environment, type Listed, TOUCHES, useChecks } from './client.ts'
import { checksScreen, SPANS, SPANS_MS, type Span } from './screens.ts'
import { kindWords, lengthWords, outcomeWords, reasonWords, spanWords, stateWords } from './words.ts'
import styles from './checks.module.css'

const CheckDialog = lazy(() => import('./check-dialog.tsx').then((module) => ({ default: module.CheckDialog })))
const HeartbeatCard = lazy(() => import('./heartbeat-card.tsx').then((module) => ({ default: module.HeartbeatCard })))
const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

const BARS = 60
const POINTS = 240

interface CheckDetailProps {
  readonly listed: Listed
  readonly isLookedAt: boolean
  readonly environments: readonly Environment[]
}

export function CheckDetail({ listed: { check, latest }, isLookedAt, environments }: CheckDetailProps) {
  const { params } = useScreen(checksScreen)
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const why = useWhyNot()('checks.checks.write')
  const { tone, words } = stateWords(check, isLookedAt)
  const place = environments.find(({ id }) => id === check.environmentId)?.name ?? ''
  return (
    <>
      <Link to={href(checksScreen, params, { tab: 'checks' })}>{i18n.t('All checks')}</Link>
      <Card
        title={check.name}
        note={[kindWords(check.settings.kind).title, targetOf(check.settings), place].filter(Boolean).join(' · ')}
        actions={
          <>
            <Button size="small" icon={<Pencil aria-hidden />} why={why} onClick={() => setOpen('edit')}>
              {i18n.t('Edit')}
            </Button>
            <PauseButton check={check} why={why} />
            <Button size="small" kind="quiet" icon={<Trash2 aria-hidden />} why={why} onClick={() => setOpen('delete')}>
              {i18n.t('Delete')}
            </Button>
          </>
        }
      >
        <div className={styles['standing']}>
          <StateLabel strong tone={tone}>
            {words}
          </StateLabel>
          <span>{reasonWords(check.state.reason, check.state.detail)}</span>
          <span className={styles['quiet']}>
            {i18n.t('since')} <RelativeTime at={check.state.since} />
          </span>
        </div>
        {latest ? <Answer look={latest} at={latest.at} isSaid={latest.reason === check.state.reason} /> : null}
      </Card>
      {check.settings.kind === 'heartbeat' ? (
        <Suspense fallback={<Skeleton height={120} />}>
          <HeartbeatCard check={check} why={why} />
        </Suspense>
      ) : null}
      <CourseCard check={check} />
      <Suspense fallback={null}>
        {open === 'edit' ? <CheckDialog environments={environments} check={check} onClose={() => setOpen(null)} /> : null}
        {open === 'delete' ? <DeleteDialog check={check} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  )
}

function PauseButton({ check, why }: { readonly check: Check; readonly why: string | null }) {
  const checks = useChecks()
  const toast = useToast()
  const set = useWrite(
    (isPaused: boolean) => checks.call('changeCheck', { params: { id: check.id }, body: { isPaused } }, { ifMatch: check.version }),
    { touches: TOUCHES, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
  return (
    <Button
      size="small"
      icon={check.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
      why={why}
      pending={set.pending}
      onClick={() => set.run(!check.isPaused)}
    >
      {check.isPaused ? i18n.t('Resume') : i18n.t('Pause')}
    </Button>
  )
}

function DeleteDialog({ check, onClose }: { readonly check: Check; readonly onClose: () => void }) {
  const checks = useChecks()
  const toast = useToast()
  const { update } = useScreen(checksScreen)
  const remove = useWrite(() => checks.call('deleteCheck', { params: { id: check.id } }), {
    touches: TOUCHES,
    done: () => {
      update({ check: undefined })
      toast({ words: i18n.t('The check {name} is deleted.', { name: check.name }) })
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Delete {name}?', { name: check.name })}
      open
      onClose={onClose}
      onConfirm={() => remove.run(undefined)}
      verb={i18n.t('Delete')}
      pending={remove.pending}
    >
      {i18n.t('What it found is not shown any more. To stop it for a while, pause it instead.')}
    </ConfirmDialog>
  )
}

function CourseCard({ check }: { readonly check: Check }) {
  const { search, update } = useScreen(checksScreen)
  const span: Span = search.span ?? 'day'
  const to = Math.ceil(useNow() / MINUTE_MS) * MINUTE_MS
  const query = { from: new Date(to - SPANS_MS[span]).toISOString(), to: new Date(to).toISOString(), points: POINTS }
  const { data, error, refetch } = useRead(useChecks(), 'readCourse', { params: { id: check.id }, query }, { keep: true })
  return (
    <Card
      title={i18n.t('Over time')}
      actions={
        <RadioGroup
          bar
          hideLabel
          label={i18n.t('Time')}
          value={span}
          onChange={(chosen) => update({ span: chosen })}
          options={SPANS.map((value) => ({ value, label: spanWords(value) }))}
        />
      }
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!error && !data ? <Skeleton height={220} /> : null}
      {data ? <CourseBody course={data} span={span} hasTimes={check.settings.kind !== 'heartbeat'} /> : null}
    </Card>
  )
}

function CourseBody({ course, span, hasTimes }: { readonly course: Course; readonly span: Span; readonly hasTimes: boolean }) {
  const range = { from: instant(course.from), to: instant(course.to) }
  const states = course.states.map((one) => ({ ...one, from: instant(one.from), to: instant(one.to) }))
  const times = useMemo(() => course.avgMs.map((_, index) => Date.parse(course.from) + index * course.stepSeconds * SECOND_MS), [course])
  const failed = states.filter(({ outcome, reason }) => outcome !== 'up' && reason !== 'nobody_looks').toReversed()
  return (
    <div className={styles['course']}>
      <div className={styles['standing']}>
        <strong>{availabilityWords(course.availability)}</strong>
        <span className={styles['quiet']}>{i18n.t('up, of the time in which somebody could say')}</span>
      </div>
      <Bars bars={barsOf(states, range, BARS)} availability={course.availability} span={spanWords(span)} />
      {hasTimes ? (
        <TimeChart
          title={i18n.t('Response time')}
          unit="ms"
          aggregation={i18n.t('mean of {seconds} s', { seconds: course.stepSeconds })}
          times={times}
          series={[{ name: i18n.t('mean'), values: course.avgMs }]}
        />
      ) : null}
      {failed.length > 0 ? <Failures failed={failed.slice(0, FAILURES_SHOWN)} /> : null}
    </div>
  )
}

/** The latest; more are seen in the bars. */
const FAILURES_SHOWN = 10

interface Failure extends Pick<Course['states'][number], 'outcome' | 'reason'> {
  readonly from: number
  readonly to: number
}

function Failures({ failed }: { readonly failed: readonly Failure[] }) {
  return (
    <ul className={styles['failures']} aria-label={i18n.t('When it was not up')}>
      {failed.map(({ from, to, outcome, reason }) => (
        <li key={from}>
          <StateLabel tone={outcomeWords(outcome).tone}>{outcomeWords(outcome).words}</StateLabel>
          <span>{reasonWords(reason, '…')}</span>
          <span className={styles['quiet']}>
            <RelativeTime at={from} /> · {lengthWords(to - from)}
          </span>
        </li>
      ))}
    </ul>
  )
}
