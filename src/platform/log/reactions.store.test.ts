import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '#kit/time.ts'
import type { Reaction } from '../module.ts'
import { named } from '../pg/tx.ts'
import { RETRIES_MAX } from './retry-plan.ts'
import { aRename, invited, renamed, testLog } from './testing.ts'

const failing = new Set<string>()

const copy: Reaction = {
  name: 'test.copy',
  on: [renamed],
  react: async (event, tx) => {
    await named(
      tx,
      'test.copy',
      sql`insert into copied (record_id, step) values (${event.record.id}, ${event.particulars['step'] as number})`,
    )
    if (failing.has(event.record.id)) throw new Error('the other system said no')
  },
}
const swallowing: Reaction = {
  name: 'test.swallow',
  on: [invited],
  react: async (_event, tx) => {
    await named(tx, 'test.fail', sql`select 1 / 0`).catch(() => undefined)
  },
}

describe('reactions', async () => {
  const node = await testLog({ reactions: [copy, swallowing] })
  const { log, work, pg, due, clock } = node
  await pg.pool.query('create table copied (record_id uuid, step integer, at serial)')

  const rename = (id: string, step: number) =>
    work.run((tx) => log.publish(tx, aRename({ record: { kind: 'application', id }, particulars: { name: 'Shop', step } })))
  const stepsOf = async (id: string) => {
    const { rows } = await pg.pool.query('select step from copied where record_id = $1 order by at', [id])
    return rows.map(({ step }) => step)
  }
  const parkedOf = async (id: string) => (await log.parked({ after: null, limit: 100 })).find(({ recordId }) => recordId === id)

  test('a record on which a reaction fails waits in order while others flow, and goes on when it is retried by hand', async () => {
    const [bad, good] = [uuidv7(), uuidv7()]
    failing.add(bad)
    for (const step of [1, 2, 3]) {
      await rename(bad, step)
      await rename(good, step)
    }
    await log.settle()
    expect([await stepsOf(good), await stepsOf(bad)]).toEqual([[1, 2, 3], []])
    const parked = await parkedOf(bad)
    expect(parked).toMatchObject({ reaction: 'test.copy', attempts: 1, error: 'the other system said no', waiting: 3 })
    await rename(bad, 4)
    await log.settle()
    expect(await parkedOf(bad)).toMatchObject({ attempts: 1, waiting: 4 })

    expect(await log.retryParked(parked?.id ?? '')).toBe(false)
    expect(await parkedOf(bad)).toMatchObject({ attempts: 2, waiting: 4 })
    failing.delete(bad)
    expect(await log.retryParked(parked?.id ?? '')).toBe(true)
    expect(await stepsOf(bad)).toEqual([1, 2, 3, 4])
    expect(await parkedOf(bad)).toBeUndefined()
    await rename(bad, 5)
    await log.settle()
    expect(await stepsOf(bad)).toEqual([1, 2, 3, 4, 5])
    expect(await log.retryParked(parked?.id ?? '')).toBe(false)
  })

  test('a parked record is retried by itself, later and later, and then only by hand', async () => {
    const id = uuidv7()
    failing.add(id)
    await rename(id, 1)
    await log.settle()
    const attempts: number[] = []
    for (let i = 0; i < RETRIES_MAX + 2; i++) {
      clock.advance(HOUR_MS)
      await due.sweep(clock.now())
      attempts.push((await parkedOf(id))?.attempts ?? 0)
    }
    expect(Math.max(...attempts)).toBe(RETRIES_MAX + 1)
    expect(await parkedOf(id)).toMatchObject({ retryAt: null })
    failing.delete(id)
    expect(await log.retryParked((await parkedOf(id))?.id ?? '')).toBe(true)
  })

  test('a parked record whose cause is gone goes on at its next retry', async () => {
    const id = uuidv7()
    failing.add(id)
    await rename(id, 1)
    await rename(id, 2)
    await log.settle()
    failing.delete(id)
    clock.advance(HOUR_MS)
    await due.sweep(clock.now())
    expect([await stepsOf(id), await parkedOf(id)]).toEqual([[1, 2], undefined])
  })

  test('a reaction that swallows a failed statement is parked instead of losing its writes unseen', async () => {
    const person = uuidv7()
    const draft = { ...aRename({ record: { kind: 'person', id: person } }), event: invited, subject: person }
    await work.run((tx) => log.publish(tx, { ...draft, particulars: { email: 'a@b.example', role: 'qa' } }))
    await log.settle()
    expect(await parkedOf(person)).toMatchObject({ reaction: 'test.swallow', attempts: 1 })
  })

  test('a new reaction begins at the end of the log', async () => {
    const seen: number[] = []
    const late: Reaction = { name: 'test.late', on: [renamed], react: async ({ seq }) => void seen.push(seq) }
    const head = await log.head()
    const other = await testLog({ on: node, reactions: [late] })
    await rename(uuidv7(), 1)
    await other.log.settle()
    expect(seen).toEqual([head + 1])
  })
})
