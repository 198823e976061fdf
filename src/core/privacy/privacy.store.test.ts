import { beforeAll, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, seedCast } from '#core/identity/testing.ts'
import { identityEvents } from '#events/identity.ts'
import { privacyEvents } from '#events/privacy.ts'
import { DAY_MS, type Instant } from '#kit/time.ts'
import type { Module } from '#platform/module.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { privacyPersonal } from './actions/consents.ts'
import { applyRetention } from './actions/retention.ts'
import { privacyContract } from './contract/contract.ts'
import { privacyHandlers } from './http/handlers.ts'
import type { Needs } from './needs.ts'
import { Parts } from './parts.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof privacyContract>>
const parts = new Parts()
const owner = callerOf('owner')
const stranger = callerOf('stranger')
const email = 'grete@example.org'

/** Rows by age, as a part would have them in a table. */
let kept: Instant[] = []
const notes: Module = {
  name: 'notes',
  retention: [
    {
      kind: 'notes.old',
      title: 'Notes',
      sentence: 'Kept for a month.',
      days: 30,
      daysMin: 7,
      remove: (_tx, { before, limit }) => {
        const gone = kept.filter((at) => at < before).slice(0, limit)
        kept = kept.filter((at) => !gone.includes(at))
        return Promise.resolve(gone.length)
      },
    },
  ],
}

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...identityEvents, ...privacyEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  parts.declare([notes, { name: 'privacy', personal: privacyPersonal }])
  call = calling(privacyContract, privacyHandlers(platform as unknown as Needs, parts))
})

const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

test('a consent is recorded, listed by address, and withdrawn once', async () => {
  const body = { email, purpose: 'Newsletter', textVersion: '2026-11', how: 'form' }
  const { id } = await call('recordConsent', owner, { body })
  const { items } = await call('listConsents', owner, { query: { email: email.toUpperCase(), limit: 10 } })
  expect(items).toMatchObject([{ id, purpose: 'Newsletter', textVersion: '2026-11', withdrawnAt: null }])
  const withdrawal = { params: { id }, body: { how: 'e_mail' } }
  expect(await call('withdrawConsent', owner, withdrawal)).toMatchObject({ withdrawnHow: 'e_mail' })
  await expect(call('withdrawConsent', owner, withdrawal)).rejects.toEqual(refused('privacy.withdrawn_already'))
})

test('what is held about somebody is counted before anything is done', async () => {
  expect(await call('findHolding', owner, { body: { who: { kind: 'email', email } } })).toMatchObject({
    confirmation: email,
    counts: { privacy: { consents: 1 } },
  })
})

test('every address that is kept can be found again after a restore', async () => {
  const found: string[] = []
  await platform.work.read(async (tx) => {
    for await (const one of privacyPersonal.emails?.(tx) ?? []) found.push(one)
  })
  expect(found).toEqual([email])
})

test('data goes when it was kept for as long as the standard says, or as somebody chose, and the log tells how much', async () => {
  const now = platform.clock.now()
  kept = [1, 10, 40].map((days) => (now - days * DAY_MS) as Instant)
  await applyRetention(platform as unknown as Needs, parts)
  expect(kept).toHaveLength(2)
  const params = { kind: 'notes.old' }
  const { version } = await call('readRetention', owner, { params })
  expect(await call('changeRetention', owner, { params, body: { days: 7 }, ifMatch: version })).toMatchObject({ days: 7, standardDays: 30 })
  await applyRetention(platform as unknown as Needs, parts)
  expect(kept).toHaveLength(1)
  await expect(call('changeRetention', owner, { params, body: { days: 3 }, ifMatch: version + 1 })).rejects.toEqual(
    refused('privacy.too_short'),
  )
  await call('changeRetention', owner, { params, body: { days: null }, ifMatch: version + 1 })
  await platform.log.settle()
  const told = (await platform.log.read(0, 1_000)).filter(({ kind }) => kind === 'retention.applied')
  expect(told.map(({ particulars }) => particulars)).toEqual([
    { kind: 'notes.old', count: 1 },
    { kind: 'notes.old', count: 1 },
  ])
})

test('the stranger may neither look nor erase', async () => {
  const who = { kind: 'email', email }
  await expect(call('findHolding', stranger, { body: { who } })).rejects.toEqual(refused('common.forbidden'))
  await expect(call('erasePerson', stranger, { body: { who, confirm: email } })).rejects.toEqual(refused('common.forbidden'))
  await expect(call('listErasures', stranger, { query: {} })).rejects.toEqual(refused('common.forbidden'))
})
