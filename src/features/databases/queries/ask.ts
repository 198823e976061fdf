/** A read of watched databases and who asks for it. */
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { claimPlace, type Place } from '../access/place.ts'
import { READ_DATABASES } from '../domain/permissions.ts'
import { findWatched, type WatchedRow } from '../store/watched.ts'

export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

export interface Seen {
  readonly row: WatchedRow
  readonly place: Place
}

/** Throws `common.not_found` for one that is not there or not the caller's to see. */
export async function seenDatabase(tx: Tx, caller: Caller, id: string): Promise<Seen> {
  const row = await findWatched(tx, id)
  if (!row) throw new Fault(common.not_found)
  return { row, place: await claimPlace(tx, caller, { environmentId: row.environmentId, permission: READ_DATABASES }) }
}
