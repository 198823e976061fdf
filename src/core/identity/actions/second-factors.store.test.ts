import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { identityEvents } from '#events/identity.ts'
import { DAY_MS, later, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { accessOf } from '../access/access.ts'
import type { PersonCaller } from '../access/caller.ts'
import { openPersonKeys } from '../access/person-keys.ts'
import { SESSION_COOKIE } from '../contract/contract.ts'
import type { Role } from '../domain/roles.ts'
import { readMe } from '../queries/me.ts'
import { readSecurity } from '../queries/security.ts'
import { readSignInSettings } from '../queries/sign-in-settings.ts'
import { findSignInSettings, updateSignInSettings } from '../store/sign-in-settings.ts'
import { aPerson, callerWith, PASSWORD } from '../testing.ts'
import { TestDevice } from '../testing-passkey.ts'
import { hashPassword } from './hashing.ts'
import { foundOrganisation } from './organisation.ts'
import type { OpenedSession } from './open-session.ts'
import {
  addPasskey,
  beginPasskey,
  beginTotp,
  confirmTotp,
  removePasskey,
  removeTotp,
  renamePasskey,
  resetSecondFactors,
} from './own-factors.ts'
import { offerPasskeySignIn, signInWithPasskey } from './passkey-sign-in.ts'
import { makeResetLink, resetPassword } from './passwords.ts'
import { prove } from './proofs.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { completeSignIn, offerSecondPasskey, type SecondProof } from './second-factor.ts'
import { signIn } from './sign-in.ts'
import { sweep } from './sweep.ts'

let platform: PostgresPlatform
let passwordHash: string
const owner = callerWith([{ role: 'owner', clientId: null, applicationId: null }])
let address = 0
const elsewhere = () => ({ address: `198.51.100.${(address += 1)}`, userAgent: 'a browser' })

beforeAll(async () => {
  platform = await postgresPlatform({ events: identityEvents, personKeys: openPersonKeys })
  passwordHash = await hashPassword(PASSWORD)
  const founder = { name: 'Olivia Owens', email: 'olivia@example.org', locale: 'en', passwordHash }
  const organisation = { name: 'Northwind Support', zone: 'Europe/Berlin' }
  await platform.work.run((tx) => foundOrganisation(platform, tx, { organisation, owner: founder, browser: elsewhere() }))
})

const refusal = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const callerOf = async ({ token }: Pick<OpenedSession, 'token'>): Promise<PersonCaller> => {
  const credentials = { ...elsewhere(), bearer: null, cookies: { [SESSION_COOKIE]: token }, anew: true }
  return (await accessOf(platform).authenticate(credentials)) as PersonCaller
}
const withPassword = (email: string) => signIn(platform, { email, password: PASSWORD, browser: elsewhere() })
/** Somebody new, in a browser. */
async function somebody(role: Role = 'qa') {
  const person = await aPerson(platform, { passwordHash, grants: [{ role, clientId: null, applicationId: null }] })
  const outcome = await withPassword(person.email)
  if (outcome.outcome !== 'signed_in') throw new Error('a new person has no second factor')
  return { ...person, caller: await callerOf(outcome.session) }
}
const codeOf = (secret: string, stepsOn = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: platform.clock.now() + stepsOn * 30 * SECOND_MS })
/** With an authenticator app, whose first code is a step in the past by now. */
async function withApp(role?: Role) {
  const person = await somebody(role)
  const { secret } = await beginTotp(platform, person.caller)
  const recoveryCodes = (await confirmTotp(platform, person.caller, codeOf(secret))) ?? []
  platform.clock.advance(30 * SECOND_MS)
  return { ...person, secret, recoveryCodes }
}
async function withPasskey(device = new TestDevice()) {
  const person = await somebody()
  const answer = device.create(await beginPasskey(platform, person.caller))
  const added = await addPasskey(platform, person.caller, { name: 'Phone', answer })
  return { ...person, device, recoveryCodes: added.recoveryCodes }
}
const second = async (email: string, proof: SecondProof) => {
  const first = await withPassword(email)
  if (first.outcome !== 'second_factor_needed') throw new Error('no second factor was asked for')
  return completeSignIn(platform, { token: first.token, proof, browser: elsewhere() })
}

describe('an authenticator app', () => {
  test('is asked for after the password from its first code on', async () => {
    const { email, caller, id } = await somebody()
    const { secret, uri, qrSvg } = await beginTotp(platform, caller)
    expect(uri).toContain(`secret=${secret}`)
    expect(qrSvg).toMatch(/^<svg /)
    expect((await withPassword(email)).outcome).toBe('signed_in')
    await expect(confirmTotp(platform, caller, '000000')).rejects.toEqual(refusal('identity.second_factor_refused'))
    expect(await confirmTotp(platform, caller, codeOf(secret))).toHaveLength(10)
    const first = await withPassword(email)
    expect(first).toMatchObject({ outcome: 'second_factor_needed', factors: ['totp', 'recovery_code'] })
    platform.clock.advance(30 * SECOND_MS)
    expect(await second(email, { by: 'totp', code: codeOf(secret) })).toMatchObject({ personId: id, method: 'password' })
  })

  test('gives a code that works once, also in the neighbouring half minute, and never an earlier one after it', async () => {
    const { email, secret } = await withApp()
    const code = codeOf(secret, 1)
    await second(email, { by: 'totp', code })
    await expect(second(email, { by: 'totp', code })).rejects.toEqual(refusal('identity.second_factor_refused'))
    await expect(second(email, { by: 'totp', code: codeOf(secret) })).rejects.toEqual(refusal('identity.second_factor_refused'))
    platform.clock.advance(MINUTE_MS)
    await second(email, { by: 'totp', code: codeOf(secret, -0) })
  })

  test('of two browsers that send the same code at once lets one in', async () => {
    const { email, secret } = await withApp()
    const code = codeOf(secret)
    const both = await Promise.allSettled([second(email, { by: 'totp', code }), second(email, { by: 'totp', code })])
    expect(both.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  test('cannot be guessed by who knows the password: right passwords do not forgive wrong codes', async () => {
    const { email } = await withApp()
    const guess = () => second(email, { by: 'totp', code: '000000' })
    const codes: string[] = []
    for (let tries = 0; tries < 6; tries++) codes.push(await guess().catch((error) => error.code.code))
    expect(codes.at(-1)).toBe('identity.sign_in_slowed')
  })

  test('stays a secret: the table holds no word of it', async () => {
    const { id, secret } = await withApp()
    const { findTotp } = await import('../store/second-factors.ts')
    const row = await platform.work.read((tx) => findTotp(tx, id))
    expect(row?.sealedSecret.includes(Buffer.from(Secret.fromBase32(secret).bytes))).toBe(false)
  })
})

describe('the second step', () => {
  test('is over after ten minutes, and cannot be finished twice', async () => {
    const { email, secret } = await withApp()
    const first = await withPassword(email)
    if (first.outcome !== 'second_factor_needed') throw new Error('no second factor was asked for')
    const finish = (code: string) => completeSignIn(platform, { token: first.token, proof: { by: 'totp', code }, browser: elsewhere() })
    await finish(codeOf(secret))
    platform.clock.advance(30 * SECOND_MS)
    await expect(finish(codeOf(secret))).rejects.toEqual(refusal('identity.sign_in_expired'))
    const late = await withPassword(email)
    platform.clock.advance(10 * MINUTE_MS)
    const token = late.outcome === 'second_factor_needed' ? late.token : ''
    const tooLate = completeSignIn(platform, { token, proof: { by: 'totp', code: codeOf(secret) }, browser: elsewhere() })
    await expect(tooLate).rejects.toEqual(refusal('identity.sign_in_expired'))
    await sweep(platform)
  })

  test('is asked for after a new password by link as well', async () => {
    const { id, secret } = await withApp()
    const token = (await makeResetLink(platform, { kind: 'system', id: 'command line' }, id)).link.split('#')[1] ?? ''
    const outcome = await resetPassword(platform, { token, password: 'four stools under a pear', browser: elsewhere() })
    if (outcome.outcome !== 'second_factor_needed') throw new Error('no second factor was asked for')
    const proof = { by: 'totp', code: codeOf(secret) } as const
    expect(await completeSignIn(platform, { token: outcome.token, proof, browser: elsewhere() })).toMatchObject({
      method: 'password_reset',
    })
  })
})

describe('recovery codes', () => {
  test('work once each, whatever the dashes and case, and can be made anew', async () => {
    const { email, caller, recoveryCodes } = await withApp()
    const [code = '', next = ''] = recoveryCodes
    await second(email, { by: 'recovery_code', code: ` ${code.toUpperCase().replaceAll('-', ' ')}` })
    await expect(second(email, { by: 'recovery_code', code })).rejects.toEqual(refusal('identity.second_factor_refused'))
    expect((await readSecurity(platform, caller)).recoveryCodes?.left).toBe(9)
    const fresh = await makeRecoveryCodes(platform, caller)
    expect(new Set(fresh).size).toBe(10)
    await expect(second(email, { by: 'recovery_code', code: next })).rejects.toEqual(refusal('identity.second_factor_refused'))
    await second(email, { by: 'recovery_code', code: fresh[0] ?? '' })
  })

  test('are only for who has a factor, and go with the last one', async () => {
    const { caller } = await somebody()
    await expect(makeRecoveryCodes(platform, caller)).rejects.toEqual(refusal('identity.state_unfit'))
    const { caller: other, email } = await withApp()
    await removeTotp(platform, other)
    expect((await readSecurity(platform, other)).recoveryCodes).toBeNull()
    expect((await withPassword(email)).outcome).toBe('signed_in')
  })
})

describe('a passkey', () => {
  test('signs in alone, and is asked for after the password', async () => {
    const { id, email, device, recoveryCodes } = await withPasskey()
    expect(recoveryCodes).toHaveLength(10)
    const opened = await signInWithPasskey(platform, { answer: device.get(await offerPasskeySignIn(platform)), browser: elsewhere() })
    expect(opened).toMatchObject({ personId: id, method: 'passkey' })
    const first = await withPassword(email)
    if (first.outcome !== 'second_factor_needed') throw new Error('no second factor was asked for')
    const answer = device.get(await offerSecondPasskey(platform, first.token), { verifies: false })
    const done = await completeSignIn(platform, { token: first.token, proof: { by: 'passkey', answer }, browser: elsewhere() })
    expect(done.personId).toBe(id)
  })

  test('is refused when its answer is repeated, comes from another page, or the device did not check who holds it', async () => {
    const { device, id } = await withPasskey()
    const use = async (answer: ReturnType<TestDevice['get']>) => signInWithPasskey(platform, { answer, browser: elsewhere() })
    const answer = device.get(await offerPasskeySignIn(platform))
    await use(answer)
    await expect(use(answer)).rejects.toEqual(refusal('identity.sign_in_expired'))
    const phished = device.get(await offerPasskeySignIn(platform), { origin: 'https://pitcrew.example.net' })
    await expect(use(phished)).rejects.toEqual(refusal('identity.passkey_refused'))
    const unchecked = device.get(await offerPasskeySignIn(platform), { verifies: false })
    await expect(use(unchecked)).rejects.toEqual(refusal('identity.passkey_refused'))
    await platform.log.settle()
    const failures = (await platform.log.read(0, 1_000)).filter((event) => event.kind === 'person.sign_in_failed' && event.record.id === id)
    expect(failures.map((event) => event.particulars['reason'])).toEqual(['passkey_refused', 'passkey_refused'])
  })

  test('whose counter falls back is a copy and refused', async () => {
    const { device } = await withPasskey()
    await signInWithPasskey(platform, { answer: device.get(await offerPasskeySignIn(platform)), browser: elsewhere() })
    device.counter = 0
    const copy = device.get(await offerPasskeySignIn(platform))
    await expect(signInWithPasskey(platform, { answer: copy, browser: elsewhere() })).rejects.toEqual(refusal('identity.passkey_refused'))
  })

  test('of a stranger or of nobody opens no account, and no challenge of one purpose serves another', async () => {
    const { device, email } = await withPasskey()
    const { email: other } = await withPasskey()
    const first = await withPassword(other)
    const token = first.outcome === 'second_factor_needed' ? first.token : ''
    const answer = device.get(await offerSecondPasskey(platform, token))
    const foreign = completeSignIn(platform, { token, proof: { by: 'passkey', answer }, browser: elsewhere() })
    await expect(foreign).rejects.toEqual(refusal('identity.passkey_refused'))
    const unknown = new TestDevice().get(await offerPasskeySignIn(platform))
    await expect(signInWithPasskey(platform, { answer: unknown, browser: elsewhere() })).rejects.toEqual(
      refusal('identity.passkey_refused'),
    )
    const own = await withPassword(email)
    const ownToken = own.outcome === 'second_factor_needed' ? own.token : ''
    const elsewhereUsed = device.get(await offerSecondPasskey(platform, ownToken))
    await expect(signInWithPasskey(platform, { answer: elsewhereUsed, browser: elsewhere() })).rejects.toEqual(
      refusal('identity.sign_in_expired'),
    )
  })

  test('is named, renamed and removed by its person only', async () => {
    const { id, caller, email } = await withPasskey()
    const stranger = await somebody()
    const { passkeys } = await readSecurity(platform, caller)
    const passkeyId = passkeys[0]?.id ?? ''
    await expect(renamePasskey(platform, stranger.caller, { id: passkeyId, name: 'Mine' })).rejects.toEqual(refusal('common.not_found'))
    await expect(removePasskey(platform, stranger.caller, passkeyId)).rejects.toEqual(refusal('common.not_found'))
    await renamePasskey(platform, caller, { id: passkeyId, name: 'Old phone' })
    expect((await readSecurity(platform, caller)).passkeys).toMatchObject([{ name: 'Old phone', synced: false }])
    await removePasskey(platform, caller, passkeyId)
    expect((await withPassword(email)).outcome).toBe('signed_in')
    expect(id).toBeDefined()
  })

  test('stays away where PUBLIC_URL does not fit, with a sentence that says what to change', async () => {
    const numbered = { ...platform, config: { ...platform.config, publicUrl: 'http://192.0.2.1:7700' } }
    await expect(offerPasskeySignIn(numbered)).rejects.toMatchObject({ publicMessage: expect.stringContaining('PUBLIC_URL') })
  })
})

describe('proving anew', () => {
  const isFresh = (caller: PersonCaller) => {
    try {
      caller.requireFresh(platform.clock.now())
      return true
    } catch {
      return false
    }
  }

  test('is asked for ten minutes after the last proof, and a password, code or passkey gives it', async () => {
    const person = await somebody()
    const { secret } = await beginTotp(platform, person.caller)
    await confirmTotp(platform, person.caller, codeOf(secret))
    platform.clock.advance(30 * SECOND_MS)
    const opened = await second(person.email, { by: 'totp', code: codeOf(secret) })
    expect(isFresh(await callerOf(opened))).toBe(true)
    platform.clock.advance(10 * MINUTE_MS)
    expect(isFresh(await callerOf(opened))).toBe(false)
    const caller = await callerOf(opened)
    await expect(prove(platform, caller, { proof: { by: 'password', password: 'wrong' }, browser: elsewhere() })).rejects.toEqual(
      refusal('identity.password_wrong'),
    )
    expect(isFresh(await callerOf(opened))).toBe(false)
    await prove(platform, caller, { proof: { by: 'password', password: PASSWORD }, browser: elsewhere() })
    expect(isFresh(await callerOf(opened))).toBe(true)
    platform.clock.advance(10 * MINUTE_MS)
    await prove(platform, caller, { proof: { by: 'totp', code: codeOf(secret) }, browser: elsewhere() })
    expect(isFresh(await callerOf(opened))).toBe(true)
  })
})

describe('an organisation that asks for a second factor', () => {
  const ask = (roles: readonly Role[], graceDays: number) =>
    platform.work.run(async (tx) => {
      const settings = await findSignInSettings(tx)
      const since = roles.length === 0 ? null : platform.clock.now()
      await updateSignInSettings(tx, { ...settings, secondFactorRoles: roles, secondFactorGraceDays: graceDays, secondFactorSince: since })
    })

  test('gives days to set it up, then lets its holder do nothing else, and keeps the last factor', async () => {
    const person = await aPerson(platform, { passwordHash, grants: [{ role: 'developer', clientId: null, applicationId: null }] })
    const spared = await somebody('qa')
    await ask(['developer'], 7)
    const opened = async () => {
      const outcome = await withPassword(person.email)
      if (outcome.outcome !== 'signed_in') throw new Error('a new person has no second factor')
      return callerOf(outcome.session)
    }
    const me = async (caller: PersonCaller) =>
      readMe(
        platform,
        caller.method ? { personId: caller.personId, scopes: null, method: caller.method } : { personId: '', scopes: null, method: null },
      )
    const early = await opened()
    expect(early.holds('catalog.clients.read')).toBe(true)
    expect(await me(early)).toMatchObject({ secondFactor: { state: 'within_grace', dueAt: platform.clock.now() + 7 * DAY_MS } })
    platform.clock.advance(7 * DAY_MS)
    const late = await opened()
    expect(late.holds('catalog.clients.read')).toBe(false)
    expect(await me(late)).toMatchObject({ secondFactor: { state: 'overdue' }, permissions: [] })
    expect((await me(spared.caller)).permissions).not.toEqual([])
    const { secret } = await beginTotp(platform, late)
    await confirmTotp(platform, late, codeOf(secret))
    await expect(removeTotp(platform, late)).rejects.toEqual(refusal('identity.second_factor_required'))
    await resetSecondFactors(platform, owner, person.id)
    expect((await withPassword(person.email)).outcome).toBe('signed_in')
    await expect(resetSecondFactors(platform, spared.caller, person.id)).rejects.toEqual(refusal('common.forbidden'))
    await ask([], 7)
  })
})

test('whoever sets the rule sees who does not keep it yet', async () => {
  const { id } = await somebody('developer')
  const since = platform.clock.now()
  await platform.work.run(async (tx) => {
    const settings = await findSignInSettings(tx)
    await updateSignInSettings(tx, { ...settings, secondFactorRoles: ['developer'], secondFactorGraceDays: 1, secondFactorSince: since })
  })
  const { withoutFactor } = await readSignInSettings(platform, owner)
  expect(withoutFactor).toContainEqual(expect.objectContaining({ id, dueAt: later(since, DAY_MS) }))
})
