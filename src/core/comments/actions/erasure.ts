/** What comments hold about a person, and erasing it. What others wrote stays, without the person's name. */
import { dropText, indexText, restrictedAmong } from '#core/records/public.ts'
import { toId } from '#kit/ids.ts'
import { distinctive, redact, REDACTED } from '#kit/redact.ts'
import type { Erased, PersonalData, PersonalItem, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { findComment, removeDeletedComments } from '../store/comments.ts'
import { eraseOwnComments, eraseWatching, listNamingTexts, listOwnComments, replaceText } from '../store/personal.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export const commentsPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx): Promise<Erased> => {
    const own = await eraseOwnComments(tx, subject.personIds)
    for (const id of own) await dropText(tx, id)
    const watching = await eraseWatching(tx, subject.personIds)
    return { counts: { comments: own.length, watching, namings: await redactTexts(subject, tx) } }
  },
}

/** Deleted comments are kept for a while so that they can be brought back. */
export const commentsRetention: readonly Retention[] = [
  {
    kind: 'comments.deleted',
    title: 'Deleted comments',
    sentence: 'Kept so that they can be brought back, counted from the deletion.',
    days: 30,
    daysMin: 1,
    remove: removeDeletedComments,
  },
]

/** What is said about something restricted is handed to nobody before it is released. */
async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (let afterId = FIRST_ID; ;) {
    const page = await listOwnComments(tx, subject.personIds, { afterId, limit: PAGE })
    const restricted = await restrictedAmong(
      tx,
      page.map(({ recordId }) => recordId),
    )
    for (const { id, recordId, text, createdAt } of page.filter((one) => !restricted.has(one.recordId))) {
      yield { kind: 'comments', data: { id: toId('comment', id), recordId, text, createdAt } }
    }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) return
  }
}

/**
 * By id, so that a text in which a name is only part of another word is passed once. The last id of a page is read again unless
 * it stands alone in it, because its earlier texts may stand on the next page.
 */
async function redactTexts(subject: Subject, tx: Tx): Promise<number> {
  const { personIds, emails, names } = subject
  const words = [...distinctive(names), ...emails]
  const mention = new RegExp(`@(?:${personIds.map((id) => toId('person', id)).join('|')})(?![0-9a-z])`, 'g')
  const changed = new Set<string>()
  for (let afterId = FIRST_ID; ;) {
    const page = await listNamingTexts(tx, { words, personIds }, { afterId, limit: PAGE })
    for (const one of page) {
      const text = redact(personIds.length === 0 ? one.text : one.text.replaceAll(mention, REDACTED), subject)
      if (text === one.text) continue
      changed.add(`${one.id} ${one.version}`)
      await replaceText(tx, { ...one, text }, personIds)
      if (one.version === null) await reindex(tx, one.id)
    }
    if (page.length < PAGE) return changed.size
    const last = page.at(-1)?.id ?? afterId
    afterId = page.findLast(({ id }) => id !== last)?.id ?? last
  }
}

/** Deleted comments stand in no index. */
async function reindex(tx: Tx, id: string): Promise<void> {
  const comment = await findComment(tx, id)
  if (comment !== undefined && comment.deletedAt === null) await indexText(tx, comment)
}
