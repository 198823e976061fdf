/** How much is kept of environments. */
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { SECOND_MS, type Instant } from '#kit/time.ts'

export interface KeptFigures {
  readonly series: number
  readonly samples: number
  /** Their share of what samples and roll-ups take on this node's disk. */
  readonly bytes: number
}

export interface KeptAsk {
  /** UUIDs of the environments that the caller may see. */
  readonly environmentIds: readonly string[]
  readonly announcedSince: Instant
}

/** By UUID; an environment of which nothing is kept is left out. Counting is over the first column of the key, some milliseconds. */
export async function readKept(
  clickhouse: ClickHouse,
  { environmentIds, announcedSince }: KeptAsk,
): Promise<ReadonlyMap<string, KeptFigures>> {
  const rows = await clickhouse.query<KeptFigures & { env: string }>({
    name: 'telemetry.readKept',
    sql: `
      select env, toFloat64(sum(series)) as series, toFloat64(sum(samples)) as samples,
        samples * (
          select sum(bytes_on_disk) / greatest(1, sumIf(rows, table in ('sample', 'sample_local'))) from system.parts
          where database = currentDatabase() and table in ('sample', 'sample_local', 'rollup', 'rollup_local') and active
        ) as bytes
      from (
        select env, uniqExact(id) as series, 0 as samples from series
        where env in {environments:Array(UUID)} and last_seen >= toDateTime({since:UInt32})
        group by env
        union all
        select env, 0 as series, count() as samples from sample where env in {environments:Array(UUID)} group by env
      )
      group by env
      order by env`,
    params: { environments: environmentIds, since: Math.floor(announcedSince / SECOND_MS) },
  })
  return new Map(rows.map(({ env, ...figures }) => [env, figures]))
}
