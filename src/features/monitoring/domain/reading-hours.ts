/** Which hours are read next for baselines: first those that have ended since, then further back, so much at a time. Pure. */
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS, type Instant } from '#kit/time.ts'
import { WEEKS } from './baseline.ts'
import type { Stretch } from './overview.ts'

/** What is known already: `to` exclusive. */
export type Known = Stretch

/** As long as what the overview reads at once, whose bounds hold for it. */
const STRETCH_MS = 6 * HOUR_MS
/** A week at a time, so that eight of them do not keep others waiting. */
const STRETCHES_MAX = 28
/** After its end an hour waits for samples that are under way, as roll-ups do. */
const CLOSING_MS = 10 * MINUTE_MS

/** Start of the first hour that may still change. */
export const closedAt = (now: Instant): Instant => instant(Math.floor((now - CLOSING_MS) / HOUR_MS) * HOUR_MS)

/** Stretches that touch what is known, in the order in which they are to be read; none when all is. */
export function stretchesToRead(known: Known | null, now: Instant): readonly Stretch[] {
  const end = closedAt(now)
  const begin = later(end, -WEEKS * 7 * DAY_MS)
  const stretches: Stretch[] = []
  // What is older than all that is learned from is not filled up, but begun anew.
  let [from, to] = known === null || known.to < begin ? [end, end] : [known.from, known.to]
  while (to < end && stretches.length < STRETCHES_MAX) {
    const next = instant(Math.min(end, to + STRETCH_MS))
    stretches.push({ from: to, to: next })
    to = next
  }
  while (from > begin && stretches.length < STRETCHES_MAX) {
    const next = instant(Math.max(begin, from - STRETCH_MS))
    stretches.push({ from: next, to: from })
    from = next
  }
  return stretches
}

/** What is known once these were read too. */
export function knownWith(known: Known | null, read: readonly Stretch[]): Known | null {
  const all = [...(known === null ? [] : [known]), ...read]
  if (all.length === 0) return null
  const touches = read.length === 0 || known === null || read.some(({ from, to }) => from === known.to || to === known.from)
  const those = touches ? all : read
  return { from: instant(Math.min(...those.map(({ from }) => from))), to: instant(Math.max(...those.map(({ to }) => to))) }
}
