/** Runs of a program and how they ended (https://develop.sentry.dev/sdk/telemetry/sessions/). */
import { countIn, listIn, millisecondsIn, objectOf, textIn, truthIn, valueIn, type Json } from './read.ts'

/** One run, or several that are reported together. */
export interface SessionCount {
  readonly release: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** 32 hexadecimal digits of the run; empty for a sum. */
  readonly id: string
  /** The later report of a run has the higher one. */
  readonly seq: number
  readonly sessions: number
  readonly errored: number
  readonly crashed: number
  readonly abnormal: number
}

const RUN_ID = /^[0-9a-f]{32}$/
const SUMS_MAX = 1_000
const COUNT_MAX = 10_000_000

/** The report of one run; undefined when it says no id, release or beginning. */
export function readSession(json: Json): SessionCount | undefined {
  const id = textIn(json, 'sid').replaceAll('-', '').toLowerCase()
  const release = textIn(objectOf(valueIn(json, 'attrs')), 'release')
  const startedAt = millisecondsIn(json, 'started')
  if (!RUN_ID.test(id) || release === '' || startedAt === undefined) return undefined
  const status = textIn(json, 'status')
  const seq = countIn(json, 'seq') ?? (truthIn(json, 'init') ? 0 : Math.max(0, Math.floor(millisecondsIn(json, 'timestamp') ?? startedAt)))
  const crashed = status === 'crashed' ? 1 : 0
  const abnormal = status === 'abnormal' ? 1 : 0
  const errored = crashed + abnormal === 0 && (status === 'errored' || (countIn(json, 'errors') ?? 0) > 0) ? 1 : 0
  return { release, startedAt, id, seq, sessions: 1, errored, crashed, abnormal }
}

/** The sums of an item `sessions`; those without a beginning are left out. Undefined when it is none. */
export function readSessionSums(json: Json): readonly SessionCount[] | undefined {
  const release = textIn(objectOf(valueIn(json, 'attrs')), 'release')
  if (release === '' || !Array.isArray(valueIn(json, 'aggregates'))) return undefined
  return listIn(json, 'aggregates', SUMS_MAX).flatMap((value): readonly SessionCount[] => {
    const sum = objectOf(value)
    const startedAt = millisecondsIn(sum, 'started')
    const count = (name: string) => Math.min(countIn(sum, name) ?? 0, COUNT_MAX)
    const [exited, errored, crashed, abnormal] = [count('exited'), count('errored'), count('crashed'), count('abnormal')]
    const sessions = exited + errored + crashed + abnormal
    return startedAt === undefined || sessions === 0 ? [] : [{ release, startedAt, id: '', seq: 0, sessions, errored, crashed, abnormal }]
  })
}
