/** What every action on status pages begins with. */
import { requirePermission } from '#core/identity/public.ts'
import type { EventKind, Scope } from '#kit/event.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { lockPage, type PageRow } from '../store/pages.ts'

export interface Act {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly caller: Caller
}

export interface Target {
  readonly id: string
  readonly ifMatch: number | null
}

/** What is prepared is the team's own: contacts of the client have no part in it. */
export function scopeOfPage({ clientId, applicationId }: Pick<PageRow, 'clientId' | 'applicationId'>): Scope {
  return { clientId, applicationId, audience: 'internal' }
}

/** The page, held until the transaction ends. Throws `common.not_found`. */
export async function claimPage(
  tx: Tx,
  caller: Caller,
  { id, permission }: { readonly id: string; readonly permission: string },
): Promise<PageRow> {
  const page = await lockPage(tx, id)
  if (page === undefined) throw new Fault(common.not_found)
  requirePermission(caller, permission, scopeOfPage(page))
  return page
}

export interface Telling {
  readonly platform: Pick<Platform, 'log'>
  readonly tx: Tx
  readonly at: Instant
  readonly actor: Caller['ref']
}

export async function tellOfPage({ platform, tx, at, actor }: Telling, event: EventKind, page: PageRow, more: object = {}): Promise<void> {
  const record = { kind: 'status_page' as const, id: page.id }
  await platform.log.publish(tx, { event, actor, record, scope: scopeOfPage(page), at, particulars: { page: page.name, ...more } })
}
