/** Who hears of what happens to a record, and why one does oneself. */
import { Bell, BellOff, Eye, EyeOff } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { WatchReason } from '../domain/reasons.ts'
import { useComments } from './client.ts'
import styles from './watchers.module.css'

/** Few enough for the right column; the others are counted. */
const SHOWN_MAX = 6

export function WatchersPanel({ record }: { readonly record: string }) {
  const comments = useComments()
  const toast = useToast()
  const { data } = useRead(comments, 'listWatchers', { params: { record } })
  const set = useWrite(
    (wish: 'watch' | 'mute' | 'leave') =>
      wish === 'leave'
        ? comments.call('unwatch', { params: { record } })
        : comments.call('watch', { params: { record }, body: { muted: wish === 'mute' } }),
    { touches: ['comments'], failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
  if (!data) return null
  const { items, mine } = data
  return (
    <section aria-label={i18n.t('Watchers')} className={styles['panel']}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{i18n.t('Watchers')}</h2>
        {mine ? (
          <span className={styles['own']}>
            <IconButton
              size="small"
              label={mine.muted ? i18n.t('Hear of it again') : i18n.t('Mute: stay on the list, hear nothing')}
              icon={mine.muted ? <BellOff aria-hidden /> : <Bell aria-hidden />}
              onClick={() => set.run(mine.muted ? 'watch' : 'mute')}
            />
            <Button size="small" kind="quiet" icon={<EyeOff aria-hidden />} pending={set.pending} onClick={() => set.run('leave')}>
              {i18n.t('Stop watching')}
            </Button>
          </span>
        ) : (
          <Button size="small" kind="quiet" icon={<Eye aria-hidden />} pending={set.pending} onClick={() => set.run('watch')}>
            {i18n.t('Watch')}
          </Button>
        )}
      </header>
      {mine ? <p className={styles['why']}>{mine.muted ? i18n.t('You muted this.') : whyOwn(mine.reason)}</p> : null}
      {items.length === 0 ? <p className={styles['why']}>{i18n.t('Nobody watches this yet.')}</p> : null}
      <ul className={styles['list']}>
        {items.slice(0, SHOWN_MAX).map(({ person, reason, muted }) => (
          <li key={person.id}>
            <PersonName name={person.name} note={muted ? i18n.t('muted') : whyWords(reason)} />
          </li>
        ))}
      </ul>
      {items.length > SHOWN_MAX ? <p className={styles['why']}>{i18n.t('and {count} more', { count: items.length - SHOWN_MAX })}</p> : null}
    </section>
  )
}

function whyWords(reason: WatchReason): string {
  const words: Readonly<Record<WatchReason, string>> = {
    chosen: i18n.t('by choice'),
    author: i18n.t('author'),
    owner: i18n.t('owner'),
    mentioned: i18n.t('mentioned'),
    commented: i18n.t('commented'),
    asked: i18n.t('asked'),
  }
  return words[reason]
}

function whyOwn(reason: WatchReason): string {
  const words: Readonly<Record<WatchReason, string>> = {
    chosen: i18n.t('You watch this because you chose to.'),
    author: i18n.t('You watch this because you wrote it.'),
    owner: i18n.t('You watch this because it is yours.'),
    mentioned: i18n.t('You watch this because you were mentioned.'),
    commented: i18n.t('You watch this because you commented.'),
    asked: i18n.t('You watch this because you were asked.'),
  }
  return words[reason]
}
