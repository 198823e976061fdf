import { describe, expect, test } from 'vitest'
import { DAY_MS, instant, later } from '#kit/time.ts'
import { failureOf, ProbeFailed } from './failures.ts'
import { connectionFindings, isTold } from './findings.ts'
import { deadRowFindings, scanFindings, wraparoundFindings } from './postgres-findings.ts'
import { turn } from './state.ts'
import { keepsPassword, needsApproval } from './target.ts'

const AT = instant('2026-11-22T10:00:00Z')
const EARLIER = later(AT, -DAY_MS)

describe('the state of a database', () => {
  const failure = { reason: 'refused', detail: 'Nothing listens there.' } as const
  test.each([
    ['unknown', null, 'reachable', null],
    ['unknown', failure, 'unreachable', 'unreachable'],
    ['reachable', null, 'reachable', null],
    ['reachable', failure, 'unreachable', 'unreachable'],
    ['unreachable', failure, 'unreachable', null],
    ['unreachable', null, 'reachable', 'reachable'],
  ] as const)('%s, then %o: %s, told: %s', (was, failed, state, told) => {
    const next = turn({ state: was, stateSince: EARLIER }, failed, AT)
    expect(next).toMatchObject({ state, told, reason: failed?.reason ?? null })
    expect(next.stateSince).toBe(was === state ? EARLIER : AT)
  })
})

describe('a password', () => {
  const given = { host: 'db.example', port: 5_432, tls: 'required' } as const
  test('stays where it was meant for, or better protected', () => {
    expect(keepsPassword(given, { ...given, host: 'DB.example', tls: 'verified' })).toBe(true)
  })
  test.each([{ host: 'db.attacker.example' }, { port: 5_433 }, { tls: 'off' as const }])('does not go to %o', (change) => {
    expect(keepsPassword(given, { ...given, ...change })).toBe(false)
  })
})

test('a private network is approved for one address, once', () => {
  const approved = { host: '10.0.0.5', port: 5_432, privateAllowed: true }
  expect(needsApproval(null, approved)).toBe(true)
  expect(needsApproval(approved, approved)).toBe(false)
  expect(needsApproval(approved, { ...approved, host: '10.0.0.6' })).toBe(true)
  expect(needsApproval(approved, { ...approved, port: 22 })).toBe(true)
  expect(needsApproval(approved, { ...approved, host: '10.0.0.6', privateAllowed: false })).toBe(false)
})

describe('a failure has a name', () => {
  test.each([
    [{ code: '28P01', message: 'password authentication failed' }, 'wrong_password'],
    [{ code: '53300', message: 'sorry, too many clients already' }, 'too_many_connections'],
    [{ code: 'ECONNRESET', message: 'read ECONNRESET' }, 'lost'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN', message: 'self-signed certificate in certificate chain' }, 'tls_failed'],
    [{ message: 'The server does not support SSL connections' }, 'tls_not_offered'],
    [{ message: 'Connection terminated unexpectedly' }, 'lost'],
    [{ message: 'Query read timeout' }, 'timeout'],
    [{ code: 'XX000', message: 'cache lookup failed' }, 'failed'],
    [new ProbeFailed('name_not_found', 'There is no address for db.'), 'name_not_found'],
  ])('%o: %s', (error, reason) => {
    expect(failureOf(error).reason).toBe(reason)
  })

  test('and says no more than a sentence', () => {
    expect(failureOf(new Error('x'.repeat(10_000))).detail).toHaveLength(300)
  })
})

describe('findings', () => {
  test('of unused indexes are told after a week, all others at once', () => {
    const seen = { firstAt: EARLIER, lastAt: AT }
    expect(isTold({ kind: 'unused_index' }, seen)).toBe(false)
    expect(isTold({ kind: 'unused_index' }, { ...seen, firstAt: later(AT, -7 * DAY_MS) })).toBe(true)
    expect(isTold({ kind: 'dead_rows' }, { firstAt: AT, lastAt: AT })).toBe(true)
  })

  test('name connections above four fifths of what there are', () => {
    expect(connectionFindings({ used: 80, max: 100 })).toEqual([])
    expect(connectionFindings({ used: 81, max: 100 })).toEqual([expect.objectContaining({ facts: { used: 81, max: 100 } })])
    expect(connectionFindings(null)).toEqual([])
  })

  test('name a wraparound when autovacuum has fallen twice behind', () => {
    const ages = { multixactAge: 0, freezeMaxAge: 200_000_000, oldestTable: 'public.orders' }
    expect(wraparoundFindings({ ...ages, transactionIdAge: 400_000_000 })).toEqual([])
    expect(wraparoundFindings({ ...ages, transactionIdAge: 500_000_000 })).toEqual([
      expect.objectContaining({
        fix: 'VACUUM (FREEZE, VERBOSE) public.orders;',
        facts: { age: 500_000_000, left: 1_647_483_648, table: 'public.orders' },
      }),
    ])
  })

  const table = { name: 'public.orders', bytes: 1, rows: 100_000, deadRows: 0, sequentialScans: 0, sequentialRows: 0, indexScans: 0 }
  test('name dead rows that autovacuum has not fetched', () => {
    expect(deadRowFindings([{ ...table, deadRows: 30_000 }])).toEqual([])
    expect(deadRowFindings([{ ...table, deadRows: 50_000 }])).toEqual([expect.objectContaining({ subject: 'public.orders' })])
    expect(deadRowFindings([{ ...table, rows: 10, deadRows: 9_000 }])).toEqual([])
  })

  test('name large tables that are mostly read whole', () => {
    const scanned = { ...table, sequentialScans: 200, sequentialRows: 20_000_000 }
    expect(scanFindings([scanned])).toEqual([expect.objectContaining({ facts: { scans: 200, rowsPerScan: 100_000, indexScans: 0 } })])
    expect(
      scanFindings([
        { ...scanned, indexScans: 5_000 },
        { ...scanned, sequentialRows: 2_000 },
        { ...scanned, rows: 50 },
      ]),
    ).toEqual([])
  })
})
