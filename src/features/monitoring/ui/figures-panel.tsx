/** Everything that is measured of an application as charts with one crosshair. Says so when nothing is measured. */
import { useMemo, useState } from 'react'
import { Activity } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { useRead } from '#design/session/client.ts'
import { Skeleton, SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { TimeChart } from '#design/time-chart/time-chart.tsx'
import { figure } from '#design/time/format.ts'
import { useNow } from '#design/time/now.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '#kit/time.ts'
import { type Course, type Figure, shownAs, useMonitoring } from './client.ts'
import { metricTitle, seriesName } from './words.ts'
import styles from './monitoring.module.css'

const SPANS_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const
type Span = keyof typeof SPANS_MS

export function FiguresPanel({ applicationId }: { readonly applicationId: string }) {
  const monitoring = useMonitoring()
  const [span, setSpan] = useState<Span>('hour')
  const { data, error, refetch } = useRead(monitoring, 'listFigures', { params: { id: applicationId }, query: {} })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data) return <SkeletonRows rows={4} />
  if (data.items.length === 0) {
    return (
      <Card title={i18n.t('Figures')}>
        <EmptyState compact icon={<Activity aria-hidden />} title={i18n.t('Nothing is measured here yet.')}>
          {i18n.t('Pitcrew measures its own host from the first minute; other applications send their figures.')}
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card
      title={i18n.t('Figures')}
      note={i18n.t('Measured every 5 seconds; gaps are times without a measurement.')}
      actions={
        <RadioGroup
          bar
          hideLabel
          label={i18n.t('Span of time')}
          value={span}
          onChange={setSpan}
          options={[
            { value: 'hour', label: i18n.t('1 hour') },
            { value: 'day', label: i18n.t('1 day') },
            { value: 'week', label: i18n.t('7 days') },
            { value: 'month', label: i18n.t('30 days') },
          ]}
        />
      }
    >
      <div className={styles['charts']}>
        {data.items.map((item) => (
          <FigureChart key={item.metric} applicationId={applicationId} figure={item} span={span} />
        ))}
      </div>
    </Card>
  )
}

/** A new range each ten seconds for an hour's chart; longer ones move so little that once a minute is enough. */
const MOVES_MS: Readonly<Record<Span, number>> = {
  hour: 10 * SECOND_MS,
  day: 60 * SECOND_MS,
  week: 300 * SECOND_MS,
  month: 900 * SECOND_MS,
}

function FigureChart({
  applicationId,
  figure: { metric, title, unit },
  span,
}: {
  readonly applicationId: string
  readonly figure: Figure
  readonly span: Span
}) {
  const monitoring = useMonitoring()
  const to = Math.ceil(useNow() / MOVES_MS[span]) * MOVES_MS[span]
  const query = { from: new Date(to - SPANS_MS[span]).toISOString(), to: new Date(to).toISOString() }
  const { data, error, refetch } = useRead(monitoring, 'readFigure', { params: { id: applicationId, metric }, query }, { keep: true })
  const chart = useMemo(() => (data ? chartOf(data) : null), [data])
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!chart) return <Skeleton height={200} />
  return (
    <TimeChart
      title={metricTitle(metric, title)}
      unit={shownAs(unit).unit}
      sync={applicationId}
      {...chart}
      {...(data?.threshold && unit === '1' ? { max: 100 } : {})}
    />
  )
}

/** The mean of each step in the unit in which it is shown. */
export function chartOf(course: Course) {
  const { unit, factor } = shownAs(course.unit)
  const from = new Date(course.from).getTime()
  const length = course.series[0]?.avg.length ?? 0
  const threshold = course.threshold
  return {
    times: Array.from({ length }, (_, index) => from + index * course.stepSeconds * SECOND_MS),
    series: course.series.map((one) => ({
      name: seriesName(one.labels, course.title),
      values: one.avg.map((value) => (value === null ? null : value * factor)),
    })),
    aggregation: i18n.t('mean of {seconds} s', { seconds: course.stepSeconds }),
    threshold: threshold
      ? { value: threshold.above * factor, words: i18n.t('limit {value}', { value: figure(threshold.above * factor, unit) }) }
      : null,
  }
}
