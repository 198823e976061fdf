/** Sample calls for tests, and a kind of record for tests of what every record has: shared with the client or not, as the test wants it. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { CLIENT_A } from '#core/identity/testing.ts'
import type { Audience } from '#kit/event.ts'
import { toId, type Id } from '#kit/ids.ts'
import { affected } from '#platform/pg/tx.ts'
import type { Platform } from '#platform/platform.ts'
import { defineKind } from './contract/kind.ts'
import { insertRecord, recordKindsOf } from './public.ts'
import type { Samples } from '#test/support/samples.ts'

/** One valid call for each route of records. */
export const samples: Samples = {
  'records.listReaders': ({ applicationA }) => ({ query: { kind: 'task', place: applicationA } }),
  'records.readTimeline': ({ applicationA }) => ({ query: { record: applicationA } }),
}

export const chore = defineKind({
  kind: 'task',
  name: { one: 'Chore', many: 'Chores' },
  permission: 'records.timeline.read',
  states: { open: 'Open', done: 'Done' },
  pageOf: (id) => `/chores/${id}`,
  audienceOf: (audience: Audience) => audience,
  searchText: () => '',
})

type Needs = Pick<Platform, 'work' | 'clock' | 'log'>

/** Once a test file. */
export async function declareChores(platform: Needs): Promise<void> {
  recordKindsOf(platform).declare(chore)
  await platform.work.run((tx) => affected(tx, 'test.sequence', sql`create sequence if not exists record_number_task`))
}

/** Returns the prefixed id. */
export async function aChore(
  { work, clock }: Needs,
  over: { readonly clientId?: string; readonly title?: string; readonly audience?: Audience } = {},
): Promise<Id<'task'>> {
  const id = uuidv7()
  const { clientId = CLIENT_A, title = 'Water the plants', audience = 'client' } = over
  const draft = { id, clientId, applicationId: null, title, state: 'open' as const, facts: audience, at: clock.now() }
  await work.run((tx) => insertRecord(tx, chore, draft))
  return toId('task', id)
}
