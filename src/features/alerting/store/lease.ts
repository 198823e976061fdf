/** Table `alert_lease`: which node looks at rules that read more than one series. */
import { sql } from 'kysely'
import { later, toDate, type Instant } from '#kit/time.ts'
import { affected } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'

export interface LeaseWrite {
  /** UUID of this start of this node. */
  readonly node: string
  readonly at: Instant
  readonly forMs: number
}

/** Takes the lease when it is free or run out, and prolongs one's own. False: another node has it. */
export async function holdLease(tx: Tx, { node, at, forMs }: LeaseWrite): Promise<boolean> {
  const query = sql`
    insert into alert_lease (name, node, until) values ('aggregating', ${node}, ${toDate(later(at, forMs))})
    on conflict (name) do update set node = excluded.node, until = excluded.until
    where alert_lease.node = excluded.node or alert_lease.until <= ${toDate(at)}`
  return (await affected(tx, 'alerting.holdLease', query)) > 0
}
