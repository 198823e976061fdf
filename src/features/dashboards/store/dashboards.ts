/** Table `dashboard`. */
import { sql } from 'kysely'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DashboardContent, Panel } from '../domain/panel.ts'
import type { DB } from './rows.gen.ts'

export interface DashboardRow extends DashboardContent {
  readonly id: string
  /** UUID; null: of the installation. */
  readonly applicationId: string | null
  /** Path of the configuration file that manages it; null: people do, in the console. */
  readonly managedBy: string | null
  readonly version: number
  readonly updatedAt: Instant
  readonly deletedAt: Instant | null
}

/** A dashboard without its panels, for lists. */
export type DashboardSummary = Omit<DashboardRow, 'panels' | 'deletedAt'> & { readonly panelCount: number }

const columns = sql`
  d.id, d.application_id as "applicationId", d.title, d.panels, d.managed_by as "managedBy", d.version, d.updated_at as "updatedAt",
  d.deleted_at as "deletedAt"`

/** By title, without deleted ones; those of one application with those of the installation. */
export function listDashboards(
  tx: Tx,
  { applicationId, limit }: { readonly applicationId: string | undefined; readonly limit: number },
): Promise<DashboardSummary[]> {
  const within = applicationId === undefined ? sql`true` : sql`(d.application_id = ${applicationId} or d.application_id is null)`
  const query = sql<DashboardSummary>`
    select d.id, d.application_id as "applicationId", d.title, jsonb_array_length(d.panels) as "panelCount", d.managed_by as "managedBy",
      d.version, d.updated_at as "updatedAt"
    from dashboard d where d.deleted_at is null and ${within} order by lower(d.title), d.id limit ${limit}`
  return named(tx, 'dashboards.listDashboards', query)
}

/** Deleted ones too. */
export async function findDashboard(tx: Tx, id: string): Promise<DashboardRow | undefined> {
  return (await named(tx, 'dashboards.findDashboard', sql<DashboardRow>`select ${columns} from dashboard d where d.id = ${id}`))[0]
}

/** Deleted ones too. Held until the transaction ends. */
export async function lockDashboard(tx: Tx, id: string): Promise<DashboardRow | undefined> {
  const query = sql<DashboardRow>`select ${columns} from dashboard d where d.id = ${id} for no key update`
  return (await named(tx, 'dashboards.lockDashboard', query))[0]
}

/** Whose dashboards a file is about; null: of the installation. */
interface Owner {
  readonly applicationId: string | null
}

/** Those that this file manages already and those of this title, without deleted ones. */
export function dashboardsOfFile(
  tx: Tx,
  { applicationId, path, title }: Owner & { readonly path: string; readonly title: string | null },
): Promise<DashboardRow[]> {
  const query = sql<DashboardRow>`
    select ${columns} from dashboard d
    where d.application_id is not distinct from ${applicationId} and d.deleted_at is null and (d.managed_by = ${path} or d.title = ${title})
    order by d.id`
  return named(tx, 'dashboards.dashboardsOfFile', query)
}

/** All of an application or of the installation alone, by title, without deleted ones. */
export function dashboardsOf(tx: Tx, { applicationId }: Owner): Promise<DashboardRow[]> {
  const query = sql<DashboardRow>`
    select ${columns} from dashboard d where d.application_id is not distinct from ${applicationId} and d.deleted_at is null
    order by lower(d.title), d.id`
  return named(tx, 'dashboards.dashboardsOf', query)
}

/** How many there are, without deleted ones. */
export async function countDashboards(tx: Tx): Promise<number> {
  const query = sql<{ count: number }>`select count(*) as count from dashboard where deleted_at is null`
  return (await named(tx, 'dashboards.countDashboards', query))[0]?.count ?? 0
}

export async function insertDashboard(tx: Tx, row: DashboardRow): Promise<void> {
  const { id, applicationId, title, panels, managedBy, updatedAt } = row
  const at = toDate(updatedAt)
  const filled = { id, application_id: applicationId, title, panels: JSON.stringify(panels), managed_by: managedBy }
  const query = kysely<DB>(tx)
    .insertInto('dashboard')
    .values({ ...filled, created_at: at, updated_at: at })
  await affected(tx, 'dashboards.insertDashboard', query)
}

/** Whoever updates holds the lock; the version rises by one. */
export async function updateDashboard(tx: Tx, row: DashboardRow): Promise<void> {
  const { id, title, panels, managedBy, version, updatedAt, deletedAt } = row
  const query = kysely<DB>(tx)
    .updateTable('dashboard')
    .set({
      title,
      panels: JSON.stringify(panels),
      managed_by: managedBy,
      version: version + 1,
      updated_at: toDate(updatedAt),
      deleted_at: deletedAt === null ? null : toDate(deletedAt),
    })
    .where('id', '=', id)
  await affected(tx, 'dashboards.updateDashboard', query)
}

/** Dashboards of which some text has one of the words in any case, deleted ones too. */
export function dashboardsNaming(
  tx: Tx,
  words: readonly string[],
  limit: number,
): Promise<{ readonly id: string; readonly title: string; readonly panels: readonly Panel[] }[]> {
  const query = sql<{ id: string; title: string; panels: readonly Panel[] }>`
    select id, title, panels from dashboard
    where exists (select from unnest(${words}::text[]) as word where strpos(lower(title || ' ' || panels::text), lower(word)) > 0)
    order by id limit ${limit}`
  return named(tx, 'dashboards.dashboardsNaming', query)
}

/** Whatever its version: for erasing what names a person. */
export async function rewriteDashboard(tx: Tx, { id, title, panels }: DashboardContent & { readonly id: string }): Promise<void> {
  const query = kysely<DB>(tx)
    .updateTable('dashboard')
    .set({ title, panels: JSON.stringify(panels) })
    .where('id', '=', id)
  await affected(tx, 'dashboards.rewriteDashboard', query)
}

/** Deleted ones that are brought back no more. Returns how many. */
export function removeDeletedDashboards(tx: Tx, { before, limit }: { readonly before: Instant; readonly limit: number }): Promise<number> {
  const query = sql`delete from dashboard where id in (select id from dashboard where deleted_at < ${toDate(before)} limit ${limit})`
  return affected(tx, 'dashboards.removeDeletedDashboards', query)
}
