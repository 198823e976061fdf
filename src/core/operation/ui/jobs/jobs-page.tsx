/** Background work: how much waits and runs, what gave up, what is parked behind a failure. */
import { i18n } from '@lingui/core'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { Tabs } from '#design/tabs/tabs.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { useOperation } from '../client.ts'
import { jobsScreen } from '../screens.ts'
import { DeadJobs } from './dead-jobs.tsx'
import { LateDeadlines } from './late-deadlines.tsx'
import { ParkedReactions } from './parked-reactions.tsx'

const LOOK_AGAIN_MS = 10 * SECOND_MS

export function JobsPage() {
  const operation = useOperation()
  const { search } = useScreen(jobsScreen)
  const { data } = useRead(operation, 'readJobs', {}, { everyMs: LOOK_AGAIN_MS })
  const tab = (label: string, name: typeof search.tab, count?: number) => ({
    label,
    to: href(jobsScreen, {}, { tab: name }),
    current: search.tab === name,
    count,
  })
  return (
    <PageLayout
      title={i18n.t('Jobs')}
      summary={
        data
          ? i18n.t('{waiting, plural, one {# job waits} other {# jobs wait}}, {running, plural, one {# runs} other {# run}}.', {
              waiting: data.waiting,
              running: data.running,
            })
          : i18n.t('What Pitcrew does in the background, and where it needs help.')
      }
    >
      <div>
        <Tabs
          label={i18n.t('Jobs')}
          tabs={[
            tab(i18n.t('Gave up'), undefined, data?.dead),
            tab(i18n.t('Parked reactions'), 'parked'),
            tab(i18n.t('Late deadlines'), 'deadlines'),
          ]}
        />
        {search.tab === undefined ? <DeadJobs /> : null}
        {search.tab === 'parked' ? <ParkedReactions /> : null}
        {search.tab === 'deadlines' ? <LateDeadlines /> : null}
      </div>
    </PageLayout>
  )
}
