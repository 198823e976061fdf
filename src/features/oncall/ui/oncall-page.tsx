/** On-call: who is on duty now and in the coming weeks, one's own shifts, and pages. */
import { i18n } from '@lingui/core'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useSession } from '#design/session/session.ts'
import { ForbiddenState } from '#design/states/states.tsx'
import { Tabs } from '#design/tabs/tabs.tsx'
import { EscalationView } from './escalation.tsx'
import { LoadView } from './load.tsx'
import { MyDuty } from './my-duty.tsx'
import { PagesList } from './pages-list.tsx'
import { Schedules } from './schedules.tsx'
import { oncallScreen, type View } from './screens.ts'

export function OncallPage() {
  const { search } = useScreen(oncallScreen)
  const view: View = search.view ?? 'duty'
  const mayReadPages = useSession().permissions.has('oncall.pages.read')
  const tab = (to: View, label: string) => ({ to: href(oncallScreen, {}, { view: to }), label, current: view === to })
  return (
    <PageLayout title={i18n.t('On-call')}>
      <Tabs
        label={i18n.t('On-call')}
        tabs={[
          tab('duty', i18n.t('Schedules')),
          tab('mine', i18n.t('My shifts')),
          tab('escalation', i18n.t('Escalation')),
          tab('load', i18n.t('Load')),
          tab('pages', i18n.t('All pages')),
        ]}
      />
      {view === 'duty' ? <Schedules /> : null}
      {view === 'mine' ? <MyDuty /> : null}
      {view === 'escalation' ? mayReadPages ? <EscalationView application={search.of} /> : <ForbiddenState /> : null}
      {view === 'load' ? <LoadView /> : null}
      {view === 'pages' ? mayReadPages ? <PagesList /> : <ForbiddenState /> : null}
    </PageLayout>
  )
}
