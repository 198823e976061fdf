/** Hostile requests, and what becomes of them. */
import { deflateSync, gzipSync } from 'node:zlib'
import { Fault } from '#kit/fault.ts'
import { randomFrom } from '#kit/random.ts'
import { SimulatedClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import { projectOf, type KeyBook } from '#features/telemetry/public.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import type { MapBook } from './access/map-book.ts'
import type { OriginBook } from './access/origin-book.ts'
import { ErrorIntake } from './actions/error-intake.ts'
import { receive, type Receiving } from './actions/receive.ts'
import { anEnvelope, anErrorEnvelope, anEvent, AT, type SentEvent, type SentItem } from './testing.ts'

const ENVIRONMENT = '01890a5d-ac96-774b-bcce-b302099a8057'
const KEY = '0'.repeat(32)
const PROJECT = projectOf(ENVIRONMENT)

type Random = () => number

/** What stands where something else belongs. */
const ODD: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  '\u0000\ud800',
  'x'.repeat(20_000),
  [],
  [[[[]]]],
  {},
  { values: 7 },
  { __proto__: null, constructor: 'x', toString: 1 },
  JSON.parse('{"a":'.repeat(300) + '1' + '}'.repeat(300)),
  Array.from({ length: 3_000 }, (_, at) => at),
]
const FIELDS = ['exception', 'timestamp', 'event_id', 'tags', 'user', 'contexts', 'request', 'breadcrumbs', 'fingerprint', 'level'].concat([
  'release',
  'logentry',
  'message',
  'extra',
  'debug_meta',
  'sdk',
  'platform',
  'transaction',
  'spans',
  'attrs',
  'aggregates',
  'started',
])
const TYPES = ['event', 'transaction', 'session', 'sessions', 'replay_event', 'client_report', '__proto__', '']
/** What comes beside errors: texts of users, and files of any bytes under any name. */
const BESIDE_TYPES = ['feedback', 'user_report', 'attachment']

function anOddWord(random: Random): SentItem {
  const said = { message: 'It broke.', comments: 'It broke.', name: 'Bob', contact_email: 'bob@example.com', email: 'bob@example.com' }
  const words: Record<string, unknown> = { event_id: anEvent()['event_id'], ...said, contexts: { feedback: said } }
  if (random() < 0.5) words[oneOf(Object.keys(words), random)] = oneOf(ODD, random)
  if (random() < 0.3) words['contexts'] = { feedback: { ...said, [oneOf(Object.keys(said), random)]: oneOf(ODD, random) } }
  const header =
    random() < 0.5 ? { filename: oneOf(ODD, random), content_type: oneOf(ODD, random), attachment_type: oneOf(ODD, random) } : {}
  return [oneOf(BESIDE_TYPES, random), words, header]
}

function anOddEvent(random: Random): SentEvent {
  const event: Record<string, unknown> = { ...anEvent() }
  for (let count = Math.floor(random() * 5); count > 0; count--) event[oneOf(FIELDS, random)] = oneOf(ODD, random)
  if (random() < 0.3)
    event['exception'] = { values: [{ type: oneOf(ODD, random), stacktrace: { frames: oneOf(ODD, random) } }, oneOf(ODD, random)] }
  return event
}

const oneOf = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T

interface HostileRequest {
  readonly bytes: Buffer
  readonly encoding: string | undefined
}

/** Requests that are damaged, cut off, huge in their words, of wrong types, or nothing of the kind; the same ones for the same seed. */
function hostileRequest(random: Random): HostileRequest {
  const items = Array.from({ length: Math.floor(random() * 4) }, () => [oneOf(TYPES, random), anOddEvent(random)] as const)
  const beside = Array.from({ length: Math.floor(random() * 3) }, () => anOddWord(random))
  const header = random() < 0.5 ? { event_id: random() < 0.8 ? anEvent()['event_id'] : oneOf(ODD, random) } : {}
  const whole =
    random() < 0.02
      ? anEnvelope(Array.from({ length: 1_100 }, () => ['x', ''] as const))
      : anEnvelope([...items, ['event', anOddEvent(random)], ...beside], header)
  const bytes = Buffer.from(whole.subarray(0, random() < 0.2 ? Math.floor(random() * whole.length) : whole.length))
  for (let flips = random() < 0.4 ? Math.floor(random() * 6) : 0; flips > 0 && bytes.length > 0; flips--)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  if (random() < 0.003) return { bytes: BOMB, encoding: 'gzip' }
  if (random() < 0.1) return { bytes: random() < 0.5 ? gzipSync(bytes) : bytes, encoding: 'gzip' }
  if (random() < 0.1) return { bytes: deflateSync(bytes), encoding: oneOf(['deflate', 'br', 'zstd'], random) }
  return { bytes, encoding: undefined }
}
const BOMB = gzipSync(Buffer.alloc(100 * 1024 * 1024))

const codeOf = (error: unknown): string => (error instanceof Fault ? error.code.code : String(error))
/** Requests that come together share a write to the disk. */
const AT_ONCE = 50

/** Sends hostile requests to an intake of their own; returns how often each outcome came, and whether a good one works afterwards. */
export async function besiege(count: number, seed: number): Promise<{ outcomes: ReadonlyMap<string, number>; worksAfterwards: boolean }> {
  const needs = aReceiver()
  const random = randomFrom(seed)
  const outcomes = new Map<string, number>()
  const send = ({ bytes, encoding }: HostileRequest) =>
    receive(needs, {
      form: 'envelope',
      project: PROJECT,
      authHeader: undefined,
      key: KEY,
      origin: undefined,
      encoding,
      bytes,
      allowOrigin: () => undefined,
    })
  for (let sent = 0; sent < count; sent += AT_ONCE) {
    needs.platform.clock.advance(AT_ONCE * 20)
    const answers = Array.from({ length: AT_ONCE }, () => send(hostileRequest(random)).then(() => 'taken', codeOf))
    for (const outcome of await Promise.all(answers)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  needs.platform.clock.advance(10_000)
  const good = anEvent({ at: needs.platform.clock.now() })
  const { id } = await send({ bytes: anErrorEnvelope(good), encoding: undefined })
  return { outcomes, worksAfterwards: id === good['event_id'] }
}

/** The whole way in but for PostgreSQL, which is asked for keys and pages only. */
function aReceiver(): Receiving & { readonly platform: { readonly clock: SimulatedClock } } {
  const config = { dataFolder: scratchFolder() } as Platform['config']
  const secrets = {
    sign: (_purpose: string, message: Uint8Array) => Buffer.concat([message, Buffer.alloc(8)]),
  } as unknown as Platform['secrets']
  const platform = { clock: new SimulatedClock(AT), config, secrets, logger: testLogger }
  const maps = { find: async () => new Map() } as unknown as MapBook
  const intake = new ErrorIntake(platform, maps, { bytesMax: 2 ** 33, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const book = { findByDsn: async () => ({ keyId: null, environmentId: ENVIRONMENT }) } as unknown as KeyBook
  const origins = { find: async () => ['*'] } as unknown as OriginBook
  return { platform, book, origins, intake }
}
