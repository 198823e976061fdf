/** This installation's own figures on the first screen, moving as they are measured. */
import { useMemo, useState } from 'react'
import { i18n } from '@lingui/core'
import { cx } from '#design/class-names.ts'
import { Link } from '#design/link/link.tsx'
import { useRead } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { useSession } from '#design/session/session.ts'
import { Skeleton } from '#design/skeleton/skeleton.tsx'
import { Sparkline } from '#design/sparkline/sparkline.tsx'
import { figure } from '#design/time/format.ts'
import { nowMs } from '#design/time/now.ts'
import { MINUTE_MS } from '#kit/time.ts'
import { type Course, FIGURES_TOPIC, type FiguresMessage, shownAs, useCatalog, useMonitoring } from './client.ts'
import { append, type LabelChoice, type Tail, tailOf } from './tail.ts'
import { metricTitle } from './words.ts'
import styles from './monitoring.module.css'

/** Short enough that each measurement, every 5 seconds, is seen to move it. */
const SHOWN_MS = 10 * MINUTE_MS
const POINTS = 120

/** What the strip shows, in this order; of several series of a metric the one that says most, or their sum. */
const SHOWN = [
  { metric: 'system.cpu.utilization', max: 100 },
  { metric: 'system.memory.utilization', max: 100 },
  { metric: 'system.filesystem.utilization', max: 100 },
  { metric: 'system.network.io.rate' },
  { metric: 'http.server.request.duration', label: { name: 'quantile', value: '0.95' } },
] as const

export function LiveStrip() {
  const { permissions } = useSession()
  const catalog = useCatalog()
  const allowed = permissions.has('monitoring.figures.read') && permissions.has('catalog.applications.read')
  const { data } = useRead(catalog, 'listApplications', { query: { limit: 200 } }, { enabled: allowed })
  const self = data?.items.find((one) => one.kind === 'self')
  if (!allowed || (data && !self)) return null
  return (
    <section aria-label={i18n.t('This installation')}>
      <header className={styles['stripHead']}>
        <h2 className={styles['stripTitle']}>{i18n.t('This installation')}</h2>
        {self ? <Link to={`/applications/${self.id}?tab=figures`}>{i18n.t('All figures')}</Link> : null}
      </header>
      <div className={styles['strip']}>
        {SHOWN.map((shown) => (self ? <Cell key={shown.metric} applicationId={self.id} shown={shown} /> : <Bones key={shown.metric} />))}
      </div>
    </section>
  )
}

type Shown = (typeof SHOWN)[number]

function Cell({ applicationId, shown }: { readonly applicationId: string; readonly shown: Shown }) {
  const monitoring = useMonitoring()
  const [query] = useState(() => ({ from: new Date(nowMs() - SHOWN_MS).toISOString(), points: POINTS }))
  const { data } = useRead(monitoring, 'readFigure', { params: { id: applicationId, metric: shown.metric }, query })
  const label = 'label' in shown ? shown.label : undefined
  const max = 'max' in shown ? shown.max : undefined
  const tail = useTail(data, { applicationId, metric: shown.metric, label })
  const title = metricTitle(shown.metric, data?.title ?? shown.metric)
  if (!data || !tail) return <Bones />
  const { unit, factor } = shownAs(data.unit)
  const values = sinceFirst(tail.values).map((value) => (value === null ? null : value * factor))
  const last = values.findLast((value) => value !== null) ?? null
  const above = data.threshold !== null && last !== null && last > data.threshold.above * factor
  return (
    <div className={styles['cell']} data-above={above || undefined}>
      <p className={styles['cellTitle']}>
        {title}
        {label ? <span className={styles['quantile']}>p95</span> : null}
      </p>
      <p className={styles['cellValue']}>{figure(last, unit)}</p>
      <Sparkline
        values={values}
        label={i18n.t('{title}, the last ten minutes: {value} now', { title, value: figure(last, unit) })}
        {...(max ? { min: 0, max } : {})}
      />
      {above && data.threshold ? (
        <p className={styles['over']}>{i18n.t('over its limit of {value}', { value: figure(data.threshold.above * factor, unit) })}</p>
      ) : null}
    </div>
  )
}

/** A cell before its first figure. */
function Bones() {
  return (
    <div className={cx(styles['cell'], styles['bones'])}>
      <Skeleton width={72} />
      <Skeleton width={96} height={20} />
      <Skeleton height={24} />
    </div>
  )
}

interface Followed {
  readonly applicationId: string
  readonly metric: string
  readonly label: LabelChoice | undefined
}

/** What was read, moved on by what arrives; a new answer starts over. */
function useTail(course: Course | undefined, { applicationId, metric, label }: Followed): Tail | null {
  const read = useMemo(() => (course ? tailOf(course, label) : null), [course, label])
  const [moved, setMoved] = useState<{ readonly from: Tail | null; readonly tail: Tail | null }>({ from: null, tail: null })
  useLive(FIGURES_TOPIC, (told) => {
    const message = told as FiguresMessage
    if (message.applicationId !== applicationId) return
    setMoved((before) => {
      const latest = before.from === read ? before.tail : read
      return { from: read, tail: latest && append(latest, message, metric, label) }
    })
  })
  return moved.from === read ? moved.tail : read
}

/** Fewer steps than this would make the first minute's course a straight line. */
const STEPS_MIN = 12

/** Without the time before anything was measured, so that a new installation fills its lines from the first minute. */
function sinceFirst(values: Tail['values']): Tail['values'] {
  const first = values.findIndex((value) => value !== null)
  return values.slice(Math.max(0, Math.min(first, values.length - STEPS_MIN)))
}
