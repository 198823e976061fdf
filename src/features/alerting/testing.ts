/** Builders for tests, and a valid call for each route. */
import { uuidv7 } from 'uuidv7'
import { HOUR_MS, later, toIso } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { aPackedRequest } from '#test/support/kept.ts'
import { until } from '#test/support/until.ts'
import type { Labels } from './domain/rule.ts'
import { CONDITION_DEFAULTS, type Condition } from './domain/watch.ts'
import { insertRule, type RuleRow } from './store/rules.ts'

/** A rule over single series of a metric, live, at once. */
export function aRule(
  of: { readonly metric?: string; readonly labels?: Labels; readonly limit?: number; readonly condition?: Partial<Condition> } = {},
) {
  const { metric = 'queue.length', labels = {}, limit = 80, condition = {} } = of
  return {
    source: { kind: 'metric' as const, metric, labels },
    condition: { ...CONDITION_DEFAULTS, limit, ...condition },
  }
}

/** Writes a rule past its action; UUIDs. */
export async function seedRule(
  { work, clock }: Pick<Platform, 'work' | 'clock'>,
  of: Partial<RuleRow> & Pick<RuleRow, 'applicationId' | 'source' | 'condition'>,
): Promise<string> {
  const id = of.id ?? uuidv7()
  const row = {
    environmentId: null,
    componentId: null,
    name: 'Queue',
    severity: 'critical',
    mode: 'live',
    runbookUrl: null,
    managedBy: null,
    ...of,
  } as const
  await work.run((tx) => insertRule(tx, { ...row, id, at: clock.now() }))
  return id
}

const inAnHour = (): string => toIso(later(systemClock.now(), HOUR_MS))

function aSilence({ applicationA }: SampleWorld) {
  return {
    applicationId: applicationA,
    matchers: [{ field: 'rule', operator: 'is', value: 'cpu' }],
    comment: 'The host is being moved.',
    endsAt: inAnHour(),
  }
}

/** An alert in an environment of its own, once its rules are known and a sample has met them. */
async function anAlert(world: SampleWorld): Promise<{ readonly id: string }> {
  const name = world.fresh('QA')
  const environment = { applicationId: world.applicationA, name, kind: 'qa' }
  const { id: environmentId } = await world.call('catalog.createEnvironment', { body: environment })
  const { secret } = await world.call('telemetry.createIngestKey', { body: { environmentId, name: world.fresh('Prometheus') } })
  return until(async () => {
    const samples = [[0.99, systemClock.now()]] as const
    const content = aPackedRequest([{ labels: { __name__: 'system.filesystem.utilization', 'host.name': 'shop-1' }, samples }])
    await world.call('telemetry.remoteWrite', { environmentKey: secret, bytes: { type: 'application/x-protobuf', content } })
    const query = { filter: `application:${world.applicationA}` }
    const { items } = (await world.call('alerting.listAlerts', { query })) as { items: { id: string; environment: string }[] }
    return items.find((item) => item.environment === name)
  })
}

const aDraft = (world: SampleWorld) => ({
  name: world.fresh('Queue'),
  severity: 'major',
  source: { kind: 'metric', metric: 'queue.length' },
  condition: { limit: 80, forSeconds: 60 },
})

const anOwnRule = (world: SampleWorld): Promise<{ readonly id: string; readonly version: number }> =>
  world.call('alerting.createRule', { params: { id: world.applicationA }, body: aDraft(world) })

export const samples: Samples = {
  'alerting.listAlerts': () => ({ query: { filter: 'is:open' } }),
  'alerting.countAlerts': () => ({ query: { filter: 'is:open' } }),
  'alerting.readComponentHealth': ({ applicationA }) => ({ params: { id: applicationA } }),
  'alerting.readAlert': async (world) => ({ params: { id: (await anAlert(world)).id } }),
  'alerting.acknowledgeAlert': async (world) => ({ params: { id: (await anAlert(world)).id } }),
  'alerting.listRules': ({ applicationA }) => ({ params: { id: applicationA } }),
  'alerting.createRule': (world) => ({ params: { id: world.applicationA }, body: aDraft(world) }),
  'alerting.changeRule': async (world) => {
    const { id, version } = await anOwnRule(world)
    return { params: { id }, body: aDraft(world), ifMatch: version }
  },
  'alerting.deleteRule': async (world) => ({ params: { id: (await anOwnRule(world)).id } }),
  'alerting.listRuleTargets': ({ applicationA }) => ({ params: { id: applicationA } }),
  'alerting.tryRule': (world) => {
    const { source, condition } = aDraft(world)
    return { params: { id: world.applicationA }, body: { source, condition, days: 1 } }
  },
  'alerting.listSilences': () => ({}),
  'alerting.createSilence': (world) => ({ body: aSilence(world) }),
  'alerting.endSilence': async (world) => ({ params: { id: (await world.call('alerting.createSilence', { body: aSilence(world) })).id } }),
}
