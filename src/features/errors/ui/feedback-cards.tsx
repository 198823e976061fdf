/** What users said, in their own words: to errors of one group, or to anything of an application. Shown only where somebody said something. */
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { usePages } from '#design/session/client.ts'
import { ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Feedback, useErrors } from './client.ts'
import { FileList } from './file-list.tsx'
import { errorScreen } from './screens.ts'
import styles from './feedback.module.css'

const AT_ONCE = 10

export function GroupFeedbackCard({ groupId }: { readonly groupId: string }) {
  const said = usePages(useErrors(), 'listGroupFeedback', { params: { id: groupId }, query: { limit: AT_ONCE } })
  return <FeedbackCard said={said} note={i18n.t('To errors of this group, the latest first.')} ofGroup />
}

export function ApplicationFeedbackCard({ applicationId }: { readonly applicationId: string }) {
  const said = usePages(useErrors(), 'listFeedback', { params: { id: applicationId }, query: { limit: AT_ONCE } })
  return <FeedbackCard said={said} note={i18n.t('To errors or anything else, the latest first. Kept for 90 days.')} />
}

interface FeedbackCardProps {
  readonly said: Omit<ReturnType<typeof usePages>, 'rows'> & { readonly rows: readonly Feedback[] | undefined }
  readonly note: string
  readonly ofGroup?: boolean
}

function FeedbackCard({ said, note, ofGroup = false }: FeedbackCardProps) {
  const { rows = [], error, refetch, more, loadMore, loadingMore } = said
  if (error && rows.length === 0) return <ErrorState problem={error} retry={refetch} />
  if (rows.length === 0) return null
  return (
    <Card flush title={i18n.t('What users say')} note={note}>
      <ol>
        {rows.map((one) => (
          <FeedbackRow key={one.id} feedback={one} ofGroup={ofGroup} />
        ))}
      </ol>
      {more ? (
        <div className={styles['more']}>
          <Button pending={loadingMore} onClick={loadMore}>
            {i18n.t('Show more')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function FeedbackRow({ feedback, ofGroup }: { readonly feedback: Feedback; readonly ofGroup: boolean }) {
  const { text, name, email, url, at, environment, group, errorId, files } = feedback
  return (
    <li className={styles['row']}>
      <p className={styles['text']}>{text}</p>
      <p className={styles['note']}>
        <span>{name || i18n.t('Somebody')}</span>
        {email ? <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a> : null}
        <RelativeTime at={at} />
        {ofGroup ? null : <span>{environment}</span>}
        {url ? <span>{url}</span> : null}
        {group ? (
          <Link to={href(errorScreen, { group: group.id }, { error: errorId ?? undefined })}>
            {ofGroup ? i18n.t('The error') : `${group.label} ${group.title}`}
          </Link>
        ) : null}
      </p>
      <FileList files={files} />
    </li>
  )
}
