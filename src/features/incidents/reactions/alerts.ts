/** Follows alerts. */
import { alertAcknowledged, alertOpened, alertRaised, alertRecovered } from '#events/alerting.ts'
import { pageAcknowledged } from '#events/oncall.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Reaction } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../actions/act.ts'
import { ALERT_REACTION, takeAlert, takeRecovery } from '../actions/alerts.ts'
import { answered, raised } from '../actions/answers.ts'

/** In the order of the log, so that an alert is known before its recovery. */
export const alertsReaction = (platform: Needs): Reaction => ({
  name: ALERT_REACTION,
  on: [alertOpened, alertRaised, alertRecovered, alertAcknowledged, pageAcknowledged],
  react: (event, tx) => react(platform, event, tx),
})

async function react(platform: Needs, event: SealedEvent, tx: Tx): Promise<void> {
  const { kind, record, at, scope, actor } = event
  if (kind === alertRecovered.kind) return takeRecovery(platform, tx, { alertId: record.id, at })
  if (kind === alertAcknowledged.kind) return answered(platform, tx, { aboutKind: 'alert', aboutId: record.id, actor })
  if (kind === pageAcknowledged.kind) {
    const { aboutKind, aboutId, personId } = pageAcknowledged.particulars.parse(event.particulars)
    return answered(platform, tx, { aboutKind, aboutId, actor: { kind: 'person', id: personId } })
  }
  const told = { id: record.id, at, scope }
  if (kind === alertOpened.kind) return takeAlert(platform, tx, { ...told, ...alertOpened.particulars.parse(event.particulars) })
  const { reason: _, ...particulars } = alertRaised.particulars.parse(event.particulars)
  return raised(platform, tx, { ...told, ...particulars })
}
