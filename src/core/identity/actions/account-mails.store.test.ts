import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { identityEvents } from '#events/identity.ts'
import { MINUTE_MS } from '#kit/time.ts'
import { relayAt, testRelay, useRelay, type Taken, type TestRelay } from '#platform/mail/testing.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { openPersonKeys } from '../access/person-keys.ts'
import { identityContract } from '../contract/contract.ts'
import { FORGOTTEN_EVERY_MS, FORGOTTEN_LIFETIME_MS } from '../domain/lifetimes.ts'
import { WAIT_MAX_MS } from '../domain/throttle.ts'
import { accountHandlers, peopleHandlers } from '../http/handlers.ts'
import { aPerson, callerOf, callerWith, cast, PASSWORD, seedCast } from '../testing.ts'
import { askForPassword } from './forgotten-password.ts'
import { acceptInvitation, invite } from './invitations.ts'
import { confirmTotp, beginTotp, removeTotp, resetSecondFactors } from './own-factors.ts'
import { changePassword, offerPasswordReset, resetPassword } from './passwords.ts'
import { updateMe, updatePerson } from './people.ts'
import { completeSignIn } from './second-factor.ts'
import { signIn } from './sign-in.ts'
import { Secret, TOTP } from 'otpauth'

let platform: PostgresPlatform
let relay: TestRelay
const owner = callerOf('owner')
const NEXT = 'seven loud gulls over the pier'
const phone = { address: '192.0.2.9', userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/140' }
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

beforeAll(async () => {
  platform = await postgresPlatform({ events: identityEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
})

/** Texts of mails are quoted-printable: soft breaks and signs beyond ASCII are put back. */
const bodyOf = ({ raw }: Taken) =>
  Buffer.from(
    raw.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** Mails that came for this address while `act` ran. */
async function mailsTo(email: string, act: () => Promise<unknown>): Promise<readonly { subject: string; body: string }[]> {
  await platform.mail.now()
  const before = relay.taken.length
  await act()
  await platform.mail.now()
  const mine = relay.taken.slice(before).filter(({ to }) => to.includes(email))
  return mine.map((taken) => ({ subject: taken.header('Subject') ?? '', body: bodyOf(taken) }))
}
const tokenIn = (body: string | undefined) => /#([0-9a-f]{48})/.exec(body ?? '')?.[1] ?? ''

describe('without mail', () => {
  test('an invitation says that its link must be handed over, and nothing waits to be sent later', async () => {
    const made = await invite(platform, owner, { email: 'byhand@example.org', name: undefined, grants: cast.qa.grants })
    expect(made.mailed).toBe(false)
    await askForPassword(platform, cast.qa.email)
    expect(await platform.work.read((tx) => platform.mail.list(tx, { before: null, limit: 10 }))).toEqual([])
  })

  test('the door says that forgotten passwords are an owner’s to help with', async () => {
    const call = calling(identityContract, { ...accountHandlers(platform), ...peopleHandlers(platform) } as never)
    await expect(call('askForPassword', null as never, { body: { email: cast.qa.email } })).resolves.toEqual({
      answer: 'if_known_a_link_is_on_its_way',
    })
  })
})

describe('with mail', () => {
  beforeAll(async () => {
    relay = await testRelay()
    await useRelay(platform, relayAt(relay))
  })

  test('an invited person gets the link by mail and joins with it', async () => {
    const [mail] = await mailsTo('ida@example.org', () =>
      invite(platform, owner, { email: 'ida@example.org', name: undefined, grants: cast.qa.grants }),
    )
    expect(mail?.subject).toBe('Join Northwind Support on Pitcrew')
    expect(mail?.body).toContain('Olivia Owens invites you')
    await expect(
      acceptInvitation(platform, { token: tokenIn(mail?.body), name: 'Ida', password: PASSWORD, browser: phone }),
    ).resolves.toMatchObject({ method: 'invitation' })
  })

  test('the link of an invitation can be read neither in the store nor on the page of messages', async () => {
    const { link } = await invite(platform, owner, { email: 'sealed@example.org', name: undefined, grants: cast.qa.grants })
    const [message] = await platform.work.read((tx) => platform.mail.list(tx, { before: null, limit: 1, text: 'sealed@example.org' }))
    const found = await platform.work.read((tx) => platform.mail.find(tx, message?.id ?? ''))
    expect(found).toMatchObject({ confidential: true, text: null, html: null })
    expect(JSON.stringify(found)).not.toContain(tokenIn(link))
  })

  describe('a forgotten password', () => {
    test('is chosen anew with a link that works once and for half an hour', async () => {
      const person = await aPerson(platform)
      const [mail] = await mailsTo(person.email, () => askForPassword(platform, person.email.toUpperCase()))
      const token = tokenIn(mail?.body)
      const chosen = await resetPassword(platform, { token, password: NEXT, browser: phone })
      expect(chosen.outcome).toBe('signed_in')
      await expect(resetPassword(platform, { token, password: NEXT, browser: phone })).rejects.toEqual(refused('identity.link_spent'))
      const [late] = await mailsTo(person.email, () => askForPassword(platform, person.email))
      platform.clock.advance(FORGOTTEN_LIFETIME_MS)
      await expect(resetPassword(platform, { token: tokenIn(late?.body), password: PASSWORD, browser: phone })).rejects.toEqual(
        refused('identity.link_spent'),
      )
    })

    test('whoever asks for an unknown address waits as long and is told the same; nothing is sent', async () => {
      const started = performance.now()
      expect(await mailsTo('nobody@example.org', () => askForPassword(platform, 'nobody@example.org'))).toEqual([])
      expect(performance.now() - started).toBeGreaterThanOrEqual(290)
    })

    test('asking again and again sends one mail in five minutes, and the link that was sent goes on working', async () => {
      const person = await aPerson(platform)
      const mails = await mailsTo(person.email, async () => {
        for (let asked = 0; asked < 3; asked += 1) await askForPassword(platform, person.email)
      })
      expect(mails).toHaveLength(1)
      platform.clock.advance(FORGOTTEN_EVERY_MS)
      expect(await mailsTo(person.email, () => askForPassword(platform, person.email))).toHaveLength(1)
    })

    test('people who were invited and people who left get none', async () => {
      const { invitation } = await invite(platform, owner, { email: 'waits@example.org', name: undefined, grants: cast.qa.grants })
      await platform.mail.now()
      expect(await mailsTo(invitation.email, () => askForPassword(platform, invitation.email))).toEqual([])
    })
  })

  test('a link that an owner makes goes to the person as well', async () => {
    const person = await aPerson(platform)
    const [mail] = await mailsTo(person.email, async () => {
      expect(await offerPasswordReset(platform, owner, person.id)).toMatchObject({ mailed: true })
    })
    expect(mail?.body).toContain('Olivia Owens made a link')
    expect(tokenIn(mail?.body)).not.toBe('')
  })

  test('a password that was changed is told in the person’s language', async () => {
    const person = await aPerson(platform)
    const caller = callerWith(person.grants, person.id)
    await updateMe(platform, caller, { version: 2, to: { locale: 'de' } })
    const [mail] = await mailsTo(person.email, () => changePassword(platform, caller, { current: PASSWORD, next: NEXT, browser: phone }))
    expect(mail?.body).toContain('Ihr Passwort wurde geändert')
  })

  test('an address that was changed is told to the old one and to the new one', async () => {
    const person = await aPerson(platform)
    const next = `new.${person.email}`
    const change = () => updatePerson(platform, owner, person.id, { version: 2, to: { email: next } })
    const all: string[] = []
    const [old] = await mailsTo(person.email, async () => all.push(...(await mailsTo(next, change)).map(({ subject }) => subject)))
    expect(all).toEqual(['The address of your account was changed'])
    expect(old?.body ?? relay.taken.map(bodyOf).join('\n')).toContain(`from ${person.email} to ${next}`)
    expect(relay.taken.filter(({ to }) => to.includes(person.email))).toHaveLength(1)
  })

  test('a locked account is told once, with the place that tried last', async () => {
    const person = await aPerson(platform)
    const guess = () => signIn(platform, { email: person.email, password: 'wrong', browser: phone }).catch(() => undefined)
    const mails = await mailsTo(person.email, async () => {
      for (let tried = 0; tried < 12; tried += 1) {
        await guess()
        platform.clock.advance(WAIT_MAX_MS)
      }
    })
    expect(mails.map(({ subject }) => subject)).toEqual(['Your account is locked for a while'])
    expect(mails[0]?.body).toContain('Chrome · Android')
  })

  test('a sign-in is told when the browser is new, not when it is known, and never the first', async () => {
    const person = await aPerson(platform)
    const enter = async (cookies: Record<string, string>) => {
      const outcome = await signIn(platform, { email: person.email, password: PASSWORD, browser: { ...phone, cookies } })
      if (outcome.outcome !== 'signed_in') throw new Error('no second factor is set up')
      return outcome.session.device.token
    }
    let laptop = ''
    expect(await mailsTo(person.email, async () => (laptop = await enter({})))).toEqual([])
    expect(await mailsTo(person.email, () => enter({ pitcrew_device: laptop }))).toEqual([])
    const [mail] = await mailsTo(person.email, () => enter({}))
    expect(mail?.subject).toBe('Sign-in from a new device')
    expect(await mailsTo(person.email, () => enter({ pitcrew_device: 'not a token' }))).toHaveLength(1)
  })

  test('second factors that come and go and recovery codes that are used are told', async () => {
    const person = await aPerson(platform)
    const caller = callerWith(person.grants, person.id)
    const code = (secret: string) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: platform.clock.now() })
    let codes: readonly string[] = []
    const mails = await mailsTo(person.email, async () => {
      const { secret } = await beginTotp(platform, caller)
      codes = (await confirmTotp(platform, caller, code(secret))) ?? []
      platform.clock.advance(MINUTE_MS)
      const first = await signIn(platform, { email: person.email, password: PASSWORD, browser: phone })
      if (first.outcome === 'signed_in') throw new Error('a second factor is set up')
      await completeSignIn(platform, { token: first.token, proof: { by: 'recovery_code', code: codes[0] ?? '' }, browser: phone })
      await removeTotp(platform, caller)
      await resetSecondFactors(platform, owner, person.id)
    })
    // Several are on the way at once, so they may overtake each other.
    expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
      'A recovery code of your account was used',
      'A second factor was added to your account',
      'A second factor was removed from your account',
      'Your second factors were removed',
    ])
    expect(mails.find(({ subject }) => subject.includes('recovery'))?.body).toContain('9 are left')
  })
})
