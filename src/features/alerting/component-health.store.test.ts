/** How components are, by the alerts that speak of them. */
import { expect, test } from 'vitest'
import { callerOf } from '#core/identity/testing.ts'
import { MINUTE_MS } from '#kit/time.ts'
import { call, catalog, ours, owner, platform, refused, send, settled, withRule } from './testing-world.ts'

const health = async (who = owner) => (await call('readComponentHealth', who, { params: { id: ours.application } })).items

test('a component is as ill as the gravest of its alerts, and well again with their end', async () => {
  const { id } = await catalog('createComponent', owner, { body: { applicationId: ours.application, name: 'Orders', kind: 'api' } })
  await catalog('createComponent', owner, { body: { applicationId: ours.application, name: 'Search', kind: 'api' } })
  await settled()
  await withRule()
  expect(await health()).toEqual([])
  for (const host of ['q-1', 'q-2']) await send(90, { labels: { host, component: 'orders' } })
  expect(await health()).toEqual([{ componentId: id, severity: 'critical', alerts: 2 }])
  platform.clock.advance(MINUTE_MS)
  for (const host of ['q-1', 'q-2']) await send(10, { labels: { host, component: 'orders' } })
  expect(await health()).toEqual([])
})

test('whoever is of another client sees no component of it', async () => {
  await expect(health(callerOf('outsideLead'))).rejects.toEqual(refused('common.not_found'))
  await expect(health(callerOf('stranger'))).rejects.toEqual(refused('common.forbidden'))
})
