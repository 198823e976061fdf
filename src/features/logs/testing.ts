/** Builders for tests, and a valid call for each route. */
import { gzipSync } from 'node:zlib'
import { Fault } from '#kit/fault.ts'
import { randomFrom } from '#kit/random.ts'
import { instant } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import { unpacked } from '#platform/http/unpack.ts'
import type { Platform } from '#platform/platform.ts'
import { anIngestKey } from '#test/support/kept.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testMetrics } from '#test/support/quiet.ts'
import { LineIntake } from './actions/line-intake.ts'
import { lineKeeper } from './actions/line-keeper.ts'
import { logsCodes } from './contract/codes.ts'
import type { Line } from './domain/line.ts'
import { readLines } from './domain/read-lines.ts'
import { readSyslog } from './domain/syslog.ts'
import { SyslogFrames } from './domain/syslog-frames.ts'
import { lineIntakeOf } from './public.ts'

export const aLine = (of: Partial<Line> = {}): Line => ({
  at: null,
  observedAt: null,
  severity: 9,
  body: 'order accepted',
  attributes: [],
  resource: { service: 'shop', attributes: [] },
  traceId: '',
  spanId: '',
  ...of,
})

/** An intake of lines with its keeper, which is run by hand; in a folder of its own. */
export function openKeptLines(
  platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger'>,
  onKept: (environmentIds: readonly string[]) => void = () => undefined,
) {
  const dataFolder = scratchFolder()
  const config = { dataFolder } as Platform['config']
  const intake = new LineIntake({ clock: platform.clock, config }, { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const keeper = lineKeeper({ ...platform, metrics: testMetrics() }, intake, onKept)
  return { intake, dataFolder, flush: () => keeper.run() }
}

/** Keeps by hand the lines that features handed to the intake of this platform. */
export function keepingLinesOf(platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger' | 'config'>): () => Promise<void> {
  const keeper = lineKeeper({ ...platform, metrics: testMetrics() }, lineIntakeOf(platform), () => undefined)
  return async () => void (await keeper.run())
}

const anEnvironment = async (world: SampleWorld): Promise<string> => (await anIngestKey(world)).ingestKey.environmentId

const aSearch = (world: SampleWorld) => ({ name: world.fresh('Payments'), search: { words: 'payment declined' }, isShared: true })

const savedSearch = (world: SampleWorld): Promise<{ readonly id: string; readonly version: number }> =>
  world.call('logs.createSearch', { params: { id: world.applicationA }, body: aSearch(world) })

export const samples: Samples = {
  'logs.takeLines': async (world) => ({
    environmentKey: (await anIngestKey(world)).secret,
    bytes: { type: 'application/x-ndjson', content: Buffer.from('{"msg":"order accepted"}\n') },
  }),
  'logs.listLines': async (world) => ({ params: { id: await anEnvironment(world) } }),
  'logs.countLines': async (world) => ({ params: { id: await anEnvironment(world) } }),
  'logs.listFacets': async (world) => ({ params: { id: await anEnvironment(world) } }),
  'logs.tailLines': async (world) => ({ params: { id: await anEnvironment(world) }, query: { seconds: '30' } }),
  'logs.listSearches': ({ applicationA }) => ({ params: { id: applicationA } }),
  'logs.createSearch': (world) => ({ params: { id: world.applicationA }, body: aSearch(world) }),
  'logs.changeSearch': async (world) => {
    const { id, version } = await savedSearch(world)
    return { params: { id }, body: { name: world.fresh('Declined') }, ifMatch: version }
  },
  'logs.setSearchDeleted': async (world) => {
    const { id, version } = await savedSearch(world)
    return { params: { id }, body: { deleted: true }, ifMatch: version }
  },
  'logs.readLine': async (world) => ({ params: { id: await anEnvironment(world), line: '1790000000000-1' }, refusedWith: 404 }),
}

const WHOLE = {
  json: [
    '{"time":"2026-11-22T10:00:00.123Z","level":"warn","msg":"slow","http":{"status":502,"tags":["a"]},"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}',
    'level=info ts=2026-11-22T10:00:00Z msg="a \\"b\\"" password=hunter2 card=4111111111111111',
    '203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] "GET /x?token=abc HTTP/1.1" 502 12 "-" "curl/8"',
    '[{"msg":"a"},{"msg":"b"}]',
  ],
  syslog: [
    '<165>1 2026-11-22T10:00:00.123+01:00 h cart 711 ID47 [x@1 a="b \\" c"][y b="c"] \uFEFFno route to anna@example.com',
    '<34>Nov 22 09:59:58 h sshd[42]: bad password DE89370400440532013000',
    '<13>1 - - - - - -',
    '41 <13>1 - h app - - - counted and forty-one long',
  ],
}

/** Bytes that are damaged, cut off, repeated, deeply nested or nothing of the kind; the same ones for the same seed. */
export function* hostileBytes(form: 'json' | 'syslog', count: number, seed: number): Generator<Buffer> {
  const random = randomFrom(seed)
  const below = (bound: number) => Math.floor(random() * bound)
  for (let made = 0; made < count; made++) {
    const kind = below(20)
    const pieces = Array.from({ length: 1 + below(4) }, () => WHOLE[form][below(WHOLE[form].length)])
    const bytes = Buffer.from(pieces.join('\n'))
    for (let flips = below(8); flips > 0; flips--) bytes[below(bytes.length)] = below(3) === 0 ? 255 : below(256)
    if (kind === 0) yield Buffer.from(Array.from({ length: below(300) }, () => below(256)))
    else if (kind === 1) yield Buffer.from('{"a":'.repeat(below(2_000)))
    else if (kind === 2) yield Buffer.concat(Array.from({ length: 1 + below(40) }, () => bytes))
    else if (kind === 3) yield Buffer.from(`${below(1_000_000_000)} <13>${'='.repeat(below(3_000))}`)
    else yield bytes.subarray(0, below(4) === 0 ? below(bytes.length) : bytes.length)
  }
}

/** Requests that share a write to the disk. */
const TOGETHER = 64
const SIEGED = { environmentId: '01890a5d-ac96-774b-bcce-b302099a8057', keyId: null }

/** Sends hostile bytes to an intake of their own, as each protocol reads them; how often each outcome came, and whether a good line works afterwards. */
export async function besiege(form: 'json' | 'syslog', count: number, seed: number) {
  const clock = new SimulatedClock(instant('2026-11-22T10:00:00Z'))
  const config = { dataFolder: scratchFolder() } as Platform['config']
  const intake = new LineIntake({ clock, config }, { bytesMax: 2 ** 31, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const take = form === 'json' ? takeJson(intake) : takeSyslog(intake, clock)
  const outcomes = new Map<string, number>()
  const attempt = async (bytes: Buffer) => {
    const outcome = await take(bytes).catch((error: unknown) => (error instanceof Fault ? error.code.code : String(error)))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  let together: Promise<void>[] = []
  for (const bytes of hostileBytes(form, count, seed)) {
    clock.advance(1)
    together.push(attempt(bytes))
    if (together.length < TOGETHER) continue
    await Promise.all(together)
    together = []
  }
  await Promise.all(together)
  const { kept } = await intake.take({ ...SIEGED, protocol: 'json_lines' }, { bytes: 1, lines: [aLine()] })
  return { outcomes, worksAfterwards: kept === 1 }
}

function takeJson(intake: LineIntake) {
  let number = 0
  return async (bytes: Buffer): Promise<string> => {
    number += 1
    const isPacked = number % 10 === 0
    // Some say that they are packed and are not.
    const sent = isPacked && number % 20 === 0 ? gzipSync(bytes) : bytes
    const body = await unpacked(sent, { encoding: isPacked ? 'gzip' : undefined, bytesMax: 1_000_000 })
    const read = readLines(body.toString(), number % 2 === 0 ? 'json' : 'text', { service: '', attributes: [] })
    if (read === 'too_many') throw new Fault(logsCodes.too_many_lines)
    const { kept } = await intake.take({ ...SIEGED, protocol: 'json_lines' }, { bytes: sent.length, lines: read.lines })
    return kept > 0 ? 'taken' : 'refused'
  }
}

function takeSyslog(intake: LineIntake, clock: SimulatedClock) {
  const resourceOf = (host: string, service: string) => ({ service, attributes: ['host.name', host] })
  return async (bytes: Buffer): Promise<string> => {
    const frames = new SyslogFrames()
    const middle = bytes.length >> 1
    const messages = [...frames.push(bytes.subarray(0, middle)), ...frames.push(bytes.subarray(middle)), ...frames.end()]
    const lines = messages.map((message) => readSyslog(message.toString(), { now: clock.now(), sender: '10.0.0.7', resourceOf }).line)
    const { kept } = await intake.take({ ...SIEGED, protocol: 'syslog' }, { bytes: bytes.length, lines })
    return kept > 0 ? 'taken' : 'refused'
  }
}
