/**
 * A file that came with an error or with feedback, as it waits in a segment:
 *
 *     1  version, 1        4  length of the JSON        then the JSON and the bytes
 */

const VERSION = 1
const HEAD_BYTES = 5

export interface FileHead {
  /** UUID, made of all that it is: one that is sent again is the same. */
  readonly id: string
  /** UUID */
  readonly environmentId: string
  /** Of the error or the feedback, 32 hexadecimal digits. */
  readonly eventId: string
  readonly name: string
  /** Of whom it happened to, as a decimal number; empty for nobody. */
  readonly userHash: string
}

export interface FileRecord extends FileHead {
  readonly bytes: Buffer
}

export function encodeFile({ bytes, ...rest }: FileRecord): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  const json = Buffer.from(JSON.stringify(rest))
  head.writeUInt8(VERSION, 0)
  head.writeUInt32LE(json.length, 1)
  return Buffer.concat([head, json, bytes])
}

/** Undefined for a record of a version that this program does not know. The bytes are known to be whole. */
export function decodeFile(record: Buffer): FileRecord | undefined {
  if (record.readUInt8(0) !== VERSION) return undefined
  const bytesAt = HEAD_BYTES + record.readUInt32LE(1)
  const head = JSON.parse(record.subarray(HEAD_BYTES, bytesAt).toString()) as FileHead
  return { ...head, bytes: record.subarray(bytesAt) }
}
