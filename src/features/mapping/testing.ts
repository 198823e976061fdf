/** Builders for tests, and a valid call for each route. */
import { toId } from '#kit/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { callerOf } from '#core/identity/testing.ts'
import { calling } from '#test/support/calling.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { keepUnassigned } from './actions/unassigned-keeper.ts'
import { mappingContract } from './contract/contract.ts'
import { mappingHandlers } from './http/handlers.ts'
import { mappingBookOf, unassignedTallyOf, type Owner } from './public.ts'

type Needs = Pick<Platform, 'work' | 'clock' | 'log'>

export const isLabel = (label: string, value: string) => ({ label, match: 'is' as const, value })

/** Rules as a test writes them: the environments by UUID. */
export interface TestRule {
  readonly matchers: readonly { readonly label: string; readonly match: 'is' | 'begins_with'; readonly value: string }[]
  readonly environmentId: string
}

/** Reads and replaces rules as the owner of the installation. */
export function mappingOf(platform: Needs) {
  const call = calling(mappingContract, mappingHandlers({ platform, book: mappingBookOf(platform), tally: unassignedTallyOf(platform) }))
  const read = ({ kind, id }: Owner, who: Parameters<typeof callerOf>[0] = 'owner') =>
    kind === 'client'
      ? call('readClientMapping', callerOf(who), { params: { id: toId('client', id) } })
      : call('readApplicationMapping', callerOf(who), { params: { id: toId('application', id) } })
  const write = async (owner: Owner, rules: readonly TestRule[], who: Parameters<typeof callerOf>[0] = 'owner', ifMatch?: number) => {
    const aim = { ifMatch: ifMatch ?? (await read(owner)).version }
    const body = {
      rules: rules.map(({ matchers, environmentId }) => ({ matchers: [...matchers], environmentId: toId('environment', environmentId) })),
    }
    return owner.kind === 'client'
      ? call('writeClientMapping', callerOf(who), { params: { id: toId('client', owner.id) }, ...aim, body })
      : call('writeApplicationMapping', callerOf(who), { params: { id: toId('application', owner.id) }, ...aim, body })
  }
  return { read, write }
}

/** Writes what was noted as unassigned, as happens every few seconds. */
export const keepUnassignedOf = (platform: Needs) => () => keepUnassigned(platform, unassignedTallyOf(platform))

async function rulesFor(world: SampleWorld) {
  const body = { applicationId: world.applicationA, name: world.fresh('Staging'), kind: 'qa' }
  const { id: environmentId } = await world.call('catalog.createEnvironment', { body })
  return { rules: [{ matchers: [{ label: 'job', match: 'is', value: 'shop' }], environmentId }] }
}

export const samples: Samples = {
  'mapping.readApplicationMapping': ({ applicationA }) => ({ params: { id: applicationA } }),
  'mapping.writeApplicationMapping': async (world) => {
    const params = { id: world.applicationA }
    const { version } = await world.call('mapping.readApplicationMapping', { params })
    return { params, ifMatch: version, body: await rulesFor(world) }
  },
  'mapping.readClientMapping': ({ clientA }) => ({ params: { id: clientA } }),
  'mapping.writeClientMapping': async (world) => {
    const params = { id: world.clientA }
    const { version } = await world.call('mapping.readClientMapping', { params })
    return { params, ifMatch: version, body: await rulesFor(world) }
  },
}
