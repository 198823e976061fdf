/** What every action of maintenance needs: who acts, and how it is told. */
import type { z } from 'zod'
import { scopeOfRecord } from '#core/records/public.ts'
import type { ActorRef, EventKind } from '#kit/event.ts'
import { toIso, type Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { Claimed } from '../access/scope.ts'
import type { Span } from '../domain/conflicts.ts'

export type Needs = Pick<Platform, 'work' | 'clock' | 'log' | 'due'>

/** Who acts, on which platform. */
export interface Act {
  readonly platform: Needs
  readonly caller: Caller
}

/** Inside a transaction, at one instant. */
export interface Writing {
  readonly platform: Pick<Needs, 'log' | 'due'>
  readonly tx: Tx
  readonly at: Instant
  readonly actor: ActorRef
}

/** Tells the log of a window; `span` is the time that the event is about. */
export async function tell<P extends z.ZodType>(
  { platform, tx, at, actor }: Writing,
  { record, window }: Claimed,
  told: { readonly event: EventKind<P>; readonly span: Span; readonly more?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { startsAt, endsAt } = told.span
  const about = { title: record.title, applicationId: window.applicationId, isPublic: window.isPublic }
  await platform.log.publish(tx, {
    event: told.event,
    actor,
    record: { kind: 'maintenance_window', id: record.id },
    scope: scopeOfRecord(record),
    at,
    particulars: { ...about, startsAt: toIso(startsAt), endsAt: toIso(endsAt), ...told.more } as z.input<P>,
  })
}
