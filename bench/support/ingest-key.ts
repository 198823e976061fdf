/** A write-only key of a program that was just started and has not been set up. */
import { setTimeout as pause } from 'node:timers/promises'
import { buildWorld, type World } from '#test/support/world.ts'
import { findContracts } from '../../tools/generators/contracts.ts'
import type { Running } from './program.ts'

/** Sets the program up by its printed link; the secret of a key for an environment that is made for it. */
export async function makeIngestKey(running: Running): Promise<string> {
  const world = await setUpWorld(running)
  return makeKeyOf(world, world.applicationA)
}

/** Sets the program up by its printed link: two clients with an application each, and people of every role. */
export async function setUpWorld(running: Running): Promise<World> {
  const link = await printedLink(running)
  const routes = (await findContracts()).flatMap(({ contract }) => Object.values(contract))
  return buildWorld({ baseUrl: running.url, setupLink: link, routes })
}

/** The secret of a key for a production environment that is made for it. */
export async function makeKeyOf(world: World, applicationId: string): Promise<string> {
  const { id } = await world.call('catalog.createEnvironment', { body: { applicationId, name: 'Bench', kind: 'production' } })
  return (await world.call('telemetry.createIngestKey', { body: { environmentId: id, name: 'Bench' } })).secret
}

async function printedLink(running: Running): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const link = /https?:\/\/\S+\/setup#[0-9a-f]{48}/.exec(running.output())?.[0]
    if (link !== undefined) return link
    await pause(50)
  }
  throw new Error(`no set-up link was printed:\n${running.output()}`)
}
