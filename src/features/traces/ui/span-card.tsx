/** What is known of one span. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { PropertyList, TextProperties } from '#design/property-list/property-list.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { absoluteTime } from '#design/time/format.ts'
import { type Detail, type Step, useTraces } from './client.ts'
import { traceScreen } from './screens.ts'
import { kindWords, lengthWords } from './words.ts'
import styles from './traces.module.css'

interface SpanCardProps {
  readonly environment: string
  readonly trace: string
  readonly step: Step
}

export function SpanCard({ environment, trace, step }: SpanCardProps) {
  const params = { id: environment, traceId: trace, spanId: step.id }
  const { data, error, refetch } = useRead(useTraces(), 'readSpan', { params }, { keep: true })
  return (
    <Card title={step.name} note={i18n.t('{service}, {kind}', { service: step.service, kind: kindWords(step.kind) })}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} /> : null}
      {data ? <SpanDetail environment={environment} step={step} detail={data} /> : error ? null : <SkeletonRows />}
    </Card>
  )
}

function SpanDetail({ environment, step, detail }: { readonly environment: string; readonly step: Step; readonly detail: Detail }) {
  const failure = step.status === 'error' ? <StateLabel tone="critical">{detail.statusMessage || i18n.t('failed')}</StateLabel> : null
  const facts = [
    { label: i18n.t('Began'), value: i18n.t('{time} after the first span', { time: lengthWords(step.startMs) }) },
    { label: i18n.t('Duration'), value: lengthWords(step.durationMs) },
    ...(failure ? [{ label: i18n.t('Outcome'), value: failure }] : []),
    ...(detail.scope ? [{ label: i18n.t('Seen by'), value: detail.scope }] : []),
  ]
  return (
    <div className={styles['detail']}>
      <PropertyList title={i18n.t('Span')} properties={facts} />
      <TextProperties title={i18n.t('Attributes')} texts={detail.attributes} />
      {detail.events.map((event, index) => (
        <TextProperties key={index} title={`${event.name} · ${absoluteTime(event.at)}`} texts={event.attributes} />
      ))}
      {detail.links.map((link) => (
        <div key={`${link.traceId} ${link.spanId}`}>
          <Link to={href(traceScreen, { environment, trace: link.traceId }, { span: link.spanId })}>
            {i18n.t('Linked span {id}', { id: link.spanId })}
          </Link>
          <TextProperties title={i18n.t('About the link')} texts={link.attributes} />
        </div>
      ))}
      <TextProperties title={i18n.t('Resource')} texts={detail.resource} />
    </div>
  )
}
