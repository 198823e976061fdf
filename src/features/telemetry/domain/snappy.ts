/**
 * Unpacks the block form of Snappy (https://github.com/google/snappy/blob/main/format_description.txt), in which Prometheus
 * sends. Own code, because it unpacks into a buffer that is used again for the next request and copies four bytes at a time.
 * Nothing is believed: every length and distance is held against what there is before a byte is copied.
 */

/** Why a body could not be unpacked. */
export type SnappyFault = 'cut_off' | 'reaches_back_too_far' | 'longer_than_said' | 'shorter_than_said'

/** Bytes that a buffer for unpacking must have beyond the unpacked ones, since the last copy may write up to three too many. */
export const SLACK_BYTES = 4

/** The size that a body says it has when unpacked, and where its data begins; undefined when it says none below 4 GiB. */
export function unpackedSize(packed: Uint8Array): { readonly bytes: number; readonly dataAt: number } | undefined {
  let bytes = 0
  for (let at = 0; at < 5 && at < packed.length; at++) {
    const byte = packed[at] as number
    bytes += (byte & 127) * 2 ** (7 * at)
    if (byte < 128) return bytes < 2 ** 32 ? { bytes, dataAt: at + 1 } : undefined
  }
  return undefined
}

/**
 * Fills the first `bytes` of `into`, which must hold SLACK_BYTES more. After a fault its content is of no use. `dataAt` and
 * `bytes` come from `unpackedSize`.
 */
export function unpack(packed: Uint8Array, dataAt: number, into: Uint8Array, bytes: number): SnappyFault | 'done' {
  const copy = { packed, into, view: new DataView(into.buffer, into.byteOffset, into.byteLength) }
  let from = dataAt
  let to = 0
  while (from < packed.length) {
    const tag = packed[from++] as number
    const more = MORE_BYTES[tag] as number
    if (from + more > packed.length) return 'cut_off'
    const number = more === 0 ? 0 : littleEndian(packed, from, more)
    from += more
    const isLiteral = (tag & 3) === 0
    const length = lengthOf(tag, number)
    if (to + length > bytes) return 'longer_than_said'
    if (isLiteral) {
      if (from + length > packed.length) return 'cut_off'
      copyLiteral(copy, from, to, length)
      from += length
    } else {
      const distance = (tag & 3) === 1 ? ((tag >> 5) << 8) | number : number
      if (distance === 0 || distance > to) return 'reaches_back_too_far'
      copyBack(copy, to, distance, length)
    }
    to += length
  }
  return to === bytes ? 'done' : 'shorter_than_said'
}

/** By tag: how many bytes of a length or a distance follow it. */
const MORE_BYTES = Uint8Array.from({ length: 256 }, (_, tag) => [Math.max(0, (tag >> 2) - 59), 1, 2, 4][tag & 3] ?? 0)

function lengthOf(tag: number, number: number): number {
  if ((tag & 3) === 1) return ((tag >> 2) & 7) + 4
  return (tag & 3) === 0 && tag >> 2 > 59 ? number + 1 : (tag >> 2) + 1
}

/** Beyond this a native copy beats a loop; found by measuring. */
const LOOP_BYTES_MAX = 64

interface Copy {
  readonly packed: Uint8Array
  readonly into: Uint8Array
  /** Of `into`. */
  readonly view: DataView
}

function copyLiteral({ packed, into }: Copy, from: number, to: number, length: number): void {
  if (length > LOOP_BYTES_MAX) return into.set(packed.subarray(from, from + length), to)
  for (let i = 0; i < length; i++) into[to + i] = packed[from + i] as number
}

/** Source and target may overlap: then what was just written is copied on, so the steps may not be longer than the distance. */
function copyBack({ into, view }: Copy, to: number, distance: number, length: number): void {
  const from = to - distance
  if (distance < 4) for (let i = 0; i < length; i++) into[to + i] = into[from + i] as number
  else for (let i = 0; i < length; i += 4) view.setInt32(to + i, view.getInt32(from + i))
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] as number)
  return value
}
