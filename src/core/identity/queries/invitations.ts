/** Invitations that wait for an answer. */
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Needs } from '../access/needs.ts'
import type { Instant } from '#kit/time.ts'
import { requirePermission, type PersonCaller } from '../access/caller.ts'
import { organisationScope } from '../domain/permit.ts'
import { listOpenInvitations, type InvitationRow } from '../store/invitations.ts'

const ORDER = '-id'

/** The newest first; expired ones too, since they wait to be renewed or withdrawn. */
export async function listInvitations(
  platform: Needs,
  caller: PersonCaller,
  query: { readonly limit: number; readonly cursor?: string | undefined },
) {
  requirePermission(caller, 'identity.people.write', organisationScope)
  const after = decodeCursor(query.cursor, ORDER, 1)
  const page = { beforeId: after && String(after[0]), limit: query.limit + 1 }
  const rows = await platform.work.read((tx) => listOpenInvitations(tx, page))
  const { items, nextCursor } = pageFrom(rows, query.limit, ORDER, (row) => [row.id])
  const now = platform.clock.now()
  return { items: items.map((row) => shownInvitation(row, now)), nextCursor }
}

/** An invitation as lists show it at `now`. */
export function shownInvitation(row: InvitationRow, now: Instant) {
  const { inviterName: _, ...shown } = row
  return { ...shown, grants: [...row.grants], expired: now >= row.expiresAt }
}
