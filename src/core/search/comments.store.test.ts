import { readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { enterSearchDue } from '#core/comments/actions/enter-search.ts'
import { commentsPersonal } from '#core/comments/actions/erasure.ts'
import { commentRoutes } from '#core/comments/contract/comments.ts'
import { commentsHandlers } from '#core/comments/http/handlers.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, seedCast, type CastMember } from '#core/identity/testing.ts'
import { defineKind } from '#core/records/contract/kind.ts'
import { insertRecord, recordKindsOf } from '#core/records/public.ts'
import { commentEvents } from '#events/comments.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { sql } from 'kysely'
import { affected, named } from '#platform/pg/tx.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { search } from './queries/search.ts'

/** Something that the client sees as well, as incidents and tickets will be. */
const notice = defineKind({
  kind: 'task',
  name: { one: 'Notice', many: 'Notices' },
  permission: 'comments.comments.read',
  states: { open: 'Open' },
  openStates: ['open'],
  pageOf: (id) => `/notices/${id}`,
  audienceOf: () => 'client',
  searchText: (text: string) => text,
})

const MIGRATION = new URL('../comments/store/migrations/postgres/20261122T121000_comments_enter_search.sql', import.meta.url)

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof commentRoutes>>
let record: string
beforeAll(async () => {
  platform = await postgresPlatform({ events: commentEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  recordKindsOf(platform).declare(notice)
  call = calling(commentRoutes, commentsHandlers(platform))
  const id = uuidv7()
  const draft = {
    id,
    clientId: CLIENT_A,
    applicationId: null,
    title: 'The shop is slow',
    state: 'open' as const,
    facts: '',
    at: platform.clock.now(),
  }
  await platform.work.run((tx) => insertRecord(tx, notice, draft))
  record = toId('task', id)
})

const say = (who: CastMember, text: string, audience: 'internal' | 'client') =>
  call('createComment', callerOf(who), { body: { record, text, audience } })
const find = (who: CastMember, text: string) => search(platform, callerOf(who), { query: { text, kind: undefined, limit: 20 } })
const hits = async (who: CastMember, text: string) => (await find(who, text)).items.map(({ label }) => label)
const inDictionary = async (word: string) =>
  (await platform.work.read((tx) => named(tx, 'test.word', sql`select 1 from word where text = ${word}`))).length > 0

test('a record is found once by the words of its comments, and the hit shows the comment', async () => {
  await say('engineer', 'The **carburettor** was replaced.', 'client')
  await say('engineer', 'Another carburettor is ordered.', 'client')
  const { items, matches } = await find('engineer', 'carburettor replaced')
  expect({ count: items.length, matches }).toEqual({ count: 1, matches: 1 })
  expect(items[0]).toMatchObject({ inComment: true, title: [{ text: 'The shop is slow', hit: false }] })
  expect(items[0]?.excerpt.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['carburettor', 'replaced'])
  expect((await find('engineer', 'carburettor')).matches).toBe(1)
})

test('words of comments are found misspelt too', async () => {
  const { items, corrections } = await find('engineer', 'carburetor')
  expect(items).toHaveLength(1)
  expect(corrections).toEqual([{ typed: 'carburetor', meant: 'carburettor' }])
})

test('a client never finds through what the team says among itself, also not misspelt, and the stranger finds nothing', async () => {
  await say('engineer', 'They forgot the defibrillator again.', 'internal')
  expect(await hits('engineer', 'defibrillator')).toHaveLength(1)
  for (const text of ['defibrillator', 'defibrilator']) {
    expect(await find('contact', text)).toMatchObject({ items: [], matches: 0, corrections: [] })
  }
  expect(await hits('contact', 'carburettor')).toHaveLength(1)
  for (const text of ['carburettor', 'defibrillator']) expect(await hits('stranger', text)).toEqual([])
})

test('an edited comment is found by its new words only, a deleted one not at all until it is back', async () => {
  const { id, version } = await say('engineer', 'Ask the ornithologist.', 'client')
  const edited = await call('editComment', callerOf('engineer'), {
    params: { id },
    body: { text: 'Ask the entomologist.' },
    ifMatch: version,
  })
  expect(await hits('engineer', 'ornithologist')).toEqual([])
  expect(await inDictionary('ornithologist')).toBe(false)
  const set = (state: 'deleted' | 'posted', ifMatch: number) =>
    call('setCommentState', callerOf('engineer'), { params: { id }, body: { state }, ifMatch })
  const gone = await set('deleted', edited.version)
  expect(await hits('engineer', 'entomologist')).toEqual([])
  expect(await inDictionary('entomologist')).toBe(false)
  await set('posted', gone.version)
  expect(await hits('engineer', 'entomologist')).toHaveLength(1)
})

test('what an erased person wrote is found no more', async () => {
  await say('lead', 'A xylophone fell on it.', 'client')
  const subject = { personIds: [cast.lead.id], contactIds: [], emails: [], names: [] }
  await platform.work.run((tx) => commentsPersonal.erase(subject, tx, { actor: callerOf('owner').ref, at: platform.clock.now() }))
  expect(await hits('engineer', 'xylophone')).toEqual([])
  expect(await inDictionary('xylophone')).toBe(false)
})

test('comments from before search knew of comments are found after the upgrade, however many, deleted ones not', async () => {
  const { id } = await say('engineer', 'Ask the speleologist.', 'client')
  const gone = await say('engineer', 'Ask the apiarist.', 'client')
  await call('setCommentState', callerOf('engineer'), { params: { id: gone.id }, body: { state: 'deleted' }, ifMatch: gone.version })
  const alike = sql`insert into comment (id, record_id, author_id, text, audience, mentioned, created_at)
    select gen_random_uuid(), record_id, author_id, 'Ask speleologist ' || n, audience, mentioned, created_at
    from comment, generate_series(1, 250) as n where id = ${toUuid('comment', id)}`
  await platform.work.run(async (tx) => {
    await affected(tx, 'test.sayMore', alike)
    await affected(tx, 'test.unknown', sql`delete from record_text`)
    await affected(tx, 'test.noWords', sql`delete from word`)
  })
  expect(await hits('engineer', 'speleologist')).toEqual([])
  await platform.work.run((tx) => affected(tx, 'test.upgrade', sql.raw(readFileSync(MIGRATION, 'utf8'))))
  platform.due.declare([enterSearchDue(platform)])
  // One row for each hundred, the last of which finds fewer.
  expect(await platform.due.sweep(platform.clock.now())).toBe(3)
  expect(await hits('engineer', 'speleologist 250')).toHaveLength(1)
  expect(await hits('engineer', 'speleolgist')).toHaveLength(1)
  expect(await hits('engineer', 'apiarist')).toEqual([])
  const count = () => platform.work.read((tx) => named(tx, 'test.texts', sql`select count(*)::int as texts from record_text`))
  const before = await count()
  await platform.work.run((tx) => affected(tx, 'test.upgrade', sql.raw(readFileSync(MIGRATION, 'utf8'))))
  await platform.due.sweep(platform.clock.now())
  expect(await count()).toEqual(before)
})
