/** How windows stop the clocks of promised times. Pure. */
import type { ClockFact } from '#kit/clock/facts.ts'
import type { Span } from './conflicts.ts'

/** One cause for each occurrence, so that clocks go on when the last of several that overlap has ended. */
export function pausesOf(spans: readonly (Span & { readonly id: string })[]): readonly ClockFact[] {
  return spans.flatMap(({ id, startsAt, endsAt }): ClockFact[] => [
    { at: startsAt, fact: 'paused', cause: `maintenance:${id}` },
    { at: endsAt, fact: 'resumed', cause: `maintenance:${id}` },
  ])
}
