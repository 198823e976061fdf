/** What every action on a contact begins and ends with. */
import type { z } from 'zod'
import { requirePermission } from '#core/identity/public.ts'
import type { ActorRef, EventKind } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { contactsCodes } from '../contract/codes.ts'
import { WRITE_CONTACTS } from '../domain/permissions.ts'
import { contactScope } from '../domain/scope.ts'
import { lockContacts, type ContactRow } from '../store/contacts.ts'

/** What contacts need of the platform. */
export type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'mail' | 'config'>

/** Who asks, on which platform. */
export interface Act {
  readonly platform: Needs
  readonly caller: Caller
}

/** A contact that is to be changed: its UUID and the version that the caller has read. */
export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** The transaction of one action and its instant. */
export interface Writing {
  readonly tx: Tx
  readonly at: Instant
}

/** Locks the contact; throws `common.not_found` for one that is not the caller's to change. */
export async function claim(act: Act, to: Writing, target: Target): Promise<ContactRow> {
  const [row] = await lockContacts(to.tx, [target.id])
  if (!row) throw new Fault(common.not_found)
  requirePermission(act.caller, WRITE_CONTACTS, contactScope(row))
  if (row.version !== target.ifMatch) throw new Fault(common.version_mismatch)
  if (row.state === 'merged') throw new Fault(contactsCodes.merged)
  return row
}

interface Told<P extends z.ZodType> {
  readonly contact: Pick<ContactRow, 'id' | 'clientId' | 'applicationId'>
  readonly actor: ActorRef
  readonly particulars: z.input<P>
}

/** Publishes an event about a contact. */
export async function tell<P extends z.ZodType>(
  { log }: Pick<Platform, 'log'>,
  { tx, at }: Writing,
  event: EventKind<P>,
  { contact, actor, particulars }: Told<P>,
): Promise<void> {
  await log.publish(tx, { event, actor, at, record: { kind: 'contact', id: contact.id }, scope: contactScope(contact), particulars })
}
