/** How the series of an alert went around it, for its chart. */
import { readCourse } from '#features/telemetry/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { instant, later, MINUTE_MS, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { AlertRow } from '../store/alerts.ts'

const STEPS = 240
const BEFORE_MIN_MS = 30 * MINUTE_MS

export interface AlertCourse {
  readonly from: Instant
  readonly stepSeconds: number
  readonly values: (number | null)[]
}

/** Null where no single series is measured, or the store of measurements is away: an alert is read without its chart then. */
export async function courseOf(
  { clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>,
  { source, environmentId, target, openedAt, recoveredAt, condition }: AlertRow & { readonly target: string },
): Promise<AlertCourse | null> {
  if (source.kind !== 'metric' || !/^[0-9a-f]{1,16}$/.test(target)) return null
  const to = recoveredAt === null ? clock.now() : later(recoveredAt, BEFORE_MIN_MS)
  const start = later(openedAt, -Math.max(BEFORE_MIN_MS, 2 * condition.forMs))
  const stepSeconds = Math.max(5, Math.ceil((to - start) / SECOND_MS / STEPS / 5) * 5)
  const from = instant(Math.floor(start / (stepSeconds * SECOND_MS)) * stepSeconds * SECOND_MS)
  const count = Math.max(1, Math.ceil((to - from) / (stepSeconds * SECOND_MS)))
  const ask = {
    environmentIds: [environmentId],
    metric: source.metric,
    series: [BigInt(`0x${target}`)],
    steps: { from, stepSeconds, count },
  }
  const rows = await readCourse({ clickhouse, clock }, ask).catch(unlessAway)
  if (rows === undefined) return null
  const values = Array.from({ length: count }, (): number | null => null)
  for (const { step, max, min } of rows) if (step < count) values[step] = condition.comparison === 'above' ? max : min
  return { from, stepSeconds, values }
}

function unlessAway(error: unknown): undefined {
  if (error instanceof Fault && error.code === common.store_unavailable) return undefined
  throw error
}
