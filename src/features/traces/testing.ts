/** Builders for tests, and a valid call for each route. */
import { instant } from '#kit/time.ts'
import { anIngestKey } from '#test/support/kept.ts'
import type { Platform } from '#platform/platform.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testMetrics } from '#test/support/quiet.ts'
import { SpanIntake, spanKeeper } from './actions/span-intake.ts'
import type { Span } from './domain/span.ts'

/** Milliseconds as the nanoseconds in which spans are measured. */
export const nanosecondsOf = (ms: number): bigint => BigInt(ms) * 1_000_000n

const AT = instant('2026-11-22T10:00:00Z')

export const aSpan = (of: Partial<Span> = {}): Span => ({
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  parentId: '',
  name: 'GET /cart',
  service: 'shop',
  scope: 'http',
  kind: 2,
  status: 0,
  statusMessage: '',
  start: nanosecondsOf(AT),
  end: nanosecondsOf(AT + 12),
  attributes: {},
  resource: { 'service.name': 'shop' },
  events: [],
  links: [],
  ...of,
})

/** An intake of spans with its keeper, which is run by hand; in a folder of its own. */
export function openKeptSpans(platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger'>) {
  const config = { dataFolder: scratchFolder() } as Platform['config']
  const intake = new SpanIntake({ clock: platform.clock, config }, { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const keeper = spanKeeper({ ...platform, metrics: testMetrics() }, intake)
  return { intake, flush: () => keeper.run() }
}

/** Nothing has been sent in the sweep's world, so that there is no such trace. */
const NO_TRACE = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }

const anEnvironment = async (world: SampleWorld): Promise<string> => (await anIngestKey(world)).ingestKey.environmentId

export const samples: Samples = {
  'traces.listTraces': ({ applicationA }) => ({ params: { id: applicationA } }),
  'traces.readServiceMap': async (world) => ({ params: { id: await anEnvironment(world) } }),
  'traces.readTrace': async (world) => ({ params: { id: await anEnvironment(world), traceId: NO_TRACE.traceId }, refusedWith: 404 }),
  'traces.readSpan': async (world) => ({ params: { id: await anEnvironment(world), ...NO_TRACE }, refusedWith: 404 }),
}
