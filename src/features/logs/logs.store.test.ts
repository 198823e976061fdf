/** From a request with a key to the lines that are kept, on real stores. */
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { mappingEvents } from '#events/mapping.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { secretFor } from '#test/support/kept.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import { calling } from '#test/support/calling.ts'
import { keepUnassignedOf, mappingOf, ownersSecretFor } from '#test/support/mapped.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { freePort } from '#test/support/free-port.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import { syslogListeners } from './actions/syslog-listeners.ts'
import { logsHandlers } from './http/handlers.ts'
import { openKeptLines } from './testing.ts'

// Not long ago, or the engine would clear the lines away as outlived.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: ReturnType<typeof openKeptLines>
let handlers: ReturnType<typeof logsHandlers>
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const ours = { environment: '', secret: '' }
const theirs = { environment: '', secret: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({
    now: START,
    events: [...catalogEvents, ...telemetryEvents, ...mappingEvents],
    personKeys: openPersonKeys,
  })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = openKeptLines(platform)
  handlers = logsHandlers({ platform, book: keyBookOf(platform), intake: kept.intake })
  catalog = calling(catalogContract, catalogHandlers(platform))
  Object.assign(ours, await aPlace(CLIENT_A))
  Object.assign(theirs, await aPlace(CLIENT_B))
})

async function aPlace(client: string) {
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: made.id, name: 'QA', kind: 'qa' }
  const { id } = await catalog('createEnvironment', callerOf('owner'), { body })
  const environment = toUuid('environment', id) ?? ''
  return { environment, secret: await secretFor(platform, environment) }
}

interface Sending {
  readonly secret?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: { service?: string; host?: string }
}

/** Sends as the HTTP side hands it on. */
function send(body: string | Buffer, { secret = ours.secret, headers = {}, query = {} }: Sending = {}) {
  const context = { secret, header: (name: string) => headers[name] } as RequestContext
  return handlers.takeLines({ bytes: Buffer.from(body), query }, context)
}
const text = { headers: { 'content-type': 'text/plain; charset=utf-8' } }

interface KeptLine {
  readonly body: string
  readonly service: string
  readonly attributes: Readonly<Record<string, string>>
  readonly resource: Readonly<Record<string, string>>
}

async function linesOf(environment: string): Promise<readonly KeptLine[]> {
  await kept.flush()
  const sql = `select body, service, attributes, resource, severity, toUnixTimestamp64Milli(t) as at, lower(hex(trace)) as trace
    from line where env = {env:UUID} order by t, n`
  return platform.clickhouse.query<KeptLine>({ name: 'test.lines', sql, params: { env: environment } })
}
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

describe('lines', () => {
  test('are kept in their order with all that they say', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const first = JSON.stringify({ time: START, level: 'error', msg: 'no route', service: 'cart', trace_id: trace, http: { status: 502 } })
    expect(await send(`${first}\n{"msg":"ünïcode ✓","n":1}\n`, { query: { service: 'shop', host: 'shop-1' } })).toEqual({
      kept: 2,
      refused: 0,
      refusedLines: [],
    })
    expect(await linesOf(ours.environment)).toEqual([
      {
        body: 'no route',
        service: 'cart',
        attributes: { 'http.status': '502' },
        resource: { 'host.name': 'shop-1' },
        severity: 17,
        at: String(START),
        trace,
      },
      {
        body: 'ünïcode ✓',
        service: 'shop',
        attributes: { n: '1' },
        resource: { 'host.name': 'shop-1' },
        severity: 0,
        at: String(START),
        trace: '0'.repeat(32),
      },
    ])
  })

  test('of two clients never meet, though they are the same', async () => {
    await send('only theirs', { ...text, secret: theirs.secret })
    expect((await linesOf(theirs.environment)).map(({ body }) => body)).toEqual(['only theirs'])
    expect((await linesOf(ours.environment)).map(({ body }) => body)).not.toContain('only theirs')
  })

  test('may come packed; what unpacks to more than may be is refused, as is what is no gzip', async () => {
    const headers = { 'content-encoding': 'gzip', ...text.headers }
    expect(await send(gzipSync('one\ntwo'), { headers })).toMatchObject({ kept: 2 })
    await expect(send(gzipSync(Buffer.alloc(64 * 1024 * 1024)), { headers })).rejects.toEqual(refused('common.too_large'))
    await expect(send('no gzip', { headers })).rejects.toEqual(refused('common.invalid_request'))
    await expect(send('x', { headers: { 'content-encoding': 'br' } })).rejects.toEqual(refused('common.unsupported_media_type'))
  })

  test('lose what must not be kept before they reach the disk', async () => {
    await send('login of anna@example.com with password=hunter2', text)
    const folder = path.join(kept.dataFolder, 'telemetry', 'lines')
    const onDisk = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'latin1'))
    expect(onDisk.join('')).toContain('login of [removed:e-mail] with password=[removed:secret]')
    expect(onDisk.join('')).not.toMatch(/anna@|hunter2/)
    expect((await linesOf(ours.environment)).map(({ body }) => body)).toContain('login of [removed:e-mail] with password=[removed:secret]')
  })
})

describe('what is not kept', () => {
  test('is named by its number and reason, and the rest is kept', async () => {
    const lines = ['{"msg":"fine"}', 'no json', '{}', `{"msg":"old","ts":1600000000}`, '{"msg":"ahead","time":"2099-01-01T00:00:00Z"}']
    expect(await send(lines.join('\n'))).toEqual({
      kept: 1,
      refused: 4,
      refusedLines: [
        { line: 2, reason: 'line_unreadable' },
        { line: 3, reason: 'line_empty' },
        { line: 4, reason: 'too_old' },
        { line: 5, reason: 'in_future' },
      ],
    })
  })

  test('is an error when it is all', async () => {
    await expect(send('no json\nnor this')).rejects.toEqual(refused('logs.lines_refused'))
    await expect(send('x\n'.repeat(20_001), text)).rejects.toEqual(refused('logs.too_many_lines'))
    await expect(send('x', { ...text, secret: null })).rejects.toEqual(refused('common.unauthenticated'))
    await expect(send('x', { ...text, secret: `pci_${'0'.repeat(48)}` })).rejects.toEqual(refused('common.unauthenticated'))
    expect(await send('')).toEqual({ kept: 0, refused: 0, refusedLines: [] })
  })

  test('is counted with what is kept', async () => {
    const counts = new Map(kept.intake.tally.drain().map(({ environmentId, outcome, items }) => [`${environmentId} ${outcome}`, items]))
    expect(counts.get(`${ours.environment} kept`)).toBe(6)
    expect(counts.get(`${theirs.environment} kept`)).toBe(1)
    expect(counts.get(`${ours.environment} line_unreadable`)).toBe(3)
    expect(counts.get(`${ours.environment} too_old`)).toBe(1)
    expect(counts.get(`${ours.environment} too_many_lines`)).toBe(0)
  })

  test('is told to wait when more comes than may', async () => {
    const lines = 'x\n'.repeat(20_000)
    for (let sent = 0; sent < 49; sent++) await send(lines, { ...text, secret: theirs.secret })
    await expect(send(lines, { ...text, secret: theirs.secret })).rejects.toEqual(
      expect.objectContaining({ code: expect.objectContaining({ code: 'logs.over_quota' }), retryAfterSeconds: 1 }),
    )
    await send(lines, text)
  })
})

describe('syslog', () => {
  async function opened(key: string | undefined) {
    const tcpPort = await freePort()
    const config = { ...platform.config, syslog: { ...platform.config.syslog, tcpPort, key } }
    const [listener] = syslogListeners({ platform: { ...platform, config }, book: keyBookOf(platform), intake: kept.intake })
    const close = await listener?.open()
    const say = async (text: string) => {
      const socket = net.connect(tcpPort, '127.0.0.1').end(text)
      await once(socket.resume(), 'close')
    }
    return { say, close: async () => close?.(), tcpPort }
  }
  async function countOf(environment: string, body: string): Promise<number> {
    await kept.flush()
    const sql = 'select toUInt32(count()) as n from line where env = {env:UUID} and body = {body:String}'
    return (await platform.clickhouse.query<{ n: number }>({ name: 'test.count', sql, params: { env: environment, body } }))[0]?.n ?? 0
  }

  test('belongs to the environment of its key, and else to that of the listener', async () => {
    const { say, close } = await opened(ours.secret)
    await say(`<13>1 - - - - - [pitcrew@1 key="${theirs.secret}"] said to them\n<13>said to us`)
    // Each environment is kept by itself.
    await until(async () => (await countOf(ours.environment, 'said to us')) === 1)
    await until(async () => (await countOf(theirs.environment, 'said to them')) === 1)
    expect(await countOf(ours.environment, 'said to them')).toBe(0)
    await close()
  })

  test('without a key that works is counted and not kept', async () => {
    const { say, close } = await opened(undefined)
    const counted = async () =>
      (await platform.metrics.registry.getSingleMetric('pitcrew_syslog_without_key_total')?.get())?.values[0]?.value
    await say('<13>nobody knows whose\n')
    await until(async () => (await counted()) === 1)
    expect(await countOf(ours.environment, 'nobody knows whose')).toBe(0)
    await close()
  })

  test('that cannot be kept yet waits at its sender', async () => {
    const { say, close } = await opened(theirs.secret)
    // The quota was used up above; a second later there is room again.
    const saying = say('<13>patient\n'.repeat(30_000))
    await until(() => kept.intake.tally.drain().some(({ outcome }) => outcome === 'over_quota'))
    platform.clock.advance(SECOND_MS)
    await saying
    await until(async () => (await countOf(theirs.environment, 'patient')) === 30_000)
    await close()
  })

  test('says on which port it cannot listen', async () => {
    const { close, tcpPort } = await opened(undefined)
    const config = { ...platform.config, syslog: { ...platform.config.syslog, tcpPort } }
    const [listener] = syslogListeners({ platform: { ...platform, config }, book: keyBookOf(platform), intake: kept.intake })
    await expect(listener?.open()).rejects.toThrow(`Syslog cannot listen on port ${tcpPort}`)
    await close()
  })
})

test('lines with a key of a client go where its rules say, and those that no rule assigns are named by their number', async () => {
  const owner = { kind: 'client', id: CLIENT_A } as const
  const rules = [{ matchers: [{ label: 'env', match: 'begins_with' as const, value: 'qa' }], environmentId: ours.environment }]
  await mappingOf(platform).write(owner, rules)
  const secret = await ownersSecretFor(platform, { clientId: CLIENT_A })
  const lines = [
    { message: 'mapped', env: 'qa-1' },
    { message: 'lost', env: 'dev' },
    7,
    { message: 'late', env: 'qa', time: '2001-01-01T00:00:00Z' },
  ]
  const answer = await send(lines.map((line) => JSON.stringify(line)).join('\n'), { secret })
  expect(answer).toEqual({
    kept: 1,
    refused: 3,
    refusedLines: [
      { line: 2, reason: 'unassigned' },
      { line: 3, reason: 'line_unreadable' },
      { line: 4, reason: 'too_old' },
    ],
  })
  const bodies = (await linesOf(ours.environment)).map(({ body }) => body)
  expect(bodies).toContain('mapped')
  expect(bodies).not.toContain('lost')
  await expect(send('{"message":"lost","env":"dev"}', { secret })).rejects.toEqual(refused('logs.lines_refused'))
  await keepUnassignedOf(platform)()
  const { unassigned } = await mappingOf(platform).read(owner)
  expect(unassigned).toEqual([expect.objectContaining({ labels: [{ label: 'env', value: 'dev' }], items: 2, protocol: 'json_lines' })])
})
