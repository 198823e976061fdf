/** Contacts as the team sees them. What the caller may not see looks the same as what does not exist. */
import { clientNames } from '#core/catalog/public.ts'
import { reachOf, requirePermission } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { later } from '#kit/time.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { ContactAnswer, contactRoutes } from '../contract/contacts.ts'
import { SESSION_IDLE_MS, SESSIONS_MAX } from '../domain/links.ts'
import { READ_CONTACTS } from '../domain/permissions.ts'
import { contactScope } from '../domain/scope.ts'
import { findContact, listContacts, type ContactRow } from '../store/contacts.ts'
import { listSessions, type SessionRow } from '../store/sessions.ts'

interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock'>
  readonly caller: Caller
}

type ContactList = (typeof contactRoutes)['listContacts']

export async function contactPage({ platform, caller }: Ask, { query }: HandledOf<ContactList>): Promise<ReplyOf<ContactList>> {
  const { limit, state, text, clientId, kind } = query
  const after = decodeCursor(query.cursor, 'name', 2)
  const reach = reachOf(caller, READ_CONTACTS)
  return platform.work.read(async (tx) => {
    const rows = await listContacts(tx, { reach, state, text, clientId, kind, after, limit: limit + 1 })
    const page = pageFrom(rows, limit, 'name', ({ sortName, id }) => [sortName, id])
    return { ...page, items: await answers(tx, page.items) }
  })
}

export function readContact({ platform, caller }: Ask, id: string): Promise<ContactAnswer> {
  return platform.work.read(async (tx) => {
    const [answer] = await answers(tx, [await visible(tx, caller, id)])
    if (!answer) throw new Fault(common.not_found)
    return answer
  })
}

export function contactSessions({ platform, caller }: Ask, id: string): Promise<(SessionRow & { readonly current: boolean })[]> {
  return platform.work.read(async (tx) => {
    const { id: contactId } = await visible(tx, caller, id)
    return sessionsOf(tx, platform, { contactId, currentId: null })
  })
}

/** Those that still hold, the latest first. */
export async function sessionsOf(
  tx: Tx,
  { clock }: Pick<Platform, 'clock'>,
  { contactId, currentId }: { readonly contactId: string; readonly currentId: string | null },
): Promise<(SessionRow & { readonly current: boolean })[]> {
  const now = clock.now()
  const rows = await listSessions(tx, { contactId, now, seenAfter: later(now, -SESSION_IDLE_MS), limit: SESSIONS_MAX })
  return rows.map((row) => ({ ...row, current: row.id === currentId }))
}

async function visible(tx: Tx, caller: Caller, id: string): Promise<ContactRow> {
  const row = await findContact(tx, id)
  if (!row) throw new Fault(common.not_found)
  requirePermission(caller, READ_CONTACTS, contactScope(row))
  return row
}

async function answers(tx: Tx, rows: readonly ContactRow[]): Promise<ContactAnswer[]> {
  const names = await clientNames(
    tx,
    rows.map(({ clientId }) => clientId),
  )
  return rows.map(({ clientId, ...row }) => ({
    ...row,
    client: { id: clientId, name: names.get(clientId) ?? '' },
    emails: [...row.emails],
    phones: [...row.phones],
  }))
}
