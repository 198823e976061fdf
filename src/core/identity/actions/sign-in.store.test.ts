import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { identityEvents } from '#events/identity.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { until } from '#test/support/until.ts'
import { accessOf } from '../access/access.ts'
import { hashPassword } from './hashing.ts'
import { foundOrganisation } from './organisation.ts'
import { changePassword, makeResetLink, offerPasswordReset, resetPassword } from './passwords.ts'
import { deactivatePerson, unlockPerson } from './people.ts'
import { endOtherSessions, endSession, signOut } from './sessions.ts'
import { signIn, type SignInOutcome } from './sign-in.ts'
import { sweep } from './sweep.ts'
import type { PersonCaller } from '../access/caller.ts'
import { SESSION_COOKIE } from '../contract/contract.ts'
import { SESSIONS_PER_PERSON_MAX } from '../domain/lifetimes.ts'
import { openPersonKeys } from '../access/person-keys.ts'
import { readPerson } from '../queries/people.ts'
import { listSessions } from '../queries/sessions.ts'
import { dropSealedKey } from '../store/person-keys.ts'
import { aPerson, callerWith, PASSWORD } from '../testing.ts'

let platform: PostgresPlatform
let passwordHash: string
const owner = callerWith([{ role: 'owner', clientId: null, applicationId: null }])
const browser = { address: '192.0.2.7', userAgent: 'a browser' }
let address = 0
/** A browser that nobody has failed from. */
const elsewhere = () => ({ ...browser, address: `198.51.100.${(address += 1)}` })

beforeAll(async () => {
  platform = await postgresPlatform({ events: identityEvents, personKeys: openPersonKeys })
  passwordHash = await hashPassword(PASSWORD)
  const organisation = { name: 'Northwind Support', zone: 'Europe/Berlin' }
  const founder = { name: 'Olivia Owens', email: 'olivia@example.org', locale: 'en', passwordHash }
  await platform.work.run((tx) => foundOrganisation(platform, tx, { organisation, owner: founder, browser }))
})

const refusal = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const somebody = () => aPerson(platform, { passwordHash })
const withCookie = async (token: string): Promise<PersonCaller | null> => {
  const caller = await accessOf(platform).authenticate({ ...browser, bearer: null, cookies: { [SESSION_COOKIE]: token } })
  return caller as PersonCaller | null
}
const entered = (outcome: SignInOutcome) => {
  if (outcome.outcome !== 'signed_in') throw new Error(`not signed in: ${outcome.outcome}`)
  return outcome.session
}
const signedIn = async (email: string): Promise<{ caller: PersonCaller; token: string }> => {
  const { token } = entered(await signIn(platform, { email, password: PASSWORD, browser: elsewhere() }))
  return { caller: (await withCookie(token)) as PersonCaller, token }
}
const kindsAbout = async (personId: string): Promise<string[]> => {
  await platform.log.settle()
  const events = await platform.log.read(0, 1_000)
  return events.filter((event) => event.record.id === personId).map((event) => event.kind)
}

describe('signing in', () => {
  test('gives a session that says who it is, and tells the log from where', async () => {
    const { id, email } = await somebody()
    const { caller } = await signedIn(email.toUpperCase())
    expect(caller.personId).toBe(id)
    expect(caller.ref).toEqual({ kind: 'person', id })
    expect(await kindsAbout(id)).toEqual(['person.signed_in'])
    const events = await platform.log.read(0, 1_000)
    expect(events.at(-1)?.particulars).toMatchObject({ by: 'password', address: expect.stringContaining('198.51.100.') })
  })

  test('answers a wrong password, an unknown address, an invited and a deactivated person with the same words', async () => {
    const { id, email } = await somebody()
    const gone = await somebody()
    await deactivatePerson(platform, owner, gone.id)
    const attempts = [
      { email, password: 'not the password' },
      { email: 'nobody@example.org', password: PASSWORD },
      { email: gone.email, password: PASSWORD },
    ]
    for (const attempt of attempts) {
      await expect(signIn(platform, { ...attempt, browser: elsewhere() })).rejects.toEqual(refusal('identity.sign_in_refused'))
    }
    expect(await kindsAbout(id)).toEqual(['person.sign_in_failed'])
  })

  test('is slowed after five failures, for accounts that do not exist as well, until the wait is over', async () => {
    const { id, email } = await somebody()
    for (const account of [email, 'nobody.at.all@example.org']) {
      const guess = () => signIn(platform, { email: account, password: 'not the password', browser: elsewhere() })
      for (let i = 0; i < 5; i++) await expect(guess()).rejects.toEqual(refusal('identity.sign_in_refused'))
      await expect(guess()).rejects.toEqual(refusal('identity.sign_in_slowed'))
    }
    await expect(signedIn(email)).rejects.toMatchObject({ retryAfterSeconds: 1 })
    platform.clock.advance(SECOND_MS)
    await signedIn(email)
    expect(await kindsAbout(id)).toEqual([
      ...Array.from({ length: 5 }, () => 'person.sign_in_failed'),
      'person.sign_in_slowed',
      'person.signed_in',
    ])
  })

  test('counts guesses that are sent all at once one by one', async () => {
    const { id, email } = await somebody()
    const guesses = Array.from({ length: 12 }, () => signIn(platform, { email, password: 'not the password', browser: elsewhere() }))
    const codes = (await Promise.allSettled(guesses)).map((result) => (result.status === 'rejected' ? result.reason.code.code : 'in'))
    expect(codes.filter((code) => code === 'identity.sign_in_refused')).toHaveLength(5)
    expect(codes.filter((code) => code === 'identity.sign_in_slowed')).toHaveLength(7)
    expect(await kindsAbout(id)).toHaveLength(6)
  })

  test('locks the account at the tenth failure, until an owner ends the lock; the stranger cannot', async () => {
    const { id, email } = await somebody()
    for (let failures = 1; failures <= 10; failures++) {
      await expect(signIn(platform, { email, password: 'not the password', browser: elsewhere() })).rejects.toEqual(
        refusal('identity.sign_in_refused'),
      )
      if (failures < 10) platform.clock.advance(MINUTE_MS)
    }
    await expect(signedIn(email)).rejects.toMatchObject({ retryAfterSeconds: 900, code: { code: 'identity.sign_in_locked' } })
    expect((await readPerson(platform, owner, id)).lockedUntil).toBe(platform.clock.now() + 15 * MINUTE_MS)
    const stranger = callerWith([{ role: 'client_contact', clientId: id, applicationId: null }])
    await expect(unlockPerson(platform, stranger, id)).rejects.toEqual(refusal('common.forbidden'))
    await unlockPerson(platform, owner, id)
    expect((await readPerson(platform, owner, id)).lockedUntil).toBeNull()
    await signedIn(email)
    const kinds = await kindsAbout(id)
    expect(kinds.filter((kind) => kind === 'person.sign_in_locked')).toHaveLength(1)
    expect(kinds).toContain('person.sign_in_unlocked')
  })

  test('locks an address that nobody has in the same way', async () => {
    const guess = () => signIn(platform, { email: 'no.such@example.org', password: 'not the password', browser: elsewhere() })
    for (let failures = 1; failures <= 10; failures++) {
      await expect(guess()).rejects.toEqual(refusal('identity.sign_in_refused'))
      platform.clock.advance(failures < 10 ? MINUTE_MS : 0)
    }
    await expect(guess()).rejects.toEqual(refusal('identity.sign_in_locked'))
  })

  test('slows one address that tries many accounts', async () => {
    const from = elsewhere()
    const guess = (number: number) => signIn(platform, { email: `guess${number}@example.org`, password: 'not the password', browser: from })
    const codes = await Promise.allSettled(Array.from({ length: 22 }, (_, number) => guess(number)))
    const slowed = codes.filter((result) => result.status === 'rejected' && result.reason.code.code === 'identity.sign_in_slowed')
    expect(slowed).toHaveLength(2)
  })
})

describe('a session', () => {
  test('ends when its person signs out', async () => {
    const { email, id } = await somebody()
    const { caller, token } = await signedIn(email)
    await signOut(platform, caller)
    expect(await withCookie(token)).toBeNull()
    expect(await kindsAbout(id)).toEqual(['person.signed_in', 'session.ended'])
  })

  test('can be ended from another browser, but not by the stranger', async () => {
    const { email } = await somebody()
    const stranger = await somebody()
    const [here, there] = [await signedIn(email), await signedIn(email)]
    const other = (await listSessions(platform, here.caller)).find((session) => !session.current)
    const foreign = (await signedIn(stranger.email)).caller
    await expect(endSession(platform, foreign, other?.id ?? '')).rejects.toEqual(refusal('common.not_found'))
    await endSession(platform, here.caller, other?.id ?? '')
    expect(await withCookie(there.token)).toBeNull()
    expect(await withCookie(here.token)).not.toBeNull()
  })

  test('ends with all others of its person when they say so in one browser', async () => {
    const { id, email } = await somebody()
    const [here, there, third] = [await signedIn(email), await signedIn(email), await signedIn(email)]
    await endOtherSessions(platform, here.caller)
    expect([await withCookie(there.token), await withCookie(third.token)]).toEqual([null, null])
    expect(await withCookie(here.token)).not.toBeNull()
    expect(await kindsAbout(id)).toContain('person.other_sessions_ended')
  })

  test('ends when its person is deactivated, also where it was just in use', async () => {
    const { id, email } = await somebody()
    const { token } = await signedIn(email)
    expect(await withCookie(token)).not.toBeNull()
    await deactivatePerson(platform, owner, id)
    expect(await withCookie(token)).toBeNull()
  })

  test('is forgotten after two weeks unused and after a month at most', async () => {
    const { email } = await somebody()
    const { token } = await signedIn(email)
    for (let days = 0; days < 26; days += 13) {
      platform.clock.advance(13 * DAY_MS)
      expect(await withCookie(token), `after ${days + 13} days`).not.toBeNull()
    }
    platform.clock.advance(4 * DAY_MS)
    expect(await withCookie(token)).toBeNull()

    const idle = await signedIn(email)
    platform.clock.advance(14 * DAY_MS)
    expect(await withCookie(idle.token)).toBeNull()
    await sweep(platform)
  })

  test('writes when it was last seen at most once a minute', async () => {
    const { email } = await somebody()
    const { caller, token } = await signedIn(email)
    const lastSeen = async () => (await listSessions(platform, caller))[0]?.lastSeenAt
    const start = await lastSeen()
    platform.clock.advance(59 * SECOND_MS)
    await withCookie(token)
    expect(await lastSeen()).toBe(start)
    platform.clock.advance(MINUTE_MS)
    await withCookie(token)
    expect(await lastSeen()).toBe(platform.clock.now())
  })

  test('is one of thirty: the one not seen longest gives way', async () => {
    const { email, id } = await somebody()
    const first = await signedIn(email)
    const tokens: string[] = []
    for (let i = 0; i < SESSIONS_PER_PERSON_MAX; i++) {
      platform.clock.advance(SECOND_MS)
      tokens.push((await signedIn(email)).token)
    }
    platform.clock.advance(MINUTE_MS)
    expect(await withCookie(first.token)).toBeNull()
    expect(await withCookie(tokens[0] ?? '')).not.toBeNull()
    expect(await kindsAbout(id)).toHaveLength(SESSIONS_PER_PERSON_MAX + 1)
  })

  test('is nobody’s when the cookie is not a token of ours', async () => {
    for (const cookie of ['', 'x', 'f'.repeat(48), "' or 1=1 --"]) expect(await withCookie(cookie)).toBeNull()
  })
})

describe('changing the password', () => {
  test('asks for the present one, refuses an easy one, and ends every other session', async () => {
    const { id, email } = await somebody()
    const [here, there] = [await signedIn(email), await signedIn(email)]
    const change = (current: string, next: string) => changePassword(platform, here.caller, { current, next, browser: elsewhere() })
    await expect(change('not the password', 'four stools under a pear')).rejects.toEqual(refusal('identity.password_wrong'))
    await expect(change(PASSWORD, 'password123')).rejects.toMatchObject({ fields: [{ field: 'body.next' }] })
    await change(PASSWORD, 'four stools under a pear')
    expect(await withCookie(here.token)).not.toBeNull()
    expect(await withCookie(there.token)).toBeNull()
    await expect(signedIn(email)).rejects.toEqual(refusal('identity.sign_in_refused'))
    expect(await kindsAbout(id)).toContain('person.password_changed')
  })

  test('with the link of an owner works once, within a day, and lifts the wait', async () => {
    const { id, email } = await somebody()
    const { token: before } = await signedIn(email)
    const { link } = await offerPasswordReset(platform, owner, id)
    const token = link.split('#')[1] ?? ''
    expect(link).toContain('/password-reset#')
    const reset = (password: string) => resetPassword(platform, { token, password, browser: elsewhere() })
    await expect(reset('1234567890')).rejects.toEqual(refusal('identity.password_refused'))
    const opened = entered(await reset('four stools under a pear'))
    expect((await withCookie(opened.token))?.personId).toBe(id)
    expect(await withCookie(before)).toBeNull()
    await expect(reset('five stools under a pear')).rejects.toEqual(refusal('identity.link_spent'))

    const late = (await makeResetLink(platform, { kind: 'system', id: 'command line' }, id)).link.split('#')[1] ?? ''
    platform.clock.advance(DAY_MS)
    const tooLate = resetPassword(platform, { token: late, password: 'six stools under a pear', browser })
    await expect(tooLate).rejects.toEqual(refusal('identity.link_spent'))
  })

  test('the link used twice at once lets one in', async () => {
    const { id } = await somebody()
    const token = (await offerPasswordReset(platform, owner, id)).link.split('#')[1] ?? ''
    const both = await Promise.allSettled(
      [1, 2].map(() => resetPassword(platform, { token, password: 'four stools under a pear', browser: elsewhere() })),
    )
    expect(both.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  test('is offered by owners only: a technical lead is refused', async () => {
    const { id } = await somebody()
    const lead = callerWith([{ role: 'technical_lead', clientId: null, applicationId: null }])
    await expect(offerPasswordReset(platform, lead, id)).rejects.toEqual(refusal('common.forbidden'))
  })
})

describe('a change of access', () => {
  test('is told to who listens, once sealed, with whose it is', async () => {
    const [gone, stays] = [await somebody(), await somebody()]
    const callers = { gone: (await signedIn(gone.email)).caller, stays: (await signedIn(stays.email)).caller }
    const told: string[] = []
    await platform.log.start()
    onTestFinished(() => platform.log.stop())
    const end = accessOf(platform).onChange((affects) => {
      for (const [name, caller] of Object.entries(callers)) if (affects(caller)) told.push(name)
    })
    await deactivatePerson(platform, owner, gone.id)
    await platform.log.settle()
    await until(() => told.length > 0)
    end()
    expect(told).toEqual(['gone'])
  })
})

describe('erasing a person', () => {
  test('makes what the log holds about them unreadable, and nothing personal is kept from then on', async () => {
    const { id, email } = await somebody()
    await signedIn(email)
    await platform.work.run((tx) => dropSealedKey(tx, id, platform.clock.now()))
    await signedIn(email)
    await platform.log.settle()
    const events = (await platform.log.read(0, 1_000)).filter((event) => event.record.id === id)
    expect(events.map((event) => event.particulars['address'])).toEqual([null, null])
    expect((await platform.log.verify()).ok).toBe(true)
  })
})
