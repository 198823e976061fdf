/** All of one's own notifications. */
import { BellOff, CheckCheck, Settings2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { Card } from '#design/card/card.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { PageLayout, Row } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { usePages, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { useDelivery } from '../client.ts'
import { noticeSettingsScreen, notificationsScreen } from '../screens.ts'
import { NotificationList } from './notification-list.tsx'

export function NotificationsPage() {
  const delivery = useDelivery()
  const { search, update } = useScreen(notificationsScreen)
  const list = usePages(delivery, 'listNotifications', { query: { unread: search.unread } })
  const markAll = useWrite(() => delivery.call('markNotifications', { body: { ids: null, isRead: true } }), { touches: ['delivery'] })
  return (
    <PageLayout
      measure
      title={i18n.t('Notifications')}
      actions={
        <>
          <Button icon={<CheckCheck aria-hidden />} pending={markAll.pending} onClick={() => markAll.run(undefined)}>
            {i18n.t('Mark all as read')}
          </Button>
          <ButtonLink icon={<Settings2 aria-hidden />} to={href(noticeSettingsScreen, {})}>
            {i18n.t('Settings')}
          </ButtonLink>
        </>
      }
    >
      <Row>
        <FilterChip
          label={i18n.t('Show')}
          value={search.unread}
          choices={[{ value: 'yes', label: i18n.t('Unread') }]}
          onChange={(next) => update({ unread: next as typeof search.unread })}
        />
      </Row>
      <Card flush title={i18n.t('For you')}>
        {list.error && !list.rows ? <ErrorState problem={list.error} retry={list.refetch} compact /> : null}
        {!list.rows && !list.error ? <SkeletonRows rows={5} /> : null}
        {list.rows?.length === 0 ? (
          <EmptyState icon={<BellOff aria-hidden />} title={search.unread ? i18n.t('Nothing is unread.') : i18n.t('Nothing new for you.')}>
            {i18n.t('What concerns you shows up here, with the reason why.')}
          </EmptyState>
        ) : null}
        {list.rows ? <NotificationList notifications={list.rows} /> : null}
        {list.more ? (
          <Row end>
            <Button pending={list.loadingMore} onClick={list.loadMore}>
              {i18n.t('Load more')}
            </Button>
          </Row>
        ) : null}
      </Card>
    </PageLayout>
  )
}
