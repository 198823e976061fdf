/** Results on their way to ClickHouse: on the disk of this node at once, in ClickHouse once, whatever breaks meanwhile. */
import path from 'node:path'
import type { Platform } from '#platform/platform.ts'
import { Segments, SegmentsRefused } from '#platform/segments/segments.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { decodeResults, encodeResults, type Result } from '../domain/result.ts'
import { insertResults } from '../store/results.ts'

const MIB = 1024 * 1024
/** Days of thousands of checks; what waits longer is of no use to anybody who looks. */
const BOUNDS = { bytesMax: 512 * MIB, segmentBytesMax: 8 * MIB, freeBytesMin: 64 * MIB }

export interface ResultKeeper {
  /** Resolves when they are on the disk. What the disk does not take is lost and shows as unknown; that is told once. */
  keep(results: readonly Result[]): Promise<void>
  /** Hands on what was kept before. */
  run(): Promise<void>
}

export function openResultKeeper({
  config,
  clickhouse,
  logger,
  metrics,
}: Pick<Platform, 'config' | 'clickhouse' | 'logger' | 'metrics'>): ResultKeeper {
  let segments: Promise<Segments> | undefined
  let isRefusing = false
  const open = () => (segments ??= Segments.open({ ...BOUNDS, folder: path.join(config.dataFolder, 'telemetry', 'checks') }))
  const keeper = new SegmentKeeper(
    { logger, metrics },
    {
      signal: 'check_results',
      open,
      decode: decodeResults,
      keep: async (records: readonly (readonly Result[])[], token) => {
        const results = records.flat()
        if (results.length > 0) await insertResults(clickhouse, results, token)
        return results.length
      },
    },
  )
  return {
    keep: async (results) => {
      try {
        await (await open()).append(encodeResults(results))
        isRefusing = false
      } catch (error) {
        if (!(error instanceof SegmentsRefused)) throw error
        if (!isRefusing) logger.error({ err: error }, 'results of checks are not kept: there is no room on the disk')
        isRefusing = true
      }
    },
    run: async () => void (await keeper.run()),
  }
}
