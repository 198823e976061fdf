/** What tables of ClickHouse take, and dropping a part of one; asks the engine's own tables, so that no table is forgotten. */
import { instant, later, DAY_MS } from '#kit/time.ts'
import { quoteText } from '#platform/clickhouse/quote.ts'
import { storedTable } from '#platform/clickhouse/stored-table.ts'
import type { Platform } from '#platform/platform.ts'
import type { Partition } from '../domain/room.ts'

export type StorageNeeds = Pick<Platform, 'clickhouse' | 'config'>

export interface Table {
  /** As migrations name it. */
  readonly table: string
  readonly rows: number
  readonly bytes: number
}

export interface Taken {
  /** The largest first. */
  readonly tables: readonly Table[]
  /** Of tables that are kept by days; the earliest first. */
  readonly partitions: readonly Partition[]
  /** Of all tables together, as rows can be read now. */
  readonly bytes: number
  /** With parts that are replaced and not yet removed. */
  readonly takenBytes: number
  /** Of the disks under the tables. */
  readonly freeBytes: number
}

interface Row {
  readonly name: string
  readonly key: string
  readonly partition: string
  readonly rows: number
  readonly bytes: number
  readonly stale: number
}

/** How migrations partition what is kept by days: `partition by (keep, toDate(t))`, roll-ups by weeks. The id is `15-20261122`. */
const PARTITION_ID = /^(\d+)-(\d{4})(\d{2})(\d{2})$/
const LOCAL = /_local$/

export async function readTaken({ clickhouse, config }: StorageNeeds): Promise<Taken> {
  const [rows, [disk]] = await Promise.all([
    clickhouse.query<Row>({
      name: 'storage.readPartitions',
      sql: `
        select part.table as name, any(tables.partition_key) as key, part.partition_id as partition,
          toFloat64(sumIf(part.rows, part.active)) as rows, toFloat64(sumIf(part.bytes_on_disk, part.active)) as bytes,
          toFloat64(sumIf(part.bytes_on_disk, not part.active)) as stale
        from ${everywhere(config, 'parts')} as part
        join system.tables as tables on tables.database = part.database and tables.name = part.table
        where part.database = currentDatabase()
        group by name, partition
        order by name, partition`,
    }),
    clickhouse.query<{ free: number }>({
      name: 'storage.readDisks',
      sql: `select toFloat64(sum(free_space)) as free from ${everywhere(config, 'disks')}`,
    }),
  ])
  const bytes = sum(rows.map((row) => row.bytes))
  return {
    tables: tablesOf(rows),
    partitions: rows.flatMap(partitionOf).toSorted((a, b) => a.from - b.from),
    bytes,
    takenBytes: bytes + sum(rows.map((row) => row.stale)),
    freeBytes: disk?.free ?? 0,
  }
}

/** Frees what the partition takes; what is not there is no fault. */
export async function dropPartition({ clickhouse, config }: StorageNeeds, { table, id }: Partition): Promise<void> {
  const sql = `alter table ${storedTable(config, table)} drop partition id ${quoteText(id)}`
  await clickhouse.command({ name: 'storage.dropPartition', sql })
}

/** On a cluster one replica of each shard tells. */
function everywhere({ clickhouseCluster }: StorageNeeds['config'], table: 'parts' | 'disks'): string {
  return clickhouseCluster === undefined ? `system.${table}` : `cluster(${quoteText(clickhouseCluster)}, system.${table})`
}

function tablesOf(rows: readonly Row[]): readonly Table[] {
  const tables = new Map<string, { rows: number; bytes: number }>()
  for (const row of rows) {
    const table = row.name.replace(LOCAL, '')
    const before = tables.get(table) ?? { rows: 0, bytes: 0 }
    tables.set(table, { rows: before.rows + row.rows, bytes: before.bytes + row.bytes })
  }
  return [...tables].map(([table, of]) => ({ table, ...of })).toSorted((a, b) => b.bytes - a.bytes)
}

function partitionOf({ name, key, partition, rows, bytes }: Row): Partition[] {
  const [, keep, year, month, day] = PARTITION_ID.exec(partition) ?? []
  if (keep === undefined || bytes === 0) return []
  const from = instant(`${year}-${month}-${day}T00:00:00Z`)
  const days = key.includes('toMonday') ? 7 : 1
  return [{ table: name.replace(LOCAL, ''), id: partition, from, to: later(from, days * DAY_MS), keepDays: Number(keep), rows, bytes }]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
