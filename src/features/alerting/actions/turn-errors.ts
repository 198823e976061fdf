/** Groups of errors that are new or have come back fire until somebody has resolved, ignored or merged them. */
import { errorGroupCameBack, errorGroupSeenFirst } from '#events/errors.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import type { RuleBook, WatchedPlace } from '../access/rule-book.ts'
import type { ErrorMeasure } from '../domain/rule.ts'
import type { AlertNeeds } from './about.ts'
import { turnTarget } from './turn-target.ts'

const BEGINS: Readonly<Record<string, ErrorMeasure>> = { [errorGroupSeenFirst.kind]: 'new', [errorGroupCameBack.kind]: 'regressed' }

export async function turnErrors(platform: AlertNeeds, book: RuleBook, event: SealedEvent, tx: Tx): Promise<void> {
  const { label } = event.particulars as { label: string }
  const begins = BEGINS[event.kind]
  for (const place of await placesOf(book, event)) {
    for (const rule of place.rules) {
      if (rule.source.kind !== 'errors' || !isTurned(rule.source.measure, begins)) continue
      const seen = { kind: 'turned', level: begins === undefined ? 'back' : 'crossed' } as const
      await turnTarget(platform, tx, { place, rule, target: event.record.id, labels: { error: label }, at: event.at, seen })
    }
  }
}

/** What ends, ends for both. */
function isTurned(measure: ErrorMeasure, begins: ErrorMeasure | undefined): boolean {
  return begins === undefined ? measure === 'new' || measure === 'regressed' : measure === begins
}

/** Of the environment that the event names; whoever resolves a group names none, and only watches that stand open turn. */
async function placesOf(book: RuleBook, { particulars, scope: { applicationId } }: SealedEvent): Promise<readonly WatchedPlace[]> {
  const { environmentId } = particulars as { environmentId?: string }
  if (environmentId === undefined) return [...book.places()].filter(({ application }) => application.id === applicationId)
  const place = await book.placeIn(environmentId, applicationId)
  return place === undefined ? [] : [place]
}
