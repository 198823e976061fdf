/** What was told and sent to a person, for their export, and erasing it. What others were told stays, without the person's name. */
import { toId } from '#kit/ids.ts'
import { distinctive, redact } from '#kit/redact.ts'
import { toIso } from '#kit/time.ts'
import type { Erased, PersonalData, PersonalItem, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../needs.ts'
import { deleteOldNotifications, deleteTold, listHeld, listNaming, readWishes, replaceItems } from '../store/personal.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export function deliveryPersonal({ mail }: Pick<Needs, 'mail'>): PersonalData {
  return {
    export: (subject, tx) => held(mail, subject, tx),
    erase: async (subject, tx): Promise<Erased> => {
      const told = await deleteTold(tx, subject.personIds)
      const sent = await mail.erase(tx, subject)
      const named = (await redactItems(subject, tx)) + sent.namings
      return { counts: { ...told, messages: sent.messages, 'suppressed addresses': sent.suppressions, namings: named } }
    },
  }
}

export function deliveryRetention({ mail }: Pick<Needs, 'mail'>): readonly Retention[] {
  return [
    {
      kind: 'delivery.notifications',
      title: 'Notifications',
      sentence: 'What people were told in the console, counted from the last thing that it tells. Timelines keep the events.',
      days: 180,
      daysMin: 7,
      remove: deleteOldNotifications,
    },
    {
      kind: 'delivery.messages',
      title: 'Sent messages',
      sentence: 'Mails with their text, counted from when they were handed over or given up. They answer who was told what, and when.',
      days: 730,
      daysMin: 1,
      remove: (tx, what) => mail.removeOld(tx, what),
    },
  ]
}

async function* held(mail: Needs['mail'], subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (let afterId = FIRST_ID; ;) {
    const page = await listHeld(tx, subject.personIds, { afterId, limit: PAGE })
    for (const { id, createdAt, readAt, ...told } of page) {
      const times = { createdAt: toIso(createdAt), readAt: readAt === null ? null : toIso(readAt) }
      yield { kind: 'notifications', data: { id: toId('notification', id), ...told, ...times } }
    }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) break
  }
  yield* await readWishes(tx, subject.personIds)
  for await (const { id, queuedAt, ...message } of mail.held(tx, subject)) {
    yield { kind: 'messages', data: { id: toId('message', id), ...message, queuedAt: toIso(queuedAt) } }
  }
}

async function redactItems(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  if (words.length === 0) return 0
  let changed = 0
  for (let afterId = FIRST_ID; ;) {
    const page = await listNaming(tx, words, { afterId, limit: PAGE })
    for (const { id, items } of page) {
      await replaceItems(
        tx,
        id,
        items.map((item) => ({ ...item, words: redact(item.words, subject) })),
      )
      changed += 1
    }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) return changed
  }
}
