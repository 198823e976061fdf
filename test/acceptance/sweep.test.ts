/** Every route of every part, swept over a running program: see test/support/sweep.ts for what is tried on each. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type Server } from '#app/server.ts'
import { readConfig, tellFaults } from '#platform/config/read.ts'
import type { Samples } from '#test/support/samples.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testLogger } from '#test/support/quiet.ts'
import { sweepRoute } from '#test/support/sweep.ts'
import { buildWorld, type World } from '#test/support/world.ts'
import { findContracts } from '../../tools/generators/contracts.ts'

/**
 * An API key is one's own and carries one's own rights, wherever they hold. A saved view is one's own, and so is the
 * address of one's calendar. A change of many answers for each of them, and refuses each that lies elsewhere.
 */
const OWN_THINGS = new Set([
  'identity.createApiKey',
  'views.createView',
  'tasks.changeTasks',
  'incidents.changeIncidents',
  'maintenance.makeFeed',
  'oncall.renewFeed',
])

const routes = (await findContracts()).flatMap(({ contract }) => Object.values(contract))
const modules = import.meta.glob<{ samples?: Samples }>('../../src/{core,features}/*/testing.ts', { eager: true })
const samples: Samples = Object.assign({}, ...Object.values(modules).map((module) => module.samples ?? {})) as Samples

let server: Server
let world: World
beforeAll(async () => {
  const read = readConfig({ PORT: '0', PITCREW_DATA: scratchFolder() }, process.cwd())
  if (!read.ok) throw new Error(tellFaults(read.faults))
  server = await startServer({ config: read.config, logger: testLogger })
  world = await buildWorld({ baseUrl: server.url, setupLink: server.setupLink ?? '', routes })
})
afterAll(() => server?.stop())

test('every route has a sample call, and every sample call a route', () => {
  expect(Object.keys(samples).toSorted()).toEqual(routes.map(({ id }) => id).toSorted())
})

describe('refuses whoever must be refused, names what is wrong, and answers as its contract says:', () => {
  test.each(routes.map((route) => [route.id, route] as const))('%s', async (id, route) => {
    const sample = samples[id]
    expect(sample, `${id} has no sample call in the testing.ts of its part`).toBeDefined()
    const faults = await sweepRoute(world, route, (await sample?.(world)) ?? {}, { ownThings: OWN_THINGS })
    expect(faults).toEqual([])
  })
})
