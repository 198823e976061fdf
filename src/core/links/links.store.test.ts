import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { aChore, declareChores } from '#core/records/testing.ts'
import { linkEvents } from '#events/links.ts'
import { toUuid } from '#kit/ids.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { linksContract } from './contract/contract.ts'
import { linksHandlers } from './http/handlers.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof linksContract>>
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

beforeAll(async () => {
  platform = await postgresPlatform({ events: linkEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  await declareChores(platform)
  call = calling(linksContract, linksHandlers(platform))
})

const tie = (who: CastMember, record: string, other: string, how: { type?: string; direction?: string } = {}) =>
  call('createLink', callerOf(who), { body: { record, other, type: 'blocks', ...how } })
const seen = async (who: CastMember, record: string) =>
  (await call('listLinks', callerOf(who), { query: { record } })).items.map(({ words, card }) => `${words} ${card.title}`)
const found = async (who: CastMember, record: string, text: string) =>
  (await call('findLinkTargets', callerOf(who), { query: { record, text } })).items.map(({ title }) => title)

describe('links', () => {
  test('stand on both records, each in its own words, and go away on both', async () => {
    const [pump, garden] = [await aChore(platform, { title: 'Pump' }), await aChore(platform, { title: 'Garden' })]
    const { id, card } = await tie('engineer', pump, garden)
    expect(card).toMatchObject({ record: garden, title: 'Garden', state: 'Open', href: `/chores/${garden}` })
    expect([await seen('engineer', pump), await seen('engineer', garden)]).toEqual([['blocks Garden'], ['blocked by Pump']])
    await call('deleteLink', callerOf('engineer'), { params: { id } })
    expect([await seen('engineer', pump), await seen('engineer', garden)]).toEqual([[], []])
  })

  test('are kept once, whichever side begins', async () => {
    const [a, b] = [await aChore(platform), await aChore(platform)]
    await tie('engineer', a, b)
    await expect(tie('engineer', b, a, { direction: 'backward' })).rejects.toEqual(refused('links.already'))
    await tie('engineer', b, a)
    await tie('engineer', a, b, { type: 'relates' })
    await expect(tie('engineer', b, a, { type: 'relates' })).rejects.toEqual(refused('links.already'))
    await expect(tie('engineer', a, a)).rejects.toEqual(refused('links.itself'))
    await expect(tie('engineer', a, b, { type: 'envies' })).rejects.toEqual(refused('links.unknown_type'))
  })

  test('to what one may not see are not there, not even counted', async () => {
    const shared = await aChore(platform, { title: 'Shared' })
    const [internal, foreign] = [
      await aChore(platform, { audience: 'internal', title: 'Internal' }),
      await aChore(platform, { clientId: CLIENT_B, title: 'Of Birch' }),
    ]
    await tie('owner', shared, internal)
    const { id } = await tie('owner', shared, foreign)
    expect(await seen('owner', shared)).toEqual(['blocks Internal', 'blocks Of Birch'])
    expect(await seen('engineer', shared)).toEqual(['blocks Internal'])
    expect(await seen('contact', shared)).toEqual([])
    expect(await seen('outsideLead', foreign)).toEqual([])
    await expect(call('deleteLink', callerOf('engineer'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
  })

  test('a stranger links nothing of another client, from neither side, and reads nothing', async () => {
    const [ours, theirs] = [await aChore(platform), await aChore(platform, { clientId: CLIENT_B })]
    await expect(tie('outsideLead', ours, theirs)).rejects.toEqual(refused('common.not_found'))
    await expect(tie('outsideLead', theirs, ours)).rejects.toEqual(refused('common.not_found'))
    for (const who of ['outsideLead', 'stranger'] as const) await expect(seen(who, ours)).rejects.toEqual(refused('common.not_found'))
    await expect(tie('contact', ours, ours)).rejects.toEqual(refused('common.forbidden'))
  })

  test('are told in both timelines, and only where those look who may see both', async () => {
    const [ours, theirs] = [await aChore(platform, { title: 'Ours' }), await aChore(platform, { clientId: CLIENT_B })]
    await tie('owner', ours, theirs, { type: 'causes' })
    await platform.log.settle()
    const told = (await platform.log.read(0, 100_000)).filter(({ record }) => [ours, theirs].some((id) => toUuid('task', id) === record.id))
    expect(told.map(({ particulars }) => particulars['words'])).toEqual(['causes', 'caused by'])
    for (const { scope } of told) {
      expect(
        ['owner', 'engineer', 'contact', 'outsideLead', 'stranger'].filter((who) =>
          callerOf(who as CastMember).may('records.timeline.read', scope),
        ),
      ).toEqual(['owner'])
    }
  })
})

describe('the finder', () => {
  test('finds by words and by a pasted address, leaves the record itself out, and shows nobody what is not theirs', async () => {
    const record = await aChore(platform, { title: 'Repaint the gazebo' })
    const other = await aChore(platform, { title: 'Gazebo roof leaks' })
    const foreign = await aChore(platform, { clientId: CLIENT_B, title: 'Gazebo of Birch' })
    expect(await found('engineer', record, 'gazebo')).toEqual(['Gazebo roof leaks'])
    expect(await found('engineer', record, `https://pitcrew.example/chores/${other}?tab=x`)).toEqual(['Gazebo roof leaks'])
    expect(await found('engineer', record, `https://pitcrew.example/chores/${foreign}`)).toEqual([])
    expect((await found('owner', record, 'gazebo')).toSorted()).toEqual(['Gazebo of Birch', 'Gazebo roof leaks'])
    expect(await found('engineer', record, '')).toEqual([])
  })

  test('finds by number', async () => {
    const [record, other] = [await aChore(platform), await aChore(platform, { title: 'Numbered' })]
    const { card } = await tie('engineer', record, other)
    expect(await found('engineer', record, card.label)).toContain('Numbered')
  })
})
