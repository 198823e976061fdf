/** Checks that go down and come up are judged by the rules on them. */
import { checkBecameUnknown, checkCameUp, checkDeleted, checkPaused, checkRested, checkWentDown } from '#events/checks.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import type { RuleBook } from '../access/rule-book.ts'
import type { AlertNeeds } from './about.ts'
import { turnTarget } from './turn-target.ts'
import type { Seen } from '../domain/watch.ts'

const SEEN: Readonly<Record<string, Seen>> = {
  [checkWentDown.kind]: { kind: 'turned', level: 'crossed' },
  [checkCameUp.kind]: { kind: 'turned', level: 'back' },
  [checkBecameUnknown.kind]: { kind: 'no_data' },
  [checkPaused.kind]: { kind: 'ended' },
  [checkRested.kind]: { kind: 'ended' },
  [checkDeleted.kind]: { kind: 'ended' },
}

export async function turnCheck(platform: AlertNeeds, book: RuleBook, event: SealedEvent, tx: Tx): Promise<void> {
  const { environmentId, name } = event.particulars as { environmentId: string; name: string }
  const place = await book.placeIn(environmentId, event.scope.applicationId)
  if (place === undefined) return
  for (const rule of place.rules) {
    if (rule.source.kind !== 'check' || !isAbout(event, rule.source.checkId)) continue
    const seen = SEEN[event.kind] as Seen
    await turnTarget(platform, tx, { place, rule, target: event.record.id, labels: { check: name }, at: event.at, seen })
  }
}

function isAbout({ record }: SealedEvent, checkId: string | null): boolean {
  return checkId === null || checkId === record.id
}
