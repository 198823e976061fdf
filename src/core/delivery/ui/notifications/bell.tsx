/** The bell in the rail: how much is unread, and the newest of it. */
import { lazy, Suspense, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Bell as BellIcon } from 'lucide-react'
import { i18n } from '@lingui/core'
import { refresh, useRead } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { useDelivery } from '../client.ts'
import styles from './notifications.module.css'

const BellPanel = lazy(() => import('./bell-panel.tsx').then((module) => ({ default: module.BellPanel })))

/** Above this nobody counts. */
const SHOWN_MAX = 99

export function Bell() {
  const delivery = useDelivery()
  const queries = useQueryClient()
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { data } = useRead(delivery, 'countUnread', {})
  useLive('delivery.notifications', () => void refresh(queries, ['delivery']))
  const unread = data?.unread ?? 0
  const shown = unread > SHOWN_MAX ? `${SHOWN_MAX}+` : String(unread)
  return (
    <>
      <button ref={anchor} type="button" className={styles['bell']} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <BellIcon aria-hidden />
        <span>{i18n.t('Notifications')}</span> {unread > 0 ? <span className={styles['count']}>{shown}</span> : null}
      </button>
      <Suspense fallback={null}>{open ? <BellPanel anchor={anchor} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}
