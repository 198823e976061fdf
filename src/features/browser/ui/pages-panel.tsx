/** The pages of an application as real browsers load them, and what people use there. */
import { useState } from 'react'
import { Globe } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, ForbiddenState } from '#design/states/states.tsx'
import { TimeChart } from '#design/time-chart/time-chart.tsx'
import { figure } from '#design/time/format.ts'
import { nowMs } from '#design/time/now.ts'
import { HOUR_MS, SECOND_MS } from '#kit/time.ts'
import { type Pages, useBrowser } from './client.ts'
import { FeaturesTable, RequestsTable, RoutesTable } from './tables.tsx'
import styles from './browser.module.css'

const SPANS = { day: 24, week: 168, month: 720 } as const
type Span = keyof typeof SPANS
const STEPS = 60
const READ_EVERY_MS = 30 * SECOND_MS

export function PagesPanel({ applicationId }: { readonly applicationId: string }) {
  return useSession().permissions.has('browser.pages.read') ? <Told applicationId={applicationId} /> : <ForbiddenState />
}

function Told({ applicationId }: { readonly applicationId: string }) {
  const [span, setSpan] = useState<Span>('day')
  const call = { params: { id: applicationId }, query: { hours: SPANS[span] } }
  const { data, error, refetch } = useRead(useBrowser(), 'readPages', call, { keep: true, everyMs: READ_EVERY_MS })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data) return <SkeletonRows rows={4} />
  const spans = (
    <RadioGroup
      bar
      hideLabel
      label={i18n.t('Span of time')}
      value={span}
      onChange={setSpan}
      options={[
        { value: 'day', label: i18n.t('1 day') },
        { value: 'week', label: i18n.t('7 days') },
        { value: 'month', label: i18n.t('30 days') },
      ]}
    />
  )
  return (
    <>
      <Card
        title={i18n.t('Pages')}
        note={i18n.t('As real browsers tell it. Kept for 30 days; times at the 75th percentile.')}
        actions={spans}
      >
        {data.sessions === 0 ? (
          <EmptyState compact icon={<Globe aria-hidden />} title={i18n.t('No browser told anything in this time.')}>
            {i18n.t('Put the line below into the pages of the application.')}
          </EmptyState>
        ) : (
          <Overview pages={data} />
        )}
      </Card>
      {data.sessions === 0 ? null : (
        <>
          <RoutesTable pages={data} />
          <FeaturesTable pages={data} />
          <RequestsTable pages={data} />
        </>
      )}
      <ScriptCard script={data.script} />
    </>
  )
}

function Overview({ pages }: { readonly pages: Pages }) {
  const facts = [
    { label: i18n.t('Sessions'), value: figure(pages.sessions, 'count') },
    { label: i18n.t('Page views'), value: figure(pages.views, 'count') },
    { label: i18n.t('Active in the last 5 minutes'), value: figure(pages.activeNow, 'count') },
    {
      label: i18n.t('Looked at, median'),
      value: figure(pages.sessionSeconds === null ? null : pages.sessionSeconds * SECOND_MS, 'ms'),
    },
  ]
  const { times, sessions, loads } = courseOf(pages)
  const aggregation = i18n.t('by {minutes} minutes', { minutes: pages.hours })
  return (
    <>
      <dl className={styles['facts']}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles['charts']}>
        <TimeChart
          title={i18n.t('Page loads')}
          unit="ms"
          aggregation={aggregation}
          times={times}
          sync="pages"
          series={[{ name: i18n.t('Page loads'), values: loads }]}
          threshold={{ value: 3 * SECOND_MS, words: i18n.t('slow from here') }}
        />
        <TimeChart
          title={i18n.t('Sessions')}
          unit="count"
          aggregation={aggregation}
          times={times}
          sync="pages"
          series={[{ name: i18n.t('Sessions'), values: sessions }]}
        />
      </div>
    </>
  )
}

/** A step of a course has as many minutes as the span has hours; where nobody was, there is nothing. */
function courseOf({ hours, course }: Pages) {
  const stepMs = (hours * HOUR_MS) / STEPS
  const last = Math.floor(nowMs() / stepMs) * stepMs
  const times = Array.from({ length: STEPS + 1 }, (_, index) => last - (STEPS - index) * stepMs)
  const byTime = new Map(course.map((one) => [Math.floor(Date.parse(one.at) / stepMs) * stepMs, one]))
  return {
    times,
    sessions: times.map((at) => byTime.get(at)?.sessions ?? 0),
    loads: times.map((at) => byTime.get(at)?.loadMs ?? null),
  }
}

function ScriptCard({ script }: { readonly script: Pages['script'] }) {
  const line = `<script async crossorigin="anonymous" src="${script.url}" integrity="${script.integrity}" data-dsn="DSN"></script>`
  const always = `<script async src="${script.url.replace(/-[0-9a-f]+\.js$/, '.js')}" data-dsn="DSN"></script>`
  return (
    <Card
      title={i18n.t('For your pages')}
      note={i18n.t('Put the DSN of a write-only key in place of DSN; keys stand on the Telemetry tab. It is public.')}
    >
      <div className={styles['lines']}>
        <CopyField label={i18n.t('This version, held against its digest')} value={line} />
        <CopyField label={i18n.t('Always the latest version')} value={always} />
        <p className={styles['quiet']}>
          {i18n.t(
            'It sets no cookies, keeps nothing, sends no addresses but their pattern, and is silent for people who ask not to be tracked. pitcrew.track("checkout") counts a feature; data-sample="0.1" speaks for every tenth visit; data-release names the release.',
          )}
        </p>
      </div>
    </Card>
  )
}
