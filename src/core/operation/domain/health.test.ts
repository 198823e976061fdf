import { expect, test } from 'vitest'
import { judgeHealth, worst, type HealthFacts } from './health.ts'

const well: HealthFacts = {
  stores: [
    { name: 'postgresql', embedded: true, state: 'up' },
    { name: 'clickhouse', embedded: false, state: 'up' },
  ],
  clockSkewMs: 12,
  disk: { freeBytes: 40, totalBytes: 100 },
  diskWarningPercent: 10,
  log: { head: 50, unsealed: 0, readers: [{ name: 'facts', lag: 3 }] },
  mail: { configured: true, waiting: 0, trouble: null },
}
const check = (facts: Partial<HealthFacts>, name: string) => judgeHealth({ ...well, ...facts }).find((one) => one.name === name)

test('an installation that is well says so for each part', () => {
  const checks = judgeHealth(well)
  expect(checks.map(({ name, state }) => [name, state])).toEqual([
    ['postgresql', 'ok'],
    ['clickhouse', 'ok'],
    ['clock', 'ok'],
    ['disk', 'ok'],
    ['log', 'ok'],
    ['mail', 'ok'],
  ])
  expect(worst(checks)).toBe('ok')
})

test('a store that is away fails, and the sentence says where to look', () => {
  expect(check({ stores: [{ name: 'clickhouse', embedded: false, state: 'down' }] }, 'clickhouse')).toMatchObject({
    state: 'failing',
    sentence: expect.stringContaining('CLICKHOUSE_URL'),
  })
  expect(check({ stores: [{ name: 'postgresql', embedded: true, state: 'down' }] }, 'postgresql')?.sentence).toContain('restarted')
})

test.each([
  [500, 'ok'],
  [501, 'warning'],
  [-5_000, 'warning'],
  [-5_001, 'failing'],
  [null, 'warning'],
])('a clock that is off by %s ms is %s', (clockSkewMs, state) => {
  expect(check({ clockSkewMs }, 'clock')?.state).toBe(state)
})

test.each([
  [10, 'ok'],
  [9, 'warning'],
  [1, 'failing'],
])('a disk with %s % free is %s when the setting says 10', (freeBytes, state) => {
  expect(check({ disk: { freeBytes, totalBytes: 100 } }, 'disk')?.state).toBe(state)
})

test('a reader that fell far behind is named', () => {
  const log = { head: 20_000, unsealed: 0, readers: [{ name: 'facts', lag: 10_001 }] }
  expect(check({ log }, 'log')).toMatchObject({ state: 'warning', sentence: expect.stringContaining('facts') })
})

test('the worst check is the state of the whole', () => {
  expect(worst(judgeHealth({ ...well, mail: { configured: false, waiting: 0, trouble: null } }))).toBe('ok')
  expect(worst(judgeHealth({ ...well, clockSkewMs: 1_000 }))).toBe('warning')
  expect(worst(judgeHealth({ ...well, clockSkewMs: 1_000, log: null }))).toBe('failing')
})

test.each([
  [{ configured: false, waiting: 0, trouble: null }, 'not_set'],
  [{ configured: false, waiting: 1, trouble: null }, 'warning'],
  [{ configured: true, waiting: 2, trouble: '535 wrong password' }, 'warning'],
  [null, 'warning'],
])('mail that stands as %j is %s', (mail, state) => {
  expect(check({ mail }, 'mail')?.state).toBe(state)
})
