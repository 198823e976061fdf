/** Who is told of what is said: those whom it names, and those who watch the record. */
import { commentAdded, commentEdited } from '#events/comments.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeReason, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import type { WatchReason } from './domain/reasons.ts'
import { watchersOf } from './public.ts'

const mentions: NoticeTopic = { key: 'comments.mentions', title: 'You are mentioned in a comment' }
const watched: NoticeTopic = { key: 'comments.watched', title: 'Something that you watch is commented on' }

/** Why they watch is why they are told; the other reasons for watching are no more than that. */
const reasons: Partial<Record<WatchReason, NoticeReason>> = { author: 'author', owner: 'owner' }

async function named(event: SealedEvent): Promise<readonly Told[]> {
  return mentionedIn(event).map((personId) => ({ personId, reason: 'mentioned' }))
}

/** Whom it names hears of it by that. */
async function watching(event: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const isNamed = new Set(mentionedIn(event))
  const watchers = await watchersOf(tx, event.record.id)
  return watchers
    .filter(({ personId }) => !isNamed.has(personId))
    .map(({ personId, reason }) => ({ personId, reason: reasons[reason] ?? 'watching' }))
}

const mentionedIn = ({ particulars }: SealedEvent): readonly string[] => (particulars as { mentioned: readonly string[] }).mentioned

export const commentNotifies: readonly Notifies[] = [
  { on: commentAdded, topic: mentions, whom: named },
  { on: commentEdited, topic: mentions, whom: named },
  { on: commentAdded, topic: watched, whom: watching },
]
