/** Saved searches of log lines on a real store: whose they are, and what becomes of them. */
import { beforeAll, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { logEvents } from '#events/logs.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { Fault } from '#kit/fault.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, later } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { searchesRetention } from './actions/erasure.ts'
import { logsContract } from './contract/contract.ts'
import { SEARCHES_MAX } from './domain/saved-search.ts'
import { logsHandlers } from './http/handlers.ts'
import { lineIntakeOf } from './public.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof logsContract>>
let ours: string
let theirs: string

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...catalogEvents, ...logEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  // What is kept in PostgreSQL asks nothing of the store of measurements.
  const whole = { ...platform, clickhouse: {} as OpenedClickHouse }
  call = calling(logsContract, logsHandlers({ platform: whole, book: keyBookOf(platform), intake: lineIntakeOf(platform) }))
  ours = await anApplication(CLIENT_A)
  theirs = await anApplication(CLIENT_B)
})

async function anApplication(client: string): Promise<string> {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  return (await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })).id
}

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const save = (who: CastMember, name: string, { isShared = false, application = ours, search = {} } = {}) =>
  call('createSearch', callerOf(who), { params: { id: application }, body: { name, search, isShared } })
const names = async (who: CastMember, application = ours) =>
  (await call('listSearches', callerOf(who), { params: { id: application } })).items.map(({ name }) => name)
type Saved = { readonly id: string; readonly version: number }
const change = (who: CastMember, { id, version }: Saved, body: object) =>
  call('changeSearch', callerOf(who), { params: { id }, body, ifMatch: version })
const setDeleted = (who: CastMember, { id, version }: Saved, deleted: boolean) =>
  call('setSearchDeleted', callerOf(who), { params: { id }, body: { deleted }, ifMatch: version })

test('a search is one’s own until it is shared with the team, and is again one’s own when it no longer is', async () => {
  const search = {
    words: 'payment declined',
    severity: 'error',
    service: 'shop',
    attributes: { 'http.status': '502' },
    resource: {},
    range: '24h',
  }
  const own = await save('engineer', 'Declined', { search })
  expect(own).toMatchObject({ name: 'Declined', search, isShared: false, applicationId: ours })
  expect(await names('engineer')).toEqual(['Declined'])
  expect(await names('qa')).toEqual([])
  await expect(change('qa', own, { name: 'Mine' })).rejects.toEqual(refused('common.not_found'))
  await expect(setDeleted('qa', own, true)).rejects.toEqual(refused('common.not_found'))
  const shared = await change('engineer', own, { isShared: true })
  expect(await names('qa')).toEqual(['Declined'])
  const renamed = await change('qa', shared, { name: 'All declined' })
  expect(await names('engineer')).toEqual(['All declined'])
  await change('qa', renamed, { isShared: false })
  expect([await names('engineer'), await names('qa')]).toEqual([[], ['All declined']])
})

test('a stranger of another client neither sees, changes nor saves one', async () => {
  const shared = await save('engineer', 'Slow answers', { isShared: true })
  for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
    await expect(names(who)).rejects.toBeInstanceOf(Fault)
    await expect(save(who, 'There')).rejects.toBeInstanceOf(Fault)
    await expect(change(who, shared, { name: 'Mine' })).rejects.toBeInstanceOf(Fault)
    await expect(setDeleted(who, shared, true)).rejects.toBeInstanceOf(Fault)
  }
  expect(await names('outsideLead', theirs)).toEqual([])
  expect(await names('lead')).toContain('Slow answers')
})

test('a search is deleted, brought back, and removed after its days', async () => {
  const saved = await save('qa', 'Outdated')
  const deleted = await setDeleted('qa', saved, true)
  expect(await names('qa')).not.toContain('Outdated')
  await expect(change('qa', deleted, { name: 'Again' })).rejects.toEqual(refused('common.not_found'))
  const back = await setDeleted('qa', deleted, false)
  expect(await names('qa')).toContain('Outdated')
  await expect(setDeleted('qa', deleted, true)).rejects.toEqual(refused('common.version_mismatch'))
  await setDeleted('qa', back, true)
  const [retention] = searchesRetention
  const before = later(platform.clock.now(), DAY_MS)
  expect(await platform.work.run(async (tx) => retention?.remove(tx, { before, limit: 10 }))).toBe(1)
})

test('one person saves a hundred of an application, and no search that could not be looked for', async () => {
  const application = await anApplication(CLIENT_A)
  for (let made = 0; made < SEARCHES_MAX; made++) await save('qa', `Search ${made}`, { application })
  await expect(save('qa', 'One more', { application })).rejects.toEqual(refused('logs.too_many_searches'))
  await save('engineer', 'Somebody else’s', { application })
  const words = Array.from({ length: 11 }, (_, index) => `w${index}`).join(' ')
  await expect(save('engineer', 'Too much', { application, search: { words } })).rejects.toThrow('must be at most 10 words')
})
