/** Table `window_occurrence`. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Occurrence } from '../domain/occurrence.ts'
import type { Planned } from '../domain/recurrence.ts'

export interface OccurrenceRow extends Occurrence {
  readonly windowId: string
  readonly checksDownBefore: number | null
  readonly checksDownAfter: number | null
}

const columns = sql`
  o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt",
  o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict,
  o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter"`

/** Those that are there already stay as they are. `remindedFrom`: who hears of one that starts earlier hears of it by its planning. */
export async function insertOccurrences(
  tx: Tx,
  of: { readonly windowId: string; readonly remindedFrom: Instant; readonly rows: readonly (Planned & { readonly id: string })[] },
): Promise<void> {
  const { windowId, remindedFrom, rows } = of
  if (rows.length === 0) return
  const query = sql`
    insert into window_occurrence (id, window_id, local, state, starts_at, ends_at, planned_ends_at, is_reminded)
    select id, ${windowId}, local, 'planned', starts_at, ends_at, ends_at, starts_at < ${toDate(remindedFrom)}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ local }) => local)}::text[],
      ${rows.map(({ startsAt }) => toDate(startsAt))}::timestamptz[], ${rows.map(({ endsAt }) => toDate(endsAt))}::timestamptz[])
      as planned (id, local, starts_at, ends_at)
    on conflict (window_id, local) do nothing`
  await affected(tx, 'maintenance.insertOccurrences', query)
}

/** Takes out what has not begun and nobody touched, so that it can be written anew. */
export async function deleteUntouched(tx: Tx, windowId: string): Promise<void> {
  const query = sql`delete from window_occurrence where window_id = ${windowId} and state = 'planned' and not is_moved`
  await affected(tx, 'maintenance.deleteUntouched', query)
}

/** Takes out exceptions that have not begun and that the rule no longer asks for. */
export async function deleteStray(tx: Tx, windowId: string, locals: readonly string[]): Promise<void> {
  const query = sql`
    delete from window_occurrence where window_id = ${windowId} and state in ('planned', 'skipped') and local <> all(${locals}::text[])`
  await affected(tx, 'maintenance.deleteStray', query)
}

export async function updateOccurrence(tx: Tx, row: OccurrenceRow): Promise<void> {
  const query = sql`
    update window_occurrence set state = ${row.state}, starts_at = ${toDate(row.startsAt)}, ends_at = ${toDate(row.endsAt)},
      planned_ends_at = ${toDate(row.plannedEndsAt)}, is_moved = ${row.isMoved}, is_reminded = ${row.isReminded},
      verdict = ${row.verdict}, checks_down_before = ${row.checksDownBefore}, checks_down_after = ${row.checksDownAfter}
    where id = ${row.id}`
  await affected(tx, 'maintenance.updateOccurrence', query)
}

/** To which something will still happen, by start: at most those that are written out ahead and the last ones. */
export function findOpen(tx: Tx, windowId: string): Promise<OccurrenceRow[]> {
  const query = sql<OccurrenceRow>`
    select ${columns} from window_occurrence o where o.window_id = ${windowId}
      and (o.state in ('planned', 'under_way') or (o.state = 'ended' and o.verdict is null)) order by o.starts_at, o.id`
  return named(tx, 'maintenance.findOpen', query)
}

export async function findOccurrence(tx: Tx, of: { readonly windowId: string; readonly id: string }): Promise<OccurrenceRow | undefined> {
  const query = sql<OccurrenceRow>`select ${columns} from window_occurrence o where o.id = ${of.id} and o.window_id = ${of.windowId}`
  return (await named(tx, 'maintenance.findOccurrence', query))[0]
}

/** The last ones that are over and those that come, by start. */
export function listOccurrences(
  tx: Tx,
  of: { readonly windowId: string; readonly now: Instant; readonly pastMax: number; readonly nextMax: number },
): Promise<OccurrenceRow[]> {
  const query = sql<OccurrenceRow>`
    select * from (
      (select ${columns} from window_occurrence o where o.window_id = ${of.windowId} and o.ends_at <= ${toDate(of.now)}
        order by o.starts_at desc limit ${of.pastMax})
      union all
      (select ${columns} from window_occurrence o where o.window_id = ${of.windowId} and o.ends_at > ${toDate(of.now)}
        order by o.starts_at limit ${of.nextMax})) as shown
    order by "startsAt", id`
  return named(tx, 'maintenance.listOccurrences', query)
}

/** An occurrence with what a calendar says of its window. */
export interface TimedOccurrence extends OccurrenceRow {
  readonly number: number
  readonly version: number
  readonly title: string
  readonly applicationId: string
  readonly clientId: string | null
  readonly kind: 'window' | 'freeze'
  readonly isPublic: boolean
  readonly publicText: string
  readonly environmentIds: readonly string[]
  readonly componentIds: readonly string[]
  readonly pausesClocks: boolean
  readonly freezesReleases: boolean
}

export interface Between {
  readonly from: Instant
  readonly to: Instant
  /** All when left out. */
  readonly applicationIds?: readonly string[]
  readonly limit: number
}

/** Not skipped ones of windows that are not cancelled, which touch [from, to), by start. */
export function occurrencesBetween(tx: Tx, { from, to, applicationIds, limit }: Between): Promise<TimedOccurrence[]> {
  const within = applicationIds === undefined ? sql`true` : sql`w.application_id = any(${applicationIds}::uuid[])`
  const query = sql<TimedOccurrence>`
    select ${columns}, r.number, r.version, r.title, w.application_id as "applicationId", r.client_id as "clientId", w.kind, w.is_public as "isPublic",
      w.public_text as "publicText", w.environment_ids as "environmentIds", w.component_ids as "componentIds",
      w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases"
    from window_occurrence o join maintenance_window w on w.id = o.window_id ${joinRecord(sql`w.id`)}
    where o.ends_at > ${toDate(from)} and o.starts_at < ${toDate(to)} and o.state <> 'skipped' and r.state <> 'cancelled' and ${within}
    order by o.starts_at, o.id limit ${limit}`
  return named(tx, 'maintenance.occurrencesBetween', query)
}

/** Of each window the one that is under way or comes next. */
export function findNext(tx: Tx, of: { readonly windowIds: readonly string[]; readonly now: Instant }): Promise<OccurrenceRow[]> {
  const query = sql<OccurrenceRow>`
    select distinct on (o.window_id) ${columns} from window_occurrence o
    where o.window_id = any(${of.windowIds}::uuid[]) and o.ends_at > ${toDate(of.now)} and o.state in ('planned', 'under_way')
    order by o.window_id, o.starts_at, o.id`
  return named(tx, 'maintenance.findNext', query)
}
