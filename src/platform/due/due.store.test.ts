import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { testLogger as logger } from '#test/support/quiet.ts'
import { testDatabase } from '#test/support/stores.ts'
import { SimulatedClock } from '../clock.ts'
import { named } from '../pg/tx.ts'
import { openDue } from './open.ts'

const START = instant('2026-03-01T09:00:00Z')

describe('what falls due', async () => {
  const { pg, work } = await testDatabase()
  await pg.pool.query('create table fallen (record uuid, n serial)')
  const failing = new Set<string>()
  const clock = new SimulatedClock(START)
  const due = openDue({ work, clock, logger })
  due.declare([
    {
      kind: 'test.ring',
      fall: async (record, tx) => {
        await named(tx, 'test.ring', sql`insert into fallen (record) values (${record})`)
        if (failing.has(record)) throw new Error('nobody home')
      },
    },
  ])
  const set = (record: string, ms: number) => work.run((tx) => due.set(tx, { kind: 'test.ring', record, at: later(START, ms) }))
  const fallen = async () =>
    (await pg.pool.query<{ record: string }>('delete from fallen returning record, n')).rows.map(({ record }) => record)

  test('falls at its instant, once, in the order of instants', async () => {
    const [a, b, c] = [uuidv7(), uuidv7(), uuidv7()]
    await set(b, 2 * MINUTE_MS)
    await set(a, MINUTE_MS)
    await set(c, HOUR_MS)
    expect(await due.sweep(START)).toBe(0)
    expect(await due.sweep(later(START, 2 * MINUTE_MS))).toBe(2)
    expect(await due.sweep(later(START, 2 * MINUTE_MS))).toBe(0)
    expect(await fallen()).toEqual([a, b])
    expect(await due.sweep(later(START, HOUR_MS))).toBe(1)
    await fallen()
  })

  test('can be moved and called off', async () => {
    const [moved, cleared] = [uuidv7(), uuidv7()]
    await set(moved, MINUTE_MS)
    await set(moved, HOUR_MS)
    await set(cleared, MINUTE_MS)
    await work.run((tx) => due.clear(tx, { kind: 'test.ring', record: cleared }))
    expect(await due.sweep(later(START, MINUTE_MS))).toBe(0)
    expect(await due.sweep(later(START, HOUR_MS))).toBe(1)
    expect(await fallen()).toEqual([moved])
  })

  test('a failure undoes what the handler wrote, is shown, and is tried again later and later', async () => {
    const [bad, good] = [uuidv7(), uuidv7()]
    failing.add(bad)
    await set(bad, MINUTE_MS)
    await set(good, 2 * MINUTE_MS)
    const now = later(START, 2 * MINUTE_MS)
    await due.sweep(now)
    expect(await fallen()).toEqual([good])
    expect(await due.late(10)).toEqual([
      { kind: 'test.ring', record: bad, at: later(START, MINUTE_MS), attempts: 1, error: 'nobody home', tryAt: later(now, 5_000) },
    ])
    await due.sweep(later(now, 4_999))
    expect((await due.late(10))[0]?.attempts).toBe(1)
    await due.sweep(later(now, 5_000))
    expect((await due.late(10))[0]).toMatchObject({ attempts: 2, tryAt: later(now, 15_000) })
    failing.delete(bad)
    await due.sweep(later(now, 15_000))
    expect([await fallen(), await due.late(10)]).toEqual([[bad], []])
  })

  test('ten sweeps at once let each row fall once', async () => {
    const records = Array.from({ length: 50 }, () => uuidv7())
    for (const record of records) await set(record, 0)
    await Promise.all(Array.from({ length: 10 }, () => due.sweep(START)))
    expect((await fallen()).toSorted()).toEqual(records.toSorted())
  })
})
