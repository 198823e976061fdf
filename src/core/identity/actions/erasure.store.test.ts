import { beforeAll, expect, test } from 'vitest'
import { insertClient } from '#core/catalog/store/clients.ts'
import { identityEvents } from '#events/identity.ts'
import { DAY_MS } from '#kit/time.ts'
import type { PersonalItem, Subject } from '#platform/personal.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import type { Grant } from '../domain/permit.ts'
import { openPersonKeys } from '../access/person-keys.ts'
import { findPerson } from '../store/people.ts'
import { anInvitation, aPerson, callerOf, callerWith, cast, castSince, CLIENT_A, CLIENT_B, PASSWORD, seedCast } from '../testing.ts'
import { createApiKey } from './api-keys.ts'
import { identityPersonal, identityRetention } from './erasure.ts'
import { hashPassword } from './hashing.ts'
import { acceptInvitation, invite, revokeInvitation } from './invitations.ts'
import { reactivatePerson, updatePerson } from './people.ts'
import { signIn } from './sign-in.ts'

let platform: PostgresPlatform
let passwordHash: string
const owner = callerOf('owner')
const browser = { address: '192.0.2.7', userAgent: 'a browser' }
const lead: Grant = { role: 'technical_lead', clientId: null, applicationId: null }
const nobody: Subject = { personIds: [], contactIds: [], emails: [], names: [] }

beforeAll(async () => {
  platform = await postgresPlatform({ events: identityEvents, personKeys: openPersonKeys })
  passwordHash = await hashPassword(PASSWORD)
  await platform.work.run(async (tx) => {
    await insertClient(tx, { id: CLIENT_A, name: 'Client A', slug: 'client-a', zone: null, at: castSince })
    await insertClient(tx, { id: CLIENT_B, name: 'Client B', slug: 'client-b', zone: null, at: castSince })
  })
  await seedCast(platform)
})

const act = () => ({ actor: owner.ref, at: platform.clock.now() })
const erase = (personId: string, emails: readonly string[] = []) =>
  platform.work.run((tx) => identityPersonal(platform).erase({ ...nobody, personIds: [personId], emails }, tx, act()))
const exportOf = (personId: string): Promise<PersonalItem[]> =>
  platform.work.read(async (tx) => {
    const items: PersonalItem[] = []
    for await (const item of identityPersonal(platform).export({ ...nobody, personIds: [personId] }, tx)) items.push(item)
    return items
  })

const identify = (subject: Partial<Subject>): Promise<Partial<Subject>> =>
  platform.work.read((tx) => identityPersonal(platform).identify?.({ ...nobody, ...subject }, tx) ?? Promise.resolve({}))
const rename = async (id: string, name: string): Promise<void> => {
  const version = (await platform.work.read((tx) => findPerson(tx, id)))?.version ?? 0
  await updatePerson(platform, owner, id, { version, to: { name } })
}

test('an account is known by its address, and an address by its account', async () => {
  const { id, email, name } = await aPerson(platform, { passwordHash, email: 'Grete@example.org' })
  const known = { personIds: [id], emails: [email.toLowerCase()], names: [name] }
  expect(await identify({ personIds: [id] })).toEqual(known)
  expect(await identify({ emails: ['grete@example.org'] })).toEqual(known)
})

test('an account is known by what it was called before, unless somebody else is called so now', async () => {
  const { id } = await aPerson(platform, { name: 'Gertrud Oberländer', passwordHash, grants: [lead] })
  for (const name of ['Walburga Lindqvist', 'Gertrud Niederländer']) await rename(id, name)
  const namesOf = async () => (await identify({ personIds: [id] })).names
  expect(await namesOf()).toEqual(['Gertrud Niederländer', 'Gertrud Oberländer', 'Walburga Lindqvist'])
  await aPerson(platform, { name: 'walburga lindqvist', passwordHash })
  expect(await namesOf()).toEqual(['Gertrud Niederländer', 'Gertrud Oberländer'])
  expect((await exportOf(id)).filter(({ kind }) => kind === 'former_names')).toHaveLength(2)
  expect((await erase(id)).counts).toMatchObject({ former_names: 2 })
  expect((await exportOf(id)).filter(({ kind }) => kind === 'former_names')).toEqual([])
})

test('the name under which somebody was invited is known too', async () => {
  const { id, token } = await anInvitation(platform, { name: 'Ida Einstmals' })
  await acceptInvitation(platform, { token, name: 'Ida Nunmehr', password: PASSWORD, browser })
  expect((await identify({ personIds: [id] })).names).toEqual(['Ida Nunmehr', 'Ida Einstmals'])
})

test('the export has everything but secrets', async () => {
  const { id, email } = await aPerson(platform, { passwordHash })
  await signIn(platform, { email, password: PASSWORD, browser })
  const text = JSON.stringify(await exportOf(id))
  expect(text).toContain(email)
  expect(text).toContain(browser.address)
  expect(text).not.toMatch(/argon2|_hash/)
})

test('an erased account says nothing about anybody, lets nobody in, and the log is unreadable about it', async () => {
  const { id, email } = await aPerson(platform, { name: 'Wilhelmine Auerbach', passwordHash, grants: [lead] })
  await signIn(platform, { email, password: PASSWORD, browser })
  const key = { name: 'Wilhelmine Auerbach at home', scopes: ['identity.people.read'], expiresInDays: null }
  await createApiKey(platform, callerWith([lead], id), key)
  const { counts } = await erase(id, [email])
  expect(counts).toMatchObject({ accounts: 1, sessions: 1, api_keys: 1 })
  expect(JSON.stringify(await exportOf(id))).not.toMatch(/Wilhelmine|192\.0\.2|example\.org/)
  await expect(signIn(platform, { email, password: PASSWORD, browser })).rejects.toMatchObject({
    code: { code: 'identity.sign_in_refused' },
  })
  await platform.log.settle()
  expect(JSON.stringify(await platform.log.read(0, 10_000))).not.toContain('Wilhelmine')
  expect((await platform.log.verify()).ok).toBe(true)
})

test('an erased account is erased once, is never active again, and its address is free', async () => {
  const { id, email } = await aPerson(platform, { passwordHash })
  await erase(id, [email])
  expect((await erase(id, [email])).counts).toEqual({})
  await expect(reactivatePerson(platform, owner, id)).rejects.toMatchObject({ code: { code: 'identity.state_unfit' } })
  await invite(platform, owner, { email, name: undefined, grants: [lead] })
  expect((await platform.work.read((tx) => findPerson(tx, id)))?.email).toBe(`erased-${id}@erased.invalid`)
})

test('somebody who never joined can be erased too', async () => {
  const { id } = await anInvitation(platform)
  expect((await erase(id)).counts).toMatchObject({ accounts: 1, invitations: 1 })
})

test('the last owner stays, with the reason', async () => {
  await expect(erase(cast.owner.id)).rejects.toMatchObject({ code: { code: 'identity.last_owner' } })
})

test('a contact without an account loses the key of what the log holds about them', async () => {
  const contactId = '018d0c5e-0000-7000-8000-000000007777'
  const keys = openPersonKeys(platform)
  await platform.work.run((tx) => keys.ensure(tx, contactId))
  await platform.work.run((tx) => identityPersonal(platform).erase({ ...nobody, contactIds: [contactId] }, tx, act()))
  expect(await platform.work.run((tx) => keys.ensure(tx, contactId))).toBeUndefined()
})

test('every address that somebody signs in with is found again after a restore, those of erased people excepted', async () => {
  const [stays, goes] = [await aPerson(platform, { passwordHash }), await aPerson(platform, { passwordHash })]
  await erase(goes.id)
  const found: string[] = []
  await platform.work.read(async (tx) => {
    for await (const email of identityPersonal(platform).emails?.(tx) ?? []) found.push(email)
  })
  expect(found).toContain(stays.email)
  expect(found.join()).not.toMatch(`${goes.id}|erased`)
})

test('invitations that were used or withdrawn go when their time is over; open ones stay', async () => {
  const [open, closed] = [await anInvitation(platform), await anInvitation(platform)]
  await revokeInvitation(platform, owner, closed.invitationId)
  platform.clock.advance(DAY_MS)
  const [retention] = identityRetention
  await platform.work.run((tx) => retention?.remove(tx, { before: platform.clock.now(), limit: 100 }) ?? Promise.resolve(0))
  const kinds = async (id: string) => (await exportOf(id)).map(({ kind }) => kind)
  expect(await kinds(open.id)).toContain('invitations')
  expect(await kinds(closed.id)).not.toContain('invitations')
})
