/** Keys of applications and clients: remote write whose series mapping rules assign to environments, on real stores. */
import { compress } from 'snappyjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { mappingEvents } from '#events/mapping.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, later, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import { calling } from '#test/support/calling.ts'
import { isLabel, keepUnassignedOf, mappingOf } from '#test/support/mapped.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { telemetryContract } from './contract/contract.ts'
import { SAMPLE_QUOTA } from './domain/limits.ts'
import { telemetryHandlers } from './http/handlers.ts'
import { keyBookOf } from './public.ts'
import { aPackedRequest, aRequest2, openKept, ownersSecretFor, type Kept, type SentSeries } from './testing.ts'

// Not long ago, or the engine would clear the samples away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const TWO = { 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request', 'content-encoding': 'snappy' }

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: Kept
let handlers: ReturnType<typeof telemetryHandlers>
let call: ReturnType<typeof calling<typeof telemetryContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
let mapping: ReturnType<typeof mappingOf>
let ours: Place
let theirs: Place

beforeAll(async () => {
  const events = [...catalogEvents, ...telemetryEvents, ...mappingEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = openKept(platform)
  handlers = telemetryHandlers({ platform, book: keyBookOf(platform), intake: kept.intake })
  call = calling(telemetryContract, handlers)
  catalog = calling(catalogContract, catalogHandlers(platform))
  mapping = mappingOf(platform)
  ours = await aPlace(CLIENT_A)
  theirs = await aPlace(CLIENT_B)
})

interface Place {
  readonly application: string
  readonly production: string
  readonly qa: string
}

async function aPlace(client: string): Promise<Place> {
  const owner = callerOf('owner')
  const { id: applicationId } = await catalog('createApplication', owner, { body: { clientId: toId('client', client), name: 'Shop' } })
  const { items } = await catalog('listEnvironments', owner, { query: { applicationId } })
  const add = async (name: string, kind: 'production' | 'qa') =>
    (await catalog('createEnvironment', owner, { body: { applicationId, name, kind } })).id
  const production = items[0]?.id ?? (await add('Production', 'production'))
  const qa = await add('QA', 'qa')
  const uuid = (id: string) => toUuid('environment', id) ?? ''
  return { application: toUuid('application', applicationId) ?? '', production: uuid(production), qa: uuid(qa) }
}

const bySite = ({ production, qa }: Place) => [
  { matchers: [isLabel('site', 'production')], environmentId: production },
  { matchers: [{ label: 'site', match: 'begins_with' as const, value: 'qa' }], environmentId: qa },
]

const of = (site: string, metric: string, ...values: readonly number[]): SentSeries => ({
  labels: { __name__: metric, job: 'shop', path: `/${site}`, ...(site && { site }) },
  samples: values.map((value, index) => [value, later(START, -index * SECOND_MS)] as const),
})

function send(secret: string, series: readonly SentSeries[] | Buffer, headers: Readonly<Record<string, string>> = {}) {
  const context = { secret, header: (name: string) => headers[name], setHeader: () => undefined } as unknown as RequestContext
  return handlers.remoteWrite({ bytes: Buffer.isBuffer(series) ? series : aPackedRequest(series) }, context)
}

/** Values of a metric in an environment, the earliest first. */
async function valuesOf(environment: string, metric: string): Promise<readonly number[]> {
  await kept.flush()
  const sql = 'select v as value from sample final where env = {env:UUID} and metric = {metric:String} order by t, v'
  return (await platform.clickhouse.query<{ value: number }>({ name: 'test.values', sql, params: { env: environment, metric } })).map(
    ({ value }) => value,
  )
}

const unassignedOf = async (kind: 'application' | 'client', id: string) => {
  await keepUnassignedOf(platform)()
  return (await mapping.read({ kind, id })).unassigned
}

describe('with a key of an application', () => {
  test('each series goes to the environment that the rules say, whichever version of remote write', async () => {
    const owner = { kind: 'application', id: ours.application } as const
    await mapping.write(owner, bySite(ours))
    const secret = await ownersSecretFor(platform, { applicationId: ours.application })
    await send(secret, [of('production', 'orders', 2, 1), of('qa-1', 'orders', 30), of('qa-2', 'orders', 40), of('production', 'load', 5)])
    await send(secret, Buffer.from(compress(aRequest2([of('qa-1', 'orders2', 7), of('production', 'orders2', 8)]))), TWO)
    expect(await valuesOf(ours.production, 'orders')).toEqual([1, 2])
    expect(await valuesOf(ours.qa, 'orders')).toEqual([30, 40])
    expect(await valuesOf(ours.production, 'load')).toEqual([5])
    expect([await valuesOf(ours.production, 'orders2'), await valuesOf(ours.qa, 'orders2')]).toEqual([[8], [7]])
    expect(await valuesOf(theirs.production, 'orders')).toEqual([])
  })

  test('what no rule assigns is told and noted by its labels, nothing of it is kept, and the rest is', async () => {
    const secret = await ownersSecretFor(platform, { applicationId: ours.application })
    const mixed = [of('production', 'mixed', 1), of('dev', 'mixed', 2, 3), of('', 'mixed', 4)]
    await expect(send(secret, mixed)).rejects.toThrow(/1 samples were kept. Not kept: 3 that no mapping rule of the key assigns/)
    expect(await valuesOf(ours.production, 'mixed')).toEqual([1])
    const noted = await unassignedOf('application', ours.application)
    expect(noted.map(({ labels, items, reason, protocol }) => ({ labels, items, reason, protocol }))).toEqual(
      expect.arrayContaining([
        {
          labels: [
            { label: 'job', value: 'shop' },
            { label: 'site', value: 'dev' },
          ],
          items: 2,
          reason: 'no_rule',
          protocol: 'remote_write',
        },
        { labels: [{ label: 'job', value: 'shop' }], items: 1, reason: 'no_rule', protocol: 'remote_write' },
      ]),
    )
    await expect(send(secret, [of('dev', 'mixed', 5)])).rejects.toThrow('0 samples were kept')
    expect((await unassignedOf('application', ours.application)).map(({ items }) => items).toSorted((a, b) => a - b)).toEqual([1, 3])
    await mapping.write({ kind: 'application', id: ours.application }, bySite(ours))
    expect(await unassignedOf('application', ours.application)).toEqual([])
  })

  test('a request of which one environment takes no more is refused as one, and is there once when it is sent again', async () => {
    const secret = await ownersSecretFor(platform, { applicationId: ours.application })
    const source = { environmentId: ours.qa, keyId: null, protocol: 'collector' as const }
    const point = { metric: 'filler', labels: { site: 'qa' }, at: platform.clock.now(), value: 1 }
    const fill = (samples: number) => kept.intake.takePoints(source, { bytes: 0, points: Array.from({ length: samples }, () => point) })
    for (let taken = 50_000; taken < SAMPLE_QUOTA.atOnce; taken += 50_000) await fill(50_000)
    await fill(49_900)
    const many = Array.from({ length: 200 }, (_, index) => index)
    const both = [of('production', 'both', 1), of('qa', 'both', ...many)]
    await expect(send(secret, both)).rejects.toMatchObject({ code: { code: 'telemetry.over_quota' } })
    expect([await valuesOf(ours.production, 'both'), await valuesOf(ours.qa, 'both')]).toEqual([[], []])
    platform.clock.advance(20 * SECOND_MS)
    await send(secret, both)
    expect([await valuesOf(ours.production, 'both'), await valuesOf(ours.qa, 'both')]).toEqual([[1], many.toReversed()])
  })

  test('while the disk takes nothing neither environment has anything, and the series are announced afterwards', async () => {
    const full = openKept(platform, { spool: { bytesMax: 10 } })
    const refusing = telemetryHandlers({ platform, book: keyBookOf(platform), intake: full.intake })
    const secret = await ownersSecretFor(platform, { applicationId: ours.application })
    const bytes = aPackedRequest([of('production', 'full', 1), of('qa', 'full', 2)])
    const context = { secret, header: () => undefined } as unknown as RequestContext
    for (let again = 0; again < 2; again++)
      await expect(refusing.remoteWrite({ bytes }, context)).rejects.toMatchObject({ code: { code: 'telemetry.spool_full' } })
    const rows = full.intake.tally.drain().map(({ environmentId, outcome, items }) => ({ environmentId, outcome, items }))
    expect(rows).toEqual([
      { environmentId: ours.production, outcome: 'spool_full', items: 2 },
      { environmentId: ours.qa, outcome: 'spool_full', items: 2 },
    ])
  })

  test('an environment that is archived takes nothing more, and that is the reason told', async () => {
    const body = { applicationId: toId('application', ours.application), name: 'Old', kind: 'qa' as const }
    const { id, version } = await catalog('createEnvironment', callerOf('owner'), { body })
    const old = { matchers: [isLabel('site', 'old')], environmentId: toUuid('environment', id) ?? '' }
    const owner = { kind: 'application', id: ours.application } as const
    await mapping.write(owner, [...bySite(ours), old])
    const secret = await ownersSecretFor(platform, { applicationId: ours.application })
    await send(secret, [of('old', 'old', 1)])
    await catalog('setEnvironmentState', callerOf('owner'), { params: { id }, ifMatch: version, body: { state: 'archived' } })
    platform.clock.advance(10 * SECOND_MS)
    await expect(send(secret, [of('old', 'old', 2)])).rejects.toThrow(/unassigned/)
    expect((await unassignedOf('application', ours.application)).map(({ reason }) => reason)).toEqual(['environment_away'])
    await mapping.write(owner, [...bySite(ours), old])
    await mapping.write(owner, bySite(ours))
    await expect(mapping.write(owner, [old])).rejects.toMatchObject({ code: { code: 'mapping.environment_elsewhere' } })
  })
})

describe('with a key of a client', () => {
  test('series go to environments of its applications and never to those of another client', async () => {
    const owner = { kind: 'client', id: CLIENT_B } as const
    await mapping.write(owner, bySite(theirs))
    const secret = await ownersSecretFor(platform, { clientId: CLIENT_B })
    await send(secret, [of('production', 'theirs', 1), of('qa', 'theirs', 2)])
    expect([await valuesOf(theirs.production, 'theirs'), await valuesOf(theirs.qa, 'theirs')]).toEqual([[1], [2]])
    expect([await valuesOf(ours.production, 'theirs'), await valuesOf(ours.qa, 'theirs')]).toEqual([[], []])
    await expect(mapping.write(owner, bySite(ours))).rejects.toMatchObject({ code: { code: 'mapping.environment_elsewhere' } })
    await expect(mapping.write({ kind: 'application', id: ours.application }, bySite(theirs))).rejects.toBeInstanceOf(Fault)
  })

  test('the key is listed with the client and with each of its applications, without a DSN, and opens no other way in', async () => {
    const secret = await ownersSecretFor(platform, { clientId: CLIENT_A })
    const client = await call('listClientKeys', callerOf('lead'), { params: { id: toId('client', CLIENT_A) } })
    expect(client.items).toEqual([expect.objectContaining({ clientId: toId('client', CLIENT_A), environmentId: null, dsn: null })])
    const { items } = await call('listIngestKeys', callerOf('lead'), { params: { id: toId('application', ours.application) } })
    expect(items.map(({ id }) => id)).toContain(client.items[0]?.id)
    const others = await call('listIngestKeys', callerOf('lead'), { params: { id: toId('application', theirs.application) } })
    expect(others.items.map(({ id }) => id)).not.toContain(client.items[0]?.id)
    await expect(keyBookOf(platform).find(secret)).rejects.toMatchObject({ code: { code: 'telemetry.needs_environment_key' } })
    await call('revokeIngestKey', callerOf('lead'), { params: { id: client.items[0]?.id ?? '' } })
    await expect(send(secret, [])).rejects.toMatchObject({ code: { code: 'common.unauthenticated' } })
  })
})

test('rules and keys of a client are nobody else’s business', async () => {
  const owner = { kind: 'client', id: CLIENT_A } as const
  const name = 'Sender'
  for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
    await expect(mapping.read(owner, who)).rejects.toBeInstanceOf(Fault)
    await expect(mapping.write(owner, [], who)).rejects.toBeInstanceOf(Fault)
    await expect(mapping.read({ kind: 'application', id: ours.application }, who)).rejects.toBeInstanceOf(Fault)
    await expect(call('listClientKeys', callerOf(who), { params: { id: toId('client', CLIENT_A) } })).rejects.toBeInstanceOf(Fault)
    const body = { clientId: toId('client', CLIENT_A), name }
    await expect(call('createIngestKey', callerOf(who), { body })).rejects.toBeInstanceOf(Fault)
  }
})

test('rules that were changed meanwhile are not overwritten', async () => {
  const owner = { kind: 'client', id: CLIENT_A } as const
  const { version } = await mapping.read(owner)
  await mapping.write(owner, bySite(ours))
  await expect(mapping.write(owner, [], 'owner', version)).rejects.toMatchObject({ code: { code: 'common.version_mismatch' } })
  expect((await mapping.read(owner)).rules).toHaveLength(2)
})
