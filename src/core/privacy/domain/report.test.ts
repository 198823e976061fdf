import { expect, test } from 'vitest'
import { totalOf, withCounts } from './report.ts'

test('a report names the parts that held something, and adds up', () => {
  const report = withCounts(withCounts({}, 'identity', { accounts: 1, sessions: 0 }), 'catalog', { ownerships: 0 })
  expect(report).toEqual({ identity: { accounts: 1 } })
  expect(totalOf(withCounts(report, 'identity', { sessions: 2 }))).toBe(3)
})
