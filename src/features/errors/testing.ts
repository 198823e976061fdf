/** Builders for tests, and a valid call for each route. */
import { randomBytes } from 'node:crypto'
import { instant, SECOND_MS, type Instant } from '#kit/time.ts'
import { toUuid } from '#kit/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { projectOf } from '#features/telemetry/public.ts'
import { anIngestKey } from '#test/support/kept.ts'
import type { Samples, SampleCall, SampleWorld } from '#test/support/samples.ts'
import { until } from '#test/support/until.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testMetrics } from '#test/support/quiet.ts'
import { openFiles } from '#platform/files/open.ts'
import { MapBook } from './access/map-book.ts'
import { takeEnvelope } from './actions/take-envelope.ts'
import { splitEnvelope, type Envelope } from './domain/envelope.ts'
import { ErrorIntake } from './actions/error-intake.ts'
import { errorKeeper } from './actions/error-keeper.ts'
import { fileKeeper } from './actions/file-keeper.ts'

/** An event as a client sends it. */
export type SentEvent = Readonly<Record<string, unknown>>

let made = 0
/** A new id on each call, 32 digits. */
export const anEventId = (): string => String((made += 1)).padStart(32, '0')

export const AT = instant('2026-11-22T10:00:00Z')

/** A TypeError of a function of the application's own code, called by a library. */
export function anEvent({ at = AT, ...of }: { readonly at?: Instant } & SentEvent = {}): SentEvent {
  return {
    event_id: anEventId(),
    timestamp: at / SECOND_MS,
    platform: 'node',
    level: 'error',
    release: 'shop@1.0.0',
    environment: 'production',
    user: { id: '7', email: 'anna@example.com' },
    exception: { values: [anException()] },
    ...of,
  }
}

export function anException(of: { readonly type?: string; readonly value?: string; readonly function?: string } = {}): SentEvent {
  return {
    type: of.type ?? 'TypeError',
    value: of.value ?? 'cart is undefined',
    mechanism: { handled: false },
    stacktrace: {
      frames: [
        { filename: '/app/node_modules/express/lib/router.js', function: 'next', lineno: 12, colno: 3, in_app: false },
        {
          filename: '/app/src/cart.js',
          function: of.function ?? 'total',
          lineno: 41,
          colno: 7,
          in_app: true,
          pre_context: ['function total(cart) {'],
          context_line: '  return cart.items.length',
          post_context: ['}'],
        },
      ],
    },
  }
}

/** Bytes and texts as they are, anything else as JSON; what `of` says stands in the header of the item. */
export type SentItem = readonly [type: string, payload: unknown, of?: SentEvent]

/** An envelope of items, each with its type; `header` stands before them. */
export function anEnvelope(items: readonly SentItem[], header: SentEvent = {}): Buffer<ArrayBuffer> {
  const lines = items.flatMap(([type, payload, of]) => {
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload))
    return [Buffer.from(JSON.stringify({ type, length: bytes.length, ...of })), bytes]
  })
  return Buffer.concat([Buffer.from(JSON.stringify(header)), ...lines].flatMap((line) => [line, Buffer.from('\n')]))
}

/** The same, with one error. */
export const anErrorEnvelope = (event: SentEvent = anEvent()): Buffer<ArrayBuffer> => anEnvelope([['event', event]])

/** An intake with its keepers, which are run by hand; in a folder of its own, as its files are unless the platform has a store for them. */
export async function openKeptErrors(
  platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger' | 'secrets' | 'work' | 'log'> & Partial<Pick<Platform, 'files'>>,
) {
  const dataFolder = scratchFolder()
  const config = { dataFolder } as Platform['config']
  const files = platform.files ?? (await openFiles({ config: { dataFolder, s3: undefined }, clock: platform.clock }))
  const maps = new MapBook({ ...platform, files })
  const intake = new ErrorIntake({ ...platform, config }, maps, { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const keeper = errorKeeper({ ...platform, metrics: testMetrics() }, intake)
  const filing = fileKeeper({ ...platform, files, metrics: testMetrics() }, intake)
  const flush = async (): Promise<boolean> => (await filing.run()) && keeper.run()
  return { intake, maps, files, dataFolder, flush, flushErrors: () => keeper.run() }
}

/** Reports events to an environment (UUID), and keeps and counts them. */
export async function reportErrors(
  platform: Parameters<typeof openKeptErrors>[0],
  { intake, flush }: Pick<Awaited<ReturnType<typeof openKeptErrors>>, 'intake' | 'flush'>,
  { environmentId, events }: { readonly environmentId: string; readonly events: readonly SentEvent[] },
): Promise<void> {
  const envelope = splitEnvelope(anEnvelope(events.map((event) => ['event', event] as const))) as Envelope
  await takeEnvelope(
    { platform: platform as Platform, intake },
    { environmentId, keyId: null, protocol: 'sentry' },
    { envelope, bytes: 100 },
  )
  await flush()
}

async function aPlace(world: SampleWorld) {
  const { ingestKey } = await anIngestKey(world)
  const key = (
    (await world.call('telemetry.listIngestKeys', { params: { id: world.applicationA } })).items as { id: string; dsn: string }[]
  )
    .find(({ id }) => id === ingestKey.id)
    ?.dsn.replace(/^.*\/\/(\w+)@.*$/, '$1')
  const project = projectOf(toUuid('environment', ingestKey.environmentId) ?? '')
  return { environment: ingestKey.environmentId, project, key: key ?? '' }
}

async function sending(world: SampleWorld, type: string, content: Buffer<ArrayBuffer>): Promise<SampleCall> {
  const { key, project } = await aPlace(world)
  return { params: { project }, environmentKey: key, bytes: { type, content } }
}

const anEnvironment = async (world: SampleWorld): Promise<string> => (await aPlace(world)).environment

/** A group of one error in an environment of its own, once it is there. */
async function aGroup(
  world: SampleWorld,
  place?: Awaited<ReturnType<typeof aPlace>>,
): Promise<{ readonly id: string; readonly version: number }> {
  const { key, project, environment } = place ?? (await aPlace(world))
  const title = world.fresh('Boat').replace(/\d+/g, (digits) => [...digits].map((digit) => 'abcdefghij'[Number(digit)]).join(''))
  const content = anEnvelope([['event', { event_id: randomBytes(16).toString('hex'), message: title }]])
  await world.call('errors.takeEnvelope', { params: { project }, environmentKey: key, bytes: { type: 'text/plain', content } })
  const call = { params: { id: world.applicationA }, query: { environmentId: environment, text: title } }
  return until(async () => (await world.call('errors.listGroups', call)).items[0])
}

/** A file of an error, once it is there. */
async function aFile(world: SampleWorld): Promise<string> {
  const { key, project } = await aPlace(world)
  const id = randomBytes(16).toString('hex')
  const sent = [['feedback', { event_id: id, contexts: { feedback: { message: id } } }] as const, ['attachment', 'A file', {}] as const]
  const content = anEnvelope(sent, { event_id: id })
  await world.call('errors.takeEnvelope', { params: { project }, environmentKey: key, bytes: { type: 'text/plain', content } })
  type Said = { readonly text: string; readonly files: readonly { readonly id: string }[] }
  const call = { params: { id: world.applicationA }, query: {} }
  return until(async () => {
    const items: readonly Said[] = (await world.call('errors.listFeedback', call)).items
    return items.find(({ text }) => text === id)?.files[0]?.id
  })
}

/** Two groups of one environment. */
async function twoGroups(world: SampleWorld): Promise<readonly [string, string]> {
  const place = await aPlace(world)
  return [(await aGroup(world, place)).id, (await aGroup(world, place)).id]
}

const A_SCRIPT = { release: 'shop@1.4.2', script: 'assets/app.min.js' }
const A_MAP = '{"version":3,"sources":["cart.ts"],"names":[],"mappings":"AAAA"}'

export const samples: Samples = {
  'errors.listGroups': ({ applicationA }) => ({ params: { id: applicationA }, query: { state: 'all' } }),
  'errors.readGroup': async (world) => ({ params: { id: (await aGroup(world)).id } }),
  'errors.changeGroup': async (world) => {
    const { id, version } = await aGroup(world)
    return { params: { id }, body: { settled: { state: 'resolved' } }, ifMatch: version }
  },
  'errors.mergeGroup': async (world) => {
    const [id, groupId] = await twoGroups(world)
    return { params: { id }, body: { groupId } }
  },
  'errors.splitGroup': async (world) => {
    const [id, merged] = await twoGroups(world)
    await world.call('errors.mergeGroup', { params: { id }, body: { groupId: merged } })
    return { params: { id, merged } }
  },
  'errors.listErrors': async (world) => ({ params: { id: (await aGroup(world)).id } }),
  'errors.readError': async (world) => ({ params: { id: (await aGroup(world)).id, error: 'latest' } }),
  'errors.listReleases': ({ applicationA }) => ({ params: { id: applicationA } }),
  'errors.uploadSourceMap': async (world) => ({ params: { id: await anEnvironment(world) }, query: A_SCRIPT, upload: A_MAP }),
  'errors.listSourceMaps': ({ applicationA }) => ({ params: { id: applicationA } }),
  'errors.removeSourceMaps': async (world) => {
    const params = { id: await anEnvironment(world) }
    await world.call('errors.uploadSourceMap', { params, query: A_SCRIPT, upload: A_MAP })
    return { params, query: { release: A_SCRIPT.release } }
  },
  'errors.listFeedback': ({ applicationA }) => ({ params: { id: applicationA } }),
  'errors.listGroupFeedback': async (world) => ({ params: { id: (await aGroup(world)).id } }),
  'errors.readFile': async (world) => ({ params: { id: await aFile(world) } }),
  'errors.takeEnvelope': (world) => sending(world, 'application/x-sentry-envelope', anErrorEnvelope()),
  'errors.takeEvent': (world) => sending(world, 'application/json', Buffer.from(JSON.stringify(anEvent()))),
  'errors.readOrigins': async (world) => ({ params: { id: await anEnvironment(world) } }),
  'errors.changeOrigins': async (world) => ({ params: { id: await anEnvironment(world) }, body: { origins: ['https://shop.example'] } }),
}
