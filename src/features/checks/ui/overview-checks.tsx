/** Whether an environment answers, on the overview of its application. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GlanceList } from '#design/glance-list/glance-list.tsx'
import { Link } from '#design/link/link.tsx'
import type { Overview } from '#design/navigation/slots.tsx'
import { href } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { Radar } from 'lucide-react'
import { Bars } from './bars.tsx'
import { type Listed, useChecks } from './client.ts'
import { checksScreen } from './screens.ts'
import { spanWords, stateWords } from './words.ts'
import styles from './checks.module.css'

/** Those that are down come first, so that none of them is among the rest. */
const SHOWN_MAX = 6

export function OverviewChecks(given: Overview) {
  return useSession().permissions.has('checks.checks.read') ? <Checks {...given} /> : null
}

function Checks({ applicationId, environmentId }: Overview) {
  const { data, error, refetch } = useRead(useChecks(), 'listChecks', { params: { id: applicationId } })
  const own = data?.items.filter(({ check }) => check.environmentId === environmentId)
  const shown = own?.toSorted((a, b) => urgency(a) - urgency(b)).slice(0, SHOWN_MAX)
  const all = href(checksScreen, { application: applicationId }, { tab: 'checks' })
  return (
    <Card flush title={i18n.t('Checks')} note={i18n.t('Last 24 hours')} actions={<Link to={all}>{i18n.t('All checks')}</Link>}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {shown?.length === 0 ? (
        <EmptyState
          compact
          icon={<Radar aria-hidden />}
          title={i18n.t('Nothing is looked at yet.')}
          action={<Link to={all}>{i18n.t('Add check')}</Link>}
        />
      ) : null}
      {shown && shown.length > 0 ? (
        <GlanceList
          label={i18n.t('Checks')}
          rows={shown.map((listed) => rowOf(listed, { applicationId, isLookedAt: data?.isLookedAt ?? true }))}
        />
      ) : null}
    </Card>
  )
}

function urgency({ check }: Listed): number {
  return check.isPaused || check.isResting ? 3 : { down: 0, unknown: 1, up: 2 }[check.state.outcome]
}

function rowOf({ check, bars, availability }: Listed, of: { readonly applicationId: string; readonly isLookedAt: boolean }) {
  const { tone, words } = stateWords(check, of.isLookedAt)
  return {
    key: check.id,
    title: check.name,
    note: <StateLabel tone={tone}>{words}</StateLabel>,
    end: (
      <span className={styles['glance']}>
        <Bars bars={bars} availability={availability} span={spanWords('day')} />
      </span>
    ),
    to: href(checksScreen, { application: of.applicationId }, { tab: 'checks', check: check.id }),
  }
}
