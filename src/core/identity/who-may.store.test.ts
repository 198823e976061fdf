import { beforeAll, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import type { Audience } from '#kit/event.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { openPersonKeys, peopleWhoMay } from './public.ts'
import { callerWith, cast, CLIENT_A, CLIENT_B, seedCast } from './testing.ts'

let platform: PostgresPlatform
beforeAll(async () => {
  platform = await postgresPlatform({ events: [], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
})

const READS = ['catalog.applications.read', 'records.timeline.read']
const may = (scope: { clientId: string | null; audience: Audience }, permissions = READS) =>
  platform.work.read((tx) => peopleWhoMay(tx, { permissions, scope: { ...scope, applicationId: null }, limit: 100 }))

test('the list holds exactly those whom a page would let in, for every place and audience', async () => {
  for (const clientId of [CLIENT_A, CLIENT_B, null]) {
    for (const audience of ['internal', 'client', 'public'] as const) {
      for (const permissions of [READS, ['identity.people.read'], ['identity.people.write']]) {
        const scope = { clientId, applicationId: null, audience }
        const expected = Object.values(cast).filter(({ id, grants }) => permissions.every((one) => callerWith(grants, id).may(one, scope)))
        const names = (await may(scope, permissions)).map(({ name }) => name)
        expect([scope, permissions, names]).toEqual([scope, permissions, expected.map(({ name }) => name).toSorted()])
      }
    }
  }
})

test('a part of the name narrows it, and so do ids', async () => {
  const scope = { clientId: CLIENT_A, applicationId: null, audience: 'client' as const }
  const found = (over: { text?: string; ids?: string[] }) =>
    platform.work
      .read((tx) => peopleWhoMay(tx, { permissions: READS, scope, limit: 10, ...over }))
      .then((people) => people.map(({ name }) => name))
  expect(await found({ text: 'LIND' })).toEqual(['Tara Lindqvist'])
  expect(await found({ ids: [cast.stranger.id, cast.contact.id] })).toEqual(['Clara Abend'])
})
