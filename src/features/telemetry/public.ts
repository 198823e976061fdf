/** What other features may ask telemetry. Ids are UUIDs. */
import type { Platform } from '#platform/platform.ts'
import { KeyBook, type KeyNeeds } from './access/key-book.ts'
import { Intake } from './actions/intake.ts'
import type { Collection } from './domain/series.ts'
import { Tally } from './domain/tally.ts'

export type { KeyAccess, KeyBook, MappedAccess } from './access/key-book.ts'
export { hearAgain } from './actions/hear-again.ts'
export type { PointsTaken, Receipt } from './actions/intake.ts'
export { Spool, type SpoolBounds } from './actions/spool.ts'
export { projectOf } from './domain/dsn.ts'
export type { AskedSeries, SampleListener } from './domain/hearing.ts'
export { refusalWords } from './contract/refusal-words.ts'
export { SAMPLES_PER_REQUEST_MAX, windowAt } from './domain/limits.ts'
export { Quotas } from './domain/quota.ts'
export type { Arrival, Source, Tally } from './domain/tally.ts'
export { ANNOUNCE_EVERY_MS, bySeries, type Collection, type Labels, type Point } from './domain/series.ts'
export type { Hear } from './domain/series-book.ts'
export { finestStepSeconds } from './domain/resolution.ts'
export { readCourse } from './queries/course.ts'
export { readFiveMinutes, type FiveMinutesRow, type Stretch } from './store/five-minutes.ts'
export { lastSamples, readLastValues, readMinutes, type LastValue, type MinuteRow, type StepRow } from './store/samples.ts'
export { listSeries } from './store/series.ts'
export { countSamplesByHour, readSampleColumns, type SampleColumns } from './store/sample-columns.ts'
export { conditionsOf, isBadPattern, knowing, type Conditions } from './store/series-matching.ts'
export {
  findPatternGroups,
  listLabelNames,
  listLabelValues,
  selectSeries,
  type SelectAsk,
  type SelectedSeries,
} from './store/series-search.ts'
export { readCellFalls, readWindowCells, type CellRows, type CellsAsk } from './store/window-cells.ts'

/** The same one for every caller of a platform; made when first asked for. */
export function oncePer<P extends object, T>(make: (platform: P) => T): (platform: P) => T {
  const made = new WeakMap<P, T>()
  return (platform) => {
    const one = made.get(platform) ?? make(platform)
    made.set(platform, one)
    return one
  }
}

/** From secrets to the environments that they may write to. */
export const keyBookOf = oncePer((platform: KeyNeeds) => new KeyBook(platform))

/** Counts what arrives, whatever its protocol; telemetry hands it on. */
export const tallyOf = oncePer((_platform: object) => new Tally())

/** Where samples come in, whatever their protocol; one for all that a node takes. */
export const intakeOf = oncePer((platform: Pick<Platform, 'config' | 'clock'>) => new Intake(platform, tallyOf(platform)))

/** Keeps what the program itself measured; resolves when it is on the disk. Throws as a request would be refused. */
export async function keepCollection(platform: Pick<Platform, 'config' | 'clock'>, collection: Collection): Promise<void> {
  await intakeOf(platform).takeCollection(collection)
}
