/** What other features may ask telemetry. Ids are UUIDs. */
import type { Platform } from '#platform/platform.ts'
import { Intake } from './actions/intake.ts'
import type { Collection } from './domain/series.ts'

export { ANNOUNCE_EVERY_MS, bySeries, type Collection, type Labels, type Point } from './domain/series.ts'
export { readCourse, readLastValues, readMinutes, type LastValue, type MinuteRow, type StepRow } from './store/samples.ts'
export { listSeries } from './store/series.ts'

const opened = new WeakMap<object, Intake>()

/** The one intake of a platform; opened when first asked for. */
export function intakeOf(platform: Pick<Platform, 'config' | 'clock'>): Intake {
  const intake = opened.get(platform) ?? new Intake(platform)
  opened.set(platform, intake)
  return intake
}

/** Keeps what the program itself measured; resolves when it is on the disk. Throws as a request would be refused. */
export function keepCollection(platform: Pick<Platform, 'config' | 'clock'>, collection: Collection): Promise<void> {
  return intakeOf(platform).takeCollection(collection)
}
