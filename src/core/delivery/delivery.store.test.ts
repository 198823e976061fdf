import { describe, expect, test } from 'vitest'
import { cast, callerOf, seedCast } from '#core/identity/testing.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { identityEvents } from '#events/identity.ts'
import { deliveryEvents } from '#events/delivery.ts'
import { testRelay, useRelay, relayAt, aMail } from '#platform/mail/testing.ts'
import { postgresPlatform } from '#test/support/postgres-platform.ts'
import { addSuppression, removeSuppression, sendTestMail, setRelay } from './actions/mail.ts'
import { cancelMessage, sendAgain } from './actions/messages.ts'
import { mailNow, readRelay, suppressionPage } from './queries/mail.ts'
import { messagePage, readMessage } from './queries/messages.ts'

const relayBody = {
  host: 'relay.example.com',
  port: 587,
  security: 'starttls' as const,
  username: 'pitcrew',
  password: 'correct horse',
  privateAllowed: false,
  senderAddress: 'support@northwind.example',
  senderName: 'Northwind Support',
  signs: true,
}

describe('mail and its pages', async () => {
  const platform = await postgresPlatform({ events: [...identityEvents, ...deliveryEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  const [owner, lead, outsideLead, engineer] = [callerOf('owner'), callerOf('lead'), callerOf('outsideLead'), callerOf('engineer')]
  const queue = (over: Parameters<typeof aMail>[0] = {}) => platform.work.run((tx) => platform.mail.queue(tx, aMail(over)))
  const list = (query: object = {}) => messagePage(platform, lead, { query: { limit: 50, ...query } })

  test('an owner says how mail leaves; the password is never told again', async () => {
    await setRelay(platform, owner, { body: relayBody, ifMatch: 0 })
    const { relay, version } = await readRelay(platform, lead)
    expect([version, relay?.hasPassword, relay?.dkim?.domain]).toEqual([1, true, 'northwind.example'])
    expect(JSON.stringify(relay)).not.toContain('correct horse')
    await expect(setRelay(platform, owner, { body: relayBody, ifMatch: 0 })).rejects.toMatchObject({
      code: { code: 'common.version_mismatch' },
    })
    await expect(setRelay(platform, lead, { body: relayBody, ifMatch: 1 })).rejects.toMatchObject({ code: { code: 'common.forbidden' } })
  })

  test('a password is not sent where anybody can read it', async () => {
    const body = { ...relayBody, security: 'starttls_if_offered' as const }
    await expect(setRelay(platform, owner, { body, ifMatch: 1 })).rejects.toMatchObject({ code: { code: 'delivery.password_unprotected' } })
  })

  test('messages are seen by who looks after the whole installation, and by nobody of one client', async () => {
    const id = await queue({ subject: 'For Clara' })
    expect((await list({ text: 'for cla' })).items.map((row) => row.id)).toEqual([id])
    for (const caller of [outsideLead, engineer, callerOf('stranger')]) {
      await expect(readMessage(platform, caller, id)).rejects.toMatchObject({
        code: { status: expect.toSatisfy((status) => [403, 404].includes(status)) },
      })
    }
  })

  test('a message that waits can be called off and sent again after all; one that was handed over cannot', async () => {
    const id = await queue()
    await cancelMessage(platform, lead, id)
    expect((await readMessage(platform, lead, id)).state).toBe('cancelled')
    await sendAgain(platform, lead, id)
    const relay = await testRelay()
    await useRelay(platform, relayAt(relay))
    await platform.mail.now()
    expect((await readMessage(platform, lead, id)).steps.map(({ state }) => state)).toEqual([
      'queued',
      'cancelled',
      'queued',
      'handed_over',
    ])
    for (const act of [cancelMessage, sendAgain])
      await expect(act(platform, lead, id)).rejects.toMatchObject({ code: { code: 'delivery.message_over' } })
  })

  test('a test mail goes the way of all mail', async () => {
    const relay = await testRelay()
    await useRelay(platform, relayAt(relay))
    const id = await sendTestMail(platform, owner, cast.owner.email)
    await platform.mail.now()
    expect((await readMessage(platform, owner, id)).state).toBe('handed_over')
    expect(relay.taken[0]?.header('Subject')).toBe('Test mail of Northwind Support')
  })

  test('an address can be stopped, is listed, and let go again', async () => {
    await addSuppression(platform, owner, { address: 'Una@alder.example', note: 'asked by phone' })
    const { items } = await suppressionPage(platform, lead, { query: { limit: 50 } })
    expect(items).toMatchObject([{ address: 'una@alder.example', cause: 'manual' }])
    await removeSuppression(platform, owner, 'una@alder.example')
    await expect(removeSuppression(platform, owner, 'una@alder.example')).rejects.toMatchObject({ code: { code: 'common.not_found' } })
  })

  test('the first screen says what stands in the way of mail to those who can mend it', async () => {
    const relay = await testRelay()
    relay.refusal = { at: 'RCPT TO', code: 550, words: 'No such user' }
    await useRelay(platform, relayAt(relay))
    await queue()
    await platform.mail.now()
    expect(await mailNow(platform, lead)).toMatchObject([{ band: 'waiting', href: '/messages?state=failed' }])
    expect(await mailNow(platform, engineer)).toEqual([])
  })
})
