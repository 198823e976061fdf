/** Who is told of what happens to decisions: whoever is asked for a view, and, once it is made, whoever waits for it. */
import { watchersOf } from '#core/comments/public.ts'
import { decisionDecided, decisionViewAsked } from '#events/decisions.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Notifies, NoticeTopic, Told } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { VIEWS_MAX } from './domain/words.ts'
import { listViews } from './store/views.ts'

const asked: NoticeTopic = { key: 'decisions.asked', title: 'You are asked for your view' }
const decided: NoticeTopic = { key: 'decisions.decided', title: 'Something that you asked, answered or watch is decided' }

/** A view that is asked of a whole side waits on everybody's first screen instead. */
async function askedPerson({ particulars }: SealedEvent): Promise<readonly Told[]> {
  const { personId } = decisionViewAsked.particulars.parse(particulars)
  return personId === null ? [] : [{ personId, reason: 'asked' }]
}

/** Author, owner and those who gave a view watch it; those who asked for one need not. Of several reasons the strongest is kept. */
async function waiting({ record }: SealedEvent, tx: Tx): Promise<readonly Told[]> {
  const askers = (await listViews(tx, record.id, VIEWS_MAX)).flatMap(({ askedBy }) => askedBy ?? [])
  const watchers = await watchersOf(tx, record.id)
  return [
    ...askers.map((personId): Told => ({ personId, reason: 'asker' })),
    ...watchers.map(({ personId, reason }): Told => {
      return { personId, reason: reason === 'owner' || reason === 'author' || reason === 'asked' ? reason : 'watching' }
    }),
  ]
}

export const decisionNotifies: readonly Notifies[] = [
  { on: decisionViewAsked, topic: asked, whom: askedPerson },
  { on: decisionDecided, topic: decided, whom: waiting },
]
