/** Builders for tests, and a valid call for each route. */
import type { Platform } from '#platform/platform.ts'
import { anIngestKey } from '#test/support/kept.ts'
import type { Samples } from '#test/support/samples.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testMetrics } from '#test/support/quiet.ts'
import { LineIntake } from './actions/line-intake.ts'
import { lineKeeper } from './actions/line-keeper.ts'
import type { Line } from './domain/line.ts'

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
export function openKeptLines(platform: Pick<Platform, 'clickhouse' | 'clock' | 'logger'>, dataFolder = scratchFolder()) {
  const config = { dataFolder } as Platform['config']
  const intake = new LineIntake({ clock: platform.clock, config }, { bytesMax: 2 ** 30, segmentBytesMax: 2 ** 24, freeBytesMin: 0 })
  const keeper = lineKeeper({ ...platform, metrics: testMetrics() }, intake)
  return { intake, dataFolder, flush: () => keeper.run() }
}

export const samples: Samples = {
  'logs.takeLines': async (world) => ({
    environmentKey: (await anIngestKey(world)).secret,
    bytes: { type: 'application/x-ndjson', content: Buffer.from('{"msg":"order accepted"}\n') },
  }),
}
