import { expect, test } from 'vitest'
import { instant, later, MINUTE_MS } from '#kit/time.ts'
import { ratesBetween, ratiosBetween, statementsBetween } from './between.ts'
import { pointsOf } from './points.ts'
import type { Reading, StatementCount } from './reading.ts'

const AT = instant('2026-11-22T10:00:00Z')
const reading = (of: Partial<Reading>): Reading => ({
  at: AT,
  serverVersion: 'PostgreSQL 16.4',
  picture: { connections: null, running: [], waits: [], tables: [], bytes: null },
  lacks: [],
  levels: [],
  counters: [],
  ratios: [],
  statements: null,
  findings: new Map(),
  ...of,
})
const counter = (value: number, labels = {}) => ({ metric: 'postgresql.commits', labels, value })
const count = (fingerprint: string, calls: number, totalMs: number): StatementCount => ({ fingerprint, calls, totalMs, rows: calls })
const aMinuteLater = (of: Partial<Reading>) => reading({ at: later(AT, MINUTE_MS), ...of })

test('a counter becomes a rate per second', () => {
  expect(ratesBetween(reading({ counters: [counter(100)] }), aMinuteLater({ counters: [counter(160)] }))).toEqual([
    { metric: 'postgresql.commits.rate', labels: {}, value: 1 },
  ])
})

test('a counter that began anew counts from zero, and one that is new has no rate yet', () => {
  const now = aMinuteLater({ counters: [counter(30), counter(5, { state: 'new' })] })
  expect(ratesBetween(reading({ counters: [counter(1_000_000)] }), now)).toEqual([
    { metric: 'postgresql.commits.rate', labels: {}, value: 0.5 },
  ])
})

test('two readings of the same moment have no rates', () => {
  const one = reading({ counters: [counter(1)] })
  expect(ratesBetween(one, one)).toEqual([])
})

test('a ratio is of what came meanwhile, and there is none when nothing came', () => {
  const before = reading({ ratios: [{ metric: 'hit', part: 1_000, rest: 1_000 }] })
  expect(ratiosBetween(before, aMinuteLater({ ratios: [{ metric: 'hit', part: 1_090, rest: 1_010 }] }))).toEqual([
    { metric: 'hit', labels: {}, value: 0.9 },
  ])
  expect(ratiosBetween(before, aMinuteLater({ ratios: before.ratios }))).toEqual([])
  expect(ratiosBetween(before, aMinuteLater({ ratios: [{ metric: 'hit', part: 3, rest: 1 }] }))).toEqual([
    { metric: 'hit', labels: {}, value: 0.75 },
  ])
})

test('statements show what they did meanwhile, those that took longest first', () => {
  const before = reading({ statements: [count('a', 10, 100), count('b', 10, 100), count('gone', 1, 1)] })
  const now = aMinuteLater({ statements: [count('a', 12, 120), count('b', 10, 100), count('new', 1, 500)] })
  expect(statementsBetween(before, now)).toEqual([
    { fingerprint: 'new', calls: 1, totalMs: 500, rows: 1 },
    { fingerprint: 'a', calls: 2, totalMs: 20, rows: 2 },
  ])
})

test('statements whose counts were reset count whole', () => {
  const before = reading({ statements: [count('a', 1_000, 9_000)] })
  expect(statementsBetween(before, aMinuteLater({ statements: [count('a', 3, 30)] }))).toEqual([count('a', 3, 30)])
})

test('points carry where they were measured, and the mean time of a statement', () => {
  const measured = { id: 'dbs_1', kind: 'postgres', host: 'db.example', port: 5_432, databaseName: 'shop' } as const
  const now = aMinuteLater({ levels: [{ metric: 'postgresql.db_size', labels: {}, value: 7 }] })
  const points = pointsOf(measured, now, reading({}), [count('a', 120, 600)])
  const labels = {
    'db.system.name': 'postgresql',
    'db.namespace': 'shop',
    'server.address': 'db.example',
    'server.port': '5432',
    'pitcrew.database.id': 'dbs_1',
  }
  expect(points).toEqual([
    { metric: 'postgresql.db_size', labels, value: 7 },
    { metric: 'db.statement.rate', labels, value: 2 },
    { metric: 'db.statement.duration.mean', labels, value: 0.005 },
  ])
})
