/** A valid call for each route. */
import { HOUR_MS, later, toIso } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { until } from '#test/support/until.ts'
import type { Kind } from './domain/words.ts'

interface MadeSource {
  readonly id: string
  readonly secret: string
  readonly version: number
}

async function aSource(world: SampleWorld, kind: Kind = 'alertmanager'): Promise<MadeSource> {
  const environment = { applicationId: world.applicationA, name: world.fresh('QA'), kind: 'qa' }
  const { id: environmentId } = await world.call('catalog.createEnvironment', { body: environment })
  const { source, secret } = await world.call('intakes.createSource', { body: { environmentId, kind, name: world.fresh('Tool') } })
  return { id: source.id, secret, version: source.version }
}

const json = (value: unknown) => ({ type: 'application/json', content: new Uint8Array(Buffer.from(JSON.stringify(value))) })
const inAnHour = (): string => toIso(later(systemClock.now(), HOUR_MS))

const anAlert = () => [{ labels: { alertname: 'Disk', instance: 'web-1' }, annotations: {}, endsAt: inAnHour() }]

const aSilence = () => ({
  matchers: [{ name: 'alertname', value: 'Disk', isRegex: false, isEqual: true }],
  startsAt: toIso(systemClock.now()),
  endsAt: inAnHour(),
  createdBy: 'amtool',
  comment: 'The disk is being changed.',
})

const anEvent = (secret: string, key: string) => ({
  routing_key: secret,
  event_action: 'trigger',
  dedup_key: key,
  payload: { summary: key, source: 'web-1', severity: 'error' },
})

const keyed = async (world: SampleWorld) => ({ environmentKey: (await aSource(world)).secret })

async function aPostedSilence(world: SampleWorld) {
  const { secret: environmentKey } = await aSource(world)
  const { silenceID } = await world.call('intakes.postSilence', { environmentKey, bytes: json(aSilence()) })
  return { environmentKey, params: { id: silenceID } }
}

async function anAlertFromOutside(world: SampleWorld): Promise<string> {
  const { secret } = await aSource(world, 'pagerduty')
  const key = world.fresh('Disk')
  await world.call('intakes.takePagerDuty', { bytes: json(anEvent(secret, key)) })
  return until(async () => {
    const { items } = await world.call('alerting.listAlerts', { query: { filter: `application:${world.applicationA}` } })
    return (items as { id: string; title: string }[]).find(({ title }) => title === key)?.id
  })
}

export const samples: Samples = {
  'intakes.listSources': ({ applicationA }) => ({ params: { id: applicationA } }),
  'intakes.createSource': async (world) => {
    const environment = { applicationId: world.applicationA, name: world.fresh('QA'), kind: 'qa' }
    const { id: environmentId } = await world.call('catalog.createEnvironment', { body: environment })
    return { body: { environmentId, kind: 'grafana', name: 'Grafana' } }
  },
  'intakes.changeSource': async (world) => {
    const { id, version } = await aSource(world)
    return { params: { id }, body: { name: 'Prometheus' }, ifMatch: version }
  },
  'intakes.renewSource': async (world) => ({ params: { id: (await aSource(world)).id } }),
  'intakes.removeSource': async (world) => ({ params: { id: (await aSource(world)).id } }),
  'intakes.testSource': async (world) => ({ params: { id: (await aSource(world)).id } }),
  'intakes.readOrigin': async (world) => ({ params: { id: await anAlertFromOutside(world) } }),
  'intakes.takeAlerts': async (world) => ({ ...(await keyed(world)), bytes: json(anAlert()) }),
  'intakes.listAlerts': keyed,
  'intakes.listAlertGroups': keyed,
  'intakes.listSilences': keyed,
  'intakes.postSilence': async (world) => ({ ...(await keyed(world)), bytes: json(aSilence()) }),
  'intakes.readSilence': aPostedSilence,
  'intakes.expireSilence': aPostedSilence,
  'intakes.readStatus': keyed,
  'intakes.listReceivers': keyed,
  'intakes.takePagerDuty': async (world) => ({ bytes: json(anEvent((await aSource(world, 'pagerduty')).secret, 'disk')) }),
  'intakes.takeWebhook': async (world) => {
    const { secret } = await aSource(world, 'webhook')
    return { params: { secret }, bytes: json({ id: 'disk', title: 'Disk of web-1 is full', status: 'firing' }) }
  },
}
