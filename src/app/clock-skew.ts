/**
 * Compares this node's clock with PostgreSQL's, which coordinates all nodes. A node whose clock is far off would fire deadlines
 * early or late, so it stops working on them until its clock is right again; it still answers people.
 */
import type { Pg } from '#platform/pg/pool.ts'
import type { Clock } from '#platform/clock.ts'
import type { Logger } from '#platform/logger.ts'
import { SECOND_MS } from '#kit/time.ts'

export const SKEW_CHECK_EVERY_MS = 30 * SECOND_MS
/** Half a second already shows in times to acknowledge; NTP keeps machines within milliseconds. */
export const SKEW_WARN_MS = 500
/** From here on deadlines and checks would be visibly wrong. */
export const SKEW_STOP_MS = 5 * SECOND_MS

export type SkewVerdict = { readonly work: boolean; readonly reason: 'in_step' | 'slightly_off' | 'too_far_off' }

/** What follows from a difference in either direction. Limits are inclusive on the better side. */
export function judgeSkew(skewMs: number): SkewVerdict {
  const offMs = Math.abs(skewMs)
  if (offMs <= SKEW_WARN_MS) return { work: true, reason: 'in_step' }
  return offMs <= SKEW_STOP_MS ? { work: true, reason: 'slightly_off' } : { work: false, reason: 'too_far_off' }
}

export interface ClockComparison {
  /** This node minus PostgreSQL, as last compared; null before the first comparison. */
  skewMs(): number | null
  verdict(): SkewVerdict
  /** Compares now; rejects when the database does not answer, keeping the last result. */
  compare(): Promise<void>
}

/** Has compared nothing yet; until then the clock counts as in step. */
export function openClockComparison(of: { pg: Pg; clock: Clock; logger: Logger }): ClockComparison {
  let skewMs: number | null = null
  let verdict = judgeSkew(0)
  return {
    skewMs: () => skewMs,
    verdict: () => verdict,
    compare: async () => {
      skewMs = await measure(of.pg, of.clock)
      const next = judgeSkew(skewMs)
      if (next.reason === verdict.reason) return
      verdict = next
      of.logger.warn({ skewMs, reason: next.reason }, sentences[next.reason])
    },
  }
}

const sentences: Readonly<Record<SkewVerdict['reason'], string>> = {
  in_step: 'the clock of this node is in step with PostgreSQL again',
  slightly_off: 'the clock of this node and that of PostgreSQL differ by more than half a second: check that both use NTP',
  too_far_off:
    'the clock of this node is more than five seconds off that of PostgreSQL: it stops working on deadlines and jobs and looks at no other machine until that is mended',
}

async function measure(pg: Pg, clock: Clock): Promise<number> {
  const asked = clock.now()
  const { rows } = await pg.pool.query<{ ms: string }>('select (extract(epoch from clock_timestamp()) * 1000)::text as ms')
  return skewOf({ asked, theirs: Number(rows[0]?.ms), heard: clock.now() })
}

/**
 * What can be said for sure: the answer was made somewhere between asking and hearing. Half-way would be the best guess, but on a machine
 * that stands still for seconds it would call a right clock wrong, and the node would stop working.
 */
export function skewOf({ asked, theirs, heard }: { readonly asked: number; readonly theirs: number; readonly heard: number }): number {
  const sure = theirs < asked ? asked - theirs : Math.min(0, heard - theirs)
  return Math.round(sure) || 0
}
