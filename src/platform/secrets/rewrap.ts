/**
 * Puts every sealed value of the database under the newest master key. A sealed value says itself under which key it is, so they
 * are found in any column of bytes, whichever part it belongs to; only the wrapping of its data key changes, 68 bytes.
 *
 * Safe to kill and to repeat at any point: a value is under the old key or the new one, both open, and each is exchanged only
 * while it is still what was read.
 */
import type pg from 'pg'
import type { Pg } from '../pg/pool.ts'
import { SEALED_BYTES_MIN, VERSION } from './envelope.ts'
import type { KeyRing } from './ring.ts'

/** Rows a statement: a few milliseconds each, and the longest time for which rows are held. */
const BATCH = 500
const FIRST_PLACE = '(0,0)'

interface Column {
  readonly table: string
  readonly column: string
}

/** How many values were put under the newest key. Passes again until a pass finds none, because a server may seal meanwhile. */
export async function rewrapAll(pg: Pg, ring: KeyRing): Promise<number> {
  const client = await pg.connect({ ownPace: true })
  try {
    const columns = await byteColumns(client)
    let total = 0
    for (;;) {
      let passed = 0
      for (const column of columns) passed += await rewrapColumn(client, column, ring)
      if (passed === 0) return total
      total += passed
    }
  } finally {
    await client.end()
  }
}

/** How many values are still under an older key. */
export async function countOlder(pg: Pg, ring: KeyRing): Promise<number> {
  const client = await pg.connect({ ownPace: true })
  try {
    let count = 0
    for (const { table, column } of await byteColumns(client)) {
      const { rows } = await client.query<{ count: number }>(`select count(*) as count from ${table} where ${isOlder(column)}`, [
        headsOf(ring),
      ])
      count += rows[0]?.count ?? 0
    }
    return count
  } finally {
    await client.end()
  }
}

async function byteColumns(client: pg.Client): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select quote_ident(c.relname) as table, quote_ident(a.attname) as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.atttypid = 'bytea'::regtype and not a.attisdropped
     order by 1, 2`,
  )
  return rows
}

async function rewrapColumn(client: pg.Client, { table, column }: Column, ring: KeyRing): Promise<number> {
  let count = 0
  for (let place = FIRST_PLACE; ;) {
    const { rows } = await client.query<{ place: string; sealed: Buffer }>(
      `select ctid::text as place, ${column} as sealed from ${table} where ctid > $2::tid and ${isOlder(column)} order by ctid limit ${BATCH}`,
      [headsOf(ring), place],
    )
    for (const row of rows) {
      const changed = await client.query(`update ${table} set ${column} = $1 where ctid = $2::tid and ${column} = $3`, [
        ring.rewrap(row.sealed),
        row.place,
        row.sealed,
      ])
      count += changed.rowCount ?? 0
    }
    place = rows.at(-1)?.place ?? place
    if (rows.length < BATCH) return count
  }
}

/** `$1`: how values under the older keys begin. */
const isOlder = (column: string): string =>
  `length(${column}) >= ${SEALED_BYTES_MIN} and substring(${column} from 1 for 9) = any($1::bytea[])`

const headsOf = (ring: KeyRing): Buffer[] => ring.olderIds.map((id) => Buffer.concat([Uint8Array.of(VERSION), Buffer.from(id, 'hex')]))
