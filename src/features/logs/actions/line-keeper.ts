/** Hands the lines of ended segments to ClickHouse, and tells who watches that there are some. */
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { decodeRecord, type DecodedRecord } from '../domain/record.ts'
import { insertLines } from '../store/lines.ts'
import type { LineIntake } from './line-intake.ts'

type KeeperNeeds = Pick<Platform, 'clickhouse' | 'logger' | 'metrics'>

/** `onKept` hears for which environments (UUIDs) lines can be read now. */
export function lineKeeper(
  platform: KeeperNeeds,
  intake: LineIntake,
  onKept: (environmentIds: ReadonlySet<string>) => void,
): SegmentKeeper {
  return new SegmentKeeper(platform, {
    signal: 'lines',
    open: () => intake.spool.open(),
    keep: async (whole, token) => {
      const records = whole.map(known)
      const rows = records.reduce((sum, record) => sum + record.rows, 0)
      if (rows > 0) await insertLines(platform.clickhouse, records, token)
      onKept(new Set(records.map(({ environment }) => uuidOf(environment))))
      return rows
    },
  })
}

function known(record: Buffer): DecodedRecord {
  const decoded = decodeRecord(record)
  if (decoded === undefined) throw new TypeError('a segment holds a record of a newer version of Pitcrew')
  return decoded
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
