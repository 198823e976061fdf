/** What events of an alert say, and how its state is written. */
import { updateRecord, type RecordRow } from '#core/records/public.ts'
import type { ActorRef, EventKind } from '#kit/event.ts'
import type { Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { z } from 'zod'
import { alertKind } from '../contract/kind.ts'
import { isOutside } from '../domain/outside.ts'
import { titleOf } from '../domain/rule.ts'
import type { AlertState } from '../domain/words.ts'
import type { AlertRow } from '../store/alerts.ts'

/** What opening, folding and ending alerts needs of the platform. */
export type AlertNeeds = Pick<Platform, 'work' | 'clock' | 'log' | 'due'>

export const system: ActorRef = { kind: 'system', id: 'alerting' }

type About = Pick<AlertRow, 'id' | 'severity' | 'environmentId' | 'componentId' | 'applicationId' | 'ruleKey' | 'ruleName' | 'labels'>

/** What events call an alert. What another tool says of its own is free text, and stays out of the log. */
export const eventTitleOf = ({ ruleName: name, labels }: Pick<AlertRow, 'ruleName' | 'labels'>): string => titleOf({ name }, labels)

interface Told<P extends z.ZodType> {
  readonly event: EventKind<P>
  readonly title: string
  readonly clientId: string | null
  readonly reason: string
  readonly at: Instant
  readonly actor?: ActorRef
  readonly more?: Readonly<Record<string, unknown>>
}

/** Publishes an event of an alert. */
export async function tellAlert<P extends z.ZodType>({ log }: Pick<Platform, 'log'>, tx: Tx, alert: About, told: Told<P>): Promise<void> {
  const { id, severity, environmentId, componentId, applicationId } = alert
  const { event, clientId, reason, at, actor = system, more = {} } = told
  const title = isOutside(alert.ruleKey) ? eventTitleOf(alert) : told.title
  await log.publish(tx, {
    event,
    actor,
    record: { kind: 'alert', id },
    scope: { clientId, applicationId, audience: 'internal' },
    at,
    particulars: { title, severity, environmentId, componentId, reason, ...more } as z.input<P>,
  })
}

/** Writes the state of a record that is locked; nothing when it has it already. */
export async function setState(
  tx: Tx,
  record: RecordRow,
  ruleName: string,
  to: { readonly state: AlertState; readonly at: Instant },
): Promise<void> {
  if (record.state === to.state) return
  await updateRecord(tx, alertKind, { ...record, state: to.state, facts: { ruleName }, at: to.at })
}

/** Names of what falls due. */
export const DECIDE_AGAIN = 'alerting.decide_again'
export const RAISE_EVIDENCE = 'alerting.raise_evidence'
export const REMIND = 'alerting.remind'
export const TURN_AGAIN = 'alerting.turn_again'
