import { uuidv7 } from 'uuidv7'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { instant } from '#kit/time.ts'
import { testLogger as logger, testMetrics } from '#test/support/quiet.ts'
import { testDatabase } from '#test/support/stores.ts'
import { until } from '#test/support/until.ts'
import type { Job } from '../module.ts'
import { JOBS_SCHEMA, jobsSchema } from './migrate.ts'
import { openJobs, type OpenedJobs } from './open.ts'

describe('background jobs', async () => {
  const { pg, work } = await testDatabase()
  const ran: string[] = []
  const failing = new Set<string>()
  const greet: Job<z.ZodObject<{ id: z.ZodUUID }>> = {
    name: 'test.greet',
    payload: z.object({ id: z.uuid() }),
    attemptsMax: 1,
    run: async ({ id }) => {
      ran.push(id)
      if (failing.has(id)) throw new Error('no answer')
    },
  }
  const jobs = openJobs({ pg, work, logger, metrics: testMetrics(), concurrency: 2 })
  jobs.declare([greet])
  await jobs.start()
  afterAll(() => jobs.stop())
  const timesRun = (id: string) => ran.filter((of) => of === id).length

  test('run when the transaction that added them commits, and not when it does not', async () => {
    const [kept, dropped] = [uuidv7(), uuidv7()]
    const failed = work.run(async (tx) => {
      await jobs.enqueue(tx, greet, { id: dropped })
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    await work.run((tx) => jobs.enqueue(tx, greet, { id: kept }))
    await until(() => timesRun(kept) === 1)
    expect(timesRun(dropped)).toBe(0)
  })

  test('the schema is the one of the installed library, which is loaded only where it has work to do', async () => {
    expect(await jobsSchema(pg)).toBe(JOBS_SCHEMA)
  })

  test('a payload that does not fit is refused before it is stored', async () => {
    await expect(work.run((tx) => jobs.enqueue(tx, greet, { id: 'no uuid' }))).rejects.toThrow('the payload of test.greet does not fit')
  })

  test('a second job of the same key replaces the waiting one', async () => {
    const [first, second] = [uuidv7(), uuidv7()]
    const runAt = instant('2999-01-01T00:00:00Z')
    await work.run((tx) => jobs.enqueue(tx, greet, { id: first }, { key: 'k', runAt }))
    expect((await jobs.counts()).waiting).toBe(1)
    await work.run((tx) => jobs.enqueue(tx, greet, { id: second }, { key: 'k' }))
    await until(() => timesRun(second) === 1)
    expect([timesRun(first), (await jobs.counts()).waiting]).toEqual([0, 0])
  })

  test('out of attempts they are kept as dead letters, which can be retried or discarded', async () => {
    const ids = [uuidv7(), uuidv7(), uuidv7()]
    for (const id of ids) {
      failing.add(id)
      await work.run((tx) => jobs.enqueue(tx, greet, { id }))
    }
    await until(async () => (await jobs.counts()).dead === 3)
    const [newest, ...older] = await jobs.dead({ before: null, limit: 10 })
    expect(newest).toMatchObject({ name: 'test.greet', attempts: 1, error: 'no answer' })
    expect(await jobs.dead({ before: newest?.id ?? null, limit: 1 })).toEqual([older[0]])
    failing.clear()
    expect(await jobs.retry(newest?.id ?? '')).toBe(true)
    await until(async () => (await jobs.counts()).dead === 2)
    expect(await jobs.discard(older[0]?.id ?? '')).toBe(true)
    expect(await jobs.discard(older[0]?.id ?? '')).toBe(false)
    expect(await jobs.retry('999999')).toBe(false)
    await until(async () => (await jobs.counts()).waiting + (await jobs.counts()).running === 0)
    expect((await jobs.counts()).dead).toBe(1)
    await jobs.discard(older[1]?.id ?? '')
  })

  test('a job that takes long stays with its runner while others come and go', async () => {
    const id = uuidv7()
    let finish = (): void => undefined
    const slow: Job<typeof greet.payload> = {
      ...greet,
      name: 'test.slow',
      run: () => new Promise((resolve) => ((finish = resolve), ran.push(id))),
    }
    const [first, other] = [slow, greet].map((declared) => {
      const node = openJobs({ pg, work, logger, metrics: testMetrics(), concurrency: 1 })
      node.declare([declared])
      return node
    }) as [OpenedJobs, OpenedJobs]
    await first.start()
    await work.run((tx) => jobs.enqueue(tx, slow, { id }))
    await until(() => timesRun(id) === 1)
    // A runner that starts gives back the jobs of dead ones.
    await other.start()
    expect(await jobs.counts()).toMatchObject({ running: 1, waiting: 0 })
    finish()
    await Promise.all([first.stop(), other.stop()])
  })

  test('a job whose runner was killed is run by the next one at once', async () => {
    const id = uuidv7()
    await work.run((tx) => jobs.enqueue(tx, greet, { id }, { runAt: instant('2999-01-01T00:00:00Z') }))
    // As a runner leaves it that took the job and died: locked, and nobody there who holds the runner's name.
    await pg.pool.query(`update graphile_worker._private_jobs set locked_by = 'worker-killed', locked_at = now(), run_at = now()`)
    const next = openJobs({ pg, work, logger, metrics: testMetrics(), concurrency: 1 })
    next.declare([greet])
    await next.start()
    await until(() => timesRun(id) === 1)
    await next.stop()
  })
})
