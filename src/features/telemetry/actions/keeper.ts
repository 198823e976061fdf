/**
 * Keeps what waits in segments: hands the series and then the samples of a segment to ClickHouse, and what was counted every few
 * seconds.
 */
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import { uuidFromHex } from '#kit/ids.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { SegmentKeeper } from '#platform/segments/segment-keeper.ts'
import { HourMarks } from '../domain/hours.ts'
import { decodeRecord, type DecodedRecord } from '../domain/record.ts'
import type { TallyRow } from '../domain/tally.ts'
import { markHours } from '../store/rollups.ts'
import { SampleWriter } from '../store/samples.ts'
import { insertSeries } from '../store/series.ts'
import { insertTally } from '../store/tally.ts'
import type { Intake } from './intake.ts'

const TALLY_EVERY_MS = 5 * SECOND_MS
const FORGET_EVERY_MS = MINUTE_MS

type KeeperNeeds = Pick<Platform, 'clickhouse' | 'clock' | 'logger' | 'metrics'>

export class Keeper {
  readonly #platform: KeeperNeeds
  readonly #intake: Intake
  readonly #segments: SegmentKeeper<DecodedRecord>
  readonly #onTally: (rows: readonly TallyRow[]) => Promise<void>
  #counted: { readonly rows: readonly TallyRow[]; readonly token: string } | undefined
  readonly #hours = new HourMarks()
  readonly #samples: SampleWriter
  /** One run after another: a segment is handed on by one. */
  #turn: Promise<void> = Promise.resolve()
  #talliedAt = 0
  #forgotAt = 0

  /** `onTally` hears what was counted as soon as it can be read back. */
  constructor(platform: KeeperNeeds, intake: Intake, onTally: (rows: readonly TallyRow[]) => Promise<void>) {
    this.#platform = platform
    this.#intake = intake
    this.#onTally = onTally
    this.#samples = new SampleWriter(platform.clickhouse)
    const open = () => intake.spool.open()
    const keep = (records: readonly DecodedRecord[], token: string) => this.#keep(records, token)
    this.#segments = new SegmentKeeper(platform, { signal: 'samples', open, decode: decodeRecord, keep })
  }

  /** Keeps everything that was acknowledged before. Returns quietly while ClickHouse is away; the next call tries again. */
  async run(): Promise<void> {
    const turn = this.#turn.then(() => this.#run())
    // Whoever called hears of a failure; the next turn begins all the same.
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #run(): Promise<void> {
    if (!(await this.#segments.run())) return
    await this.#handOnTally()
    const now = this.#platform.clock.now()
    if (now - this.#forgotAt < FORGET_EVERY_MS) return
    this.#forgotAt = now
    this.#intake.forgetIdle()
  }

  /** Series before their samples, so that no sample is without its labels. */
  async #keep(records: readonly DecodedRecord[], token: string): Promise<number> {
    const series = records.flatMap(({ environment, receivedSeconds, series: announced }) => {
      const environmentId = uuidFromHex(environment.toString('hex'))
      return announced.map((each) => ({ ...each, environmentId, seconds: receivedSeconds }))
    })
    const rows = records.reduce((sum, record) => sum + record.rows, 0)
    if (series.length > 0) await insertSeries(this.#platform.clickhouse, series)
    if (rows > 0) await this.#samples.insert(records, token)
    await this.#markHours(records, token)
    return rows
  }

  /** After the samples: a roll-up that knows a mark must find what it was made for. A segment that is sent again marks again. */
  async #markHours(records: readonly DecodedRecord[], token: string): Promise<void> {
    const now = this.#platform.clock.now()
    const hours = this.#hours.due(records, now)
    if (hours.length === 0) return
    const rows = hours.map(({ environment, at }) => ({ environmentId: uuidFromHex(environment), hour: at }))
    await markHours(this.#platform.clickhouse, rows, `hours:${token}`)
    this.#hours.mark(hours, now)
  }

  /** Under a token of its own until it is through, so that a lost answer does not count twice. */
  async #handOnTally(): Promise<void> {
    const now = this.#platform.clock.now()
    if (this.#counted === undefined && now - this.#talliedAt < TALLY_EVERY_MS) return
    this.#talliedAt = now
    this.#counted ??= { rows: this.#intake.tally.drain(), token: `intake:${uuidv7()}` }
    const { rows, token } = this.#counted
    try {
      if (rows.length > 0) await insertTally(this.#platform.clickhouse, rows, token)
    } catch (error) {
      if (error instanceof Fault && error.code === common.store_unavailable) return
      this.#counted = undefined
      throw error
    }
    this.#counted = undefined
    if (rows.length > 0) await this.#onTally(rows)
  }
}
