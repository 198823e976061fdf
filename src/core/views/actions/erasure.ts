/** What saved views hold about a person: their own. Shared ones stay with those who have them; whose they were is nobody's any more. */
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { removePersonal, viewsOf } from '../store/views.ts'

export const viewsPersonal: PersonalData = {
  export: held,
  erase: async ({ personIds }, tx) => ({ counts: { views: await removePersonal(tx, personIds) } }),
}

async function* held({ personIds }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const { kind, name, filter, sort, columns, shared } of await viewsOf(tx, personIds))
    yield { kind: 'views', data: { kind, name, filter, sort, columns, shared } }
}
