import { describe, expect, test } from 'vitest'
import { DAY_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import { judgeFreshness } from './freshness.ts'
import { ownPath } from './own-path.ts'
import { passkeyPlace } from './passkey-place.ts'
import { plainRecoveryCode, writeRecoveryCode } from './recovery-codes.ts'
import { factorsAsked, judgeRequirement } from './second-factor.ts'
import { judgeOwnWay } from './sign-in.ts'
import { judgeIssuer } from './sign-in-settings.ts'

const now = instant('2026-11-22T08:00:00Z')

describe('the second factor', () => {
  test.each([
    [{ passkeys: 0, totp: false, recoveryCodes: 10 }, []],
    [{ passkeys: 1, totp: false, recoveryCodes: 0 }, ['passkey']],
    [{ passkeys: 2, totp: true, recoveryCodes: 3 }, ['totp', 'passkey', 'recovery_code']],
  ])('who holds %o is asked for %o', (held, asked) => {
    expect(factorsAsked(held)).toEqual(asked)
  })

  const rule = { roles: ['developer'], graceDays: 7, since: later(now, -10 * DAY_MS) }
  test.each([
    ['of another role', { roles: ['qa'] as const, hasFactor: false, createdAt: now }, 'no_role_needs_it'],
    ['who has one', { roles: ['developer'] as const, hasFactor: true, createdAt: later(now, -90 * DAY_MS) }, 'held'],
    ['who came after the rule', { roles: ['developer'] as const, hasFactor: false, createdAt: later(now, -3 * DAY_MS) }, 'within_grace'],
    ['whose days are over', { roles: ['developer'] as const, hasFactor: false, createdAt: later(now, -90 * DAY_MS) }, 'overdue'],
  ])('of somebody %s is judged', (_, person, reason) => {
    expect(judgeRequirement(rule, person, now).reason).toBe(reason)
  })
})

test('a proof is fresh for ten minutes', () => {
  expect(judgeFreshness(now, later(now, 10 * MINUTE_MS - 1)).fresh).toBe(true)
  expect(judgeFreshness(now, later(now, 10 * MINUTE_MS)).fresh).toBe(false)
})

test('only owners keep their own way in where the provider is the only one', () => {
  expect(judgeOwnWay({ oidcOnly: true }, ['qa', 'owner']).open).toBe(true)
  expect(judgeOwnWay({ oidcOnly: true }, ['qa']).open).toBe(false)
  expect(judgeOwnWay({ oidcOnly: false }, []).open).toBe(true)
})

test.each([
  ['/clients?state=all#top', '/clients?state=all#top'],
  [undefined, '/'],
  ['', '/'],
  ['clients', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/..//evil.example', '/'],
])('after signing in, %o leads to %s', (wanted, path) => {
  expect(ownPath(wanted)).toBe(path)
})

test.each([
  ['https://support.example.com', { fits: true, rpId: 'support.example.com' }],
  ['http://localhost:7700', { fits: true, rpId: 'localhost' }],
  ['http://support.example.com', { fits: false, reason: 'not_https' }],
  ['https://192.0.2.1', { fits: false, reason: 'address_is_a_number' }],
  ['http://[2001:db8::1]:7700', { fits: false, reason: 'address_is_a_number' }],
])('passkeys at %s', (address, place) => {
  expect(passkeyPlace(address)).toMatchObject(place)
})

test.each([
  ['https://login.example.org/team', true],
  ['http://localhost:8080', true],
  ['http://login.example.org', false],
  ['ftp://login.example.org', false],
  ['https://user:secret@login.example.org', false],
  ['login.example.org', false],
])('an issuer %s', (issuer, fits) => {
  expect(judgeIssuer(issuer).fits).toBe(fits)
})

test('a recovery code is read as people type it', () => {
  const code = writeRecoveryCode(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
  expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
  expect(plainRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''))
  expect(plainRecoveryCode('Oil0')).toBe('0110')
})
