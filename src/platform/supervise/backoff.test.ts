import { expect, test } from 'vitest'
import { backoffMs, BACKOFF_MAX_MS } from './backoff.ts'

test('the first restart is at once, then half a second, then twice as long each time up to half a minute', () => {
  const waits = Array.from({ length: 10 }, (_, failures) => backoffMs(failures))
  expect(waits).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})

test('any number of failures gives a wait of at most half a minute', () => {
  expect(backoffMs(5_000)).toBe(BACKOFF_MAX_MS)
})
