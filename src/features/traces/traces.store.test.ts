/** From spans that come in to what people may see of them, on real stores. */
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, toIso } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { tracesContract } from './contract/contract.ts'
import { tracesHandlers } from './http/handlers.ts'
import { SPANS_PER_REQUEST_MAX } from './domain/limits.ts'
import type { Span } from './domain/span.ts'
import { aSpan, nanosecondsOf, openKeptSpans } from './testing.ts'

// Not long ago, or the engine would clear the spans away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: ReturnType<typeof openKeptSpans>
let call: ReturnType<typeof calling<typeof tracesContract>>
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: catalogEvents, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = openKeptSpans(platform)
  call = calling(tracesContract, tracesHandlers(platform))
  Object.assign(ours, await anApplication(CLIENT_A))
  Object.assign(theirs, await anApplication(CLIENT_B))
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const { items } = await catalog('listEnvironments', callerOf('owner'), { query: { applicationId: made.id } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: items[0]?.id ?? (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

const source = (environment: string) => ({
  environmentId: toUuid('environment', environment) ?? '',
  keyId: null,
  protocol: 'otlp_traces' as const,
})
async function send(environment: string, ...spans: Span[]) {
  const receipt = await kept.intake.take(source(environment), { bytes: 100, spans })
  await kept.flush()
  return receipt
}
/** A span that began so many milliseconds after the start. */
const span = (spanId: string, atMs: number, of: Partial<Span> = {}): Span =>
  aSpan({ spanId, start: nanosecondsOf(START + atMs) + 250_000n, end: nanosecondsOf(START + atMs + 10) + 500_000n, ...of })
const trace = (number: number) => number.toString(16).padStart(32, '0')
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const listed = async (application: string, query = {}) => call('listTraces', callerOf('engineer'), { params: { id: application }, query })

describe('a trace', () => {
  const [a, b, c] = ['00000000000000aa', '00000000000000bb', '00000000000000cc'] as const
  const traceId = trace(1)

  test('is kept with everything that its spans say, once also when they are sent again', async () => {
    const failed = span(b, 2, {
      traceId,
      parentId: a,
      name: 'SELECT cart',
      kind: 3,
      status: 2,
      statusMessage: 'no such table',
      attributes: { 'db.system.name': 'postgresql', ümlaut: 'ß' },
      events: [{ at: nanosecondsOf(START + 3), name: 'exception', attributes: { 'exception.type': 'Error' } }],
      links: [{ traceId: trace(9), spanId: c, attributes: { why: 'batch' } }],
    })
    expect(await send(ours.environment, span(a, 0, { traceId }), failed)).toEqual({ kept: 2, refused: {} })
    await send(ours.environment, failed)
    const { spans, ...whole } = await call('readTrace', callerOf('engineer'), { params: { id: ours.environment, traceId } })
    expect(whole).toEqual({
      applicationId: ours.application,
      environment: 'Production',
      startedAt: toIso(START),
      durationMs: 12.25,
      complete: true,
    })
    expect(spans).toEqual([
      { id: a, parentId: null, service: 'shop', name: 'GET /cart', kind: 'server', status: 'unset', startMs: 0, durationMs: 10.25 },
      { id: b, parentId: a, service: 'shop', name: 'SELECT cart', kind: 'client', status: 'error', startMs: 2, durationMs: 10.25 },
    ])
    expect(await call('readSpan', callerOf('engineer'), { params: { id: ours.environment, traceId, spanId: b } })).toEqual({
      statusMessage: 'no such table',
      scope: 'http',
      attributes: { 'db.system.name': 'postgresql', ümlaut: 'ß' },
      resource: { 'service.name': 'shop' },
      events: [{ at: toIso(instant(START + 3)), name: 'exception', attributes: { 'exception.type': 'Error' } }],
      links: [{ traceId: trace(9), spanId: c, attributes: { why: 'batch' } }],
    })
  })

  test('is listed by its first span, with how many spans it has and how many of them failed', async () => {
    const { items } = await listed(ours.application)
    expect(items.find((item) => item.traceId === traceId)).toEqual({
      traceId,
      environmentId: ours.environment,
      environment: 'Production',
      service: 'shop',
      name: 'GET /cart',
      startedAt: toIso(START),
      durationMs: 10.25,
      status: 'unset',
      spans: 2,
      errors: 1,
    })
  })

  test('that somebody else sends under the same id is another one', async () => {
    await send(theirs.environment, span(c, 0, { traceId, name: 'secret' }))
    const read = (environment: string) => call('readTrace', callerOf('owner'), { params: { id: environment, traceId } })
    expect((await read(ours.environment)).spans.map(({ id }) => id)).toEqual([a, b])
    expect((await read(theirs.environment)).spans.map(({ id }) => id)).toEqual([c])
    const found = await call('listTraces', callerOf('owner'), { params: { id: ours.application } })
    expect(found.items.map(({ name }) => name)).not.toContain('secret')
    const spanId = c
    await expect(call('readSpan', callerOf('owner'), { params: { id: ours.environment, traceId, spanId } })).rejects.toEqual(
      refused('common.not_found'),
    )
  })

  test('is nobody else’s to see', async () => {
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
      await expect(call('listTraces', callerOf(who), { params: { id: ours.application } })).rejects.toBeInstanceOf(Fault)
      await expect(call('readTrace', callerOf(who), { params: { id: ours.environment, traceId } })).rejects.toBeInstanceOf(Fault)
      await expect(call('readSpan', callerOf(who), { params: { id: ours.environment, traceId, spanId: a } })).rejects.toBeInstanceOf(Fault)
    }
  })

  test('whose first span has not come is read by its id and not listed', async () => {
    const id = trace(2)
    await send(ours.environment, span(b, 5, { traceId: id, parentId: a }))
    expect((await call('readTrace', callerOf('engineer'), { params: { id: ours.environment, traceId: id } })).spans).toMatchObject([
      { parentId: a },
    ])
    expect((await listed(ours.application)).items.map((item) => item.traceId)).not.toContain(id)
  })

  test('that nobody sent is not there', async () => {
    await expect(call('readTrace', callerOf('engineer'), { params: { id: ours.environment, traceId: trace(77) } })).rejects.toEqual(
      refused('common.not_found'),
    )
  })
})

test('traces are listed page by page, the latest first, also those that began at the same moment', async () => {
  const spans = Array.from({ length: 7 }, (_, index) =>
    span(`00000000000001${index}0`, -HOUR_MS * Math.floor(index / 3), { traceId: trace(100 + index), name: 'paged' }),
  )
  await send(theirs.environment, ...spans)
  const seen: string[] = []
  let cursor: string | null | undefined
  while (cursor !== null) {
    const query: Record<string, unknown> = cursor === undefined ? { limit: 2 } : { limit: 2, cursor }
    const page = await call('listTraces', callerOf('owner'), { params: { id: theirs.application }, query })
    seen.push(...page.items.filter(({ name }) => name === 'paged').map(({ traceId }) => traceId))
    cursor = page.nextCursor
  }
  expect(seen).toEqual([2, 1, 0, 5, 4, 3, 6].map((number) => trace(100 + number)))
})

test('spans that cannot be taken are counted by reason, and too many at once are refused', async () => {
  const spans = [
    span('00000000000000dd', 0, { traceId: '' }),
    span('00000000000000ee', -30 * 24 * HOUR_MS),
    span('00000000000000ff', 0, { traceId: trace(3) }),
  ]
  expect(await send(ours.environment, ...spans)).toEqual({ kept: 1, refused: { span_ids_invalid: 1, too_old: 1 } })
  const many = Array.from({ length: SPANS_PER_REQUEST_MAX + 1 }, () => spans[2] as Span)
  await expect(send(ours.environment, ...many)).rejects.toEqual(refused('traces.too_many_spans'))
})
