import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys, type PersonCaller } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, later } from '#kit/time.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { defineKind } from '../contract/kind.ts'
import { SORTS } from '../domain/sorts.ts'
import { countRecords, deleteRecord, insertRecord, listRecords, type RecordRow } from '../public.ts'

const chore = defineKind({
  kind: 'task',
  name: { one: 'Chore', many: 'Chores' },
  permission: 'tasks.read',
  states: { open: 'Open', waiting: 'Waiting', done: 'Done' },
  openStates: ['open', 'waiting'],
  priorities: { 1: 'High', 2: 'Low' },
  pageOf: (id) => `/chores/${id}`,
  audienceOf: () => 'internal',
  searchText: () => '',
})

let platform: PostgresPlatform
beforeAll(async () => {
  platform = await postgresPlatform({ events: [], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  await Promise.all(Array.from({ length: 60 }, (_, index) => insert(index)))
})

const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T

async function insert(index: number): Promise<string> {
  const id = uuidv7()
  const now = platform.clock.now()
  const draft = {
    id,
    clientId: at([CLIENT_A, CLIENT_B, null], index),
    applicationId: null,
    title: `Chore ${index}`,
    state: at(['open', 'done', 'open', 'waiting'] as const, index),
    assigneeId: at([cast.engineer.id, null, cast.lead.id, null, null], index),
    // Several of the same instant, so that the id decides.
    dueAt: at([null, later(now, DAY_MS), later(now, -DAY_MS), later(now, 3 * DAY_MS), later(now, DAY_MS), later(now, 30 * DAY_MS)], index),
    priority: at([1, 2, null], index >> 1),
    facts: {},
    at: now,
  }
  await platform.work.run((tx) => insertRecord(tx, chore, draft))
  return id
}

interface Call {
  readonly filter?: string
  readonly sort?: (typeof SORTS)[number]
  readonly limit?: number
}

async function page(caller: PersonCaller, { filter = '', sort = 'newest', limit = 200 }: Call, cursor?: string) {
  return platform.work.read((tx) => listRecords(tx, { kind: chore, caller, clock: platform.clock }, { filter, sort, limit, cursor }))
}

async function everyPage(caller: PersonCaller, call: Call, between: () => Promise<unknown> = async () => {}): Promise<RecordRow[]> {
  const rows: RecordRow[] = []
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await page(caller, call, cursor)
    rows.push(...items)
    if (nextCursor === null) return rows
    await between()
    cursor = nextCursor
  }
}

const idsOf = (rows: readonly RecordRow[]) => rows.map(({ id }) => id)
const count = (caller: PersonCaller, filter: string) =>
  platform.work.read((tx) => countRecords(tx, { kind: chore, caller, clock: platform.clock }, filter))

const DAYS = [undefined, 'due:overdue', 'due:1d', 'due:7d', 'due:none']
const filters = fc
  .tuple(
    fc.constantFrom('', 'is:open', 'is:closed', 'state:waiting,done'),
    fc.constantFrom('', 'assignee:me', 'assignee:none', `assignee:none,${toId('person', cast.lead.id)}`),
    fc.constantFrom('', 'client:none', `client:${toId('client', CLIENT_A)}`, `client:none,${toId('client', CLIENT_B)}`),
    fc.constantFrom('', 'priority:1', 'priority:2,none'),
    fc.constantFrom(...DAYS),
  )
  .map((terms) => terms.filter(Boolean).join(' '))
const callers = fc.constantFrom<CastMember>('owner', 'lead', 'engineer', 'outsideLead', 'stranger', 'powerless')

describe('lists of records', () => {
  test('pages hold each record once and in order, whatever the filter, the order, the length of the page and the caller', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...SORTS), fc.integer({ min: 1, max: 9 }), callers, async (filter, sort, limit, who) => {
        const whole = (await page(callerOf(who), { filter, sort })).items
        expect(idsOf(await everyPage(callerOf(who), { filter, sort, limit }))).toEqual(idsOf(whole))
        expect(new Set(idsOf(whole)).size).toBe(whole.length)
        expect(await count(callerOf(who), filter)).toEqual({ count: whole.length, more: false })
      }),
      { numRuns: 40 },
    )
  })

  test('a filter holds exactly what fits it', async () => {
    const now = platform.clock.now()
    const all = (await page(callerOf('owner'), {})).items
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const has = (term: string) => filter.split(' ').includes(term)
        const dueDays = has('due:overdue') ? 0 : has('due:1d') ? 1 : has('due:7d') ? 7 : null
        const expected = all.filter(
          (row) =>
            (!has('is:open') || row.state !== 'done') &&
            (!has('is:closed') || row.state === 'done') &&
            (!has('state:waiting,done') || row.state !== 'open') &&
            (!has('assignee:me') || row.assigneeId === cast.owner.id) &&
            (!has('assignee:none') || row.assigneeId === null) &&
            (!filter.includes('assignee:none,') || row.assigneeId === null || row.assigneeId === cast.lead.id) &&
            (!has('client:none') || row.clientId === null) &&
            (!filter.includes('client:cli') || row.clientId === CLIENT_A) &&
            (!filter.includes('client:none,') || row.clientId !== CLIENT_A) &&
            (!has('priority:1') || row.priority === 1) &&
            (!has('priority:2,none') || row.priority !== 1) &&
            (!has('due:none') || row.dueAt === null) &&
            (dueDays === null || (row.dueAt !== null && row.dueAt < later(now, dueDays * DAY_MS))),
        )
        expect(idsOf((await page(callerOf('owner'), { filter })).items)).toEqual(idsOf(expected))
      }),
      { numRuns: 40 },
    )
  })

  test.each(SORTS)('while others write, pages in the order “%s” miss no record that stays and repeat none', async (sort) => {
    const before = idsOf((await page(callerOf('owner'), {})).items)
    let writes = 0
    const write = async () => {
      const id = await insert(writes++)
      if (writes % 2 === 0) await platform.work.run((tx) => deleteRecord(tx, chore, { id, version: 1, at: platform.clock.now() }))
    }
    const seen = idsOf(await everyPage(callerOf('owner'), { sort, limit: 7 }, () => Promise.all([write(), write(), write()])))
    expect(new Set(seen).size).toBe(seen.length)
    expect(before.filter((id) => !seen.includes(id))).toEqual([])
  })

  test('nobody lists or counts what a page would refuse them', async () => {
    const clientsOf = async (who: CastMember) => new Set((await page(callerOf(who), {})).items.map(({ clientId }) => clientId))
    expect(await clientsOf('engineer')).toEqual(new Set([CLIENT_A]))
    expect(await clientsOf('outsideLead')).toEqual(new Set([CLIENT_B]))
    expect(await clientsOf('stranger')).toEqual(new Set())
    expect(await count(callerOf('stranger'), '')).toEqual({ count: 0, more: false })
    expect((await page(callerOf('outsideLead'), { filter: `client:${toId('client', CLIENT_A)}` })).items).toEqual([])
  })

  test('a cursor of another order, and one that somebody made up, are refused', async () => {
    const { nextCursor } = await page(callerOf('owner'), { sort: 'due', limit: 1 })
    const refused = { code: { code: 'common.invalid_request' } }
    await expect(page(callerOf('owner'), { sort: 'newest' }, nextCursor ?? '')).rejects.toMatchObject(refused)
    const forged = Buffer.from(JSON.stringify(['task.newest', ['no uuid']])).toString('base64url')
    await expect(page(callerOf('owner'), {}, forged)).rejects.toMatchObject(refused)
  })

  test('a state and a priority that the kind does not have are refused by name', async () => {
    await expect(page(callerOf('owner'), { filter: 'state:lost' })).rejects.toMatchObject({
      publicMessage: 'The filter has “lost” for state:, which wants open, waiting, done.',
    })
    await expect(page(callerOf('owner'), { filter: 'priority:4' })).rejects.toMatchObject({ code: { code: 'common.invalid_request' } })
  })
})
