/** One alert: what is wrong, since when, how it came about, what it speaks for, and who knows. */
import { lazy, Suspense, useState } from 'react'
import { BellOff, Check } from 'lucide-react'
import { i18n } from '@lingui/core'
import { RecordPage } from '#core/records/ui/record-page.tsx'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { Link, OutwardLink } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { AlertCards } from './alert-cards.tsx'
import { type Alert, TOUCHES, useAlerting } from './client.ts'
import { alertScreen, alertsScreen } from './screens.ts'
import { knownFacts } from './known.tsx'
import { pageWords, placeWords, severityWords, stateWords } from './words.ts'

const SilenceDialog = lazy(() => import('./silence-dialog.tsx').then((module) => ({ default: module.SilenceDialog })))

export function AlertPage() {
  const { params } = useScreen(alertScreen)
  const { data, error, refetch } = useRead(useAlerting(), 'readAlert', { params: { id: params.alert } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <AlertDetail alert={data} /> : <SkeletonRows />
}

function AlertDetail({ alert }: { readonly alert: Alert }) {
  const [silencing, setSilencing] = useState(false)
  const [state, severity] = [stateWords(alert.state), severityWords(alert.severity)]
  return (
    <RecordPage
      record={alert.id}
      label={alert.label}
      title={alert.title}
      crumbs={[{ label: i18n.t('Alerts'), to: href(alertsScreen, {}) }]}
      state={
        <StateLabel strong tone={state.tone}>
          {state.label}
        </StateLabel>
      }
      marks={<StateLabel tone={severity.tone}>{severity.label}</StateLabel>}
      clock={
        <span>
          {i18n.t('since')} <RelativeTime at={alert.openedAt} />
        </span>
      }
      actions={<Actions alert={alert} onSilence={() => setSilencing(true)} />}
      facts={<Facts alert={alert} />}
    >
      <Standing alert={alert} />
      <AlertCards alert={alert} />
      <Suspense fallback={null}>{silencing ? <SilenceDialog alert={alert} onClose={() => setSilencing(false)} /> : null}</Suspense>
    </RecordPage>
  )
}

function Actions({ alert, onSilence }: { readonly alert: Alert; readonly onSilence: () => void }) {
  const alerting = useAlerting()
  const toast = useToast()
  const missing = useWhyNot()('alerting.alerts.write')
  const acknowledge = useWrite(() => alerting.call('acknowledgeAlert', { params: { id: alert.id } }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const reasons: Readonly<Record<Alert['state'], string | null>> = {
    firing: null,
    acknowledged: i18n.t('It is acknowledged already.'),
    evidence: i18n.t('Another alert speaks for it.'),
    recovered: i18n.t('It is over.'),
  }
  const why = missing ?? reasons[alert.state]
  useShortcut({ keys: 'E', label: i18n.t('Acknowledge'), group: 'page', run: () => (why ? undefined : acknowledge.run(undefined)) })
  return (
    <>
      <Button
        kind="primary"
        icon={<Check aria-hidden />}
        why={why}
        pending={acknowledge.pending}
        onClick={() => acknowledge.run(undefined)}
        shortcut="E"
      >
        {i18n.t('Acknowledge')}
      </Button>
      <Button icon={<BellOff aria-hidden />} why={missing} onClick={onSilence}>
        {i18n.t('Silence')}
      </Button>
    </>
  )
}

/** Why somebody was woken, or who speaks for it. */
function Standing({ alert }: { readonly alert: Alert }) {
  const { state, spokenForBy, placeReason, pageReason } = alert
  if (state === 'recovered') return null
  if (spokenForBy === null) return <Banner tone="info">{pageWords(pageReason)}</Banner>
  return (
    <Banner tone="info">
      {placeWords(placeReason)} <Link to={href(alertScreen, { alert: spokenForBy.id })}>{`${spokenForBy.label} ${spokenForBy.title}`}</Link>
    </Banner>
  )
}

function Facts({ alert }: { readonly alert: Alert }) {
  const { rule, application, environment, component, acknowledgedBy, acknowledgedAt, recoveredAt, labels } = alert
  const marks = Object.entries(labels)
  return (
    <>
      <PropertyList
        title={i18n.t('Facts')}
        properties={[
          { label: i18n.t('Rule'), value: rule.name },
          { label: i18n.t('Comes from'), value: <Origin alert={alert} /> },
          { label: i18n.t('Application'), value: application },
          { label: i18n.t('Environment'), value: environment },
          ...knownFacts(alert),
          ...(component === null ? [] : [{ label: i18n.t('Component'), value: component }]),
          { label: i18n.t('Began'), value: <RelativeTime at={alert.openedAt} /> },
          ...(recoveredAt === null ? [] : [{ label: i18n.t('Recovered'), value: <RelativeTime at={recoveredAt} /> }]),
          ...(acknowledgedAt === null ? [] : [{ label: i18n.t('Acknowledged'), value: <RelativeTime at={acknowledgedAt} /> }]),
          ...(acknowledgedBy === null ? [] : [{ label: i18n.t('By'), value: acknowledgedBy.name }]),
        ]}
      />
      {marks.length > 0 ? <PropertyList title={i18n.t('Labels')} properties={marks.map(([label, value]) => ({ label, value }))} /> : null}
    </>
  )
}

/** Whose rule it is; of another tool with the way there. */
function Origin({ alert: { rule, source } }: Pick<Parameters<typeof AlertDetail>[0], 'alert'>) {
  if (source.kind !== 'outside') return rule.followsPlan ? i18n.t('Support plan') : i18n.t('Own rule')
  const { link } = source
  return typeof link === 'string' ? <OutwardLink href={link}>{i18n.t('Alert source')}</OutwardLink> : i18n.t('Alert source')
}
