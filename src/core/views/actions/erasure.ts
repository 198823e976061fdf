/** What saved views hold about a person: their own. Shared ones stay with those who have them; whose they were is nobody's any more. */
import { distinctive, redact } from '#kit/redact.ts'
import type { PersonalData, PersonalItem, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { removeDeletedViews, removePersonal, renameView, viewsNaming, viewsOf } from '../store/views.ts'

export const viewsPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx) => ({
    counts: { views: await removePersonal(tx, subject.personIds), namings: await redactViews(subject, tx) },
  }),
}

/** Deleted views are kept for a while so that they can be brought back. */
export const viewsRetention: readonly Retention[] = [
  {
    kind: 'views.deleted',
    title: 'Deleted saved views',
    sentence: 'Kept so that they can be brought back, counted from the deletion.',
    days: 30,
    daysMin: 1,
    remove: removeDeletedViews,
  },
]

/** Far more than a team saves; whatever were left is named in the list of erasures. */
const NAMING_MAX = 10_000

async function redactViews(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  const found = words.length === 0 ? [] : await viewsNaming(tx, words, NAMING_MAX)
  for (const { id, name } of found) await renameView(tx, { id, name: redact(name, subject) })
  return found.length
}

async function* held({ personIds }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const { kind, name, filter, sort, columns, shared } of await viewsOf(tx, personIds))
    yield { kind: 'views', data: { kind, name, filter, sort, columns, shared } }
}
