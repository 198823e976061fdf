/** What came of one slot, as it waits in a segment and is kept. */
import type { Instant } from '#kit/time.ts'
import type { Look } from './look.ts'

/** A quarter: what people promise and are asked about; beyond it availability is of the records. */
export const KEEP_DAYS = 90

export interface Result {
  /** UUID */
  readonly environmentId: string
  /** UUID */
  readonly checkId: string
  readonly location: string
  readonly slot: Instant
  readonly intervalSeconds: number
  readonly attempts: number
  readonly look: Look
}

const VERSION = 1

/** One record holds what ended together. */
export function encodeResults(results: readonly Result[]): Buffer {
  return Buffer.from(JSON.stringify([VERSION, results]))
}

/** Undefined for a record of a version that this program does not know. The bytes are known to be whole. */
export function decodeResults(record: Buffer): readonly Result[] | undefined {
  const [version, results] = JSON.parse(record.toString()) as [number, readonly Result[]]
  return version === VERSION ? results : undefined
}
