import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Scope, SealedEvent } from '#kit/event.ts'
import { instant } from '#kit/time.ts'
import { STREAM_PATH } from '#kit/stream.ts'
import { until } from '#test/support/until.ts'
import { STREAM_MISSED_MAX } from './stream-client.ts'
import { aCaller, startTestHttp } from './testing.ts'

const CLIENT_A = '0193d5a0-0000-7000-8000-00000000000a'
const CLIENT_B = '0193d5a0-0000-7000-8000-00000000000b'
const scopeOf = (clientId: string): Scope => ({ clientId, applicationId: null, audience: 'internal' })

const sealed = (seq: number, clientId = CLIENT_A): SealedEvent => ({
  seq,
  id: `0193d5a0-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  kind: 'client.renamed',
  version: 1,
  at: instant('2026-11-21T10:00:00Z'),
  actor: { kind: 'system', id: 'test' },
  record: { kind: 'client', id: clientId },
  scope: scopeOf(clientId),
  particulars: { name: 'not for the stream' },
})
const range = (from: number, to: number): SealedEvent[] => Array.from({ length: to - from + 1 }, (_, index) => sealed(from + index))

const callers = {
  team: aCaller('team', ['records.read', 'figures.read']),
  stranger: aCaller('stranger', ['records.read', 'figures.read'], CLIENT_B),
}

const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function start() {
  const http = await startTestHttp(callers)
  ends.push(() => http.close())
  return http
}

interface Line {
  readonly event: string
  readonly id: number | undefined
  // oxlint-disable-next-line typescript/no-explicit-any -- each kind of line has its own
  readonly data: any
}

/** Reads a stream as a browser does; `lines` grows. */
async function open(http: Awaited<ReturnType<typeof start>>, token: string, headers: Record<string, string> = {}, query = '') {
  const stop = new AbortController()
  ends.push(() => stop.abort())
  const response = await fetch(`${http.url}${STREAM_PATH}${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: stop.signal,
  })
  const stream = { status: response.status, lines: [] as Line[], ended: false, stop: () => stop.abort() }
  void read(response, stream)
  return stream
}

async function read(response: Response, stream: { lines: Line[]; ended: boolean }): Promise<void> {
  let rest = ''
  try {
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      stream.lines.push(...blocks.flatMap(lineOf))
    }
  } catch {
    // Aborted by the test or cut by the server: both are an end.
  }
  stream.ended = true
}

function lineOf(block: string): Line[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  const [event, id, data] = [field('event'), field('id'), field('data')]
  return event === undefined ? [] : [{ event, id: id === undefined ? undefined : Number(id), data: JSON.parse(data ?? '{}') }]
}

const seqs = (lines: readonly Line[]): number[] => lines.filter(({ event }) => event === 'event').map(({ data }) => data.seq as number)

test('a browser hears of each event of its scope as it is sealed, without the particulars', async () => {
  const http = await start()
  http.log.seal([sealed(1)])
  const stream = await open(http, 'team')
  await until(() => stream.lines.length === 1)
  expect(stream.lines[0]).toEqual({ event: 'hello', id: 1, data: { head: 1 } })
  http.log.seal([sealed(2), sealed(3)])
  await until(() => seqs(stream.lines).length === 2)
  expect(stream.lines[1]?.data).toEqual({
    seq: 2,
    id: expect.stringMatching(/^evt_/),
    kind: 'client.renamed',
    at: '2026-11-21T10:00:00.000Z',
    actor: { kind: 'system', id: 'test' },
    record: { kind: 'client', id: expect.stringMatching(/^cli_/) },
    client: expect.stringMatching(/^cli_/),
    application: null,
  })
})

test('the stranger of another client hears nothing of it, neither events nor fresh values', async () => {
  const http = await start()
  const [stranger, team] = [await open(http, 'stranger'), await open(http, 'team')]
  http.log.seal([sealed(1), sealed(2, CLIENT_B)])
  http.live.tell({ topic: 'figures.fresh', scope: scopeOf(CLIENT_A), permission: 'figures.read', data: { cpu: 1 } })
  http.live.tell({ topic: 'figures.fresh', scope: scopeOf(CLIENT_B), permission: 'figures.read', data: { cpu: 2 } })
  await until(() => team.lines.length === 5 && stranger.lines.length === 3)
  expect(seqs(stranger.lines)).toEqual([2])
  expect(stranger.lines.at(-1)).toEqual({ event: 'live', id: undefined, data: { topic: 'figures.fresh', data: { cpu: 2 } } })
})

test('a value whose permission the caller lacks is not sent', async () => {
  const http = await start()
  const stream = await open(http, 'team')
  http.live.tell({ topic: 'secret', scope: scopeOf(CLIENT_A), permission: 'secret.read', data: {} })
  http.log.seal([sealed(1)])
  await until(() => seqs(stream.lines).length === 1)
  expect(stream.lines.some(({ event }) => event === 'live')).toBe(false)
})

test('a browser that comes back gets what it missed, in order and once, also what is sealed meanwhile', async () => {
  const http = await start()
  http.log.seal(range(1, 1_200))
  const stream = await open(http, 'team', { 'last-event-id': '100' })
  http.log.seal(range(1_201, 1_300))
  await until(() => seqs(stream.lines).length === 1_200)
  expect(seqs(stream.lines)).toEqual(range(101, 1_300).map(({ seq }) => seq))
  const byQuery = await open(http, 'team', {}, '?after=1299')
  await until(() => seqs(byQuery.lines).length === 1)
})

test('one that missed too much, or knows more than the log, is told to read everything anew', async () => {
  const http = await start()
  http.log.seal(range(1, STREAM_MISSED_MAX + 2))
  const long = await open(http, 'team', { 'last-event-id': '1' })
  await until(() => long.lines.length === 1)
  expect(long.lines[0]).toEqual({ event: 'reset', id: STREAM_MISSED_MAX + 2, data: { reason: 'missed_too_much' } })
  const restored = await open(http, 'team', { 'last-event-id': '99999' })
  await until(() => restored.lines.length === 1)
  expect(restored.lines[0]?.data).toEqual({ reason: 'log_is_shorter' })
})

test('a stream ends when the rights of its caller change, and only then', async () => {
  const http = await start()
  const [team, stranger] = [await open(http, 'team'), await open(http, 'stranger')]
  await until(() => team.lines.length === 1 && stranger.lines.length === 1)
  http.changeAccess('person:team')
  await until(() => team.ended)
  expect(team.lines.at(-1)?.event).toBe('access')
  expect(stranger.ended).toBe(false)
})

test('nobody gets a stream without signing in, nor more streams than one person needs', async () => {
  const http = await start()
  expect((await http.call(STREAM_PATH)).status).toBe(401)
  expect((await http.call(`${STREAM_PATH}?after=x`, { token: 'team' })).json.errors[0].field).toBe('query.after')
  for (let i = 0; i < 12; i++) expect((await open(http, 'team')).status).toBe(200)
  const refused = await http.call(STREAM_PATH, { token: 'team' })
  expect([refused.status, refused.json.code]).toEqual([429, 'http.too_many_streams'])
  expect((await open(http, 'stranger')).status).toBe(200)
})

test('a browser that does not read is dropped before it costs memory, and the others go on', async () => {
  const http = await start()
  const good = await open(http, 'team')
  const stuck = connect(http.port, '127.0.0.1')
  stuck.write(`GET ${STREAM_PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer team\r\n\r\n`)
  stuck.pause()
  ends.push(() => void stuck.destroy())
  const opened = async (): Promise<string> => http.metrics.registry.getSingleMetricAsString('pitcrew_streams_open')
  await until(async () => (await opened()).endsWith(' 2'))
  const padding = 'x'.repeat(200_000)
  // The kernel's own buffers take some megabytes before ours begin to fill.
  await until(async () => {
    http.live.tell({ topic: 't', scope: scopeOf(CLIENT_A), permission: 'figures.read', data: { padding } })
    return (await opened()).endsWith(' 1')
  })
  http.log.seal([sealed(1)])
  await until(() => seqs(good.lines).length === 1)
})

test('stopping the server ends the streams at once', async () => {
  const http = await startTestHttp(callers)
  const stream = await open(http, 'team')
  const started = performance.now()
  await http.close()
  await until(() => stream.ended)
  expect(performance.now() - started).toBeLessThan(2_000)
})
