/** What others have judged, such as a check that is down: it waits as its rule says, then fires. */
import { later, type Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { RuleBook, WatchedPlace } from '../access/rule-book.ts'
import type { Labels, AnyRule } from '../domain/rule.ts'
import { judge, newStanding, recoveryMs, type Seen } from '../domain/watch.ts'
import { isOutside } from '../domain/outside.ts'
import { findOpenAlert } from '../store/alerts.ts'
import { findWatch, findWatchById, type WatchRow } from '../store/watches.ts'
import { TURN_AGAIN, type AlertNeeds } from './about.ts'
import { writeTransition } from './move-watch.ts'
import { ruleBehind } from './outside-rule.ts'

export interface Turned {
  readonly place: WatchedPlace
  readonly rule: AnyRule
  readonly target: string
  readonly labels: Labels
  readonly at: Instant
  readonly seen: Seen
  /** Of the alert that opens, where another tool says so. */
  readonly title?: string
}

export async function turnTarget(platform: AlertNeeds, tx: Tx, turned: Turned): Promise<void> {
  const { place, rule, target, labels, at, seen, ...titled } = turned
  const key = { ruleKey: rule.key, applicationId: place.application.id, environmentId: place.environmentId, target }
  const before = (await findWatch(tx, key)) ?? newStanding(0 as Instant)
  // Reactions run in the order of the log; how late they run says nothing about what they tell.
  const judged = judge(rule.condition, before, { at, seen, before: null, now: at })
  if (!judged.isTransition) return
  const write = { key, labels, before, after: judged.standing, reason: judged.reason, value: null }
  const watchId = await writeTransition(platform, tx, { write, place, rule, ...titled })
  if (watchId === undefined) return
  const { state, since } = judged.standing
  if (state === 'pending') await platform.due.set(tx, { kind: TURN_AGAIN, record: watchId, at: later(since, rule.condition.forMs) })
  else if (state === 'clearing')
    await platform.due.set(tx, {
      kind: TURN_AGAIN,
      record: watchId,
      at: later(since, recoveryMs(rule.condition, judged.standing.recoveries, since)),
    })
  else await platform.due.clear(tx, { kind: TURN_AGAIN, record: watchId })
}

/** The time that it had to wait is over, and nobody has said otherwise. */
export async function turnAgain(platform: AlertNeeds, book: RuleBook, tx: Tx, watchId: string): Promise<void> {
  const row = await findWatchById(tx, watchId)
  const place = row && (await book.placeIn(row.environmentId, row.applicationId))
  const rule = row && (place?.rules.find(({ key }) => key === row.ruleKey) ?? (await ruleOutside(tx, row)))
  if (row === undefined || place === undefined || rule === undefined) return
  const level = row.state === 'clearing' ? 'back' : 'crossed'
  if (row.state !== 'pending' && row.state !== 'clearing') return
  const { target, labels } = row
  await turnTarget(platform, tx, { place, rule, target, labels, at: platform.clock.now(), seen: { kind: 'turned', level } })
}

async function ruleOutside(tx: Tx, { id, ruleKey }: WatchRow): Promise<AnyRule | undefined> {
  const alert = isOutside(ruleKey) ? await findOpenAlert(tx, id) : undefined
  return alert && ruleBehind(alert)
}
