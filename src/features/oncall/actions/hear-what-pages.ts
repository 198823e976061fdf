/** Alerts and incidents that page. */
import type { SealedEvent } from '#kit/event.ts'
import type { Tx } from '#platform/work.ts'
import { PAGE_SEVERITIES } from '../domain/page.ts'
import { openPage } from './open-page.ts'
import type { Paging } from './paging.ts'

/** Does nothing when nobody is to be woken for it. */
export async function hearAlert(paging: Paging, { record, scope, at, particulars: of }: SealedEvent, tx: Tx): Promise<void> {
  const severity = PAGE_SEVERITIES.find((one) => one === of['severity'])
  if (of['pages'] !== true || severity === undefined) return
  const texts = { title: String(of['title']), ruleKey: typeof of['ruleKey'] === 'string' ? of['ruleKey'] : null }
  const environmentId = String(of['environmentId'])
  await openPage(paging, tx, { kind: 'alert', id: record.id, ...texts, severity, scope, environmentId, alertId: null, at })
}

/** As with alerts; one that was declared from an alert belongs to the page of that alert. */
export async function hearIncident(paging: Paging, { record, scope, at, particulars: of }: SealedEvent, tx: Tx): Promise<void> {
  const severity = PAGE_SEVERITIES.find((one) => one === of['severity'])
  if (of['pages'] !== true || severity === undefined) return
  const alertId = typeof of['alertId'] === 'string' ? of['alertId'] : null
  const texts = { title: String(of['label']), ruleKey: null }
  await openPage(paging, tx, { kind: 'incident', id: record.id, ...texts, severity, scope, environmentId: null, alertId, at })
}
