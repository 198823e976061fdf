/** The saved views that somebody has. */
import { peopleByIds, signedIn } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { SavedView, viewsContract } from '../contract/contract.ts'
import { SHARE_VIEWS } from '../domain/permissions.ts'
import { judgeChange, VIEWS_MAX, type Viewer } from '../domain/sharing.ts'
import { listViews, type ViewRow } from '../store/views.ts'

type List = (typeof viewsContract)['listViews']
/** One's own, and as many again from others. */
const SHOWN_MAX = 2 * VIEWS_MAX

export function readViews({ work }: Pick<Platform, 'work'>, caller: Caller, { query }: HandledOf<List>): Promise<ReplyOf<List>> {
  const viewer = viewerOf(caller)
  return work.read(async (tx) => {
    const rows = await listViews(tx, { kind: query.kind, personId: viewer.personId, roles: viewer.roles, limit: SHOWN_MAX })
    return { items: await showViews(tx, rows, viewer) }
  })
}

/** An API key acts with its person's views, as far as its scopes go. */
export function viewerOf(caller: Caller): Viewer {
  const { personId, rights } = signedIn(caller)
  return { personId, roles: rights.grants.map(({ role }) => role), mayShare: caller.holds(SHARE_VIEWS) }
}

/** Keeps the order of the rows. */
export async function showViews(tx: Tx, rows: readonly ViewRow[], viewer: Viewer): Promise<SavedView[]> {
  const people = await peopleByIds(
    tx,
    rows.map(({ ownerId }) => ownerId),
  )
  return rows.map(({ ownerId, deletedAt: _deleted, ...row }) => ({
    ...row,
    columns: [...row.columns],
    owner: { id: ownerId, name: people.get(ownerId)?.name ?? 'an erased person' },
    canChange: judgeChange({ ownerId, shared: row.shared, role: row.role }, null, viewer).allowed,
  }))
}
