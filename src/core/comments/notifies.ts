/** Who is told of what is said: those whom it names, and those who watch the record. */
import { commentAdded, commentEdited } from '#events/comments.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { watchersTold } from './public.ts'

const mentions: NoticeTopic = { key: 'comments.mentions', title: 'You are mentioned in a comment' }
const watched: NoticeTopic = { key: 'comments.watched', title: 'Something that you watch is commented on' }

async function named(event: SealedEvent): Promise<readonly Told[]> {
  return mentionedIn(event).map((personId) => ({ personId, reason: 'mentioned' }))
}

/** Whom it names hears of it by that. */
async function watching(event: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const isNamed = new Set(mentionedIn(event))
  return (await watchersTold(tx, event.record.id)).filter(({ personId }) => !isNamed.has(personId))
}

const mentionedIn = ({ particulars }: SealedEvent): readonly string[] => (particulars as { mentioned: readonly string[] }).mentioned

export const commentNotifies: readonly Notifies[] = [
  { on: commentAdded, topic: mentions, whom: named },
  { on: commentEdited, topic: mentions, whom: named },
  { on: commentAdded, topic: watched, whom: watching },
]
