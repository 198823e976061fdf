import { beforeAll, expect, test } from 'vitest'
import { identityEvents } from '#events/identity.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import type { PersonKeys } from '#platform/log/personkeys.ts'
import { dropSealedKey, findSealedKey } from '../store/person-keys.ts'
import { aPerson } from '../testing.ts'
import { openPersonKeys } from './person-keys.ts'

let platform: PostgresPlatform
let keys: PersonKeys

beforeAll(async () => {
  platform = await postgresPlatform({ events: identityEvents, personKeys: openPersonKeys })
  keys = openPersonKeys(platform)
})

const somebody = async () => (await aPerson(platform, { passwordHash: 'unused' })).id

test('a person has one key, however many ask for it at the same moment', async () => {
  const id = await somebody()
  const asked = Array.from({ length: 8 }, () => platform.work.run((tx) => keys.ensure(tx, id)))
  const found = (await Promise.all(asked)).map((key) => Buffer.from(key ?? []).toString('hex'))
  expect(new Set(found).size).toBe(1)
  expect(found[0]).toHaveLength(64)
})

test('the store holds it sealed', async () => {
  const id = await somebody()
  const key = await platform.work.run((tx) => keys.ensure(tx, id))
  const stored = await platform.work.read((tx) => findSealedKey(tx, id))
  expect(stored?.includes(Buffer.from(key ?? []))).toBe(false)
})

test('who never had a key has none until it is needed; who was erased gets no new one', async () => {
  const id = await somebody()
  expect(await platform.work.read((tx) => keys.keyFor(tx, id))).toBeUndefined()
  await platform.work.run((tx) => keys.ensure(tx, id))
  await platform.work.run((tx) => dropSealedKey(tx, id, platform.clock.now()))
  expect(await platform.work.run((tx) => keys.ensure(tx, id))).toBeUndefined()
  expect(await platform.work.read((tx) => keys.keyFor(tx, id))).toBeUndefined()
})
