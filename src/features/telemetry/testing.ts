/** Builders for tests, and a valid call for each route. */
import { compress } from 'snappyjs'
import protobuf from 'protobufjs'
import { Fault } from '#kit/fault.ts'
import { randomFrom } from '#kit/random.ts'
import { instant, later, SECOND_MS, type Instant } from '#kit/time.ts'
import { SimulatedClock } from '#platform/clock.ts'
import type { Platform } from '#platform/platform.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testMetrics } from '#test/support/quiet.ts'
import { callerOf } from '#core/identity/testing.ts'
import { Intake } from './actions/intake.ts'
import { Keeper } from './actions/keeper.ts'
import { createIngestKey } from './actions/keys.ts'
import type { SpoolBounds } from './actions/spool.ts'
import type { Collection, Labels } from './domain/series.ts'
import { Tally } from './domain/tally.ts'
import { intakeOf, keyBookOf } from './public.ts'

/** One value of one metric, a moment after another, newest at `at`. */
export function collections(of: {
  environmentId: string
  metric: string
  values: readonly number[]
  labels?: Labels
  at?: Instant
  everySeconds?: number
}): readonly Collection[] {
  const at = of.at ?? instant('2026-11-21T10:00:00Z')
  const everyMs = (of.everySeconds ?? 5) * SECOND_MS
  return of.values.map((value, index) => ({
    environmentId: of.environmentId,
    at: later(at, (index + 1 - of.values.length) * everyMs),
    points: [{ metric: of.metric, labels: of.labels ?? { 'host.name': 'shop-1' }, value }],
  }))
}

export type Kept = ReturnType<typeof openKept>

/** An intake with its keeper, which is run by hand; in a folder of its own unless said. */
export function openKept(
  platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger'>,
  { dataFolder = scratchFolder(), spool = {} }: { dataFolder?: string; spool?: Partial<SpoolBounds> } = {},
) {
  const metrics = testMetrics()
  const bounds = { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0, ...spool }
  const intake = new Intake({ clock: platform.clock, config: { dataFolder } as Platform['config'] }, new Tally(), bounds)
  const keeper = new Keeper({ ...platform, metrics }, intake, async () => undefined)
  return {
    intake,
    metrics,
    dataFolder,
    keep: async (collection: Collection): Promise<void> => void (await intake.takeCollection(collection)),
    flush: () => keeper.run(),
  }
}

/** Keeps by hand what features handed to the intake of this platform. */
export function keepingOf(platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger' | 'config'>): () => Promise<void> {
  const keeper = new Keeper({ ...platform, metrics: testMetrics() }, intakeOf(platform), async () => undefined)
  return () => keeper.run()
}

/** The messages of remote write 1.0 as Prometheus declares them, for an encoder that is not ours. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  package prometheus;
  message WriteRequest { repeated TimeSeries timeseries = 1; reserved 2; repeated MetricMetadata metadata = 3; }
  message MetricMetadata { uint32 type = 1; string metric_family_name = 2; string help = 4; string unit = 5; }
  message Sample { double value = 1; int64 timestamp = 2; }
  message Exemplar { repeated Label labels = 1; double value = 2; int64 timestamp = 3; }
  message Histogram { uint64 count_int = 1; double sum = 3; sint32 schema = 4; int64 timestamp = 15; }
  message TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; repeated Exemplar exemplars = 3; repeated Histogram histograms = 4; }
  message Label { string name = 1; string value = 2; }
`)
const WriteRequest = root.lookupType('prometheus.WriteRequest')

/** A series as a sender has it; the metric's name is the label `__name__`. */
export interface SentSeries {
  readonly labels: Labels | readonly { readonly name: string; readonly value: string }[]
  /** Value and time of each. */
  readonly samples: readonly (readonly [value: number, at: number])[]
  readonly histograms?: readonly object[]
  readonly exemplars?: readonly object[]
}

/** A WriteRequest, not packed. */
export function aWriteRequest(series: readonly SentSeries[], more: object = {}): Buffer {
  const timeseries = series.map(({ labels, samples, histograms = [], exemplars = [] }) => ({
    labels: pairsOf(labels),
    samples: samples.map(([value, timestamp]) => ({ value, timestamp })),
    histograms,
    exemplars,
  }))
  return Buffer.from(WriteRequest.encode(WriteRequest.fromObject({ timeseries, ...more })).finish())
}

const pairsOf = (labels: SentSeries['labels']): readonly { readonly name: string; readonly value: string }[] =>
  Array.isArray(labels) ? labels : Object.entries(labels).map(([name, value]) => ({ name, value }))

/** The same, packed as it is sent. */
export function aPackedRequest(series: readonly SentSeries[]): Buffer<ArrayBuffer> {
  return Buffer.from(compress(aWriteRequest(series)))
}

/** The messages of remote write 2.0 as its specification declares them. */
const { root: root2 } = protobuf.parse(`
  syntax = "proto3";
  package io.prometheus.write.v2;
  message Request { reserved 1 to 3; repeated string symbols = 4; repeated TimeSeries timeseries = 5; }
  message TimeSeries { repeated uint32 labels_refs = 1; repeated Sample samples = 2; repeated Histogram histograms = 3;
    repeated Exemplar exemplars = 4; Metadata metadata = 5; int64 created_timestamp = 6; }
  message Exemplar { repeated uint32 labels_refs = 1; double value = 2; int64 timestamp = 3; }
  message Sample { double value = 1; int64 timestamp = 2; int64 start_timestamp = 3; }
  message Metadata { uint32 type = 1; uint32 help_ref = 3; uint32 unit_ref = 4; }
  message Histogram { uint64 count_int = 1; double sum = 3; sint32 schema = 4; int64 timestamp = 15; }
`)
const Request2 = root2.lookupType('io.prometheus.write.v2.Request')

/** A request of remote write 2.0, not packed; every series has a help, a unit and the time when it was created. */
export function aRequest2(series: readonly SentSeries[]): Buffer {
  const symbols = ['', 'What it says.', 'seconds']
  const refOf = (text: string) => (symbols.includes(text) ? symbols.indexOf(text) : symbols.push(text) - 1)
  const timeseries = series.map(({ labels, samples, histograms = [], exemplars = [] }) => ({
    labelsRefs: pairsOf(labels).flatMap(({ name, value }) => [refOf(name), refOf(value)]),
    samples: samples.map(([value, timestamp]) => ({ value, timestamp, startTimestamp: 1 })),
    histograms,
    exemplars,
    metadata: { type: 1, helpRef: 1, unitRef: 2 },
    createdTimestamp: 1,
  }))
  return Buffer.from(Request2.encode(Request2.fromObject({ symbols, timeseries })).finish())
}

/** A key that works, with its secret. */
export const anIngestKey = async (
  world: SampleWorld,
): Promise<{ ingestKey: { id: string; environmentId: string; dsn: string }; secret: string }> => {
  const { items } = await world.call('catalog.listEnvironments', { query: { applicationId: world.applicationA } })
  const environmentId: string = items[0]?.id ?? (await anEnvironment(world))
  return world.call('telemetry.createIngestKey', { body: { environmentId, name: world.fresh('Prometheus') } })
}

/** The secret of a new key of an environment, for tests of parts that take what is sent with it. */
export async function secretFor(platform: Pick<Platform, 'config' | 'work' | 'clock' | 'log'>, environmentId: string): Promise<string> {
  const act = { platform, caller: callerOf('owner'), book: keyBookOf(platform) }
  return (await createIngestKey(act, { environmentId, name: 'Sender' })).secret
}

/** The secret of a new key of an application or a client (UUID), whose mapping rules say the environment. */
export async function ownersSecretFor(
  platform: Pick<Platform, 'config' | 'work' | 'clock' | 'log'>,
  owner: { readonly applicationId: string } | { readonly clientId: string },
): Promise<string> {
  const act = { platform, caller: callerOf('owner'), book: keyBookOf(platform) }
  return (await createIngestKey(act, { ...owner, name: 'Sender' })).secret
}

/** The DSN of a new key of an environment. */
export async function dsnFor(platform: Pick<Platform, 'config' | 'work' | 'clock' | 'log'>, environmentId: string): Promise<string> {
  const act = { platform, caller: callerOf('owner'), book: keyBookOf(platform) }
  return (await createIngestKey(act, { environmentId, name: 'Sender' })).ingestKey.dsn ?? ''
}

async function anEnvironment(world: SampleWorld): Promise<string> {
  const body = { applicationId: world.applicationA, name: world.fresh('Staging'), kind: 'qa' }
  return (await world.call('catalog.createEnvironment', { body })).id
}

export const samples: Samples = {
  'telemetry.createIngestKey': async (world) => ({ body: { environmentId: await anEnvironment(world), name: world.fresh('Prometheus') } }),
  'telemetry.listIngestKeys': ({ applicationA }) => ({ params: { id: applicationA } }),
  'telemetry.readIntake': ({ applicationA }) => ({ params: { id: applicationA } }),
  'telemetry.listClientKeys': ({ clientA }) => ({ params: { id: clientA } }),
  'telemetry.revokeIngestKey': async (world) => ({ params: { id: (await anIngestKey(world)).ingestKey.id } }),
  'telemetry.remoteWrite': async (world) => ({
    environmentKey: (await anIngestKey(world)).secret,
    bytes: { type: 'application/x-protobuf', content: aPackedRequest([]) },
  }),
}

/** Requests that are damaged, cut off, huge in their words, or nothing of the kind; the same ones for the same seed. */
function* hostileRequests(whole: Buffer, count: number, seed: number): Generator<Buffer> {
  const random = randomFrom(seed)
  const below = (bound: number) => Math.floor(random() * bound)
  for (let made = 0; made < count; made++) {
    const bytes = Buffer.from(whole.subarray(0, below(4) === 0 ? below(whole.length) : whole.length))
    for (let flips = below(6); flips > 0 && bytes.length > 0; flips--) bytes[below(bytes.length)] = below(3) === 0 ? 255 : below(256)
    const packed = Buffer.from(compress(bytes))
    for (let flips = below(3) === 0 ? below(4) : 0; flips > 0; flips--) packed[below(packed.length)] = below(256)
    yield below(20) === 0 ? Buffer.from(Array.from({ length: below(200) }, () => below(256))) : packed
  }
}

/** Sends hostile requests to an intake of their own; returns how often each outcome came, and whether a good one works afterwards. */
export async function besiege(
  count: number,
  seed: number,
  version: '1.0' | '2.0' = '1.0',
): Promise<{ outcomes: ReadonlyMap<string, number>; worksAfterwards: boolean }> {
  const clock = new SimulatedClock(instant('2026-11-22T10:00:00Z'))
  const config = { dataFolder: scratchFolder() } as Platform['config']
  const intake = new Intake({ clock, config }, new Tally(), { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const source = { environmentId: '01890a5d-ac96-774b-bcce-b302099a8057', keyId: null, protocol: 'remote_write' } as const
  const encode = version === '1.0' ? aWriteRequest : aRequest2
  const at = clock.now()
  const whole = Array.from({ length: 8 }, (_, index): SentSeries => {
    const samples = [[index, at] as const, [index, at] as const]
    return { labels: { __name__: 'm', host: `h${index}`, zone: 'é' }, samples }
  })
  const outcomes = new Map<string, number>()
  for (const request of hostileRequests(encode(whole), count, seed)) {
    clock.advance(1)
    const outcome = await intake.takeWriteRequest(source, request, version).then(
      () => 'taken',
      (error: unknown) => (error instanceof Fault ? error.code.code : String(error)),
    )
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  const good = Buffer.from(compress(encode([{ labels: { __name__: 'good' }, samples: [[1, clock.now()]] }])))
  const { kept } = await intake.takeWriteRequest(source, good, version)
  return { outcomes, worksAfterwards: kept === 1 }
}
