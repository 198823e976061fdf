/** One trace: its spans as a waterfall, and beside it what is known of the one that is looked at. */
import { useMemo } from 'react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { Banner } from '#design/banner/banner.tsx'
import { Card } from '#design/card/card.tsx'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { waterfallOf } from '../domain/waterfall.ts'
import { type WholeTrace, useTraces } from './client.ts'
import { traceScreen } from './screens.ts'
import { SpanCard } from './span-card.tsx'
import { Waterfall } from './waterfall.tsx'
import { lengthWords } from './words.ts'

export function TracePage() {
  const { params } = useScreen(traceScreen)
  const { data, error, refetch } = useRead(useTraces(), 'readTrace', { params: { id: params.environment, traceId: params.trace } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return <TraceDetail trace={data} />
}

function TraceDetail({ trace }: { readonly trace: WholeTrace }) {
  const { params, search, update } = useScreen(traceScreen)
  const rows = useMemo(() => waterfallOf(trace.spans), [trace])
  const first = rows[0]?.span
  const chosen = trace.spans.find(({ id }) => id === search.span) ?? first
  const orphans = rows.filter(({ isOrphan }) => isOrphan).length
  return (
    <DetailLayout
      title={first?.name ?? params.trace}
      crumbs={[{ label: i18n.t('Traces'), to: href(applicationScreen, { application: trace.applicationId }, { tab: 'traces' }) }]}
      facts={<TraceFacts trace={trace} id={params.trace} />}
    >
      {trace.complete ? null : (
        <Banner tone="warning">
          {i18n.t('Only the first {count} spans of this trace are shown.', { count: figure(trace.spans.length, 'count') })}
        </Banner>
      )}
      {orphans > 0 ? (
        <Banner tone="info">
          {i18n.t('Some spans name a parent that has not come: it is still running, was lost, or was sent elsewhere.')}
        </Banner>
      ) : null}
      <Card flush title={i18n.t('Spans')} note={i18n.t('Arrow keys move between spans, left and right close and open.')}>
        <Waterfall rows={rows} durationMs={trace.durationMs} chosen={chosen?.id ?? null} onChoose={(span) => update({ span })} />
      </Card>
      {chosen ? <SpanCard environment={params.environment} trace={params.trace} step={chosen} /> : null}
    </DetailLayout>
  )
}

function TraceFacts({ trace, id }: { readonly trace: WholeTrace; readonly id: string }) {
  const errors = trace.spans.filter(({ status }) => status === 'error').length
  const services = [...new Set(trace.spans.map(({ service }) => service))]
  const properties = [
    { label: i18n.t('Environment'), value: trace.environment },
    { label: i18n.t('Began'), value: <RelativeTime at={trace.startedAt} /> },
    { label: i18n.t('Duration'), value: lengthWords(trace.durationMs) },
    { label: i18n.t('Spans'), value: figure(trace.spans.length, 'count') },
    { label: i18n.t('Errors'), value: errors > 0 ? <StateLabel tone="critical">{figure(errors, 'count')}</StateLabel> : i18n.t('none') },
    { label: i18n.t('Services'), value: services.join(', ') },
    { label: i18n.t('Trace id'), value: <code>{id}</code> },
  ]
  return <PropertyList title={i18n.t('Trace')} properties={properties} />
}
