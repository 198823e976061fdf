import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys, type PersonCaller } from '#core/identity/public.ts'
import { callerOf, callerWith, CLIENT_A, CLIENT_B } from '#core/identity/testing.ts'
import type { Audience } from '#kit/event.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { defineKind } from '../contract/kind.ts'
import { deleteRecord, findRecord, insertRecord, listRecords, restoreRecord, scopeOfRecord, updateRecord } from '../public.ts'

interface Facts {
  readonly audience: Audience
  readonly notes: string
}
const chore = defineKind({
  kind: 'task',
  name: { one: 'Chore', many: 'Chores' },
  permission: 'records.timeline.read',
  states: { open: 'Open', done: 'Done' },
  pageOf: (id) => `/chores/${id}`,
  audienceOf: (facts: Facts) => facts.audience,
  searchText: (facts) => facts.notes,
})
// Every permission will do: the owner's reach is everything, others reach what their role says.
const PERMISSION = 'records.timeline.read'

let platform: PostgresPlatform
beforeAll(async () => {
  platform = await postgresPlatform({ events: [], personKeys: openPersonKeys })
  await seedClients(platform)
})

const draft = (over: Partial<{ id: string; clientId: string; title: string; audience: Audience }> = {}) => ({
  id: over.id ?? uuidv7(),
  clientId: over.clientId ?? CLIENT_A,
  applicationId: null,
  title: over.title ?? 'Water the plants',
  state: 'open' as const,
  facts: { audience: over.audience ?? 'client', notes: 'Twice a week' },
  at: platform.clock.now(),
})
const insert = (over: Parameters<typeof draft>[0] = {}) => {
  const made = draft(over)
  return platform.work.run((tx) => insertRecord(tx, chore, made)).then((number) => ({ ...made, number }))
}
const read = (id: string) => platform.work.read((tx) => findRecord(tx, id))
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

describe('records', () => {
  test('numbers count up within a kind, also when many are added at once, and a roll-back leaves a gap only', async () => {
    const before = await insert()
    const failed = platform.work.run(async (tx) => {
      await insertRecord(tx, chore, draft())
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    const numbers = (await Promise.all(Array.from({ length: 10 }, () => insert()))).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(10)
    expect(Math.min(...numbers)).toBeGreaterThan(before.number)
  })

  test('of two who change the same version one is refused', async () => {
    const made = await insert()
    const change = (title: string) => platform.work.run((tx) => updateRecord(tx, chore, { ...made, title, state: 'done', version: 1 }))
    const results = await Promise.allSettled([change('a'), change('b')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: { code: 'common.version_mismatch' } } })
    expect(await read(made.id)).toMatchObject({ state: 'done', version: 2 })
  })

  test('a deleted record leaves the lists, refuses changes and can be brought back', async () => {
    const made = await insert()
    const { id } = made
    await platform.work.run((tx) => deleteRecord(tx, chore, { id, version: 1, at: made.at }))
    expect((await listed(callerOf('owner'))).map((row) => row.id)).not.toContain(id)
    const change = platform.work.run((tx) => updateRecord(tx, chore, { ...made, version: 2 }))
    await expect(change).rejects.toEqual(refused('common.not_found'))
    await platform.work.run((tx) => restoreRecord(tx, chore, { id, version: 2, at: made.at }))
    expect((await listed(callerOf('owner'))).map((row) => row.id)).toContain(id)
  })

  test('the card says label, title and state in words', async () => {
    const made = await insert({ title: 'Mow' })
    const row = await read(made.id)
    if (!row) throw new Error('the record is there')
    expect(chore.cardOf(row, 'tsk_x')).toEqual({ label: `TSK-${made.number}`, title: 'Mow', state: 'Open', href: '/chores/tsk_x' })
  })

  test('a list holds what a page would show, for everybody', async () => {
    for (const clientId of [CLIENT_A, CLIENT_B]) {
      for (const audience of ['internal', 'client', 'public'] as const) await insert({ clientId, audience })
    }
    const rows = await listed(callerOf('owner'))
    for (const who of ['owner', 'lead', 'engineer', 'contact', 'outsideLead', 'stranger', 'powerless'] as const) {
      const caller = callerOf(who)
      const seen = new Set((await listed(caller)).map(({ id }) => id))
      for (const row of rows)
        expect([who, row.audience, seen.has(row.id)]).toEqual([who, row.audience, caller.may(PERMISSION, scopeOfRecord(row))])
    }
    expect(await listed(callerWith([]))).toEqual([])
  })
})

async function listed(caller: PersonCaller) {
  const page = { filter: '', sort: 'newest', limit: 1_000 } as const
  return (await platform.work.read((tx) => listRecords(tx, { kind: chore, caller, clock: platform.clock }, page))).items
}
