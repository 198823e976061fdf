/** Table `plan_version`. */
import { sql, type RawBuilder } from 'kysely'
import type { ActorRef } from '#kit/event.ts'
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Layer } from '../domain/layers.ts'
import type { PlanRef } from '../domain/ref.ts'
import type { LeafValue } from '../domain/shape.ts'
import type { DB } from './rows.gen.ts'

/** What a layer sets, as it is kept. */
export type KeptLeaves = readonly (readonly [path: string, value: LeafValue, since: number])[]

export interface VersionHead {
  readonly version: number
  readonly note: string
  readonly restoredFrom: number | null
  readonly changes: number
  readonly actor: ActorRef
  readonly createdAt: Instant
}

export interface LayerRow {
  readonly version: number
  readonly leaves: KeptLeaves
}

const of = (ref: PlanRef): RawBuilder<boolean> => sql`
  client_id is not distinct from ${ref.kind === 'client' ? ref.id : null}::uuid
  and application_id is not distinct from ${ref.kind === 'application' ? ref.id : null}::uuid`

const head = sql`version, note, restored_from as "restoredFrom", changes,
  json_build_object('kind', actor_kind, 'id', actor_id) as actor, created_at as "createdAt"`

/** Writers wait for each other, so that what one checked still holds when it writes; readers are not held up. */
export async function lockPlans(tx: Tx): Promise<void> {
  await affected(tx, 'plan.lockPlans', sql`lock table plan_version in share row exclusive mode`)
}

/** What a layer sets now, or set at an instant; undefined when nobody ever set anything. */
export async function findLayer(tx: Tx, ref: PlanRef, at: Instant | null = null): Promise<LayerRow | undefined> {
  const then = at === null ? sql`true` : sql`created_at <= ${toDate(at)}`
  const query = sql<LayerRow>`select version, leaves from plan_version where ${of(ref)} and ${then} order by version desc limit 1`
  return (await named(tx, 'plan.findLayer', query))[0]
}

/** The text of a version, of the newest one unless said. */
export async function findSource(
  tx: Tx,
  ref: PlanRef,
  version: number | null = null,
): Promise<(LayerRow & { readonly source: string }) | undefined> {
  const which = version === null ? sql`true` : sql`version = ${version}`
  const query = sql<LayerRow & { source: string }>`
    select version, leaves, source from plan_version where ${of(ref)} and ${which} order by version desc limit 1`
  return (await named(tx, 'plan.findSource', query))[0]
}

/** Newest first, those before `before` when given. */
export function listVersions(
  tx: Tx,
  ref: PlanRef,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<VersionHead[]> {
  const earlier = before === null ? sql`true` : sql`version < ${before}`
  return named(
    tx,
    'plan.listVersions',
    sql<VersionHead>`select ${head} from plan_version where ${of(ref)} and ${earlier} order by version desc limit ${limit}`,
  )
}

/** Who made these versions, and when. */
export function findHeads(tx: Tx, ref: PlanRef, versions: readonly number[]): Promise<VersionHead[]> {
  return named(
    tx,
    'plan.findHeads',
    sql<VersionHead>`select ${head} from plan_version where ${of(ref)} and version = any(${versions}::int[])`,
  )
}

/** A layer that sets something. At most one of the two is not null. */
export interface KeptLayer extends LayerRow {
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly changedAt: Instant
}

/** Most layers of one installation that are looked at together; each is a client or application with wishes of its own. */
const LAYERS_MAX = 5_000

/** The newest version of every layer: the organisation first, then clients, then applications. */
export function listLayers(tx: Tx): Promise<KeptLayer[]> {
  return named(
    tx,
    'plan.listLayers',
    sql<KeptLayer>`
      select distinct on (application_id, client_id)
        version, leaves, application_id as "applicationId", client_id as "clientId", created_at as "changedAt"
      from plan_version
      order by application_id nulls first, client_id nulls first, version desc
      limit ${LAYERS_MAX}`,
  )
}

export interface NewVersion extends Omit<VersionHead, 'createdAt'> {
  readonly id: string
  readonly ref: PlanRef
  readonly source: string
  readonly leaves: KeptLeaves
  readonly at: Instant
}

/** False when the version is there already: somebody was faster. */
export async function insertVersion(tx: Tx, row: NewVersion): Promise<boolean> {
  const query = kysely<DB>(tx)
    .insertInto('plan_version')
    .values({
      id: row.id,
      client_id: row.ref.kind === 'client' ? row.ref.id : null,
      application_id: row.ref.kind === 'application' ? row.ref.id : null,
      version: row.version,
      source: row.source,
      leaves: JSON.stringify(row.leaves),
      note: row.note,
      restored_from: row.restoredFrom,
      changes: row.changes,
      actor_kind: row.actor.kind,
      actor_id: row.actor.id,
      created_at: toDate(row.at),
    })
    .onConflict((on) => on.constraint('plan_version_unique').doNothing())
  return (await affected(tx, 'plan.insertVersion', query)) === 1
}

/** As the merging wants it. */
export function toLayer(kind: Layer['kind'], row: LayerRow | undefined): Layer {
  const leaves = row?.leaves ?? []
  return {
    kind,
    leaves: new Map(leaves.map(([path, value]) => [path, value])),
    since: new Map(leaves.map(([path, , since]) => [path, since])),
  }
}
