/** The saved searches that somebody has. */
import { scopeOf } from '#core/catalog/public.ts'
import { requirePermission, signedIn } from '#core/identity/public.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { READ_LINES } from '../contract/reading.ts'
import type { searchRoutes } from '../contract/searches.ts'
import { SEARCHES_MAX } from '../domain/saved-search.ts'
import { findSearch, listSearches, type SearchRow } from '../store/searches.ts'

type Routes = typeof searchRoutes

interface Reading {
  readonly platform: Pick<Platform, 'work'>
  readonly caller: Caller
}

export function readSearches({ platform, caller }: Reading, applicationId: string): Promise<ReplyOf<Routes['listSearches']>> {
  const { personId } = signedIn(caller)
  return platform.work.read(async (tx) => {
    const scope = await scopeOf(tx, { kind: 'application', id: applicationId })
    if (scope === undefined) throw new Fault(common.not_found)
    requirePermission(caller, READ_LINES, scope)
    // One's own, and as many of the team.
    const rows = await listSearches(tx, { applicationId, personId, limit: 2 * SEARCHES_MAX })
    return { items: rows.map(shown) }
  })
}

/** Also while it is deleted: the answer to whoever deleted it has the version with which it is brought back. */
export function readWritten({ platform }: Reading, id: string): Promise<ReplyOf<Routes['createSearch']>> {
  return platform.work.read(async (tx) => {
    const row = await findSearch(tx, id)
    if (row === undefined) throw new Fault(common.not_found)
    return shown(row)
  })
}

function shown({ ownerId, deletedAt: _deleted, search, ...row }: SearchRow): ReplyOf<Routes['createSearch']> {
  const copied = { attributes: { ...search.attributes }, resource: { ...search.resource } }
  return { ...row, search: { ...search, ...copied }, isShared: ownerId === null }
}
