/**
 * What a segment holds: for each request one record. Its rows are in the insert format of the measured store already, so that keeping
 * them is handing on bytes; what groups need to know of them stands in front as JSON.
 *
 *     1  version, 1        4  length of the JSON        4  length of the errors        then JSON, errors, sessions
 */
import type { Instant } from '#kit/time.ts'
import type { Level } from './event.ts'
import type { Feedback } from './feedback.ts'
import type { GroupReason } from './fingerprint.ts'

const VERSION = 1
const HEAD_BYTES = 9

/** Errors of one kind that came together. */
export interface Seen {
  /** UUID made of the hash. */
  readonly fingerprint: string
  readonly reason: GroupReason
  readonly title: string
  readonly culprit: string
  readonly level: Level
  readonly platform: string
  readonly events: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  /** Of the first and of the last; empty when nobody said. */
  readonly firstRelease: string
  readonly lastRelease: string
}

/** What a user said, as it is kept. */
export interface FeedbackSeen extends Omit<Feedback, 'at'> {
  /** UUID, made of all that it is: one that is sent again is the same. */
  readonly key: string
  readonly at: Instant
  /** Of whoever said it, as a decimal number; empty when the client names nobody. */
  readonly userHash: string
}

export interface ErrorHead {
  /** UUID */
  readonly environmentId: string
  /** When it came. */
  readonly at: Instant
  readonly seen: readonly Seen[]
  /** Of errors and sessions. */
  readonly releases: readonly string[]
  /** Left out where there is none; segments of older programs have none. */
  readonly feedback?: readonly FeedbackSeen[]
}

export interface ErrorRecord extends ErrorHead {
  /** Empty when there are none. */
  readonly errors: Uint8Array
  readonly sessions: Uint8Array
  /** Rows of both. */
  readonly rows: number
}

export function encodeRecord({ errors, sessions, ...rest }: ErrorRecord): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  const json = Buffer.from(JSON.stringify(rest))
  head.writeUInt8(VERSION, 0)
  head.writeUInt32LE(json.length, 1)
  head.writeUInt32LE(errors.length, 5)
  return Buffer.concat([head, json, errors, sessions])
}

/** Undefined for a record of a version that this program does not know. The bytes are known to be whole. */
export function decodeRecord(bytes: Buffer): ErrorRecord | undefined {
  if (bytes.readUInt8(0) !== VERSION) return undefined
  const errorsAt = HEAD_BYTES + bytes.readUInt32LE(1)
  const sessionsAt = errorsAt + bytes.readUInt32LE(5)
  const head = JSON.parse(bytes.subarray(HEAD_BYTES, errorsAt).toString()) as ErrorHead & { readonly rows: number }
  return { ...head, errors: bytes.subarray(errorsAt, sessionsAt), sessions: bytes.subarray(sessionsAt) }
}

/** The same kind seen here and there. */
export function joinSeen(one: Seen, other: Seen): Seen {
  const [first, last] = [one.firstAt <= other.firstAt ? one : other, one.lastAt > other.lastAt ? one : other]
  return {
    ...last,
    events: one.events + other.events,
    firstAt: first.firstAt,
    firstRelease: first.firstRelease,
  }
}
