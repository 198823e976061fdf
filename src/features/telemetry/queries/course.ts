/** How series went over time, read from where it costs least. */
import type { Platform } from '#platform/platform.ts'
import { rollupFor } from '../domain/resolution.ts'
import { readRolledCourse } from '../store/rollups.ts'
import { readSampledCourse, type CourseAsk, type StepRow } from '../store/samples.ts'

/**
 * By series, then step; steps without values are left out. Steps of five minutes or more, begun on such a step, are put together
 * from roll-ups, and what is not rolled up yet from samples: the answer is the same.
 */
export function readCourse({ clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>, ask: CourseAsk): Promise<readonly StepRow[]> {
  const rollupSeconds = rollupFor(ask.steps)
  return rollupSeconds === undefined
    ? readSampledCourse(clickhouse, ask)
    : readRolledCourse(clickhouse, ask, { rollupSeconds, now: clock.now() })
}
