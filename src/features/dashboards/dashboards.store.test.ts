/** Dashboards on real stores: whose they are, what becomes of them, and what names people. */
import { beforeAll, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { dashboardEvents } from '#events/dashboards.ts'
import { toId } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, toIso } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { dashboardsPersonal, dashboardsRetention } from './actions/erasure.ts'
import { dashboardsContract } from './contract/contract.ts'
import { dashboardsHandlers } from './http/handlers.ts'
import { readDashboardText } from './access/file.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof dashboardsContract>>
let ours = { application: '', environment: '' }
let theirs = { application: '', environment: '' }

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...catalogEvents, ...dashboardEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  // What is kept in PostgreSQL asks nothing of the store of measurements.
  call = calling(dashboardsContract, dashboardsHandlers({ ...platform, clickhouse: {} as OpenedClickHouse }))
  ours = await anApplication(CLIENT_A)
  theirs = await anApplication(CLIENT_B)
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const panel = {
  title: 'Requests',
  kind: 'line',
  unit: 'per_second',
  width: 'half',
  expressions: [{ text: 'rate(requests_total[5m])', legend: '' }],
}
const make = (who: CastMember, title: string, applicationId: string | null = ours.application) =>
  call('createDashboard', callerOf(who), { body: { applicationId, title, panels: [panel] } })
const read = (who: CastMember, id: string) => call('readDashboard', callerOf(who), { params: { id } })
const titles = async (who: CastMember, query = {}) =>
  (await call('listDashboards', callerOf(who), { query })).items.map(({ title }) => title)

test('a dashboard is seen by whoever may read its application, one of the installation by everybody of the team', async () => {
  const shop = await make('engineer', 'Shop at a glance')
  const all = await make('owner', 'All hosts', null)
  expect(await read('qa', shop.id)).toMatchObject({ title: 'Shop at a glance', panels: [panel], canChange: true, version: 1 })
  expect(await read('outsideLead', all.id)).toMatchObject({ title: 'All hosts', applicationId: null, canChange: false })
  expect(await titles('engineer')).toEqual(['All hosts', 'Shop at a glance'])
  expect(await titles('outsideLead')).toEqual(['All hosts'])
  expect(await titles('owner', { applicationId: theirs.application })).toEqual(['All hosts'])
})

test('a stranger of another client neither reads, changes, saves nor deletes it, nor makes one there', async () => {
  const { id } = await make('engineer', 'Private')
  const params = { id }
  const caller = callerOf('outsideLead')
  await expect(read('outsideLead', id)).rejects.toEqual(refused('common.not_found'))
  await expect(call('exportDashboard', caller, { params })).rejects.toEqual(refused('common.not_found'))
  await expect(call('changeDashboard', caller, { params, body: { title: 'Mine' }, ifMatch: 1 })).rejects.toEqual(
    refused('common.not_found'),
  )
  await expect(call('setDashboardDeleted', caller, { params, body: { deleted: true }, ifMatch: 1 })).rejects.toEqual(
    refused('common.not_found'),
  )
  await expect(make('outsideLead', 'There')).rejects.toEqual(refused('common.not_found'))
  await expect(make('outsideLead', 'Everywhere', null)).rejects.toEqual(refused('common.not_found'))
  await expect(read('stranger', id)).rejects.toEqual(refused('common.not_found'))
  const span = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }
  const query = { environmentId: ours.environment, ...span }
  await expect(call('listReleases', caller, { params: { id: ours.application }, query })).rejects.toEqual(refused('common.not_found'))
})

test('two who change the same dashboard do not write over each other', async () => {
  const { id } = await make('engineer', 'Checkout')
  const change = (title: string, ifMatch: number) =>
    call('changeDashboard', callerOf('engineer'), { params: { id }, body: { title }, ifMatch })
  expect(await change('Checkout, all of it', 1)).toMatchObject({ title: 'Checkout, all of it', panels: [panel], version: 2 })
  await expect(change('Till', 1)).rejects.toEqual(refused('common.version_mismatch'))
  expect(await change('Checkout, all of it', 2)).toMatchObject({ version: 2 })
})

test('what was deleted leaves the list and comes back as it was, until its time is over', async () => {
  const { id } = await make('engineer', 'Passing')
  const remove = (deleted: boolean, ifMatch: number) =>
    call('setDashboardDeleted', callerOf('engineer'), { params: { id }, body: { deleted }, ifMatch })
  await remove(true, 1)
  expect(await titles('engineer')).not.toContain('Passing')
  await expect(read('engineer', id)).rejects.toEqual(refused('common.not_found'))
  const change = call('changeDashboard', callerOf('engineer'), { params: { id }, body: { title: 'x' }, ifMatch: 2 })
  await expect(change).rejects.toEqual(refused('common.not_found'))
  expect(await remove(false, 2)).toMatchObject({ title: 'Passing', version: 3 })
  await remove(true, 3)
  const [retention] = dashboardsRetention
  const before = later(platform.clock.now(), DAY_MS)
  expect(await platform.work.run((tx) => retention?.remove(tx, { before, limit: 10 }) ?? Promise.resolve(0))).toBe(1)
  await expect(remove(false, 4)).rejects.toEqual(refused('common.not_found'))
})

test('its file makes the same dashboard again; a faulty one says where', async () => {
  const { id } = await make('engineer', 'As a file')
  const pieces = (await call('exportDashboard', callerOf('engineer'), { params: { id } })) as unknown as AsyncIterable<string>
  let text = ''
  for await (const piece of pieces) text += piece
  expect(readDashboardText(text)).toEqual({ dashboard: { title: 'As a file', panels: [panel] }, faults: [] })
  const told = (sent: string) => call('readFile', callerOf('engineer'), { body: { applicationId: ours.application, text: sent } })
  expect(await told(text)).toEqual({ dashboard: { title: 'As a file', panels: [panel] }, faults: [] })
  expect(await told('panels: []\ntitle: 5\n')).toEqual({
    dashboard: null,
    faults: [{ line: 2, message: 'title: 5 does not fit: it must be a text.' }],
  })
})

test('erasing somebody takes their name out of titles, legends and expressions', async () => {
  const expressions = [{ text: 'up{owner="Ada Lovelace"}', legend: 'Ada Lovelace' }]
  const body = { applicationId: null, title: 'What Ada Lovelace watches', panels: [{ ...panel, title: 'For ada lovelace', expressions }] }
  const { id } = await call('createDashboard', callerOf('owner'), { body })
  const subject = { personIds: [], contactIds: [], emails: [], names: ['Ada Lovelace'] }
  const act = { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() } as const
  expect(await platform.work.run((tx) => dashboardsPersonal.erase(subject, tx, act))).toEqual({ counts: { namings: 1 } })
  expect(await read('owner', id)).toMatchObject({
    title: 'What [–] watches',
    panels: [{ title: 'For [–]', expressions: [{ text: 'up{owner="[–]"}', legend: '[–]' }] }],
  })
})

test('releases are marks of an environment within a time', async () => {
  const now = instant(platform.clock.now())
  const query = { environmentId: ours.environment, from: toIso(later(now, -HOUR_MS)), to: toIso(now) }
  expect(await call('listReleases', callerOf('engineer'), { params: { id: ours.application }, query })).toEqual({ items: [] })
})
