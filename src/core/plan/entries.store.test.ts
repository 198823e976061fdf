/** Entries of the plan's lists: added, taken away at any layer, brought back. */
import { beforeAll, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { identityEvents } from '#events/identity.ts'
import { planEvents } from '#events/plan.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform } from '#test/support/postgres-platform.ts'
import { planContract } from './contract/contract.ts'
import { planHandlers } from './http/handlers.ts'

const owner = callerOf('owner')
const AWAY = 'maintenance.activities.security_scan'
let call: ReturnType<typeof calling<typeof planContract>>
let client: string
let shop: string

beforeAll(async () => {
  const platform = await postgresPlatform({ events: [...identityEvents, ...catalogEvents, ...planEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  call = calling(planContract, planHandlers(platform))
  const catalog = calling(catalogContract, catalogHandlers(platform))
  client = (await catalog('createClient', owner, { body: { name: 'Acme' } })).id
  shop = (await catalog('createApplication', owner, { body: { clientId: client, name: 'Shop' } })).id
  await change('organisation', { set: { [`${AWAY}.title`]: 'Security scan', [`${AWAY}.every`]: '1 week', [`${AWAY}.by`]: 'qa' } })
})

const read = (plan: string) => call('readPlan', owner, { params: { plan } })
const change = async (plan: string, { set = {}, unset = [] }: { set?: Record<string, string>; unset?: string[] }) => {
  const body = { set: Object.entries(set).map(([path, value]) => ({ path, value })), unset }
  return call('changePlan', owner, { params: { plan }, body, ifMatch: (await read(plan)).version })
}
const has = async (plan: string) => (await read(plan)).values.some(({ path }) => path.startsWith(`${AWAY}.`))
const exported = async (plan: string, of: 'own' | 'effective') =>
  (await call('readPlanSource', owner, { params: { plan }, query: { of } })).source

test('an entry that is not for a client is none for its applications, says who took it away, and comes back for one of them', async () => {
  await change(client, { set: { [AWAY]: 'none' } })
  expect([await has('organisation'), await has(client), await has(shop)]).toEqual([true, false, false])
  const { taken, origins } = await read(shop)
  expect(taken).toEqual([
    { path: AWAY, title: 'Security scan', origin: expect.any(Number), mark: { path: `${AWAY}.every`, value: '1 week' } },
  ])
  expect(origins[taken[0]?.origin ?? -1]).toMatchObject({ layer: 'client', of: client, version: 1, by: { name: 'Olivia Owens' } })
  await change(shop, { set: { [`${AWAY}.every`]: '1 week' } })
  expect([await has(client), await has(shop), (await read(shop)).taken]).toEqual([false, true, []])
  await change(client, { unset: [AWAY] })
  expect([await has(client), (await read(client)).taken]).toEqual([true, []])
})

test('the version before brings back what was taken away with the values that the plan had set in it', async () => {
  await change(client, { set: { [`${AWAY}.every`]: '3 weeks' } })
  const { version } = await read(client)
  await change(client, { set: { [AWAY]: 'none' } })
  expect(await exported(client, 'own')).toContain('security_scan: none')
  await call('restorePlanVersion', owner, { params: { plan: client }, body: { version, note: '' }, ifMatch: version + 1 })
  expect((await read(client)).values.find(({ path }) => path === `${AWAY}.every`)?.value).toBe('3 weeks')
})

test('a whole plan in which something was taken away goes out as a file and comes back the same', async () => {
  await change(client, { set: { [AWAY]: 'none' } })
  const whole = await exported(client, 'effective')
  const { version } = await read(client)
  await call('replacePlanSource', owner, { params: { plan: client }, body: { source: whole, note: '' }, ifMatch: version })
  expect(await exported(client, 'effective')).toBe(whole)
  expect(await has(client)).toBe(false)
})

test('what others still name stays, and what never was is no entry to take away', async () => {
  const attempt = change(shop, { set: { 'hours.calendars.business': 'none' } })
  await expect(attempt).rejects.toMatchObject({ code: { code: 'plan.faulty' } })
  await expect(change(shop, { set: { 'thresholds.cpuu': 'none' } })).rejects.toMatchObject({
    fields: [{ field: 'body.thresholds.cpuu', message: expect.stringContaining('no such entry') }],
  })
  await expect(change(shop, { set: { thresholds: 'none' } })).rejects.toMatchObject({ code: { code: 'plan.faulty' } })
})

test('a value is told for each application below with who set it there, and only to whom they belong', async () => {
  await change(client, { set: { 'thresholds.cpu.limit': '90 %' } })
  const asked = { params: { plan: client }, query: { path: 'thresholds.cpu.limit' } }
  expect(await call('readPlanValueBelow', owner, asked)).toEqual({
    items: [
      {
        of: shop,
        name: 'Shop',
        value: '90 %',
        origin: { layer: 'client', of: client, name: 'Acme', version: (await read(client)).version },
      },
    ],
    isMore: false,
    people: [],
  })
  await change(shop, { set: { 'thresholds.cpu': 'none' } })
  const gone = await call('readPlanValueBelow', owner, asked)
  expect(gone.items).toMatchObject([{ value: null, origin: { layer: 'application', of: shop, name: 'Shop' } }])
  expect((await call('readPlanValueBelow', owner, { ...asked, params: { plan: shop } })).items).toEqual([])
  await expect(call('readPlanValueBelow', callerOf('outsideLead'), asked)).rejects.toMatchObject({ code: { code: 'common.not_found' } })
})
