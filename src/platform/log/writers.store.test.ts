import { uuidv7 } from 'uuidv7'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Reaction } from '../module.ts'
import { named } from '../pg/tx.ts'
import { aRename, renamed, testLog } from './testing.ts'

const WRITERS = 20
const EVENTS_EACH = 50
const RECORDS = 10

// Would notice: a fork, a gap, a lost or doubled event, a reaction that ran twice, a record's events out of the order of its changes.
describe('twenty writers and three nodes at once', async () => {
  const tally: Reaction = {
    name: 'test.tally',
    on: [renamed],
    react: async (event, tx) => {
      await named(tx, 'test.tally', sql`insert into tally (event_id, seq) values (${event.id}, ${event.seq})`)
    },
  }
  const first = await testLog({ reactions: [tally] })
  const { pg } = first
  // No key: a second run of the reaction would show as a second row.
  await pg.pool.query('create table tally (event_id uuid, seq bigint); create table counter (id uuid primary key, n integer not null)')
  const nodes = [first, await testLog({ on: first, reactions: [tally] }), await testLog({ on: first, reactions: [tally] })]
  const records = Array.from({ length: RECORDS }, () => uuidv7())
  await pg.pool.query('insert into counter select unnest($1::uuid[]), 0', [records])

  const write = async (writer: number) => {
    const { log, work } = nodes[writer % nodes.length] ?? first
    for (let i = 0; i < EVENTS_EACH; i++) {
      const id = records[(writer + i) % RECORDS] ?? ''
      await work.run(async (tx) => {
        const [row] = await named(tx, 'test.count', sql<{ n: number }>`update counter set n = n + 1 where id = ${id} returning n`)
        await log.publish(tx, aRename({ record: { kind: 'application', id }, particulars: { name: 'x', step: row?.n ?? 0 } }))
      })
    }
  }

  test('make one log without gap or fork, and each reaction happens exactly once', async () => {
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
    for (const { log } of nodes) await log.settle()
    const total = WRITERS * EVENTS_EACH
    expect(await first.log.head()).toBe(total)
    expect(await first.log.verify()).toMatchObject({ ok: true, toSeq: total })
    const { rows: tallied } = await pg.pool.query('select count(*) as all, count(distinct event_id) as events from tally')
    expect(tallied).toEqual([{ all: total, events: total }])
    const { rows: disorder } = await pg.pool.query(`select record_id from (select record_id, (particulars::json ->> 'step')::int as step,
      row_number() over (partition by record_id order by seq) as place from event) as placed where step <> place`)
    expect(disorder).toEqual([])
  })

  test('a node that loses its connection to the database hands over, and nothing is lost', async () => {
    const before = await first.log.head()
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer).catch(() => undefined)))
    for (let round = 0; round < 5; round++)
      await pg.pool.query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      )
    await writing
    for (const { log } of nodes) await log.settle()
    const { rows } = await pg.pool.query('select sum(n) as changes from counter')
    expect(await first.log.head()).toBe(Number(rows[0].changes))
    expect(await first.log.head()).toBeGreaterThan(before)
    expect((await first.log.verify()).ok).toBe(true)
  })
})
