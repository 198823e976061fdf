/** What must hold after each round, asked of the stores themselves and not of the program. */
import pg from 'pg'
import { expect } from 'vitest'
import { toUuid } from '#kit/ids.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { runningPostgres } from '#platform/pg/embedded/embedded.ts'
import { pitcrew } from '#test/support/program.ts'
import { testLogger } from '#test/support/quiet.ts'
import { until } from '#test/support/until.ts'
import type { Write, Writers } from './writers.ts'

/** Sealing and facts go on by themselves; after a kill of ClickHouse its next try may be seconds away. */
const SETTLED_WITHIN_MS = 60_000

export async function checkEverything(folder: string, writers: Writers): Promise<void> {
  expect(writers.faults).toEqual([])
  await checkEffects(folder, writers.writes)
  await checkFacts(folder)
  const { code, stdout, stderr } = await pitcrew(['audit', 'verify'], { PITCREW_DATA: folder })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^The chain holds: \d+ events/)
}

/** Each acknowledged change is there exactly once with its one event; what has no answer is there once or not at all. */
async function checkEffects(folder: string, writes: readonly Write[]): Promise<void> {
  const rows = await ask<{ id: string; name: string; events: number }>(
    folder,
    `select client.id, client.name, count(event.seq)::int as events
     from client left join event on event.record_id = client.id and event.kind = 'client.created'
     where client.name like 'Kill %' group by client.id`,
  )
  const byName = new Map(rows.map((row) => [row.name, row]))
  expect(rows.filter(({ events }) => events !== 1)).toEqual([])
  expect(rows.filter(({ id, name }) => byName.get(name)?.id !== id)).toEqual([])
  const missing = writes.filter((write) => mustBeThere(write) && !byName.has(write.name))
  expect(missing.map(({ name }) => name)).toEqual([])
  const others = writes.filter(({ name, id }) => id !== undefined && byName.get(name)?.id !== toUuid('client', id))
  expect(others.map(({ name }) => name)).toEqual([])
}

const mustBeThere = ({ id, answerLost }: Write): boolean => id !== undefined || answerLost

/** ClickHouse has a row for every event of the log, each once. */
async function checkFacts(folder: string): Promise<void> {
  const clickhouse = await openClickHouse({ socketPath: runningClickHouse(folder) }, { database: 'pitcrew', logger: testLogger })
  try {
    // Read once: the program lives on and may publish more, which is looked at with the next round.
    const events = await ask<{ seq: number; id: string }>(folder, 'select seq::int, id from event order by seq')
    const facts = async () => {
      const sql = `select toUInt32(seq) as seq, toString(id) as id from fact where seq <= ${events.at(-1)?.seq ?? 0} order by seq`
      return clickhouse.query<{ seq: number; id: string }>({ name: 'test.facts', sql })
    }
    await until(async () => (await facts()).length >= events.length, { withinMs: SETTLED_WITHIN_MS, what: 'the copy of the log' })
    expect((await facts()).map(lineOf)).toEqual(events.map(lineOf))
  } finally {
    await clickhouse.close()
  }
}

const lineOf = ({ seq, id }: { seq: number; id: string }): string => `${seq} ${id}`

async function ask<Row extends object>(folder: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ ...runningPostgres(folder) })
  await client.connect()
  try {
    // What was committed is sealed by itself, and only then has its event.
    const isSealed = async () => (await client.query('select 1 from event_pending limit 1')).rowCount === 0
    await until(isSealed, { withinMs: SETTLED_WITHIN_MS, what: 'sealing' })
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
