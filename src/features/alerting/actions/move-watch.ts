/** Writes what became of a watch: its state over the one that was judged, the reason, and the alert that opens or ends with it. */
import type { Tx } from '#platform/work.ts'
import type { WatchedPlace } from '../access/rule-book.ts'
import type { AnyRule } from '../domain/rule.ts'
import { lockApplication } from '../store/alerts.ts'
import { insertTransition, moveWatch, type WatchWrite } from '../store/watches.ts'
import type { AlertNeeds } from './about.ts'
import { endAlert } from './end-alert.ts'
import { openAlert } from './open-alert.ts'

export interface Transition {
  readonly write: WatchWrite
  /** Undefined when neither is there any more; then a watch can only end. */
  readonly place: WatchedPlace | undefined
  readonly rule: AnyRule | undefined
  /** Of the alert that opens, where another tool says so. */
  readonly title?: string
}

/** The UUID of the watch; undefined when another node has seen more, and nothing is written. */
export async function writeTransition(platform: AlertNeeds, tx: Tx, transition: Transition): Promise<string | undefined> {
  const { write, place, rule, ...titled } = transition
  const { before, after, key, labels, value, reason } = write
  const at = after.since
  const [begins, ends] = [
    before.firingSince === null && after.firingSince !== null,
    before.firingSince !== null && after.firingSince === null,
  ]
  if (begins || ends) await lockApplication(tx, key.applicationId)
  const watchId = await moveWatch(tx, write)
  if (watchId === undefined) return undefined
  let alertId: string | null = null
  if (begins && place && rule)
    alertId = await openAlert(platform, tx, { place, rule, watchId, target: key.target, labels, value, at, ...titled })
  if (ends) alertId = await endAlert(platform, tx, { watchId, value, at, reason })
  await insertTransition(tx, { watchId, alertId, write })
  return watchId
}
