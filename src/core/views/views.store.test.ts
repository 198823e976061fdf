import { beforeAll, describe, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, seedCast, type CastMember } from '#core/identity/testing.ts'
import { viewEvents } from '#events/views.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { viewsPersonal } from './actions/erasure.ts'
import { changeView, createView, setViewDeleted } from './actions/views.ts'
import { VIEWS_MAX, type Sharing } from './domain/sharing.ts'
import { readViews, viewerOf } from './queries/list-views.ts'

let platform: PostgresPlatform
beforeAll(async () => {
  platform = await postgresPlatform({ events: viewEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
})

const as = (who: CastMember) => ({ platform, caller: callerOf(who), viewer: viewerOf(callerOf(who)) })
const save = (who: CastMember, name: string, shared: Sharing = 'personal', role: 'qa' | null = null) =>
  createView(as(who), { kind: 'task', name, filter: 'is:open', sort: 'due', columns: ['due'], shared, role })
const names = async (who: CastMember) =>
  (await readViews(platform, callerOf(who), { query: { kind: 'task' } })).items.map(({ name }) => name)
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

describe('saved views', () => {
  test('one’s own are one’s own; shared ones are shown to those for whom they are', async () => {
    await save('engineer', 'Mine')
    await save('lead', 'For QA', 'role', 'qa')
    await save('lead', 'For all', 'everyone')
    expect(await names('engineer')).toEqual(['For all', 'Mine'])
    expect(await names('qa')).toEqual(['For all', 'For QA'])
    expect(await names('lead')).toEqual(['For all', 'For QA'])
  })

  test('who may not share keeps views for themselves, and changes none of others', async () => {
    await expect(save('engineer', 'Loud', 'everyone')).rejects.toEqual(refused('views.may_not_share'))
    const shared = await save('lead', 'Ours', 'everyone')
    const change = (who: CastMember) => changeView(as(who), { id: shared.id, ifMatch: 1 }, { name: 'Theirs' })
    await expect(change('engineer')).rejects.toEqual(refused('views.not_yours'))
    expect(await change('projectManager')).toMatchObject({ name: 'Theirs', version: 2 })
  })

  test('a personal view of somebody else is as if it were not there, also for who may share', async () => {
    const own = await save('engineer', 'Private')
    for (const who of ['owner', 'outsideLead', 'stranger'] as const)
      await expect(setViewDeleted(as(who), { id: own.id, ifMatch: 1 }, true)).rejects.toEqual(refused('common.not_found'))
  })

  test('what was deleted leaves the list and comes back as it was', async () => {
    const view = await save('qa', 'Passing')
    await setViewDeleted(as('qa'), { id: view.id, ifMatch: 1 }, true)
    expect(await names('qa')).not.toContain('Passing')
    await expect(changeView(as('qa'), { id: view.id, ifMatch: 2 }, { name: 'x' })).rejects.toEqual(refused('common.not_found'))
    expect(await setViewDeleted(as('qa'), { id: view.id, ifMatch: 2 }, false)).toMatchObject({ name: 'Passing', version: 3 })
    expect(await names('qa')).toContain('Passing')
  })

  test('erasing somebody removes what was theirs alone and leaves what they shared', async () => {
    await save('projectManager', 'Alone')
    await save('projectManager', 'Together', 'everyone')
    const { id } = cast.projectManager
    const subject = { personIds: [id], contactIds: [], emails: [], names: [] }
    const kept: unknown[] = []
    await platform.work.read(async (tx) => {
      for await (const item of viewsPersonal.export(subject, tx)) kept.push(item)
    })
    expect(kept).toMatchObject([{ data: { name: 'Alone' } }, { data: { name: 'Together' } }])
    const act = { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() } as const
    expect(await platform.work.run((tx) => viewsPersonal.erase(subject, tx, act))).toEqual({ counts: { views: 1, namings: 0 } })
    expect(await names('qa')).toContain('Together')
  })

  test('nobody keeps more than can be looked through', async () => {
    for (let kept = 0; kept < VIEWS_MAX; kept++) await save('developer', `View ${kept}`)
    await expect(save('developer', 'One more')).rejects.toEqual(refused('views.too_many'))
  })
})
