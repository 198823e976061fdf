/** Thresholds of a support plan as rules, for the signals that are measured; the plan stays the only place that says them. */
import type { RunnableThreshold } from '#core/plan/public.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { RequestMeasure, Rule, Source } from './rule.ts'
import { CONDITION_DEFAULTS, type Condition } from './watch.ts'

/** What of a plan's restraint decides about rules. */
export interface RuleRestraint {
  /** Keys of thresholds that page from the first day on. */
  readonly pageFromFirstDay: readonly string[]
}

/** Undefined for a signal of which nothing is measured yet. */
export function standardRule(threshold: RunnableThreshold, { pageFromFirstDay }: RuleRestraint): Rule | undefined {
  const measured = measuredBy(threshold)
  if (measured === undefined) return undefined
  const { key, title, severity, volumeMin, pagesOnlyIfUsersAreAffected, mode } = threshold
  return {
    key,
    name: title,
    severity,
    source: measured.source,
    condition: { ...CONDITION_DEFAULTS, volumeMin, ...measured.condition },
    isLearning: mode === 'learning' && !pageFromFirstDay.includes(key),
    pagesOnlyIfUsersAreAffected,
    componentId: null,
    followsPlan: true,
  }
}

type Measured = { readonly source: Source; readonly condition: Pick<Condition, 'limit' | 'forMs'> & Partial<Condition> }

const UTILISATION: Readonly<Partial<Record<RunnableThreshold['signal'], string>>> = {
  cpu: 'system.cpu.utilization',
  memory: 'system.memory.utilization',
  disk_used: 'system.filesystem.utilization',
}
/** A trend of a disk is seen over six hours and looked at each minute. */
const FORECAST_OVER_MS = 6 * HOUR_MS

function measuredBy(threshold: RunnableThreshold): Measured | undefined {
  const { signal, limit, forMs, statistic } = threshold
  const share = limit !== null && 'share' in limit ? limit.share : undefined
  const ms = limit !== null && 'ms' in limit ? limit.ms : undefined
  const metric = UTILISATION[signal]
  // A little below its limit it has recovered, so that one that sways around it is one alert.
  if (metric !== undefined && share !== undefined)
    return { source: { kind: 'metric', metric, labels: {} }, condition: { limit: share, forMs, recoverAt: share * 0.95 } }
  if (signal === 'disk_full_in' && ms !== undefined) return fullWithin(ms)
  if (signal === 'check') return { source: { kind: 'check', checkId: null }, condition: { limit: 0, forMs } }
  if (signal === 'response_time' && ms !== undefined) return ofRequests(measureOf(statistic), ms / SECOND_MS, forMs)
  if (signal === 'error_rate' && share !== undefined) return ofRequests('error_share', share, forMs)
  if (signal === 'query_time' && ms !== undefined)
    return {
      source: { kind: 'metric', metric: 'db.statement.duration.mean', labels: {} },
      condition: { limit: ms / SECOND_MS, forMs, volumeMin: 0 },
    }
  return undefined
}

function fullWithin(ms: number): Measured {
  const source: Source = { kind: 'forecast', metric: 'system.filesystem.utilization', labels: {}, reaches: 1, overMs: FORECAST_OVER_MS }
  // A forecast wobbles: it must hold for some minutes, and be away by a tenth before it is over.
  return { source, condition: { comparison: 'below', limit: ms, forMs: 5 * MINUTE_MS, recoverAt: Math.min(ms * 1.1, ms + DAY_MS) } }
}

/** The window is as long as the plan wants it to hold, so that it counts as soon as the window says so. */
function ofRequests(measure: RequestMeasure, limit: number, forMs: number): Measured {
  return {
    source: { kind: 'requests', measure, service: '', operation: '', overMs: Math.max(forMs, MINUTE_MS) },
    condition: { limit, forMs: 0 },
  }
}

function measureOf(statistic: RunnableThreshold['statistic']): RequestMeasure {
  return statistic === 'p50' || statistic === 'p75' || statistic === 'p99' || statistic === 'mean' ? statistic : 'p95'
}
