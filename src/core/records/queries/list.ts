/** Lists and counts of records of one kind, as a caller may see them. Features serve their list routes with these. */
import { recordAreasOf, signedIn } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { toUuid } from '#kit/ids.ts'
import { DAY_MS, later, type Instant } from '#kit/time.ts'
import { decodeCursor, pageFrom, type SortValues } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { RecordKind } from '../contract/kind.ts'
import { COUNT_MAX } from '../domain/bounds.ts'
import { parseFilter, type RecordFilter } from '../domain/filter.ts'
import { narrow } from '../domain/reach.ts'
import type { Sort } from '../domain/sorts.ts'
import { countRecordRows, listRecordRows, type ListWanted } from '../store/lists.ts'
import type { RecordRow } from '../store/records.ts'

/** Who lists which kind. */
export interface Listing {
  readonly kind: Omit<RecordKind, 'audienceOf' | 'searchText'>
  readonly caller: Caller
  readonly clock: Platform['clock']
}

export interface ListCall {
  readonly filter: string
  readonly sort: Sort
  readonly limit: number
  readonly cursor?: string | undefined
}

/** A page of records that the caller reaches. Throws `common.invalid_request` on `query.filter` when it cannot be understood. */
export async function listRecords(
  tx: Tx,
  of: Listing,
  { filter, sort, limit, cursor }: ListCall,
): Promise<{ readonly items: readonly RecordRow[]; readonly nextCursor: string | null }> {
  const wanted = wantedBy(of, filter)
  const order = `${of.kind.kind}.${sort}`
  const after = decodeCursor(cursor, order, placeLength(sort))
  const rows = await listRecordRows(tx, { ...wanted, sort, after: checked(after, sort), limit: limit + 1 })
  return pageFrom(rows, limit, order, (row) => placeOf(row, sort))
}

/** How many there are, counted up to `COUNT_MAX`. */
export async function countRecords(tx: Tx, of: Listing, filter: string): Promise<{ readonly count: number; readonly more: boolean }> {
  const found = await countRecordRows(tx, wantedBy(of, filter), COUNT_MAX + 1)
  return { count: Math.min(found, COUNT_MAX), more: found > COUNT_MAX }
}

function wantedBy({ kind, caller, clock }: Listing, text: string): ListWanted {
  const parsed = parseFilter(text)
  if (!parsed.ok) return refuseFilter(parsed.message)
  const { filter } = parsed
  const own = signedIn(caller).personId
  return {
    kind: kind.kind,
    stretches: narrow(recordAreasOf(caller, kind.permission), {
      clientIds: filter.client?.map((value) => (value === 'none' ? null : uuidOf('client', value))),
      applicationIds: filter.application?.map((value) => uuidOf('application', value)),
    }),
    states: statesOf(kind, filter),
    assigneeIds: filter.assignee?.map((value) => (value === 'none' ? null : value === 'me' ? own : uuidOf('person', value))),
    priorities: filter.priority?.map((value) => priorityOf(kind, value)),
    dueBefore: dueBefore(filter.due?.[0], clock.now()),
  }
}

function statesOf({ states, openStates }: Listing['kind'], filter: RecordFilter): readonly string[] {
  const all = Object.keys(states)
  const unknown = filter.state?.find((state) => !all.includes(state))
  if (unknown !== undefined) return refuseFilter(`has “${unknown}” for state:, which wants ${all.join(', ')}`)
  const wanted = filter.is?.[0]
  return (filter.state ?? all).filter((state) => wanted === undefined || openStates.includes(state) === (wanted === 'open'))
}

function priorityOf({ priorities }: Listing['kind'], value: string): number | null {
  if (value === 'none') return null
  if (Number(value) in priorities) return Number(value)
  return refuseFilter(`has “${value}” for priority:, which wants ${Object.keys(priorities).join(', ') || 'nothing here'}`)
}

function dueBefore(value: string | undefined, now: Instant): Instant | null | undefined {
  if (value === undefined) return undefined
  if (value === 'none') return null
  return value === 'overdue' ? now : later(now, Number.parseInt(value, 10) * DAY_MS)
}

function uuidOf(thing: 'client' | 'application' | 'person', id: string): string {
  return toUuid(thing, id) ?? refuseFilter(`has “${id}”, which is no id`)
}

function refuseFilter(message: string): never {
  throw new Fault(common.invalid_request, { detail: `The filter ${message}.`, fields: [{ field: 'query.filter', message }] })
}

function placeOf(row: RecordRow, sort: Sort): SortValues {
  if (sort === 'due') return [row.dueAt, row.id]
  return sort === 'priority' ? [row.priority, row.id] : [row.id]
}

const placeLength = (sort: Sort): number => (sort === 'due' || sort === 'priority' ? 2 : 1)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A cursor is anybody's text: what is no place in this order is refused before it reaches the database. */
function checked(after: SortValues | null, sort: Sort): SortValues | null {
  if (after === null) return null
  const id = after.at(-1)
  const value = placeLength(sort) === 2 ? after[0] : null
  if (typeof id === 'string' && UUID.test(id) && (value === null || Number.isSafeInteger(value))) return after
  throw new Fault(common.invalid_request, { fields: [{ field: 'query.cursor', message: 'must be the nextCursor of the previous page' }] })
}
