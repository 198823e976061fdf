/** What attachments hold about a person, and erasing it. What others added stays, without the person's name. */
import { restrictedAmong } from '#core/records/public.ts'
import { toId } from '#kit/ids.ts'
import { distinctive, redact } from '#kit/redact.ts'
import type { Erased, PersonalData, PersonalItem, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { removeDeleted } from '../store/attachments.ts'
import { eraseOwnAttachments, listNamingNames, listOwnAttachments, replaceName } from '../store/personal.ts'
import { removeUnnamed, type Needs } from './leftovers.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export const attachmentsPersonal = (platform: Pick<Needs, 'work' | 'files'>): PersonalData => ({
  export: held,
  erase: async (subject, tx, { at }): Promise<Erased> => {
    const attachments = await eraseOwnAttachments(tx, subject.personIds, at)
    return { counts: { attachments, namings: await redactNames(subject, tx) } }
  },
  // Not as files to remove: somebody else may add the same bytes meanwhile, which only our own tables tell.
  finish: () => removeUnnamed(platform),
})

/** Deleted files are kept for a while so that they can be brought back. */
export const attachmentsRetention: readonly Retention[] = [
  {
    kind: 'attachments.deleted',
    title: 'Deleted files',
    sentence: 'Kept so that they can be brought back, counted from the deletion.',
    days: 30,
    daysMin: 1,
    remove: removeDeleted,
  },
]

/** Files of something restricted are handed to nobody before it is released. */
async function* held(subject: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (let afterId = FIRST_ID; ;) {
    const page = await listOwnAttachments(tx, subject.personIds, { afterId, limit: PAGE })
    const restricted = await restrictedAmong(
      tx,
      page.map(({ recordId }) => recordId),
    )
    for (const { id, recordId, name, bytes, digest, announcedAt } of page.filter((one) => !restricted.has(one.recordId))) {
      yield { kind: 'attachments', data: { id: toId('file', id), recordId, name, bytes, sha256: digest, announcedAt } }
      if (digest !== null) yield { kind: 'files', file: { name, digest, bytes } }
    }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) return
  }
}

async function redactNames(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  let changed = 0
  for (let afterId = FIRST_ID; words.length > 0;) {
    const page = await listNamingNames(tx, words, { afterId, limit: PAGE })
    for (const one of page) {
      const name = redact(one.name, subject)
      if (name === one.name) continue
      await replaceName(tx, { ...one, name })
      changed += 1
    }
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE) break
  }
  return changed
}
