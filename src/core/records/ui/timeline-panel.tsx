/** What happened to one thing, wherever a page leaves room for it. */
import { History } from 'lucide-react'
import { i18n } from '@lingui/core'
import { toId } from '#kit/ids.ts'
import { actorName } from '#design/avatar/actor-name.ts'
import { Button } from '#design/button/button.tsx'
import { useSentence } from '#design/navigation/sentences.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { useClient, usePages } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { Timeline } from '#design/timeline/timeline.tsx'
import type { recordsContract } from '../contract/contract.ts'

/** A page of the timeline: more than most things ever have, few enough to read at a glance. */
const SHOWN_FIRST = 20

/** What was said or added stands where it was. */
function detailOf(
  record: string,
  { kind, particulars }: { readonly kind: string; readonly particulars: Readonly<Record<string, unknown>> },
) {
  const { commentId, attachmentId } = particulars
  if (kind === 'comment.added' && typeof commentId === 'string') {
    return <Slot name="timeline.comment" given={{ record, comment: toId('comment', commentId) }} />
  }
  if (kind === 'attachment.added' && typeof attachmentId === 'string') {
    return <Slot name="timeline.attachment" given={{ record, attachment: toId('file', attachmentId) }} />
  }
  return null
}

export function TimelinePanel({ record }: { readonly record: string }) {
  const records = useClient<typeof recordsContract>('records')
  const tell = useSentence()
  const timeline = usePages(records, 'readTimeline', { query: { record, limit: SHOWN_FIRST } })
  const { rows, error, more } = timeline
  if (error && !rows) return <ErrorState problem={error} retry={timeline.refetch} compact />
  if (!rows) return <SkeletonRows rows={3} />
  if (rows.length === 0) return <EmptyState compact icon={<History aria-hidden />} title={i18n.t('Nothing has happened yet.')} />
  return (
    <>
      <Timeline
        label={i18n.t('Timeline')}
        entries={rows.map((one) => ({
          key: one.id,
          actor: actorName(one.actor),
          personal: one.actor.kind === 'person',
          sentence: tell(one),
          at: one.at,
          detail: detailOf(record, one),
        }))}
      />
      {more ? (
        <Button kind="quiet" size="small" pending={timeline.loadingMore} onClick={timeline.loadMore}>
          {i18n.t('Show more')}
        </Button>
      ) : null}
    </>
  )
}
