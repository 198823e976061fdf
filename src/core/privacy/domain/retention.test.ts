import { expect, test } from 'vitest'
import { instant } from '#kit/time.ts'
import { goesBefore, judgeRetention } from './retention.ts'

const now = instant('2026-11-22T10:00:00Z')

test('data goes when it is older than its days; without days it stays for ever', () => {
  expect(goesBefore(30, now)).toBe(instant('2026-10-23T10:00:00Z'))
  expect(goesBefore(null, now)).toBeUndefined()
})

test('a time below what the data is needed for is refused', () => {
  expect(judgeRetention(3, 7)).toEqual({ allowed: false, reason: 'too_short' })
  expect(judgeRetention(7, 7)).toEqual({ allowed: true })
  expect(judgeRetention(null, 7)).toEqual({ allowed: true })
})
