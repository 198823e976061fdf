/**
 * Where lines come in: held against the limits, scrubbed, written to a segment, and only then acknowledged. Keeping them in
 * ClickHouse is the keeper's work, later and from the segment alone.
 */
import { Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { Quotas, Spool, tallyOf, type Arrival, type Source, type SpoolBounds, type Tally } from '#features/telemetry/public.ts'
import { logsCodes } from '../contract/codes.ts'
import { KEEP_DAYS, LINE_QUOTA, LINES_PER_REQUEST_MAX } from '../domain/limits.ts'
import type { Line } from '../domain/line.ts'
import { LineBatch } from '../domain/record.ts'
import { countRefused, LineNumbers, takeLines, type Refused, type RefusedLine } from '../domain/take-lines.ts'

export interface LinesReceipt {
  readonly kept: number
  readonly refused: Refused
  /** Which they are. */
  readonly refusedLines: readonly RefusedLine[]
}

/** The lines of one request. */
export interface Sent {
  /** Of the request as it came, packed. */
  readonly bytes: number
  readonly lines: readonly Line[]
  /** Lines that whoever read the request could not make anything of; counted with those that are refused here. */
  readonly unreadable?: number
}

/** What of a request belongs to one environment. */
export interface SentTo extends Sent {
  readonly source: Source
}

export class LineIntake {
  readonly spool: Spool
  readonly tally: Tally
  readonly #clock: Platform['clock']
  readonly #quotas = new Quotas(LINE_QUOTA)
  readonly #batch = new LineBatch()
  readonly #numbers = new LineNumbers()

  constructor(platform: Pick<Platform, 'config' | 'clock'>, bounds?: SpoolBounds) {
    this.tally = tallyOf(platform)
    this.spool = new Spool({ config: platform.config, tally: this.tally }, 'lines', bounds)
    this.#clock = platform.clock
  }

  /**
   * Resolves when every line that is not named as refused is on the disk, without what must not be kept. Throws
   * `too_many_lines`, `over_quota`, `spool_full` or `disk_full`, and then none is.
   */
  async take(source: Source, sent: Sent): Promise<LinesReceipt> {
    const [receipt] = await this.takeTogether([{ source, ...sent }])
    return receipt as LinesReceipt
  }

  /** The same of a request for several environments, each named once: it is kept or refused as one. */
  async takeTogether(parts: readonly SentTo[]): Promise<readonly LinesReceipt[]> {
    const at = this.#clock.now()
    const arrivals = parts.map((part) => ({ ...part, arrival: { source: part.source, at, bytes: part.bytes } }))
    this.#admit(arrivals, at)
    // Encoded before anything is waited for: the next request uses the batch again.
    const drafts = arrivals.map(({ arrival, lines, unreadable = 0 }) => ({ arrival, unreadable, ...this.#draft(arrival, lines) }))
    const writings = drafts.filter(({ items }) => items > 0)
    if (writings.length > 0) await this.spool.writeTogether(writings)
    return drafts.map(({ arrival, items: kept, refusedLines, unreadable }) => {
      const refused = countRefused(refusedLines)
      this.tally.kept(arrival, kept, unreadable === 0 ? refused : { ...refused, line_unreadable: unreadable })
      return { kept, refused, refusedLines }
    })
  }

  #admit(arrivals: readonly { readonly arrival: Arrival; readonly lines: readonly Line[] }[], now: Instant): void {
    const reject = (outcome: 'too_many_lines' | 'over_quota') => {
      for (const { arrival, lines } of arrivals) this.tally.rejected(arrival, outcome, lines.length)
    }
    if (arrivals.reduce((sum, { lines }) => sum + lines.length, 0) > LINES_PER_REQUEST_MAX) {
      reject('too_many_lines')
      throw new Fault(logsCodes.too_many_lines)
    }
    const wanted = arrivals.map(({ arrival, lines }) => ({ environmentId: arrival.source.environmentId, items: lines.length }))
    const retryAfterSeconds = this.#quotas.takeTogether(wanted, now)
    if (retryAfterSeconds === 0) return
    reject('over_quota')
    throw new Fault(logsCodes.over_quota, { retryAfterSeconds })
  }

  #draft({ source: { environmentId }, at: now }: Arrival, lines: readonly Line[]) {
    const refusedLines = takeLines({ batch: this.#batch, numbers: this.#numbers, now }, lines)
    const environment = Buffer.from(environmentId.replaceAll('-', ''), 'hex')
    const items = this.#batch.rows
    const record = items > 0 ? this.#batch.encode({ environment, keepDays: KEEP_DAYS }) : Buffer.alloc(0)
    return { items, record, refusedLines }
  }

  /** The fault for a request that holds more lines than are read at once; counted. */
  tooMany(source: Source, bytes: number): Fault {
    this.tally.rejected({ source, at: this.#clock.now(), bytes }, 'too_many_lines', 0)
    return new Fault(logsCodes.too_many_lines)
  }
}
