/**
 * Where errors and sessions come in: held against the limits, told apart by kind, written to a segment, and only then acknowledged.
 * Keeping them is the keeper's work, later and from the segment alone.
 */
import { createHash, randomUUID } from 'node:crypto'
import { Fault } from '#kit/fault.ts'
import { uuidFromHex } from '#kit/ids.ts'
import { instant, MINUTE_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { Quotas, Spool, tallyOf, windowAt, type Arrival, type Source, type SpoolBounds, type Tally } from '#features/telemetry/public.ts'
import type { MapBook } from '../access/map-book.ts'
import { originalEvent } from '../access/original-stack.ts'
import { userHashOf } from '../access/user-hash.ts'
import { errorsCodes } from '../contract/codes.ts'
import type { ErrorEvent } from '../domain/event.ts'
import { DayBook } from '../domain/day-book.ts'
import type { Feedback } from '../domain/feedback.ts'
import { encodeFile } from '../domain/file-record.ts'
import { fingerprintOf, type Fingerprint } from '../domain/fingerprint.ts'
import { GroupBook } from '../domain/group-book.ts'
import { ERROR_QUOTA, FILE_BYTES_MAX, FILE_SPOOL_BOUNDS, FILES_PER_REQUEST_MAX } from '../domain/limits.ts'
import { encodeRecord, joinSeen, type FeedbackSeen, type Seen } from '../domain/record.ts'
import { RecentIds } from '../domain/recent-ids.ts'
import type { SessionCount } from '../domain/session.ts'
import { culpritOf, titleOf } from '../domain/title.ts'
import { encodeErrors, encodeSessions, type ErrorRow, type SessionRow } from '../store/errors.ts'

/** Why something of a request is not kept while the rest is; as telemetry counts it. */
export type Refused = Partial<
  Record<'too_old' | 'event_unreadable' | 'event_repeated' | 'attachment' | 'feedback' | 'item_unknown', number>
>

/** A file that came with an error or with feedback. */
export interface SentFile {
  /** Of the error or the feedback. */
  readonly eventId: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly user: string
}

/** The errors and sessions of one request, and what came beside them. */
export interface SentErrors {
  /** Of the request as it came, packed. */
  readonly bytes: number
  /** With whom they happened to, which is hashed here and kept nowhere. */
  readonly events: readonly { readonly event: ErrorEvent; readonly user: string }[]
  readonly sessions: readonly SessionCount[]
  readonly feedback: readonly { readonly feedback: Feedback; readonly user: string }[]
  readonly files: readonly SentFile[]
  /** When it was sent by the sender's clock, milliseconds since 1970; undefined when nobody said. */
  readonly sentAt: number | undefined
  /** What whoever read the request could not make anything of. */
  readonly refused: Refused
}

/** A clock that is this far off is corrected: phones and laptops of users run as they like. */
const CLOCK_OFF_MS = MINUTE_MS

export class ErrorIntake {
  readonly spool: Spool
  /** Of files, which wait for the file store and not for ClickHouse. */
  readonly fileSpool: Spool
  readonly tally: Tally
  readonly #platform: Pick<Platform, 'clock' | 'secrets' | 'logger'>
  readonly #maps: MapBook
  readonly #quotas = new Quotas(ERROR_QUOTA)
  readonly #book = new GroupBook()
  readonly #recent = new RecentIds()
  readonly #days = new DayBook()

  constructor(platform: Pick<Platform, 'config' | 'clock' | 'secrets' | 'logger'>, maps: MapBook, bounds?: SpoolBounds) {
    this.#maps = maps
    this.tally = tallyOf(platform)
    this.spool = new Spool({ config: platform.config, tally: this.tally }, 'errors', bounds)
    this.fileSpool = new Spool({ config: platform.config, tally: this.tally }, 'error-files', FILE_SPOOL_BOUNDS)
    this.#platform = platform
  }

  /**
   * Resolves when all that is not counted as refused is on the disk. Throws `over_quota`, `spool_full` or `disk_full`, and then
   * nothing is.
   */
  async take(source: Source, { bytes, events, sessions, feedback, files, sentAt, refused }: SentErrors): Promise<void> {
    const arrival = { source, at: this.#platform.clock.now(), bytes }
    const items = events.length + sessions.length + feedback.length + files.length
    const retryAfterSeconds = this.#quotas.take(source.environmentId, items, arrival.at)
    if (retryAfterSeconds > 0) {
      this.tally.rejected(arrival, 'over_quota', items)
      throw new Fault(errorsCodes.over_quota, { retryAfterSeconds })
    }
    const turning: Turning = {
      environmentId: source.environmentId,
      at: arrival.at,
      refused: { ...refused },
      toUs: toOurClock(sentAt, arrival.at),
    }
    const rows: Turned[] = []
    for (const each of events) rows.push(...(await this.#rowOf(each, turning)))
    const runs = sessions.flatMap((session) => runOf(session, turning))
    const said = feedback.flatMap((one) => this.#feedbackOf(one, turning))
    const kept = rows.length + runs.length + said.length
    if (kept > 0) await this.spool.write(arrival, kept, recordOf(turning, { turned: rows, runs, said }))
    for (const { row } of rows) this.#recent.add(`${source.environmentId} ${row.event.id}`)
    const keptFiles = await this.#keepFiles(arrival, files, turning)
    this.tally.kept(arrival, kept + keptFiles, turning.refused)
  }

  async #rowOf({ event, user }: SentErrors['events'][number], turning: Turning): Promise<readonly Turned[]> {
    const at = timeOf(event.at, turning)
    if (at === undefined) return []
    if (this.#recent.has(`${turning.environmentId} ${event.id}`)) return refuse(turning, 'event_repeated')
    // What is kept is what came: where it stands in the source is looked up each time it is shown, also by maps that come later.
    const original = await originalEvent({ maps: this.#maps, logger: this.#platform.logger }, turning.environmentId, event)
    const print = this.#held(fingerprintOf(original), turning)
    const userHash = user === '' ? 0n : userHashOf(this.#platform.secrets, turning.environmentId, user)
    const row = { event, fingerprint: hashOf(print), title: titleOf(original), at, userHash }
    return [{ reason: print.reason, culprit: culpritOf(original), row }]
  }

  #feedbackOf({ feedback, user }: SentErrors['feedback'][number], turning: Turning): readonly FeedbackSeen[] {
    const { environmentId } = turning
    const at = timeOf(feedback.at, turning)
    if (at === undefined) return []
    if (!this.#days.admitFeedback(environmentId, turning.at)) return refuse(turning, 'feedback')
    const { id, errorId, text, name, email } = feedback
    const key = uuidOf([environmentId, id, errorId, text, name, email])
    return [{ ...feedback, key, at, userHash: this.#hashedUser(environmentId, user) }]
  }

  /**
   * Returns how many are on the disk. Where there is no room for files they are counted as refused, and the request stands: its errors
   * are worth more.
   */
  async #keepFiles(arrival: Arrival, files: readonly SentFile[], turning: Turning): Promise<number> {
    const records = files.flatMap((file, index) => this.#fileOf(file, index, turning))
    const written = records.map((record) => this.fileSpool.write({ ...arrival, bytes: 0 }, 1, record))
    const outcomes = await Promise.allSettled(written)
    const failed = outcomes.find((outcome) => outcome.status === 'rejected' && !(outcome.reason instanceof Fault))
    if (failed?.status === 'rejected') throw failed.reason
    return outcomes.filter(({ status }) => status === 'fulfilled').length
  }

  #fileOf({ eventId, name, bytes, user }: SentFile, index: number, turning: Turning): readonly Buffer[] {
    const { environmentId } = turning
    const fits = index < FILES_PER_REQUEST_MAX && bytes.length <= FILE_BYTES_MAX
    if (!fits || !this.#days.admitFile(environmentId, bytes.length, turning.at)) return refuse(turning, 'attachment')
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const id = uuidOf([environmentId, eventId, name, createHash('sha256').update(content).digest('hex')])
    return [encodeFile({ id, environmentId, eventId, name, userHash: this.#hashedUser(environmentId, user), bytes: content })]
  }

  #hashedUser(environmentId: string, user: string): string {
    return user === '' ? '' : String(userHashOf(this.#platform.secrets, environmentId, user))
  }

  #held(print: Fingerprint, { environmentId, at }: Turning): Fingerprint {
    return this.#book.admit(environmentId, hashOf(print), at) ? print : { reason: 'too_many', parts: [] }
  }
}

interface Turning {
  readonly environmentId: string
  readonly at: Instant
  readonly refused: Refused
  /** What is added to times of the sender. */
  readonly toUs: number
}

interface Turned {
  readonly reason: Fingerprint['reason']
  readonly culprit: string
  readonly row: ErrorRow
}

function toOurClock(sentAt: number | undefined, now: Instant): number {
  return sentAt !== undefined && Math.abs(now - sentAt) > CLOCK_OFF_MS ? now - sentAt : 0
}

/** Undefined when it is too long ago, and then it is counted. What is ahead of our clock, or says nothing, happened now. */
function timeOf(said: number | undefined, turning: Turning): Instant | undefined {
  const at = said === undefined ? turning.at : Math.min(Math.floor(said + turning.toUs), turning.at)
  if (at >= windowAt(turning.at).fromMs) return instant(at)
  refuse(turning, 'too_old')
  return undefined
}

function refuse({ refused }: Turning, reason: keyof Refused): readonly [] {
  refused[reason] = (refused[reason] ?? 0) + 1
  return []
}

function runOf({ startedAt, id, ...counts }: SessionCount, turning: Turning): readonly SessionRow[] {
  const at = timeOf(startedAt, turning)
  return at === undefined ? [] : [{ ...counts, id: id === '' ? randomUUID() : uuidFromHex(id), startedAt: at }]
}

/** Of two lists of parts that differ anywhere no two are the same text. */
function hashOf({ reason, parts }: Fingerprint): string {
  return uuidOf([reason === 'custom', reason === 'too_many', ...parts])
}

function uuidOf(parts: readonly unknown[]): string {
  return uuidFromHex(createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32))
}

interface Kept {
  readonly turned: readonly Turned[]
  readonly runs: readonly SessionRow[]
  readonly said: readonly FeedbackSeen[]
}

function recordOf({ environmentId, at }: Turning, { turned, runs, said }: Kept): Buffer {
  const seen = new Map<string, Seen>()
  for (const each of turned) {
    const one = seenOf(each)
    const known = seen.get(one.fingerprint)
    seen.set(one.fingerprint, known ? joinSeen(known, one) : one)
  }
  const releases = new Set([...turned.map(({ row }) => row.event.release), ...runs.map(({ release }) => release)])
  releases.delete('')
  return encodeRecord({
    environmentId,
    at,
    seen: [...seen.values()],
    releases: [...releases],
    ...(said.length > 0 && { feedback: said }),
    errors:
      turned.length > 0
        ? encodeErrors(
            environmentId,
            turned.map(({ row }) => row),
          )
        : Buffer.alloc(0),
    sessions: runs.length > 0 ? encodeSessions(environmentId, runs) : Buffer.alloc(0),
    rows: turned.length + runs.length + said.length,
  })
}

function seenOf({ reason, culprit, row: { event, fingerprint, title, at } }: Turned): Seen {
  const { level, platform, release } = event
  const times = { firstAt: at, lastAt: at, firstRelease: release, lastRelease: release }
  if (reason === 'too_many') return { fingerprint, reason, title: TOO_MANY, culprit: '', level, platform, events: 1, ...times }
  return { fingerprint, reason, title, culprit, level, platform, events: 1, ...times }
}

const TOO_MANY = 'Errors of more kinds than are told apart within an hour'
