/**
 * Where lines come in: held against the limits, scrubbed, written to a segment, and only then acknowledged. Keeping them in
 * ClickHouse is the keeper's work, later and from the segment alone.
 */
import { Fault } from '#kit/fault.ts'
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
  async take(source: Source, { bytes, lines, unreadable = 0 }: Sent): Promise<LinesReceipt> {
    const arrival = { source, at: this.#clock.now(), bytes }
    if (lines.length > LINES_PER_REQUEST_MAX) throw this.#tooMany(arrival, lines.length)
    const retryAfterSeconds = this.#quotas.take(source.environmentId, lines.length, arrival.at)
    if (retryAfterSeconds > 0) {
      this.tally.rejected(arrival, 'over_quota', lines.length)
      throw new Fault(logsCodes.over_quota, { retryAfterSeconds })
    }
    const batch = this.#batch
    const refusedLines = takeLines({ batch, numbers: this.#numbers, now: arrival.at }, lines)
    const kept = batch.rows
    // Encoded before anything is waited for: the next request uses the batch again.
    if (kept > 0)
      await this.spool.write(
        arrival,
        kept,
        batch.encode({ environment: Buffer.from(source.environmentId.replaceAll('-', ''), 'hex'), keepDays: KEEP_DAYS }),
      )
    const refused = countRefused(refusedLines)
    this.tally.kept(arrival, kept, unreadable === 0 ? refused : { ...refused, line_unreadable: unreadable })
    return { kept, refused, refusedLines }
  }

  /** The fault for a request that holds more lines than are read at once; counted. */
  tooMany(source: Source, bytes: number): Fault {
    return this.#tooMany({ source, at: this.#clock.now(), bytes }, 0)
  }

  #tooMany(arrival: Arrival, lines: number): Fault {
    this.tally.rejected(arrival, 'too_many_lines', lines)
    return new Fault(logsCodes.too_many_lines)
  }
}
