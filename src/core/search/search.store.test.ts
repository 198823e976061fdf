import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, type CastMember } from '#core/identity/testing.ts'
import { defineKind } from '#core/records/contract/kind.ts'
import { insertRecord, recordKindsOf } from '#core/records/public.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { search } from './queries/search.ts'

const texts = new Map<string, string>()
const chore = defineKind({
  kind: 'task',
  name: { one: 'Chore', many: 'Chores' },
  permission: 'tasks.read',
  states: { open: 'Open', done: 'Done' },
  openStates: ['open'],
  pageOf: (id) => `/chores/${id}`,
  audienceOf: () => 'internal',
  searchText: (text: string) => text,
})

let platform: PostgresPlatform
beforeAll(async () => {
  platform = await postgresPlatform({ events: [], personKeys: openPersonKeys })
  await seedClients(platform)
  recordKindsOf(platform).declare({ ...chore, textsOf: async (_tx, ids) => new Map(ids.map((id) => [id, texts.get(id) ?? ''])) })
  for (let number = 0; number < 6; number++)
    await add(number % 2 === 0 ? CLIENT_A : CLIENT_B, 'Mow the lawn', `Round ${number}, behind the marquee.`)
})

async function add(clientId: string, title: string, text: string): Promise<void> {
  const id = uuidv7()
  texts.set(id, text)
  const draft = { id, clientId, applicationId: null, title, state: 'open' as const, facts: text, at: platform.clock.now() }
  await platform.work.run((tx) => insertRecord(tx, chore, draft))
}

const find = (who: CastMember, text: string, page: { limit?: number; cursor?: string } = {}) =>
  search(platform, callerOf(who), { query: { text, kind: undefined, limit: 20, ...page } })

test('a hit is a card with the words marked, in its title and in the part of its text around them', async () => {
  const { items, matches, newestOnly } = await find('engineer', 'marque lawn')
  expect({ count: items.length, matches, newestOnly }).toEqual({ count: 3, matches: 3, newestOnly: false })
  expect(items[0]).toMatchObject({
    kind: 'task',
    label: expect.stringMatching(/^TSK-\d+$/),
    state: 'Open',
    isOpen: true,
    title: [
      { text: 'Mow the ', hit: false },
      { text: 'lawn', hit: true },
    ],
    excerpt: [
      { text: expect.stringMatching(/^Round \d, behind the $/), hit: false },
      { text: 'marquee', hit: true },
      { text: '.', hit: false },
    ],
  })
})

test('pages of hits neither repeat nor leave out', async () => {
  const seen: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Awaited<ReturnType<typeof find>> = await find('owner', 'lawn ', { limit: 2, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(seen).toHaveLength(6)
  expect(new Set(seen).size).toBe(6)
})

test('who reaches no kind finds nothing and is told of no kind; the stranger of another client finds only what is theirs', async () => {
  expect(await find('stranger', 'lawn')).toMatchObject({ items: [], matches: 0, kinds: [] })
  const ours = new Set((await find('engineer', 'lawn')).items.map(({ id }) => id))
  const theirs = (await find('outsideLead', 'lawn')).items.map(({ id }) => id)
  expect(theirs).toHaveLength(3)
  expect(theirs.filter((id) => ours.has(id))).toEqual([])
})

test('a cursor that somebody made up is refused', async () => {
  const cursor = Buffer.from(JSON.stringify(['search', ['x', 'y']])).toString('base64url')
  await expect(find('owner', 'lawn', { cursor })).rejects.toMatchObject({ code: { code: 'common.invalid_request' } })
})
