import { beforeAll, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys, signedIn } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { identityEvents, personChanged } from '#events/identity.ts'
import { toId } from '#kit/ids.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { recordsContract } from './contract/contract.ts'
import { eventWordsOf } from './public.ts'
import { listReaders } from './queries/readers.ts'
import { readTimeline } from './queries/timeline.ts'

let platform: PostgresPlatform
let catalog: ReturnType<typeof calling<typeof catalogContract>>
let call: ReturnType<typeof calling<typeof recordsContract>>
const clientA = toId('client', CLIENT_A)

beforeAll(async () => {
  const events = [...identityEvents, ...catalogEvents]
  platform = await postgresPlatform({ events, personKeys: openPersonKeys })
  eventWordsOf(platform).declare(events)
  await seedClients(platform)
  await seedCast(platform)
  catalog = calling(catalogContract, catalogHandlers(platform))
  call = calling(recordsContract, {
    listReaders: (sent, { caller }) => listReaders(platform, signedIn(caller), sent),
    readTimeline: (sent, { caller }) => readTimeline(platform, signedIn(caller), sent),
  })
})

const timeline = async (who: CastMember, record: string, query: Record<string, string> = {}) => {
  await platform.log.settle()
  return call('readTimeline', callerOf(who), { query: { record, ...query } })
}
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const shop = () => catalog('createApplication', callerOf('lead'), { body: { clientId: clientA, name: 'Garden shop' } })

describe('the timeline', () => {
  test('says who did what, newest first, in sentences', async () => {
    const { id, version } = await shop()
    await catalog('changeApplication', callerOf('engineer'), {
      params: { id },
      body: { name: 'Patio', description: 'Sells.' },
      ifMatch: version,
    })
    const { items } = await timeline('contact', id)
    expect(items.map(({ actor, sentence }) => `${actor.name} ${sentence}`)).toEqual([
      'Emeka Obi changed name, description of Patio',
      'Tara Lindqvist added the application Garden shop',
    ])
  })

  test('comes in pages that neither repeat nor leave out', async () => {
    let { id, version } = await shop()
    for (let index = 0; index < 6; index++) {
      ;({ version } = await catalog('changeApplication', callerOf('lead'), {
        params: { id },
        body: { name: `Shop ${index}` },
        ifMatch: version,
      }))
    }
    const seqs: number[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof timeline>> = await timeline('lead', id, { limit: '3', ...(cursor ? { cursor } : {}) })
      seqs.push(...page.items.map(({ seq }) => seq))
      cursor = page.nextCursor
    }
    expect(seqs).toHaveLength(7)
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a))
  })

  test('a stranger meets the same 404 for what is there and for what is not', async () => {
    const { id } = await shop()
    const nowhere = toId('application', '018d0c5e-0000-7000-8000-000000009999')
    for (const who of ['stranger', 'outsideLead'] as const) {
      await expect(timeline(who, id)).rejects.toEqual(refused('common.not_found'))
      await expect(timeline(who, nowhere)).rejects.toEqual(refused('common.not_found'))
    }
  })

  test('what happened at an account is read by its owner and by who reads the audit trail', async () => {
    const record = toId('person', cast.contact.id)
    await platform.work.run((tx) =>
      platform.log.publish(tx, {
        event: personChanged,
        actor: callerOf('contact').ref,
        record: { kind: 'person', id: cast.contact.id },
        scope: { clientId: null, applicationId: null, audience: 'internal' },
        at: platform.clock.now(),
        particulars: { changed: ['name'], name: 'Clara' },
        subject: cast.contact.id,
      }),
    )
    for (const who of ['contact', 'lead'] as const) {
      expect((await timeline(who, record)).items.map(({ sentence }) => sentence)).toEqual(['changed name of an account'])
    }
    for (const who of ['stranger', 'qa', 'engineer'] as const)
      await expect(timeline(who, record)).rejects.toEqual(refused('common.not_found'))
  })
})
