/** Which records are kept as one block. */
import type { DecodedRecord } from './record.ts'

/**
 * Of what stands once in a record and with each of its lines in a block. A segment of the usual kind, 700 bytes of resource above
 * 50,000 lines, is one block; without a bound a few hundred hostile requests in one segment would be gigabytes.
 */
const REPEATED_BYTES_MAX = 64 * 1024 * 1024

/** In their order; the same blocks for the same records. A record is never divided. */
export function blocksOf(records: readonly DecodedRecord[], bytesMax = REPEATED_BYTES_MAX): readonly (readonly DecodedRecord[])[] {
  const blocks: DecodedRecord[][] = []
  let bytes = Infinity
  for (const record of records) {
    const own = repeatedBytes(record)
    bytes += own
    if (bytes > bytesMax) {
      blocks.push([])
      bytes = own
    }
    blocks.at(-1)?.push(record)
  }
  return blocks
}

function repeatedBytes({ rows, columns, resources }: DecodedRecord): number {
  const sizes = resources.map(({ names, values }) => names.length + values.length)
  let bytes = 0
  for (let row = 0; row < rows; row++) bytes += sizes[columns.resource.readUInt16LE(2 * row)] ?? 0
  return bytes
}
