/**
 * What a segment holds: for each request one record with a block of rows that is in the insert format of the measured store
 * already, so that keeping it is handing on bytes.
 *
 *     1  version, 1        4  rows, little-endian        then the block
 */

const VERSION = 1
const HEAD_BYTES = 5

export interface SpanRecord {
  readonly rows: number
  readonly block: Uint8Array
}

export function encodeRecord({ rows, block }: SpanRecord): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt8(VERSION, 0)
  head.writeUInt32LE(rows, 1)
  return Buffer.concat([head, block])
}

/** Undefined for a record of a version that this program does not know. The bytes are known to be whole. */
export function decodeRecord(bytes: Buffer): SpanRecord | undefined {
  if (bytes.readUInt8(0) !== VERSION) return undefined
  return { rows: bytes.readUInt32LE(1), block: bytes.subarray(HEAD_BYTES) }
}
