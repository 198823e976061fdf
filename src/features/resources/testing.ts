/** A valid call for each route. */
import { systemClock } from '#platform/clock.ts'
import { anIngestKey, aPackedRequest } from '#test/support/kept.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { until } from '#test/support/until.ts'

interface Listed {
  readonly id: string
  readonly host: string
}

/** A disk of a new host that is too full, from its sample to the finding. */
async function aFinding(world: SampleWorld): Promise<string> {
  const { secret } = await anIngestKey(world)
  const host = world.fresh('shop')
  const labels = { __name__: 'system.filesystem.utilization', instance: host, mountpoint: '/data' }
  const content = aPackedRequest([{ labels, samples: [[0.93, systemClock.now()]] }])
  await world.call('telemetry.remoteWrite', { environmentKey: secret, bytes: { type: 'application/x-protobuf', content } })
  const params = { id: world.applicationA }
  const ofHost = (items: readonly Listed[]) => items.find((one) => one.host === host)
  await until(async () => ofHost((await world.call('resources.readCapacity', { params })).items))
  await world.call('resources.lookNow', { params })
  return ofHost((await world.call('resources.listFindings', { params })).items)?.id ?? ''
}

/** This week's, made anew. */
const anAudit = async (world: SampleWorld): Promise<{ readonly id: string }> =>
  world.call('resources.makeAudit', { params: { id: world.applicationA } })

export const samples: Samples = {
  'resources.listAudits': ({ applicationA }) => ({ params: { id: applicationA } }),
  'resources.makeAudit': ({ applicationA }) => ({ params: { id: applicationA } }),
  'resources.readAudit': async (world) => ({ params: { id: (await anAudit(world)).id } }),
  'resources.exportAudit': async (world) => ({ params: { id: (await anAudit(world)).id } }),
  'resources.readCapacity': ({ applicationA }) => ({ params: { id: applicationA } }),
  'resources.listFindings': ({ applicationA }) => ({ params: { id: applicationA } }),
  'resources.lookNow': ({ applicationA }) => ({ params: { id: applicationA } }),
  'resources.makeTask': async (world) => ({
    params: { id: await aFinding(world) },
    body: { title: world.fresh('Clear /data'), description: '93 % is used.' },
  }),
  'resources.dismissFinding': async (world) => ({ params: { id: await aFinding(world) }, body: { reason: 'intended' } }),
  'resources.reopenFinding': async (world) => {
    const id = await aFinding(world)
    await world.call('resources.dismissFinding', { params: { id }, body: { reason: 'accepted' } })
    return { params: { id } }
  },
}
