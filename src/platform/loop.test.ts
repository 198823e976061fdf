import { describe, expect, test } from 'vitest'
import { testLogger as logger } from '#test/support/quiet.ts'
import { until } from '#test/support/until.ts'
import { openLoop } from './loop.ts'

describe('a loop', () => {
  test('gathers any number of wake-ups into one run and never runs twice at once', async () => {
    let [runs, together, most] = [0, 0, 0]
    const loop = openLoop({
      name: 'test',
      everyMs: Infinity,
      gapMs: 1,
      logger,
      run: async () => {
        most = Math.max(most, ++together)
        await new Promise((resolve) => setImmediate(resolve))
        together--
        runs++
      },
    })
    loop.wake()
    loop.start()
    await until(() => runs === 1)
    for (let i = 0; i < 100; i++) loop.wake()
    await until(() => runs >= 2)
    await Promise.all([loop.now(), loop.now(), loop.now()])
    await loop.stop()
    const after = runs
    loop.wake()
    expect(most).toBe(1)
    expect(after).toBeLessThanOrEqual(7)
    expect(runs).toBe(after)
  })

  test('a wake-up during a run causes another run', async () => {
    let runs = 0
    const loop = openLoop({
      name: 'test',
      everyMs: Infinity,
      gapMs: 0,
      logger,
      run: async () => {
        if (++runs === 1) loop.wake()
      },
    })
    loop.start()
    await until(() => runs === 2)
    await loop.stop()
  })

  test('runs on after a failure', async () => {
    let runs = 0
    const loop = openLoop({
      name: 'test',
      everyMs: 1,
      gapMs: 1,
      logger,
      run: async () => {
        if (++runs === 1) throw new Error('once')
      },
    })
    loop.start()
    await until(() => runs > 2)
    await loop.stop()
  })
})
