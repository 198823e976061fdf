/** Saying that somebody knows of an alert and looks at it. */
import { requirePermission } from '#core/identity/public.ts'
import { findRecord, lockRecord, scopeOfRecord } from '#core/records/public.ts'
import { alertAcknowledged, alertReminded } from '#events/alerting.ts'
import type { ActorRef } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import { later, SECOND_MS } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { alertCodes } from '../contract/codes.ts'
import { REMIND_EVERY_MS } from '../domain/limits.ts'
import { WRITE_ALERTS } from '../domain/permissions.ts'
import { findAlert, setAcknowledged } from '../store/alerts.ts'
import { REMIND, setState, tellAlert, type AlertNeeds } from './about.ts'

export interface Acknowledging {
  /** UUID */
  readonly id: string
  readonly actor: ActorRef
  readonly personId: string | null
  readonly reason: string
}

/** Does nothing for one that is acknowledged, over, or spoken for by another; whether it did something. */
export async function acknowledgeIn(platform: AlertNeeds, tx: Tx, { id, actor, personId, reason }: Acknowledging): Promise<boolean> {
  const record = await lockRecord(tx, id)
  const alert = record && (await findAlert(tx, id))
  if (record === undefined || alert === undefined || record.state !== 'firing') return false
  const at = platform.clock.now()
  await setAcknowledged(tx, { id, at, by: personId })
  await setState(tx, record, alert.ruleName, { state: 'acknowledged', at })
  await platform.due.set(tx, { kind: REMIND, record: id, at: later(at, REMIND_EVERY_MS) })
  await tellAlert(platform, tx, alert, { event: alertAcknowledged, title: record.title, clientId: record.clientId, reason, at, actor })
  return true
}

export interface Act {
  readonly platform: AlertNeeds
  readonly caller: Caller
}

/** Throws `common.not_found`, `alerting.over` or `alerting.is_evidence`; acknowledging again changes nothing. */
export function acknowledgeAlert({ platform, caller }: Act, id: string): Promise<void> {
  return platform.work.run(async (tx) => {
    const record = await findRecord(tx, id)
    if (record === undefined || record.kind !== 'alert' || record.deletedAt !== null) throw new Fault(common.not_found)
    requirePermission(caller, WRITE_ALERTS, scopeOfRecord(record))
    if (record.state === 'recovered') throw new Fault(alertCodes.over)
    if (record.state === 'evidence') throw new Fault(alertCodes.is_evidence)
    const personId = caller.ref.kind === 'person' ? caller.ref.id : null
    await acknowledgeIn(platform, tx, { id, actor: caller.ref, personId, reason: 'console' })
  })
}

/** It still fires: those who know of it are told again. */
export async function remind(platform: AlertNeeds, tx: Tx, id: string): Promise<void> {
  const record = await lockRecord(tx, id)
  const alert = record && (await findAlert(tx, id))
  if (record === undefined || alert === undefined || alert.recoveredAt !== null || alert.foldedInto !== null) return
  const at = platform.clock.now()
  await platform.due.set(tx, { kind: REMIND, record: id, at: later(at, REMIND_EVERY_MS) })
  const more = { lastedSeconds: Math.round((at - alert.openedAt) / SECOND_MS) }
  const told = { event: alertReminded, title: record.title, clientId: record.clientId, reason: 'still_firing', at, more }
  await tellAlert(platform, tx, alert, told)
}
