/** How the series of an alert went around it, with its limit. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { TimeChart } from '#design/time-chart/time-chart.tsx'
import { plain } from '#design/time/format.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Alert } from './client.ts'

export function Course({ alert, course }: { readonly alert: Alert; readonly course: NonNullable<Alert['course']> }) {
  const from = Date.parse(course.from)
  const isShare = course.values.every((value) => value === null || (value >= 0 && value <= 1)) && alert.limit <= 1
  const scale = isShare ? 100 : 1
  return (
    <Card title={i18n.t('Course')}>
      <TimeChart
        title={alert.title}
        unit={isShare ? 'percent' : 'number'}
        aggregation={
          alert.comparison === 'above'
            ? i18n.t('largest of {seconds} s', { seconds: course.stepSeconds })
            : i18n.t('smallest of {seconds} s', { seconds: course.stepSeconds })
        }
        times={course.values.map((_value, index) => from + index * course.stepSeconds * SECOND_MS)}
        series={[{ name: alert.title, values: course.values.map((value) => (value === null ? null : value * scale)) }]}
        threshold={{ value: alert.limit * scale, words: i18n.t('limit {limit}', { limit: plain(alert.limit * scale, 2) }) }}
      />
    </Card>
  )
}
