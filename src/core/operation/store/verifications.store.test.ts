import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { testDatabase } from '#test/support/stores.ts'
import { breakOff, findVerification, finishVerification, insertVerification, updateProgress } from './verifications.ts'

describe('a walk over the chain', async () => {
  const { work } = await testDatabase()
  const startedAt = instant('2026-11-21T10:00:00Z')
  const startedBy = { kind: 'system', id: 'test' } as const

  test('that tells how far it is goes on; one that fell silent is broken off and can finish no more', async () => {
    const id = uuidv7()
    const spokeAt = later(startedAt, 10 * MINUTE_MS)
    const result = { id, at: later(spokeAt, MINUTE_MS), fromSeq: 1, toSeq: 700, head: 'ab', fault: null }
    await work.run(async (tx) => {
      expect(await insertVerification(tx, { id, at: startedAt, startedBy })).toBe(true)
      expect(await insertVerification(tx, { id: uuidv7(), at: startedAt, startedBy })).toBe(false)
      await updateProgress(tx, { id, checkedSeq: 500, at: spokeAt })
      await breakOff(tx, { id, silentSince: later(spokeAt, -1), at: spokeAt })
      expect(await findVerification(tx, id)).toMatchObject({ state: 'running', checkedSeq: 500 })
      await breakOff(tx, { id, silentSince: spokeAt, at: result.at })
      expect(await findVerification(tx, id)).toMatchObject({ state: 'broken_off', finishedAt: result.at })
      expect(await finishVerification(tx, result)).toBe(false)
    })
  })
})
