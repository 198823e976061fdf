/** Keys of applications: what OpenTelemetry sends is assigned to environments by what its resources say. */
import { beforeAll, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { mappingEvents } from '#events/mapping.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { tallyOf } from '#features/telemetry/public.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, instant } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import { calling } from '#test/support/calling.ts'
import { isLabel, keepUnassignedOf, mappingOf, ownersSecretFor } from '#test/support/mapped.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { POINTS, REFUSED_POINTS } from './domain/messages.ts'
import { otlpHandlers } from './http/handlers.ts'
import { aLogsRequest, aMetricsRequest, aTracesRequest, attributesOf, nanos, type Sent } from './testing.ts'

const START = instant(systemClock.now())

let platform: PostgresPlatform
let handlers: ReturnType<typeof otlpHandlers>
let owner: { readonly kind: 'application'; readonly id: string }
let secret = ''
const environments = { production: '', qa: '' }

beforeAll(async () => {
  const events = [...catalogEvents, ...telemetryEvents, ...mappingEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, config: { ...postgres.config, dataFolder: scratchFolder() } }
  await seedClients(platform)
  await seedCast(platform)
  handlers = otlpHandlers(platform)
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', CLIENT_A), name: 'Shop' } })
  const add = async (name: string, kind: 'development' | 'qa') => {
    const { id } = await catalog('createEnvironment', callerOf('owner'), { body: { applicationId: made.id, name, kind } })
    return toUuid('environment', id) ?? ''
  }
  Object.assign(environments, { production: await add('Live', 'development'), qa: await add('QA', 'qa') })
  owner = { kind: 'application', id: toUuid('application', made.id) ?? '' }
  secret = await ownersSecretFor(platform, { applicationId: owner.id })
  await mappingOf(platform).write(owner, [
    { matchers: [isLabel('deployment.environment', 'production')], environmentId: environments.production },
    { matchers: [isLabel('job', 'shop/cart'), isLabel('instance', 'qa-1')], environmentId: environments.qa },
  ])
})

const production = { 'service.name': 'cart', 'deployment.environment': 'production' }
const qa = { 'service.name': 'cart', 'service.namespace': 'shop', 'service.instance.id': 'qa-1' }
const nobody = { 'service.name': 'old', 'user.email': 'ann@example.com' }

async function send(take: keyof ReturnType<typeof otlpHandlers>, sent: Sent) {
  const context = { secret, header: (name: string) => (name === 'content-type' ? 'application/json' : undefined) } as RequestContext
  return JSON.parse(Buffer.from(await handlers[take]({ bytes: Buffer.from(JSON.stringify(sent)) }, context)).toString())
}

/** The lists of several requests as one. */
function together(field: string, ...requests: readonly Sent[]): Sent {
  return { [field]: requests.flatMap((request) => request[field] as readonly unknown[]) }
}

/** What was kept since the last time, by environment. */
function kept() {
  const rows = tallyOf(platform).drain()
  expect(rows.every(({ outcome }) => outcome === 'kept')).toBe(true)
  const itemsOf = (environment: string) =>
    rows.filter(({ environmentId }) => environmentId === environment).reduce((sum, { items }) => sum + items, 0)
  return { production: itemsOf(environments.production), qa: itemsOf(environments.qa), environments: rows.length }
}

const gauge = (name: string, ...values: readonly number[]) => ({
  name,
  gauge: {
    [POINTS]: values.map((asDouble, index) => ({ timeUnixNano: nanos(START - 1_000 * index), asDouble, attributes: attributesOf({}) })),
  },
})
const span = (spanId: string) => {
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  return { traceId, spanId, name: 'GET', startTimeUnixNano: nanos(START), endTimeUnixNano: nanos(START) }
}
const line = (text: string) => ({ timeUnixNano: nanos(START), body: { stringValue: text } })

test('metrics, spans and lines go to the environments that their resources say', async () => {
  const metrics = together('resourceMetrics', aMetricsRequest([gauge('a', 1, 2)], production), aMetricsRequest([gauge('a', 3)], qa))
  expect(await send('takeMetrics', metrics)).toEqual({})
  // With target_info of the one that says more than its name.
  expect(kept()).toEqual({ production: 3, qa: 1, environments: 2 })
  const spans = ['1', '2', '3'].map((digit) => span(digit.repeat(16)))
  const traces = together('resourceSpans', aTracesRequest(spans.slice(0, 2), qa), aTracesRequest(spans.slice(2), production))
  expect(await send('takeTraces', traces)).toEqual({})
  expect(kept()).toEqual({ production: 1, qa: 2, environments: 2 })
  const logs = together('resourceLogs', aLogsRequest([line('one')], production), aLogsRequest([line('two'), line('three')], qa))
  expect(await send('takeLogs', logs)).toEqual({})
  expect(kept()).toEqual({ production: 1, qa: 2, environments: 2 })
})

test('what no rule assigns is told as partial success and noted without what is personal', async () => {
  const metrics = together('resourceMetrics', aMetricsRequest([gauge('b', 1, 2)], nobody), aMetricsRequest([gauge('b', 3)], qa))
  const words = expect.stringMatching(/^2 that no mapping rule/)
  expect((await send('takeMetrics', metrics)).partialSuccess).toEqual({ [REFUSED_POINTS]: '2', errorMessage: words })
  expect(kept()).toEqual({ production: 0, qa: 1, environments: 1 })
  const traces = aTracesRequest([span('4'.repeat(16))], nobody)
  expect((await send('takeTraces', traces)).partialSuccess).toMatchObject({ rejectedSpans: '1' })
  const logs = together(
    'resourceLogs',
    aLogsRequest([line('one'), { ...line('old'), timeUnixNano: nanos(START - 40 * DAY_MS) }], qa),
    aLogsRequest([line('two')], nobody),
  )
  const both = expect.stringMatching(/^1 that no mapping rule.*; 1 older than/)
  expect((await send('takeLogs', logs)).partialSuccess).toEqual({ rejectedLogRecords: '2', errorMessage: both })
  await keepUnassignedOf(platform)()
  const { unassigned } = await mappingOf(platform).read(owner)
  const labels = [
    { label: 'service.name', value: 'old' },
    { label: 'job', value: 'old' },
  ]
  expect(unassigned.map((set) => ({ labels: set.labels, items: set.items, protocol: set.protocol }))).toEqual(
    expect.arrayContaining([
      { labels, items: 2, protocol: 'otlp_metrics' },
      { labels, items: 1, protocol: 'otlp_traces' },
      { labels, items: 1, protocol: 'otlp_logs' },
    ]),
  )
  expect(JSON.stringify(unassigned)).not.toContain('ann@')
})

test('of labels at most 500 sets are noted, those that came last', async () => {
  for (let round = 0; round < 3; round++) {
    const requests = Array.from({ length: 250 }, (_, index) => aLogsRequest([line('x')], { 'service.name': `service-${round}-${index}` }))
    await send('takeLogs', together('resourceLogs', ...requests))
    platform.clock.advance(1_000)
    await keepUnassignedOf(platform)()
  }
  const { unassigned } = await mappingOf(platform).read(owner)
  expect(unassigned).toHaveLength(500)
  expect(JSON.stringify(unassigned)).not.toContain('service-0-')
})
