/** Table `probe_lease`: which node looks from a location. */
import { sql } from 'kysely'
import { later, toDate, type Instant } from '#kit/time.ts'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface LeaseWrite {
  readonly location: string
  /** UUID of this start of this node. */
  readonly node: string
  readonly at: Instant
  readonly forMs: number
}

/** Takes the lease when it is free or run out, and prolongs one's own. False: another node has it. */
export async function holdLease(tx: Tx, { location, node, at, forMs }: LeaseWrite): Promise<boolean> {
  const until = toDate(later(at, forMs))
  const changed = await affected(
    tx,
    'checks.holdLease',
    sql`insert into probe_lease (location, node, until) values (${location}, ${node}, ${until})
      on conflict (location) do update set node = excluded.node, until = excluded.until
      where probe_lease.node = excluded.node or probe_lease.until <= ${toDate(at)}`,
  )
  return changed > 0
}

/** Whether some node looks from there. */
export async function isHeld(tx: Tx, of: { readonly location: string; readonly at: Instant }): Promise<boolean> {
  const rows = await named(
    tx,
    'checks.isHeld',
    sql<{ held: boolean }>`select true as held from probe_lease where location = ${of.location} and until > ${toDate(of.at)}`,
  )
  return rows.length > 0
}
