/** Answers that came by another way than the console: a page that somebody took, an alert that somebody acknowledged. */
import type { ActorRef } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { findEvidence, incidentsOfAlert } from '../store/alerts.ts'
import type { Needs } from './act.ts'
import { takeAlert, type ToldAlert } from './alerts.ts'
import { acknowledge } from './change.ts'

/** Whoever took the page of an incident, or of an alert that is its evidence, has the incident. Only a person can. */
export async function answered(
  platform: Needs,
  tx: Tx,
  { aboutKind, aboutId, actor }: { readonly aboutKind: 'alert' | 'incident'; readonly aboutId: string; readonly actor: ActorRef },
): Promise<void> {
  if (actor.kind !== 'person') return
  const ids = aboutKind === 'incident' ? [aboutId] : await incidentsOfAlert(tx, aboutId)
  for (const id of ids) await acknowledge({ platform, actor, caller: null }, tx, id, 'answered')
}

/** An alert speaks for itself from now on. What rule it is of is known when it was evidence before. */
export async function raised(platform: Needs, tx: Tx, alert: Omit<ToldAlert, 'ruleKey' | 'foldedIntoId'>): Promise<void> {
  const ruleKey = (await findEvidence(tx, alert.id))?.ruleKey ?? ''
  await takeAlert(platform, tx, { ...alert, ruleKey, foldedIntoId: null })
}
