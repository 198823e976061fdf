/** From lines that are kept to what people may read of them, on real stores. */
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, later, MINUTE_MS, SECOND_MS, toIso } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { LiveMessage } from '#platform/live.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { Arrivals } from './actions/tell-arrivals.ts'
import { logsContract } from './contract/contract.ts'
import { logsHandlers } from './http/handlers.ts'
import type { Line } from './domain/line.ts'
import { conditionsOf } from './store/read-lines.ts'
import { aLine, openKeptLines } from './testing.ts'

// Not long ago, or the engine would clear the lines away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: ReturnType<typeof openKeptLines>
let arrivals: Arrivals
const told: LiveMessage[] = []
let call: ReturnType<typeof calling<typeof logsContract>>
const ours = { environment: '' }
const theirs = { environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: START, events: [...catalogEvents, ...telemetryEvents], personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  const live = { tell: (message: LiveMessage) => void told.push(message), subscribe: () => () => undefined }
  arrivals = new Arrivals({ ...platform, live })
  kept = openKeptLines(platform, (environmentIds) => arrivals.add(environmentIds))
  call = calling(logsContract, logsHandlers({ platform, book: keyBookOf(platform), intake: kept.intake }))
  ours.environment = await anEnvironment(CLIENT_A)
  theirs.environment = await anEnvironment(CLIENT_B)
})

async function anEnvironment(client: string): Promise<string> {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  return (await catalog('createEnvironment', callerOf('owner'), { body: { applicationId: made.id, name: 'QA', kind: 'qa' } })).id
}

async function send(environment: string, ...lines: Partial<Line>[]) {
  const source = { environmentId: toUuid('environment', environment) ?? '', keyId: null, protocol: 'json_lines' as const }
  expect(await kept.intake.take(source, { bytes: 100, lines: lines.map(aLine) })).toMatchObject({ kept: lines.length })
  await kept.flush()
}

const ago = (ms: number) => later(START, -ms)
const listed = (query = {}, environment = ours.environment) => call('listLines', callerOf('owner'), { params: { id: environment }, query })
const found = async (query = {}, environment = ours.environment) => (await listed(query, environment)).items.map(({ text }) => text)
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

describe('lines', () => {
  const same = [
    { at: ago(3 * SECOND_MS), body: 'payment of order-4711 declined', severity: 17, attributes: ['http.status', '502'] },
    { at: ago(2 * SECOND_MS), body: 'Payment accepted', severity: 9 },
    { at: ago(2 * SECOND_MS), body: 'cache miss', severity: 5, resource: { service: 'cart', attributes: ['host.name', 'shop-1'] } },
    { at: ago(SECOND_MS), body: 'Zurück nach ÜBERSEE', severity: 13 },
    { at: ago(2 * HOUR_MS), body: 'old', severity: 0 },
  ]

  beforeAll(async () => {
    await send(ours.environment, ...same)
    await send(theirs.environment, ...same, { at: START, body: 'only theirs payment' })
  })

  test('are listed from the newest on, of the last hour unless said', async () => {
    const { items, nextCursor } = await listed()
    expect(nextCursor).toBeNull()
    expect(items.map(({ text }) => text)).toEqual([
      'Zurück nach ÜBERSEE',
      'cache miss',
      'Payment accepted',
      'payment of order-4711 declined',
    ])
    expect(items[0]).toEqual({
      id: expect.stringMatching(/^\d{13}-\d+$/),
      at: toIso(ago(SECOND_MS)),
      severity: 'warn',
      service: 'shop',
      text: 'Zurück nach ÜBERSEE',
      isCut: false,
    })
    expect(await found({ from: toIso(ago(3 * HOUR_MS)), to: toIso(ago(HOUR_MS)) })).toEqual(['old'])
  })

  test('are found by all words that they hold, in any case, whole words where a word is one', async () => {
    expect(await found({ words: 'PAYMENT' })).toEqual(['Payment accepted', 'payment of order-4711 declined'])
    expect(await found({ words: 'payment declined' })).toEqual(['payment of order-4711 declined'])
    expect(await found({ words: 'pay' })).toEqual([])
    expect(await found({ words: 'ORDER-47' })).toEqual(['payment of order-4711 declined'])
    expect(await found({ words: 'übersee zurück' })).toEqual(['Zurück nach ÜBERSEE'])
    expect(await found({ words: `%' or 1 --` })).toEqual([])
  })

  test('are found by how grave they are and by what wrote them', async () => {
    expect(await found({ severity: 'warn' })).toEqual(['Zurück nach ÜBERSEE', 'payment of order-4711 declined'])
    expect(await found({ service: 'cart' })).toEqual(['cache miss'])
    expect(await found({ service: '' })).toEqual([])
  })

  test('of two clients never meet, though they are the same', async () => {
    expect(await found({ words: 'payment' })).toHaveLength(2)
    expect(await found({ words: 'payment' }, theirs.environment)).toHaveLength(3)
    const [theirFirst] = (await listed({ words: 'only' }, theirs.environment)).items
    await expect(call('readLine', callerOf('owner'), { params: { id: ours.environment, line: theirFirst?.id ?? '' } })).rejects.toEqual(
      refused('common.not_found'),
    )
    const first = (await listed({ words: 'accepted' })).items[0]?.id ?? ''
    const { before, after } = await call('readLine', callerOf('owner'), { params: { id: ours.environment, line: first } })
    expect([...before, ...after].map(({ text }) => text)).toEqual(['old', 'payment of order-4711 declined', 'Zurück nach ÜBERSEE'])
  })

  test('are nobody else’s to read', async () => {
    const line = (await listed()).items[0]?.id ?? ''
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
      const params = { id: ours.environment }
      await expect(call('listLines', callerOf(who), { params })).rejects.toBeInstanceOf(Fault)
      await expect(call('countLines', callerOf(who), { params })).rejects.toBeInstanceOf(Fault)
      await expect(call('readLine', callerOf(who), { params: { ...params, line } })).rejects.toBeInstanceOf(Fault)
    }
    expect((await call('listLines', callerOf('engineer'), { params: { id: ours.environment } })).items).toHaveLength(4)
  })

  test('are counted in steps by severity, and by service whichever is chosen', async () => {
    const { from, stepMs, steps, services } = await call('countLines', callerOf('owner'), {
      params: { id: ours.environment },
      query: { from: toIso(ago(15 * MINUTE_MS)), service: 'shop' },
    })
    expect([from, stepMs, steps.length]).toEqual([toIso(ago(15 * MINUTE_MS)), 15 * SECOND_MS, 60])
    expect(steps.filter((step) => Object.keys(step).length > 0)).toEqual([{ error: 1, info: 1, warn: 1 }])
    expect(steps[59]).toEqual({ error: 1, info: 1, warn: 1 })
    expect(services).toEqual([
      { service: 'shop', lines: 3 },
      { service: 'cart', lines: 1 },
    ])
  })

  test('that are ahead of our clock are listed, and stand in the last step', async () => {
    await send(theirs.environment, { at: later(START, 5 * MINUTE_MS), body: 'ahead' })
    expect(await found({ words: 'ahead' }, theirs.environment)).toEqual(['ahead'])
    const { steps } = await call('countLines', callerOf('owner'), { params: { id: theirs.environment }, query: { words: 'ahead' } })
    expect(steps.at(-1)).toEqual({ info: 1 })
  })

  test('say everything when they are opened, and a list shows the beginning of a long one', async () => {
    const body = `stack ${'ä'.repeat(20_000)}`
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
    const attributes = ['http.status', '502', 'ümlaut', 'ß']
    const resource = { service: 'wide', attributes: ['host.name', 'shop-1'] }
    await send(ours.environment, { at: ago(MINUTE_MS), observedAt: ago(SECOND_MS), body, severity: 18, traceId, attributes, resource })
    const [row] = (await listed({ service: 'wide' })).items
    expect([row?.isCut, row?.text]).toEqual([true, body.slice(0, 1_000)])
    expect(await call('readLine', callerOf('owner'), { params: { id: ours.environment, line: row?.id ?? '' } })).toEqual({
      id: row?.id,
      at: toIso(ago(MINUTE_MS)),
      observedAt: toIso(ago(SECOND_MS)),
      severity: 'error',
      severityNumber: 18,
      service: 'wide',
      text: body,
      isCut: false,
      traceId,
      spanId: null,
      attributes: { 'http.status': '502', ümlaut: 'ß' },
      resource: { 'host.name': 'shop-1' },
      before: [],
      after: [],
    })
  })

  test('are found by what they and their senders say beside the text', async () => {
    const error = { attributes: '{"http.status":"502"}' }
    expect(await found({ ...error, severity: 'error', service: 'shop' })).toEqual(['payment of order-4711 declined'])
    expect(await found({ resource: '{"host.name":"shop-1"}', service: 'cart' })).toEqual(['cache miss'])
    expect(await found({ attributes: '{"http.status":"50"}' })).toEqual([])
    expect(await found({ attributes: '{"other":"502"}' })).toEqual([])
    expect(await found({ resource: '{"http.status":"502"}' })).toEqual([])
  })

  test('tell which values they have by which names, without what tells nearly every one apart', async () => {
    const environment = await anEnvironment(CLIENT_A)
    const lines = Array.from({ length: 20 }, (_, index) => ({
      at: ago(MINUTE_MS + index),
      attributes: ['http.status', index < 15 ? '200' : '502', 'request.id', `r-${index}`, 'empty', ''],
      resource: { service: 'shop', attributes: ['host.name', `shop-${index % 2}`] },
    }))
    await send(environment, ...lines, { at: ago(2 * HOUR_MS), attributes: ['http.status', '418'] })
    const facets = (query = {}, who: Parameters<typeof callerOf>[0] = 'owner') =>
      call('listFacets', callerOf(who), { params: { id: environment }, query })
    expect(await facets()).toEqual({
      lines: 20,
      items: [
        {
          of: 'resource',
          name: 'host.name',
          different: 2,
          values: [
            { value: 'shop-0', lines: 10 },
            { value: 'shop-1', lines: 10 },
          ],
        },
        {
          of: 'attributes',
          name: 'http.status',
          different: 2,
          values: [
            { value: '200', lines: 15 },
            { value: '502', lines: 5 },
          ],
        },
      ],
    })
    const narrow = await facets({ attributes: '{"http.status":"502"}' })
    expect([narrow.lines, narrow.items.find(({ name }) => name === 'host.name')?.values]).toEqual([
      5,
      [
        { value: 'shop-1', lines: 3 },
        { value: 'shop-0', lines: 2 },
      ],
    ])
    expect(await facets({ words: 'Nirgendwo' })).toEqual({ lines: 0, items: [] })
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const)
      await expect(facets({}, who)).rejects.toBeInstanceOf(Fault)
  })

  test('are not looked for by what makes no sense', async () => {
    const words = Array.from({ length: 11 }, (_, index) => `w${index}`).join(' ')
    const having = ['no json', '[]', '{"a":1}', '{"":"a"}', JSON.stringify(Object.fromEntries([...'abcdef'].map((name) => [name, ''])))]
    const unfit = [...having.map((attributes) => ({ attributes })), { resource: 'null' }]
    for (const query of [{ words }, { from: toIso(START), to: toIso(ago(1)) }, { cursor: 'bm90aGluZw' }, ...unfit]) {
      await expect(listed(query)).rejects.toEqual(refused('common.invalid_request'))
    }
    await expect(call('readLine', callerOf('owner'), { params: { id: ours.environment, line: '1790000000000-1' } })).rejects.toEqual(
      refused('common.not_found'),
    )
  })
})

test('pages follow each other without a gap and without a line twice, also within one millisecond and over hours', async () => {
  const environment = await anEnvironment(CLIENT_B)
  const lines = Array.from({ length: 23 }, (_, index) => ({ at: ago(Math.floor(index / 8) * 5 * HOUR_MS), body: `line ${index}` }))
  await send(environment, ...lines)
  const seen: string[] = []
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await listed({ from: toIso(ago(24 * HOUR_MS)), limit: 3, ...(cursor === undefined ? {} : { cursor }) }, environment)
    seen.push(...page.items.map(({ text }) => text))
    cursor = page.nextCursor
  }
  expect(new Set(seen).size).toBe(23)
  expect(seen.map((text) => Math.floor(Number(text.slice(5)) / 8))).toEqual([0, 1, 2].flatMap((hour) => Array(hour < 2 ? 8 : 7).fill(hour)))
  const middle = (await listed({ from: toIso(ago(24 * HOUR_MS)), words: 'line 12' }, environment)).items[0]?.id ?? ''
  const { before, after } = await call('readLine', callerOf('owner'), { params: { id: environment, line: middle } })
  const inOrder = (texts: readonly { text: string }[]) => texts.map(({ text }) => Number(text.slice(5)))
  expect(inOrder(before)).toEqual([16, 17, 18, 19, 20, 21, 22, 8, 9, 10, 11])
  expect(inOrder(after)).toEqual([13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7])
})

test('who follows gets the newest lines of the last seconds, and is told how many there were in each', async () => {
  const environment = await anEnvironment(CLIENT_A)
  const now = platform.clock.now()
  const before = (ms: number) => later(now, -ms)
  const burst = Array.from({ length: 250 }, (_, index) => ({ at: before(3 * SECOND_MS), body: `burst ${index}` }))
  await send(environment, ...burst, { at: before(10 * SECOND_MS), body: 'earlier' }, { at: before(MINUTE_MS), body: 'long ago' })
  await send(environment, { at: later(now, SECOND_MS), body: 'ahead', severity: 17 })
  const tail = (query = {}, who: Parameters<typeof callerOf>[0] = 'owner') =>
    call('tailLines', callerOf(who), { params: { id: environment }, query })
  const told = await tail({ seconds: 30 })
  expect([told.now, told.from]).toEqual([toIso(now), toIso(before(30 * SECOND_MS))])
  expect(told.items).toHaveLength(200)
  expect(told.items[0]?.text).toBe('ahead')
  expect(told.seconds).toEqual([
    { at: toIso(before(10 * SECOND_MS)), lines: 1 },
    { at: toIso(before(3 * SECOND_MS)), lines: 250 },
    { at: toIso(later(now, SECOND_MS)), lines: 1 },
  ])
  expect((await tail({ seconds: 30, severity: 'error' })).seconds).toEqual([{ at: toIso(later(now, SECOND_MS)), lines: 1 }])
  for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) await expect(tail({}, who)).rejects.toBeInstanceOf(Fault)
})

test('a word that no line holds is passed over by the filter of the table', async () => {
  const environmentId = toUuid('environment', ours.environment) ?? ''
  const filter = { from: ago(HOUR_MS), to: START, words: ['Nirgendwo'], severityMin: 0, service: undefined }
  const { where, params } = conditionsOf(environmentId, filter)
  const plan = await platform.clickhouse.query<{ explain: string }>({
    name: 'test.explain',
    sql: `explain indexes = 1 select n from line where ${where}`,
    params,
  })
  const words = plan.map(({ explain }) => explain.trim())
  expect(words[words.indexOf('Name: by_word') + 3]).toMatch(/^Granules: 0\//)
})

test('a value that no line has is passed over by the filter of the table', async () => {
  const environmentId = toUuid('environment', ours.environment) ?? ''
  const having = [{ of: 'attributes', name: 'http.status', value: 'Nirgendwo' }] as const
  const filter = { from: ago(HOUR_MS), to: START, words: [], severityMin: 0, service: undefined, having }
  const { where, params } = conditionsOf(environmentId, filter)
  const plan = await platform.clickhouse.query<{ explain: string }>({
    name: 'test.explain',
    sql: `explain indexes = 1 select n from line where ${where}`,
    params,
  })
  const words = plan.map(({ explain }) => explain.trim())
  expect(words[words.indexOf('Name: by_value') + 3]).toMatch(/^Granules: 0\//)
})

test('who watches is told of new lines at most every two seconds, and of the last ones too', async () => {
  platform.clock.advance(MINUTE_MS)
  await arrivals.tell()
  told.length = 0
  platform.clock.advance(MINUTE_MS)
  await send(ours.environment, { body: 'one' })
  await arrivals.tell()
  await send(ours.environment, { body: 'two' })
  await arrivals.tell()
  expect(told).toHaveLength(1)
  platform.clock.advance(2 * SECOND_MS)
  await arrivals.tell()
  await arrivals.tell()
  expect(told).toHaveLength(2)
  const clientId = CLIENT_A
  expect(told[1]).toMatchObject({
    topic: 'logs.lines',
    permission: 'logs.lines.read',
    scope: { clientId },
    data: { environmentId: ours.environment },
  })
})
