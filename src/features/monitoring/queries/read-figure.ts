/** How one metric of an application went over time. */
import { Fault } from '#kit/fault.ts'
import { monitoringCodes, type Course } from '../contract/contract.ts'
import { findMetric } from '../domain/metrics.ts'
import type { Ask } from './ask.ts'
import { describe } from './list-figures.ts'
import { visibleEnvironments, type Place } from './place.ts'
import { readLines, type Range } from './read-lines.ts'

/** Throws `monitoring.unknown_metric` and `monitoring.range_empty`. */
export async function readFigure(ask: Ask, { metric, range, ...place }: Place & { metric: string; range: Range }): Promise<Course> {
  const environmentIds = await visibleEnvironments(ask, place)
  const declared = findMetric(metric)
  if (!declared) throw new Fault(monitoringCodes.unknown_metric)
  return { ...describe(declared), ...(await readLines(ask.platform, { environmentIds, metric, range })) }
}
