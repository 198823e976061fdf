import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, type CastMember } from '#core/identity/testing.ts'
import type { Audience } from '#kit/event.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { defineKind } from './contract/kind.ts'
import { deleteRecord, findRecord, insertRecord, recordKindsOf } from './public.ts'

const PERMISSION = 'records.timeline.read'
const chore = defineKind({
  kind: 'task',
  name: { one: 'Chore', many: 'Chores' },
  permission: PERMISSION,
  states: { open: 'Open' },
  pageOf: (id) => `/chores/${id}`,
  audienceOf: (audience: Audience) => audience,
  searchText: () => '',
})

let platform: PostgresPlatform
beforeAll(async () => {
  platform = await postgresPlatform({ events: [], personKeys: openPersonKeys })
  await seedClients(platform)
  recordKindsOf(platform).declare(chore)
})

async function aChore(audience: Audience): Promise<string> {
  const draft = { id: uuidv7(), clientId: CLIENT_A, applicationId: null, title: 'Mow', state: 'open' as const, facts: audience }
  await platform.work.run((tx) => insertRecord(tx, chore, { ...draft, at: platform.clock.now() }))
  return draft.id
}
const reads = (who: CastMember, id: string, kind: 'task' | 'file' = 'task') =>
  platform.work
    .read((tx) => recordKindsOf(platform).require(tx, callerOf(who), { record: { kind, id }, permission: PERMISSION }))
    .then(
      () => 'reads',
      (error: { code: { code: string } }) => error.code.code,
    )

describe('a record of any kind', () => {
  test('is read by those whom its audience and their roles allow, and is not there for others', async () => {
    const [internal, shared] = [await aChore('internal'), await aChore('client')]
    for (const who of ['owner', 'lead', 'engineer'] as const)
      expect([await reads(who, internal), await reads(who, shared)]).toEqual(['reads', 'reads'])
    expect([await reads('contact', internal), await reads('contact', shared)]).toEqual(['common.not_found', 'reads'])
    for (const who of ['outsideLead', 'stranger', 'powerless'] as const)
      expect([await reads(who, internal), await reads(who, shared)]).toEqual(['common.not_found', 'common.not_found'])
  })

  test('is not there once it is deleted, nor under the id of another kind', async () => {
    const id = await aChore('client')
    expect(await reads('owner', id, 'file')).toBe('common.not_found')
    await platform.work.run((tx) => deleteRecord(tx, chore, { id, version: 1, at: platform.clock.now() }))
    expect(await reads('owner', id)).toBe('common.not_found')
  })

  test('has a card with its label, title and state in words', async () => {
    const id = await aChore('client')
    const row = await platform.work.read((tx) => findRecord(tx, id))
    expect(row && recordKindsOf(platform).cardOf(row)).toMatchObject({ label: `TSK-${row?.number}`, title: 'Mow', state: 'Open' })
  })
})
