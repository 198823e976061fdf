/** What a segment holds of one message: `1`, then JSON. Small, and read once. */
import type { PageItem } from './item.ts'

const VERSION = 1

export interface PageRecord {
  /** UUID */
  readonly environment: string
  readonly session: string
  readonly release: string
  /** Milliseconds since 1970 of when it came. */
  readonly cameAt: number
  readonly items: readonly PageItem[]
}

export function encodeRecord(record: PageRecord): Buffer {
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(JSON.stringify(record))])
}

/** Undefined for a record of a version that this program does not know. The bytes are known to be whole. */
export function decodeRecord(bytes: Buffer): PageRecord | undefined {
  return bytes.readUInt8(0) === VERSION ? (JSON.parse(bytes.toString('utf8', 1)) as PageRecord) : undefined
}
