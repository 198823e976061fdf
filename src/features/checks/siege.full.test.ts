/** A heartbeat's address is open to the world: whoever guesses learns nothing, and costs no memory. */
import { expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { checkEvents } from '#events/checks.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform } from '#test/support/postgres-platform.ts'
import { createCheck } from './actions/checks.ts'
import { besiegeHeartbeat } from './testing.ts'

const REPORTS = 100_000
const MIB = 1024 * 1024

test(`${REPORTS} reports with secrets of nobody are refused in bounded memory, and the next good one is heard`, async () => {
  const platform = await postgresPlatform({ events: [...catalogEvents, ...checkEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  const caller = callerOf('owner')
  const body = { clientId: toId('client', CLIENT_A), name: 'Shop', url: 'https://shop.example.com' }
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const application = await catalog('createApplication', caller, { body })
  const { items } = await catalog('listEnvironments', caller, { query: { applicationId: application.id } })
  const environmentId = toUuid('environment', items[0]?.id ?? '') ?? ''
  const settings = { kind: 'heartbeat', everySeconds: 60, graceSeconds: 10, runSecondsMax: null } as const
  const terms = { intervalSeconds: 60, timeLimitMs: 1_000, retries: 0, isPaused: false, isPrivateAllowed: false }
  const { heartbeatSecret } = await createCheck({ platform, caller }, { environmentId, name: 'Nightly', settings, ...terms })
  const before = process.memoryUsage().rss
  const { outcomes, worksAfterwards } = await besiegeHeartbeat(platform, { secret: heartbeatSecret ?? '', count: REPORTS, seed: 11 })
  expect([...outcomes.keys()]).toEqual(['common.not_found'])
  expect(worksAfterwards).toBe(true)
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
})
