/** The stretch of time that a page looks at: a range up to now that moves on, or what somebody drew across a chart. */
import { useMemo } from 'react'
import { useNow } from '#design/time/now.ts'
import { SECOND_MS } from '#kit/time.ts'
import { RANGES_MS, type Looked } from './screens.ts'

/** Of a chart of hundreds of points one moves it on. */
const MOVES = 240
/** A finer step than senders have. */
const STEP_MS_MIN = 15 * SECOND_MS

export interface Range {
  /** RFC 3339. */
  readonly from: string
  readonly to: string
}

export function useRange({ range = '1h', from, to }: Pick<Looked, 'range' | 'from' | 'to'>): Range {
  const lengthMs = RANGES_MS[range]
  const stepMs = Math.max(STEP_MS_MIN, lengthMs / MOVES)
  const end = Math.ceil(useNow() / stepMs) * stepMs
  return useMemo(() => {
    const drawn = [Date.parse(from ?? ''), Date.parse(to ?? '')] as const
    const [start, stop] = drawn[0] < drawn[1] ? drawn : [end - lengthMs, end]
    return { from: new Date(start).toISOString(), to: new Date(stop).toISOString() }
  }, [from, to, end, lengthMs])
}

/** As the address carries a stretch that was drawn; whole seconds, and never so short that nothing lies in it. */
export function drawn(fromMs: number, toMs: number): Range {
  const whole = (ms: number) => Math.round(ms / SECOND_MS) * SECOND_MS
  return { from: new Date(whole(fromMs)).toISOString(), to: new Date(Math.max(whole(toMs), whole(fromMs) + 60 * SECOND_MS)).toISOString() }
}
