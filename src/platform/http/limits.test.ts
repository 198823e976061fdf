import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { addressKey, RateLimits } from './limits.ts'

const start = instant('2026-11-21T10:00:00Z')

test('a minute’s worth may be used at once, then one call follows as each token comes back', () => {
  const limits = new RateLimits()
  const take = (ms: number) => limits.take('a', 60, later(start, ms))
  for (let i = 0; i < 60; i++) expect(take(0)).toMatchObject({ allowed: true, remaining: 59 - i })
  expect(take(0)).toEqual({ allowed: false, remaining: 0, resetSeconds: 1 })
  expect(take(999).allowed).toBe(false)
  expect(take(1_000).allowed).toBe(true)
  expect(take(1_000).allowed).toBe(false)
})

test('callers do not use up each other’s calls', () => {
  const limits = new RateLimits()
  expect(limits.take('a', 1, start).allowed).toBe(true)
  expect(limits.take('a', 1, start).allowed).toBe(false)
  expect(limits.take('b', 1, start).allowed).toBe(true)
})

test('whatever the times of the calls, no minute sees more than twice the rate, also when the clock goes back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.array(fc.integer({ min: -50, max: 2_000 }), { maxLength: 400 }),
      (perMinute, steps) => {
        const limits = new RateLimits()
        let at = 0
        const allowed = steps.flatMap((step) => {
          at += step
          return limits.take('a', perMinute, later(start, at)).allowed ? [at] : []
        })
        const most = Math.max(0, ...allowed.map((from) => allowed.filter((time) => time >= from && time < from + MINUTE_MS).length))
        return steps.some((step) => step < 0) || most <= 2 * perMinute
      },
    ),
  )
})

test('the memory is bounded: of 30,000 callers the eldest are forgotten', () => {
  const limits = new RateLimits()
  limits.take('eldest', 1, start)
  for (let i = 0; i < 30_000; i++) limits.take(`caller ${i}`, 1, start)
  expect(limits.take('eldest', 1, start).allowed).toBe(true)
  expect(limits.take('caller 29999', 1, start).allowed).toBe(false)
})

test('an IPv6 household is counted by the network, an IPv4 one by the address, however it is written', () => {
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('address:2001:db8:1:2::/64')
  expect(addressKey('2001:db8:1:2::9')).toBe('address:2001:db8:1:2::/64')
  expect(addressKey('2001:db8::1')).toBe('address:2001:db8:0:0::/64')
  expect(addressKey('::1')).toBe('address:0:0:0:0::/64')
  expect(addressKey('::ffff:192.0.2.7')).toBe(addressKey('192.0.2.7'))
})
