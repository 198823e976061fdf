/** Hands the lines of ended segments to ClickHouse. */
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { decodeRecord, type DecodedRecord } from '../domain/record.ts'
import { insertLines } from '../store/lines.ts'
import type { LineIntake } from './line-intake.ts'

export function lineKeeper(platform: Pick<Platform, 'clickhouse' | 'logger' | 'metrics'>, intake: LineIntake): SegmentKeeper {
  return new SegmentKeeper(platform, {
    signal: 'lines',
    open: () => intake.spool.open(),
    keep: async (whole, token) => {
      const records = whole.map(known)
      const rows = records.reduce((sum, record) => sum + record.rows, 0)
      if (rows > 0) await insertLines(platform.clickhouse, records, token)
      return rows
    },
  })
}

function known(record: Buffer): DecodedRecord {
  const decoded = decodeRecord(record)
  if (decoded === undefined) throw new TypeError('a segment holds a record of a newer version of Pitcrew')
  return decoded
}
