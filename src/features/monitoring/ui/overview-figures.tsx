/** How an environment does, on the overview of its application: each figure against its limit, a day ago, and the release before. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceFigure, GlanceFigures } from '#design/glance-figure/glance-figure.tsx'
import { changeWords, limitWords, standingWords } from '#design/glance-figure/limit-words.ts'
import { Link } from '#design/link/link.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { figure, type Unit } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { Activity } from 'lucide-react'
import { type EnvironmentOverview, type SignalFigure, useMonitoring } from './client.ts'
import { basisWords, signalWords, usualWords } from './words.ts'
import styles from './monitoring.module.css'

/** Steps are five minutes; the one that runs fills by itself. */
const READ_EVERY_MS = 30 * SECOND_MS

export function OverviewFigures(given: Overview) {
  return useSession().permissions.has('monitoring.figures.read') ? <Figures {...given} /> : null
}

function Figures({ applicationId, environmentId }: Overview) {
  const call = { params: { id: applicationId }, query: { environmentId } }
  const { data, error, refetch } = useRead(useMonitoring(), 'readOverview', call, { everyMs: READ_EVERY_MS })
  const known = data?.items.filter(({ value }) => value !== null) ?? []
  const missing = data?.items.filter(({ value }) => value === null) ?? []
  return (
    <Card
      flush
      title={i18n.t('How it does')}
      note={data?.release ? <Release {...data.release} /> : i18n.t('The last quarter of an hour; lines go back six hours.')}
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={4} /> : null}
      {data && known.length === 0 ? <Nothing applicationId={applicationId} /> : null}
      {known.length > 0 ? (
        <GlanceFigures>
          {known.map((one) => (
            <SignalGlance key={one.signal} applicationId={applicationId} figure={one} release={data?.release ?? null} />
          ))}
        </GlanceFigures>
      ) : null}
      {known.length > 0 && missing.length > 0 ? <Missing applicationId={applicationId} missing={missing} /> : null}
    </Card>
  )
}

const telemetryOf = (applicationId: string) => `/applications/${applicationId}?tab=telemetry`

function Nothing({ applicationId }: { readonly applicationId: string }) {
  return (
    <EmptyState
      compact
      icon={<Activity aria-hidden />}
      title={i18n.t('Nothing was measured in the last quarter of an hour.')}
      action={<Link to={telemetryOf(applicationId)}>{i18n.t('Connect a sender')}</Link>}
    >
      {i18n.t('Send metrics or traces by OpenTelemetry or Prometheus, or let an agent measure the hosts.')}
    </EmptyState>
  )
}

function Missing({ applicationId, missing }: { readonly applicationId: string; readonly missing: readonly SignalFigure[] }) {
  const names = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(missing.map(({ signal }) => signalWords(signal)))
  return (
    <p className={styles['missing']}>
      {i18n.t('Not measured: {names}.', { names })} <Link to={telemetryOf(applicationId)}>{i18n.t('Connect a sender')}</Link>
    </p>
  )
}

function Release({ release, at }: NonNullable<EnvironmentOverview['release']>) {
  return (
    <>
      {i18n.t('Last release {release}', { release })} · <RelativeTime at={at} />
    </>
  )
}

interface GlanceProps {
  readonly applicationId: string
  readonly figure: SignalFigure
  readonly release: EnvironmentOverview['release']
}

function SignalGlance({ applicationId, figure: one, release }: GlanceProps) {
  const { unit, factor } = shown(one.unit)
  const said = (value: number | null) => figure(value === null ? null : value * factor, unit)
  const [sinceDay, sinceRelease] = [changeWords(one.value, one.yesterday), changeWords(one.value, one.beforeRelease)]
  const title = signalWords(one.signal)
  return (
    <GlanceFigure
      title={title}
      part={one.part ?? undefined}
      value={said(one.value)}
      state={stateOf(one)}
      course={{
        values: one.course.map((value) => (value === null ? null : value * factor)),
        label: i18n.t('{title}, the last six hours: {value} now', { title, value: said(one.value) }),
      }}
      band={bandOf(one.baseline, factor)}
      limit={one.limit ? one.limit.above * factor : undefined}
      max={one.unit === '1' && one.basis === 'host' ? factor : undefined}
      notes={[
        one.limit ? limitWords(said(one.limit.above), one.limit.layer) : null,
        one.baseline ? usualWords(one.baseline, said) : null,
        one.baseline?.deviatesSince ? <Deviation applicationId={applicationId} since={one.baseline.deviatesSince} /> : null,
        sinceDay ? i18n.t('yesterday {value} ({change})', { value: said(one.yesterday), change: sinceDay }) : null,
        sinceRelease && release
          ? i18n.t('before {release} {value} ({change})', {
              release: release.release,
              value: said(one.beforeRelease),
              change: sinceRelease,
            })
          : null,
        basisWords(one),
      ]}
    />
  )
}

/** A limit of the plan says more than what is usual. */
function stateOf({ standing, baseline }: SignalFigure) {
  if (standing === 'above' || !baseline?.deviatesSince) return standingWords(standing)
  return { tone: 'minor' as const, words: i18n.t('unusual') }
}

function Deviation({ applicationId, since }: { readonly applicationId: string; readonly since: string }) {
  return (
    <>
      {i18n.t('unusual since')} <RelativeTime at={since} /> ·{' '}
      <Link to={`/applications/${applicationId}?tab=resources`}>{i18n.t('Findings')}</Link>
    </>
  )
}

function bandOf(baseline: SignalFigure['baseline'], factor: number) {
  if (baseline === null || baseline.upper.every((value) => value === null)) return undefined
  const times = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : value * factor))
  return { lower: times(baseline.lower), upper: times(baseline.upper) }
}

function shown(unit: SignalFigure['unit']): { readonly unit: Unit; readonly factor: number } {
  const units: Readonly<Record<SignalFigure['unit'], { readonly unit: Unit; readonly factor: number }>> = {
    s: { unit: 'ms', factor: SECOND_MS },
    '1': { unit: 'percent', factor: 100 },
    '{request}/s': { unit: 'per_second', factor: 1 },
    '{client}': { unit: 'number', factor: 1 },
  }
  return units[unit]
}
