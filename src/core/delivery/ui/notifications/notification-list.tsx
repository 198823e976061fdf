/** Notifications with why one gets them, and one press for less of this. */
import { Circle, CircleCheck, Ellipsis, VolumeX } from 'lucide-react'
import { i18n } from '@lingui/core'
import { actorName } from '#design/avatar/actor-name.ts'
import { IconButton } from '#design/button/button.tsx'
import { cx } from '#design/class-names.ts'
import { Link } from '#design/link/link.tsx'
import { useSentence } from '#design/navigation/sentences.ts'
import { Menu } from '#design/overlay/menu.tsx'
import { useWrite } from '#design/session/client.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Notification, type RefusalAbout, useDelivery } from '../client.ts'
import { calledWords } from './called.ts'
import { reasonWords } from '../words.ts'
import styles from './notifications.module.css'

interface ListProps {
  readonly notifications: readonly Notification[]
  /** Called when one is opened. */
  readonly onFollow?: () => void
}

export function NotificationList({ notifications, onFollow }: ListProps) {
  return (
    <ul className={styles['list']}>
      {notifications.map((notification) => (
        <NotificationRow key={notification.id} notification={notification} {...(onFollow ? { onFollow } : {})} />
      ))}
    </ul>
  )
}

/** Of what was folded the last three are shown. */
const SHOWN_MAX = 3

function NotificationRow({ notification, onFollow }: { readonly notification: Notification; readonly onFollow?: () => void }) {
  const mark = useMark()
  const tell = useSentence()
  const tellItem = ({ actor, actorKind, kind, words, particulars }: Notification['items'][number]) => ({
    actor: actorName({ kind: actorKind, name: actor }),
    words: kind === null ? words : tell({ kind, sentence: words, particulars }),
  })
  const { items, count, href, readAt, changedAt, reason, called } = notification
  const shown = items.slice(-SHOWN_MAX).toReversed()
  const earlier = count - shown.length
  const follow = () => {
    if (readAt === null) mark.run({ ids: [notification.id], isRead: true })
    onFollow?.()
  }
  return (
    <li className={cx(styles['row'], readAt === null && styles['unread'])}>
      <div className={styles['words']}>
        {shown.map(tellItem).map(({ actor, words }, index) => (
          <p key={index} className={index === 0 ? styles['newest'] : styles['older']}>
            {index === 0 ? (
              <Link to={href} bare onClick={follow}>
                <strong>{actor}</strong> {words}
              </Link>
            ) : (
              `${actor} ${words}`
            )}
          </p>
        ))}
        {earlier > 0 ? (
          <p className={styles['older']}>{i18n.t('{earlier, plural, one {and one more} other {and # more}}', { earlier })}</p>
        ) : null}
        {called ? <p className={styles['older']}>{calledWords(called)}</p> : null}
        <p className={styles['why']}>
          {reasonWords(reason)} · <RelativeTime at={changedAt} />
        </p>
      </div>
      <RowMenu notification={notification} />
    </li>
  )
}

function useMark() {
  const delivery = useDelivery()
  const toast = useToast()
  return useWrite((body: { ids: string[]; isRead: boolean }) => delivery.call('markNotifications', { body: { ...body, ids: body.ids } }), {
    touches: ['delivery'],
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
}

/** Less of this on every channel; the toast takes it back. */
function useLess(notification: Notification) {
  const delivery = useDelivery()
  const toast = useToast()
  const keys = { record: notification.record, topic: notification.topic.key, reason: notification.reason }
  const set = useWrite(
    async ({ about, isRefused }: { about: RefusalAbout; isRefused: boolean }) => {
      for (const channel of ['console', 'mail'] as const)
        await delivery.call('setRefusal', { body: { channel, about, key: keys[about], isRefused } })
    },
    {
      touches: ['delivery'],
      done: (_, { about, isRefused }) => {
        if (isRefused) toast({ words: i18n.t('You get less of this now.'), undo: () => set.run({ about, isRefused: false }) })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return set
}

function RowMenu({ notification }: { readonly notification: Notification }) {
  const mark = useMark()
  const less = useLess(notification)
  const tell = useSentence()
  const { key, title } = notification.topic
  const topic = tell({ kind: `topic.${key}`, sentence: title, particulars: {} })
  const isRead = notification.readAt !== null
  const quieter = (about: RefusalAbout, label: string) => ({
    id: about,
    label,
    icon: <VolumeX aria-hidden />,
    run: () => less.run({ about, isRefused: true }),
  })
  const commands = [
    {
      id: 'mark',
      label: isRead ? i18n.t('Mark as unread') : i18n.t('Mark as read'),
      icon: isRead ? <Circle aria-hidden /> : <CircleCheck aria-hidden />,
      run: () => mark.run({ ids: [notification.id], isRead: !isRead }),
    },
    quieter('record', i18n.t('Nothing more about this one')),
    quieter('topic', i18n.t('Nothing more of this sort: {topic}', { topic })),
    quieter('reason', i18n.t('Nothing more for this reason: {reason}', { reason: reasonWords(notification.reason) })),
  ]
  return (
    <Menu label={i18n.t('Less of this')} commands={commands}>
      <IconButton plain size="small" label={i18n.t('Read, unread, less of this')} icon={<Ellipsis aria-hidden />} />
    </Menu>
  )
}
