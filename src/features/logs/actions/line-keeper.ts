/** Hands the lines of ended segments to ClickHouse. */
import { uuidFromHex } from '#kit/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { blocksOf } from '../domain/blocks.ts'
import { decodeRecord, type DecodedRecord } from '../domain/record.ts'
import { insertLines } from '../store/lines.ts'
import type { LineIntake } from './line-intake.ts'

/** `onKept` hears of which environments (UUIDs) lines can be read now. */
export function lineKeeper(
  platform: Pick<Platform, 'clickhouse' | 'logger' | 'metrics'>,
  intake: LineIntake,
  onKept: (environmentIds: readonly string[]) => void,
): SegmentKeeper<DecodedRecord> {
  return new SegmentKeeper(platform, {
    signal: 'lines',
    open: () => intake.spool.open(),
    decode: decodeRecord,
    keep: async (records, token) => {
      const rows = records.reduce((sum, record) => sum + record.rows, 0)
      const blocks = rows > 0 ? blocksOf(records) : []
      // Each under a name of its own: what was stored before an answer was lost is not stored again.
      for (const [number, block] of blocks.entries())
        await insertLines(platform.clickhouse, block, number === 0 ? token : `${token}.${number}`)
      onKept(records.map(({ environment }) => uuidFromHex(environment.toString('hex'))))
      return rows
    },
  })
}
