/**
 * Keeps what waits in segments: reads a segment, hands its series and then its samples to ClickHouse under the segment's name,
 * and removes it. While ClickHouse is away everything stays; a segment whose answer was lost is sent again under the same name
 * and stored once.
 */
import { uuidv7 } from 'uuidv7'
import { common, Fault } from '#kit/fault.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Segments } from '#platform/segments/segments.ts'
import { decodeRecord, type DecodedRecord } from '../domain/record.ts'
import type { TallyRow } from '../domain/tally.ts'
import { insertSamples } from '../store/samples.ts'
import { insertSeries } from '../store/series.ts'
import { insertTally } from '../store/tally.ts'
import type { Intake } from './intake.ts'

/** How often samples are handed on: more often would cost the store a part for each, less often would let charts lag. */
export const KEEP_EVERY_MS = SECOND_MS
/** A segment that the store refuses this often, though it is there, is our mistake and must not hold up the others. */
const REFUSALS_MAX = 3
const TALLY_EVERY_MS = 5 * SECOND_MS
const FORGET_EVERY_MS = MINUTE_MS

type KeeperNeeds = Pick<Platform, 'clickhouse' | 'clock' | 'logger' | 'metrics'>

export class Keeper {
  readonly #platform: KeeperNeeds
  readonly #intake: Intake
  readonly #samples
  readonly #spoolBytes
  readonly #refusals = new Map<string, number>()
  readonly #onTally: (rows: readonly TallyRow[]) => Promise<void>
  #counted: { readonly rows: readonly TallyRow[]; readonly token: string } | undefined
  #talliedAt = 0
  #forgotAt = 0

  /** `onTally` hears what was counted as soon as it can be read back. */
  constructor(platform: KeeperNeeds, intake: Intake, onTally: (rows: readonly TallyRow[]) => Promise<void>) {
    this.#platform = platform
    this.#intake = intake
    this.#onTally = onTally
    const help = 'Samples by what became of them after they were acknowledged: kept, or set aside because the store refuses them.'
    this.#samples = platform.metrics.counter('pitcrew_samples_total', help, ['outcome'])
    this.#spoolBytes = platform.metrics.gauge(
      'pitcrew_telemetry_spool_bytes',
      'Acknowledged and not yet kept, on the disk of this node',
      [],
    )
  }

  /** Keeps everything that was acknowledged before. Returns quietly while ClickHouse is away; the next call tries again. */
  async run(): Promise<void> {
    const segments = await this.#intake.segments()
    await segments.end()
    for (const name of segments.ended()) if (!(await this.#keep(segments, name))) return this.#spoolBytes.set(segments.bytes)
    this.#spoolBytes.set(segments.bytes)
    await this.#handOnTally()
    const now = this.#platform.clock.now()
    if (now - this.#forgotAt < FORGET_EVERY_MS) return
    this.#forgotAt = now
    this.#intake.forgetIdle()
  }

  /** Whether the segment is done with: kept, or set aside. */
  async #keep(segments: Segments, name: string): Promise<boolean> {
    const { records: whole, tornBytes } = await segments.read(name)
    if (tornBytes > 0) this.#platform.logger.warn({ segment: name, tornBytes }, 'a segment ends in bytes that were never acknowledged')
    try {
      const records = whole.map(known)
      await this.#insert(records, name)
      await segments.remove(name)
      this.#refusals.delete(name)
      this.#samples.inc({ outcome: 'kept' }, rowsOf(records))
      return true
    } catch (error) {
      if (error instanceof Fault && error.code === common.store_unavailable) return false
      return this.#refused(segments, { name, records: whole.length }, error)
    }
  }

  /** Series before their samples, so that no sample is without its labels. */
  async #insert(records: readonly DecodedRecord[], name: string): Promise<void> {
    const series = records.flatMap(({ environment, receivedSeconds, series: announced }) => {
      const environmentId = uuidOf(environment)
      return announced.map((each) => ({ ...each, environmentId, seconds: receivedSeconds }))
    })
    if (series.length > 0) await insertSeries(this.#platform.clickhouse, series)
    if (rowsOf(records) > 0) await insertSamples(this.#platform.clickhouse, records, `samples:${name}`)
  }

  async #refused(segments: Segments, { name, records }: { name: string; records: number }, error: unknown): Promise<boolean> {
    const times = (this.#refusals.get(name) ?? 0) + 1
    this.#refusals.set(name, times)
    if (times < REFUSALS_MAX) throw error
    this.#refusals.delete(name)
    const file = await segments.setAside(name)
    this.#platform.logger.error({ err: error, file, records }, 'ClickHouse refuses a segment; it is set aside and nothing of it is lost')
    this.#samples.inc({ outcome: 'set_aside' }, records)
    return true
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

function known(record: Buffer): DecodedRecord {
  const decoded = decodeRecord(record)
  if (decoded === undefined) throw new TypeError('a segment holds a record of a newer version of Pitcrew')
  return decoded
}

const rowsOf = (records: readonly DecodedRecord[]): number => records.reduce((sum, { rows }) => sum + rows, 0)

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
