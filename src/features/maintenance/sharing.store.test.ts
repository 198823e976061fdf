/** Windows among others: the support plan they follow, what they would meet, and who sees, hears of and is forgotten in them. */
import { describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { callerOf, cast, type CastMember } from '#core/identity/testing.ts'
import { planContract } from '#core/plan/contract/contract.ts'
import { planHandlers } from '#core/plan/http/handlers.ts'
import { toId } from '#kit/ids.ts'
import { HOUR_MS, instant, later } from '#kit/time.ts'
import { calling } from '#test/support/calling.ts'
import { maintenancePersonal } from './actions/erasure.ts'
import { maintenanceContract } from './contract/contract.ts'
import { maintenanceHandlers } from './http/handlers.ts'
import { maintenanceNotifies } from './notifies.ts'
import { clockPauses, publicOccurrences } from './public.ts'
import { platform, ours, theirs, uuidOf, call, body, plan, read, cancel, told, refusedWith, listAll } from './testing-world.ts'

describe('windows among others', () => {
  test('the windows of a support plan take place, follow it when it changes, and end with it', async () => {
    const call = calling(planContract, planHandlers(platform))
    const at = { params: { plan: toId('application', ours.application) } }
    const windows = async () => {
      await platform.log.settle()
      await platform.due.sweep(platform.clock.now())
      const { items } = await callList()
      return items.filter(({ followsPlan }: { followsPlan: boolean }) => followsPlan)
    }
    const callList = () => listAll('owner', 'is:open')
    const window = (from: string) => ({ title: 'Saturday work', weekday: 'sat', from, to: '04:00', calendar: 'business' })
    const set = async (value: object | null, ifMatch: number) =>
      call('changePlan', callerOf('owner'), {
        ...at,
        body:
          value === null
            ? { set: [], unset: Object.keys(window('')).map((leaf) => `maintenance.windows.saturday.${leaf}`) }
            : {
                set: Object.entries(value).map(([leaf, text]) => ({ path: `maintenance.windows.saturday.${leaf}`, value: text })),
                unset: [],
              },
        ifMatch,
      })
    await set(window('02:00'), 0)
    const [made] = await windows()
    expect(made).toMatchObject({ title: 'Saturday work', state: 'planned', rule: 'FREQ=WEEKLY;BYDAY=SA' })
    await set(window('03:00'), 1)
    const [changed] = await windows()
    expect(changed).toMatchObject({ id: made.id })
    expect(Date.parse(changed.startsAt) - Date.parse(made.startsAt)).toBe(HOUR_MS)
    await expect(
      calling(maintenanceContract, maintenanceHandlers(platform))('changeWindow', callerOf('owner'), {
        params: { id: made.id },
        body: { title: 'Mine' },
        ifMatch: changed.version,
      }),
    ).rejects.toMatchObject(refusedWith('maintenance.follows_plan'))
    await set(null, 2)
    expect(await windows()).toEqual([])
    expect(await read(made.id)).toMatchObject({ state: 'cancelled' })
  })

  test('a plan is shown before it is kept: when, on which nights not, and what it would meet', async () => {
    const { id } = await plan({ kind: 'freeze', title: 'Year end', startsLocal: '2026-12-20T00:00', durationMinutes: 14 * 24 * 60 })
    const shown = await call('previewWindow', 'engineer', {
      body: body({ startsLocal: '2026-12-07T02:30', rule: 'FREQ=WEEKLY' }),
    })
    expect(shown.conflicts).toMatchObject([{ windowId: id, title: 'Year end', reason: 'in_freeze', at: '2026-12-21T01:30:00.000Z' }])
    expect(shown.occurrences).toHaveLength(5)
    await cancel(id)
  })

  test.each([
    [{ startsLocal: '2027-03-28T02:30' }, 'The clocks in Europe/Berlin skip 2027-03-28 02:30.'],
    [{ startsLocal: '2020-01-01T02:30' }, 'By this schedule the window is over already.'],
    [{ rule: 'FREQ=DAILY', durationMinutes: 25 * 60 }, 'The window would begin again before it has ended.'],
    [{ rule: 'FREQ=HOURLY' }, 'Windows repeat by days or longer.'],
  ])('a schedule that is not possible is refused with the reason: %j', async (schedule, publicMessage) => {
    await expect(plan({ startsLocal: '2027-01-10T02:00', ...schedule })).rejects.toMatchObject({
      ...refusedWith('maintenance.schedule_not_possible'),
      publicMessage,
    })
  })

  test('public windows are told with their text and no more, and clocks of what they cover stand still', async () => {
    const text = { isPublic: true, publicText: 'We move to faster machines.', note: 'root is in the safe', pausesClocks: true }
    const { id } = await plan({ startsLocal: '2026-12-15T02:00', ...text })
    const of = { from: platform.clock.now(), to: later(platform.clock.now(), 30 * 24 * HOUR_MS) }
    const place = { applicationId: ours.application, environmentId: ours.qa, componentId: null }
    const [shown, pauses] = await platform.work.read((tx) =>
      Promise.all([publicOccurrences(tx, { ...of, applicationIds: [ours.application] }), clockPauses(tx, { ...of, place })]),
    )
    expect(shown).toMatchObject([
      { windowId: uuidOf(id), title: 'Database upgrade', text: 'We move to faster machines.', state: 'planned' },
    ])
    expect(JSON.stringify(shown)).not.toContain('safe')
    expect(pauses).toMatchObject([
      { fact: 'paused', at: instant('2026-12-15T01:00:00Z') },
      { fact: 'resumed', at: instant('2026-12-15T02:00:00Z') },
    ])
    await cancel(id)
  })

  test('the calendar feed has what its reader may see, and ends when a new address is made', async () => {
    const { id } = await plan({ startsLocal: '2026-12-16T02:00', title: 'Upgrade, part; one' })
    const addressOf = async (who: CastMember) => (await call('makeFeed', who)).url.replace(/^.*\//, '')
    const feed = async (token: string) => {
      let text = ''
      for await (const piece of await call('readFeed', 'owner', { params: { token } })) text += piece
      return text
    }
    const engineers = await addressOf('engineer')
    expect(await feed(engineers)).toContain('DTSTART:20261216T010000Z')
    expect(await feed(engineers)).toMatch(/SUMMARY:WIN-\d+ Upgrade\\, part\\; one\r\n/)
    expect(await feed(await addressOf('outsideLead'))).not.toContain('Upgrade')
    await addressOf('engineer')
    await expect(feed(engineers)).rejects.toMatchObject(refusedWith('common.not_found'))
    await cancel(id)
  })

  test('those who look after the application are told', async () => {
    const owners = { owners: [{ personId: toId('person', cast.lead.id), part: 'owner' }] }
    const params = { id: toId('application', ours.application) }
    const { version } = await calling(catalogContract, catalogHandlers(platform))('readApplication', callerOf('owner'), { params })
    await calling(catalogContract, catalogHandlers(platform))('setApplicationOwners', callerOf('owner'), {
      params,
      body: owners,
      ifMatch: version,
    })
    const { id } = await plan({ startsLocal: '2026-12-17T02:00' })
    const event = (await told(id))[0]
    const whom = await platform.work.read((tx) => maintenanceNotifies[0]?.whom(event as never, tx) ?? Promise.resolve([]))
    expect(whom).toContainEqual({ personId: cast.lead.id, reason: 'owner' })
    await cancel(id)
  })

  test('the stranger and the lead of another client neither see nor change nor plan anything', async () => {
    const { id, version, occurrences } = await plan({ startsLocal: '2026-12-18T02:00' })
    const params = { id }
    for (const who of ['outsideLead', 'stranger', 'contact', 'powerless'] as const) {
      const refused = { code: { status: expect.any(Number) } }
      await expect(call('readWindow', who, { params })).rejects.toMatchObject(refused)
      await expect(call('changeWindow', who, { params, body: { title: 'x' }, ifMatch: version })).rejects.toMatchObject(refused)
      const occurrence = occurrences[0].id
      await expect(call('changeOccurrence', who, { params: { id, occurrence }, body: { isSkipped: true } })).rejects.toMatchObject(refused)
      await expect(plan({}, who)).rejects.toMatchObject(refused)
    }
    expect((await listAll('outsideLead', '')).items).toEqual([])
    const query = { from: '2026-12-01T00:00:00Z', to: '2026-12-31T00:00:00Z' }
    expect((await call('listCalendar', 'outsideLead', { query })).items).toEqual([])
    expect((await call('listCalendar', 'engineer', { query })).items).toContainEqual(expect.objectContaining({ windowId: id }))
    await expect(plan({ environmentIds: [toId('environment', theirs.production)] }, 'owner')).rejects.toMatchObject(
      refusedWith('maintenance.outside_application'),
    )
    await cancel(id)
  })

  test('what names a person goes with them: texts, who planned it, and their calendar address', async () => {
    const { id } = await plan({ startsLocal: '2026-12-19T02:00', note: `Ask ${cast.engineer.name}` })
    const { url } = await call('makeFeed', 'engineer')
    const subject = { personIds: [cast.engineer.id], contactIds: [], names: [cast.engineer.name], emails: [] }
    await platform.work.run((tx) =>
      maintenancePersonal.erase(subject, tx, { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() }),
    )
    const { note, createdBy } = await read(id)
    expect(note).not.toContain(cast.engineer.name)
    expect(createdBy).toBeNull()
    await expect(call('readFeed', 'owner', { params: { token: url.replace(/^.*\//, '') } })).rejects.toMatchObject(
      refusedWith('common.not_found'),
    )
  })
})
