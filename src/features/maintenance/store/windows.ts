/** Table `maintenance_window`. */
import { sql } from 'kysely'
import { joinRecord } from '#core/records/public.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Effects, Holding, WindowScope } from '../domain/cover.ts'
import type { Schedule } from '../domain/recurrence.ts'
import type { WindowKind } from '../domain/words.ts'

export interface WindowRow extends WindowScope, Schedule, Effects {
  readonly id: string
  readonly kind: WindowKind
  readonly isPublic: boolean
  readonly publicText: string
  readonly note: string
  /** Its key in the plan that it follows. */
  readonly planKey: string | null
  /** UUID of a person. */
  readonly createdBy: string | null
}

const columns = sql`
  w.id, w.application_id as "applicationId", w.kind, w.environment_ids as "environmentIds", w.component_ids as "componentIds", w.zone,
  w.starts_local as "startsLocal", w.duration_minutes as "durationMinutes", w.rule, w.holds_alerts as "holdsAlerts",
  w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases", w.is_public as "isPublic", w.public_text as "publicText",
  w.note, w.plan_key as "planKey", w.created_by as "createdBy"`

/** The record of the same id is written before. */
export async function insertWindow(tx: Tx, row: WindowRow): Promise<void> {
  const query = sql`
    insert into maintenance_window (id, application_id, kind, environment_ids, component_ids, zone, starts_local, duration_minutes, rule,
      holds_alerts, pauses_clocks, freezes_releases, is_public, public_text, note, plan_key, created_by)
    values (${row.id}, ${row.applicationId}, ${row.kind}, ${row.environmentIds}::uuid[], ${row.componentIds}::uuid[], ${row.zone},
      ${row.startsLocal}, ${row.durationMinutes}, ${row.rule}, ${row.holdsAlerts}, ${row.pausesClocks}, ${row.freezesReleases},
      ${row.isPublic}, ${row.publicText}, ${row.note}, ${row.planKey}, ${row.createdBy})`
  await affected(tx, 'maintenance.insertWindow', query)
}

/** All but the application, the kind and the plan's key, which stay. */
export async function updateWindow(tx: Tx, row: WindowRow): Promise<void> {
  const query = sql`
    update maintenance_window set environment_ids = ${row.environmentIds}::uuid[], component_ids = ${row.componentIds}::uuid[],
      zone = ${row.zone}, starts_local = ${row.startsLocal}, duration_minutes = ${row.durationMinutes}, rule = ${row.rule},
      holds_alerts = ${row.holdsAlerts}, pauses_clocks = ${row.pausesClocks}, freezes_releases = ${row.freezesReleases},
      is_public = ${row.isPublic}, public_text = ${row.publicText}, note = ${row.note} where id = ${row.id}`
  await affected(tx, 'maintenance.updateWindow', query)
}

/** Whoever changes one holds the lock on its record. */
export async function findWindow(tx: Tx, id: string): Promise<WindowRow | undefined> {
  return (await named(tx, 'maintenance.findWindow', sql<WindowRow>`select ${columns} from maintenance_window w where w.id = ${id}`))[0]
}

/** In the order of nothing; ids of none are left out. */
export function findWindows(tx: Tx, ids: readonly string[]): Promise<WindowRow[]> {
  return named(tx, 'maintenance.findWindows', sql<WindowRow>`select ${columns} from maintenance_window w where w.id = any(${ids}::uuid[])`)
}

/** Those that follow the plan of an application, cancelled ones too. */
export function plannedWindows(tx: Tx, applicationId: string): Promise<WindowRow[]> {
  const query = sql<WindowRow>`
    select ${columns} from maintenance_window w where w.application_id = ${applicationId} and w.plan_key is not null`
  return named(tx, 'maintenance.plannedWindows', query)
}

/** What holds in these applications at that instant. */
export function findHolding(tx: Tx, { applicationIds, at }: { applicationIds: readonly string[]; at: Instant }): Promise<Holding[]> {
  const query = sql<Holding>`
    select w.id as "windowId", r.title, o.ends_at as "endsAt", w.application_id as "applicationId", w.environment_ids as "environmentIds",
      w.component_ids as "componentIds", w.holds_alerts as "holdsAlerts", w.pauses_clocks as "pausesClocks",
      w.freezes_releases as "freezesReleases"
    from window_occurrence o join maintenance_window w on w.id = o.window_id ${joinRecord(sql`w.id`)}
    where w.application_id = any(${applicationIds}::uuid[]) and o.starts_at <= ${toDate(at)} and o.ends_at > ${toDate(at)}
      and o.state <> 'skipped' and r.state <> 'cancelled' order by o.ends_at desc, w.id`
  return named(tx, 'maintenance.findHolding', query)
}

/** By UUID; for the excerpts of search. */
export async function notesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const query = sql<{ id: string; note: string }>`select id, note from maintenance_window where id = any(${ids}::uuid[])`
  return new Map((await named(tx, 'maintenance.notesOf', query)).map(({ id, note }) => [id, note]))
}

/** UUIDs of the windows that these people planned, at most `limit`, after `afterId`. */
export async function windowsMadeBy(
  tx: Tx,
  personIds: readonly string[],
  page: { readonly afterId: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const after = page.afterId === null ? sql`true` : sql`id > ${page.afterId}::uuid`
  const query = sql<{ id: string }>`
    select id from maintenance_window where created_by = any(${personIds}::uuid[]) and ${after} order by id limit ${page.limit}`
  return (await named(tx, 'maintenance.windowsMadeBy', query)).map(({ id }) => id)
}

/** Forgets who planned them; returns how many. */
export function forgetMakers(tx: Tx, personIds: readonly string[]): Promise<number> {
  const query = sql`update maintenance_window set created_by = null where created_by = any(${personIds}::uuid[])`
  return affected(tx, 'maintenance.forgetMakers', query)
}
