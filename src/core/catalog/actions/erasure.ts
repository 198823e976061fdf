/** What the catalog holds about a person: what they look after. Nobody looks after it once they are erased, and coverage says so. */
import type { PersonalData, PersonalItem, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { ownershipsOf, removeOwnerships } from '../store/ownership.ts'

export const catalogPersonal: PersonalData = {
  export: held,
  erase: async ({ personIds }, tx) => ({ counts: { ownerships: await removeOwnerships(tx, personIds) } }),
}

async function* held({ personIds }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const data of await ownershipsOf(tx, personIds)) yield { kind: 'ownerships', data }
}
