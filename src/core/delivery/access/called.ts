/** How the things that people are told about are called now. */
import { namedOf } from '#core/catalog/public.ts'
import { recordKindsOf, findRecords } from '#core/records/public.ts'
import type { RecordRef } from '#kit/event.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../needs.ts'

export interface Called {
  /** `TSK-2`; null for applications, which have a name only. */
  readonly label: string | null
  readonly title: string
}

/** By UUID; without what has no name, is gone, or may not be seen by the caller any more. */
export async function calledOf(
  platform: Needs,
  tx: Tx,
  { caller, things }: { readonly caller: Caller; readonly things: readonly RecordRef[] },
): Promise<ReadonlyMap<string, Called>> {
  const kinds = recordKindsOf(platform)
  const called = new Map<string, Called>()
  const records = things.filter(({ kind }) => kinds.of(kind) !== undefined).map(({ id }) => id)
  const rows = records.length === 0 ? [] : await findRecords(tx, [...new Set(records)])
  for (const row of rows) {
    const card = kinds.isSeenBy(caller, row) ? kinds.cardOf(row) : undefined
    if (card) called.set(row.id, { label: card.label, title: card.title })
  }
  for (const id of new Set(things.flatMap((thing) => (thing.kind === 'application' ? [thing.id] : [])))) {
    const named = await namedOf(tx, 'application', id)
    if (named && caller.may('catalog.applications.read', named.scope)) called.set(id, { label: null, title: named.name })
  }
  return called
}
