/** From a request with a key to the samples that are kept, on real stores. */
import { compress } from 'snappyjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { KeyBook } from './access/key-book.ts'
import { telemetryContract } from './contract/contract.ts'
import { telemetryHandlers } from './http/handlers.ts'
import { readLastValues, readSampledCourse } from './store/samples.ts'
import { listSeries } from './store/series.ts'
import { aPackedRequest, aRequest2, openKept, type Kept, type SentSeries } from './testing.ts'

// Not long ago, or the engine would clear the samples away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: Kept
let handlers: ReturnType<typeof telemetryHandlers>
let call: ReturnType<typeof calling<typeof telemetryContract>>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: [...catalogEvents, ...telemetryEvents], personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = openKept(platform)
  handlers = telemetryHandlers({ platform, book: new KeyBook(platform), intake: kept.intake })
  call = calling(telemetryContract, handlers)
  catalog = calling(catalogContract, catalogHandlers(platform))
  Object.assign(ours, await anApplication(CLIENT_A))
  Object.assign(theirs, await anApplication(CLIENT_B))
})

async function anApplication(client: string) {
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const [environment] = (await catalog('listEnvironments', callerOf('owner'), { query: { applicationId: made.id } })).items
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: environment?.id ?? (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

const makeKey = (who: CastMember, environmentId: string) =>
  call('createIngestKey', callerOf(who), { body: { environmentId, name: 'Prometheus of the shop' } })
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const uuid = (environment: string) => toUuid('environment', environment) ?? ''

/** Headers of the last answers. */
const told = new Map<string, string>()

/** Sends as the HTTP side hands it on. */
function send(secret: string | null, series: readonly SentSeries[] | Buffer, headers: Readonly<Record<string, string>> = {}) {
  const setHeader = (name: string, value: string) => void told.set(name, value)
  const context = { secret, header: (name: string) => headers[name], setHeader } as RequestContext
  return handlers.remoteWrite({ bytes: Buffer.isBuffer(series) ? series : aPackedRequest(series) }, context)
}
const cpu = (...samples: SentSeries['samples']): SentSeries => ({ labels: { __name__: 'node_load1', instance: 'shop-1:9100' }, samples })

async function valuesOf(environment: string): Promise<readonly number[]> {
  await kept.flush()
  const [environmentIds, metric] = [[uuid(environment)], 'node_load1']
  const series = await listSeries(platform.clickhouse, { environmentIds, metric, seenSince: later(START, -DAY_MS), limit: 10 })
  const steps = { from: later(START, -10 * MINUTE_MS), stepSeconds: 1, count: 1_200 }
  const rows = await readSampledCourse(platform.clickhouse, { environmentIds, metric, series: series.map(({ id }) => id), steps })
  return rows.map(({ avg }) => avg)
}

async function countOf(environment: string): Promise<number> {
  await kept.flush()
  const sql = 'select toUInt32(count()) as n from sample final where env = {env:UUID}'
  return (await platform.clickhouse.query<{ n: number }>({ name: 'test.count', sql, params: { env: uuid(environment) } }))[0]?.n ?? 0
}

describe('a write-only key', () => {
  test('is made by who may, shown once, listed without its secret, and seen to be used', async () => {
    const { ingestKey, secret } = await makeKey('lead', ours.environment)
    expect(secret).toMatch(/^pci_[0-9a-f]{48}$/)
    expect(secret.startsWith(ingestKey.prefix)).toBe(true)
    const listed = async () => (await call('listIngestKeys', callerOf('engineer'), { params: { id: ours.application } })).items
    expect(await listed()).toEqual([{ ...ingestKey, lastUsedAt: null }])
    await send(secret, [cpu([1, START])])
    expect((await listed())[0]?.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(await listed())).not.toContain(secret)
  })

  test('is nobody else’s business', async () => {
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
      await expect(makeKey(who, ours.environment)).rejects.toEqual(
        expect.objectContaining({
          code: expect.objectContaining({ status: expect.toSatisfy((status) => status === 403 || status === 404) }),
        }),
      )
      await expect(call('listIngestKeys', callerOf(who), { params: { id: ours.application } })).rejects.toBeInstanceOf(Fault)
      const { items } = await call('listIngestKeys', callerOf('lead'), { params: { id: ours.application } })
      await expect(call('revokeIngestKey', callerOf(who), { params: { id: items[0]?.id } })).rejects.toBeInstanceOf(Fault)
    }
  })

  test('works no more once it is revoked, nor while its environment is archived', async () => {
    const { ingestKey, secret } = await makeKey('lead', theirs.environment)
    await send(secret, [])
    await call('revokeIngestKey', callerOf('owner'), { params: { id: ingestKey.id } })
    await expect(send(secret, [])).rejects.toEqual(refused('common.unauthenticated'))
    await expect(call('revokeIngestKey', callerOf('owner'), { params: { id: ingestKey.id } })).rejects.toEqual(refused('common.not_found'))
    const spare = await catalog('createEnvironment', callerOf('owner'), {
      body: { applicationId: theirs.application, name: 'QA', kind: 'qa' },
    })
    const other = await makeKey('lead', spare.id)
    await catalog('setEnvironmentState', callerOf('owner'), {
      params: { id: spare.id },
      ifMatch: spare.version,
      body: { state: 'archived' },
    })
    await expect(send(other.secret, [])).rejects.toEqual(refused('common.unauthenticated'))
    await expect(makeKey('lead', spare.id)).rejects.toEqual(refused('common.not_found'))
  })

  test('of nobody, of another form or only guessed opens nothing', async () => {
    for (const secret of [null, '', 'pci_', `pci_${'0'.repeat(48)}`, `pck_${'0'.repeat(48)}`]) {
      await expect(send(secret, [])).rejects.toEqual(refused('common.unauthenticated'))
    }
  })
})

describe('samples', () => {
  test('of two clients that send identical series never meet', async () => {
    const [a, b] = [await makeKey('lead', ours.environment), await makeKey('lead', theirs.environment)]
    await send(a.secret, [cpu([1, START - 2 * SECOND_MS])])
    await send(b.secret, [cpu([700, START - 2 * SECOND_MS], [800, START])])
    expect(await valuesOf(ours.environment)).toEqual([1, 1])
    expect(await valuesOf(theirs.environment)).toEqual([700, 800])
    const seen = { metrics: ['node_load1'], since: later(START, -HOUR_MS), limit: 10 }
    const last = await readLastValues(platform.clickhouse, { environmentIds: [uuid(ours.environment)], ...seen })
    expect(last.map(({ value }) => value)).toEqual([1])
    expect(await readLastValues(platform.clickhouse, { environmentIds: [], ...seen })).toEqual([])
  })

  test('that are sent again, or come late and out of order, are there once', async () => {
    const { secret } = await makeKey('lead', theirs.environment)
    const before = await countOf(theirs.environment)
    const again: SentSeries = {
      labels: { __name__: 'again' },
      samples: [
        [1, START],
        [2, START + 15_000],
      ],
    }
    await send(secret, [again])
    await kept.flush()
    await send(secret, [again])
    await send(secret, [
      {
        labels: { __name__: 'again' },
        samples: [
          [0, START - 15_000],
          [1, START],
        ],
      },
    ])
    expect(await countOf(theirs.environment)).toBe(before + 3)
  })

  test('that are no numbers leave a gap, and a series that has ended has no last value', async () => {
    const { secret } = await makeKey('lead', theirs.environment)
    const ended: SentSeries = {
      labels: { __name__: 'ended' },
      samples: [
        [1, START - 5_000],
        [NaN, START],
      ],
    }
    await send(secret, [ended, { labels: { __name__: 'endless' }, samples: [[5, START]] }])
    await kept.flush()
    const ask = { environmentIds: [uuid(theirs.environment)], metrics: ['ended', 'endless'], since: later(START, -HOUR_MS), limit: 10 }
    expect((await readLastValues(platform.clickhouse, ask)).map(({ metric }) => metric)).toEqual(['endless'])
  })

  test('that are refused are counted by reason in the answer, and the others are kept', async () => {
    const { secret } = await makeKey('lead', ours.environment)
    const before = await countOf(ours.environment)
    const mixed = [
      cpu([1, START - 20 * DAY_MS], [1, START + HOUR_MS], [1, START - 9_000]),
      { labels: { host: 'a' }, samples: [[1, START]] as const },
    ]
    const answer = send(secret, mixed)
    await expect(answer).rejects.toMatchObject({ code: { code: 'telemetry.samples_refused', status: 400 } })
    await expect(answer).rejects.toThrow(/1 samples were kept.*no_metric_name.*too_old.*in_future/)
    expect(await countOf(ours.environment)).toBe(before + 1)
  })

  test('in a form that is not taken are refused as the protocol asks, and nothing is kept', async () => {
    const { secret } = await makeKey('lead', ours.environment)
    for (const proto of ['io.prometheus.write.v3.Request', 'constructor']) {
      const other = { 'content-type': `application/x-protobuf;proto=${proto}` }
      await expect(send(secret, [], other)).rejects.toMatchObject({ code: { status: 415 } })
    }
    await expect(send(secret, [], { 'content-encoding': 'gzip' })).rejects.toMatchObject({ code: { status: 415 } })
    await send(secret, [], { 'content-type': 'application/x-protobuf;proto=prometheus.WriteRequest', 'content-encoding': 'snappy' })
    for (const junk of [Buffer.from('junk'), Buffer.alloc(0), Buffer.from([5, 16, 1, 2, 3, 4, 5])]) {
      await expect(send(secret, junk)).rejects.toEqual(refused('telemetry.malformed'))
    }
    const bomb = Buffer.from([255, 255, 255, 255, 15, 0, 1])
    await expect(send(secret, bomb)).rejects.toEqual(refused('telemetry.too_many_samples'))
    await send(secret, [cpu([1, START])])
  })

  test('by remote write 2.0 are the same, and the answer says by headers how many were written', async () => {
    const { secret } = await makeKey('lead', ours.environment)
    const two = { 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request', 'content-encoding': 'snappy' }
    const packed = (series: readonly SentSeries[]) => Buffer.from(compress(aRequest2(series)))
    const before = await countOf(ours.environment)
    const request = [cpu([1, START - 40_000], [2, START - 35_000])]
    await send(secret, packed(request), two)
    expect(Object.fromEntries(told)).toEqual({
      'x-prometheus-remote-write-samples-written': '2',
      'x-prometheus-remote-write-histograms-written': '0',
      'x-prometheus-remote-write-exemplars-written': '0',
    })
    await send(secret, request)
    expect(await countOf(ours.environment)).toBe(before + 2)
    const partly = [cpu([1, START - 30_000]), { labels: { host: 'a' }, samples: [[1, START]] as const, histograms: [{ countInt: 1 }] }]
    await expect(send(secret, packed(partly), two)).rejects.toThrow(/1 samples were kept.*no_metric_name.*histogram/)
    expect(told.get('x-prometheus-remote-write-samples-written')).toBe('1')
    await expect(send(secret, Buffer.from('junk'), two)).rejects.toEqual(refused('telemetry.malformed'))
    expect(told.get('x-prometheus-remote-write-samples-written')).toBe('0')
  })
})
