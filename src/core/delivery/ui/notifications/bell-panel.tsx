/** What hangs on the bell: the newest notifications. */
import type { RefObject } from 'react'
import { CheckCheck, Settings2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { Popover } from '#design/overlay/popover.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { useDelivery } from '../client.ts'
import { noticeSettingsScreen, notificationsScreen } from '../screens.ts'
import { NotificationList } from './notification-list.tsx'
import styles from './notifications.module.css'

const NEWEST = 12

export function BellPanel({ anchor, onClose }: { readonly anchor: RefObject<HTMLButtonElement | null>; readonly onClose: () => void }) {
  const delivery = useDelivery()
  const { data, error, refetch } = useRead(delivery, 'listNotifications', { query: { limit: NEWEST } })
  const markAll = useWrite(() => delivery.call('markNotifications', { body: { ids: null, isRead: true } }), { touches: ['delivery'] })
  return (
    <Popover label={i18n.t('Notifications')} open onClose={onClose} anchor={anchor}>
      <div className={styles['panel']}>
        <header className={styles['head']}>
          <h2>{i18n.t('Notifications')}</h2>
          <Button size="small" icon={<CheckCheck aria-hidden />} pending={markAll.pending} onClick={() => markAll.run(undefined)}>
            {i18n.t('Mark all as read')}
          </Button>
        </header>
        <div className={styles['scroll']}>
          {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
          {!data && !error ? <SkeletonRows rows={3} /> : null}
          {data?.items.length === 0 ? (
            <EmptyState compact title={i18n.t('Nothing new for you.')}>
              {i18n.t('What concerns you shows up here, with the reason why.')}
            </EmptyState>
          ) : null}
          {data ? <NotificationList notifications={data.items} onFollow={onClose} /> : null}
        </div>
        <footer className={styles['foot']} onClick={(event) => ((event.target as HTMLElement).closest('a') ? onClose() : undefined)}>
          <ButtonLink to={href(notificationsScreen, {})}>{i18n.t('Show all')}</ButtonLink>
          <ButtonLink icon={<Settings2 aria-hidden />} to={href(noticeSettingsScreen, {})}>
            {i18n.t('Settings')}
          </ButtonLink>
        </footer>
      </div>
    </Popover>
  )
}
