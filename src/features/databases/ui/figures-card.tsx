/** How a database went: a chart for each figure that it has. */
import { useMemo, useState } from 'react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { useRead } from '#design/session/client.ts'
import { Skeleton } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { TimeChart } from '#design/time-chart/time-chart.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { shownAs, type WholeDatabase, useDatabases } from './client.ts'
import { type Span, spanOptions, useRange } from './span.ts'
import { lineWords, metricTitle } from './words.ts'
import styles from './databases.module.css'

type Metric = WholeDatabase['metrics'][number]

export function FiguresCard({ database }: { readonly database: WholeDatabase }) {
  const [span, setSpan] = useState<Span>('hour')
  if (database.readAt === null) return null
  return (
    <Card
      title={i18n.t('Figures')}
      note={i18n.t('Gaps are times without a reading.')}
      actions={<RadioGroup bar hideLabel label={i18n.t('Span of time')} value={span} onChange={setSpan} options={spanOptions()} />}
    >
      <div className={styles['charts']}>
        {database.metrics.map((metric) => (
          <FigureChart key={metric.metric} id={database.id} metric={metric} span={span} />
        ))}
      </div>
    </Card>
  )
}

/** Draws nothing where nothing was measured: a server without replicas has no lag. */
function FigureChart({ id, metric: { metric, title, unit }, span }: { readonly id: string; readonly metric: Metric; readonly span: Span }) {
  const query = useRange(span)
  const { data, error, refetch } = useRead(useDatabases(), 'readCourse', { params: { id, metric }, query }, { keep: true })
  const shown = shownAs(unit)
  const chart = useMemo(() => {
    if (!data) return null
    const from = new Date(data.from).getTime()
    return {
      times: (data.series[0]?.avg ?? []).map((_, index) => from + index * data.stepSeconds * SECOND_MS),
      series: data.series.map(({ name, avg }) => ({
        name: name === '' ? metricTitle(metric, title) : lineWords(name),
        values: avg.map((value) => (value === null ? null : value * shown.factor)),
      })),
      aggregation: i18n.t('mean of {seconds} s', { seconds: data.stepSeconds }),
    }
  }, [data, metric, title, shown.factor])
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!chart) return <Skeleton height={200} />
  if (chart.series.length === 0) return null
  return (
    <TimeChart
      title={metricTitle(metric, title)}
      unit={shown.unit}
      sync={id}
      {...chart}
      {...(unit === '1' ? { max: 100 } : {})}
      threshold={null}
    />
  )
}
