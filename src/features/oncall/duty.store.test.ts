/** Duty schedules from what people say of them to who is on duty, with real stores. */
import ICAL from 'ical.js'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callerOf, cast, type CastMember, seedCast } from '#core/identity/testing.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { oncallEvents } from '#events/oncall.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, toIso } from '#kit/time.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { channelsOf } from '#features/channels/public.ts'
import { Courier } from './actions/courier.ts'
import { oncallContract } from './contract/contract.ts'
import { oncallHandlers } from './http/handlers.ts'
import { aLayer } from './testing.ts'

/** A Saturday; of the weekly turns since 5 January the 46th, which is the second person's. */
const START = instant('2026-11-21T10:00:00Z')

let platform: PostgresPlatform
let handlers: ReturnType<typeof oncallHandlers>
let call: ReturnType<typeof calling<typeof oncallContract>>
const owner = callerOf('owner')
const id = (who: CastMember) => toId('person', cast[who].id)
const at = (ms: number) => toIso(later(START, ms))
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

beforeAll(async () => {
  platform = await postgresPlatform({ now: START, events: oncallEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  handlers = oncallHandlers(platform, new Courier(platform, channelsOf(platform)).paging)
  call = calling(oncallContract, handlers)
})

let schedule = ''
beforeEach(async () => {
  const body = { name: 'Platform, first', zone: 'Europe/Berlin', layers: [aLayer([id('developer'), id('engineer')])] }
  schedule = (await call('createSchedule', owner, { body })).id
})

const params = () => ({ id: schedule })
async function onDuty(from: number, to: number) {
  const { slots } = await call('readDuty', owner, { params: params(), query: { from: at(from), to: at(to) } })
  return slots.map(({ personId, why }) => [personId, why])
}
async function kindsOf(): Promise<readonly string[]> {
  await platform.log.settle()
  const visible = [{ clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] as const }]
  const page = await platform.log.eventsOf(toUuid('duty_schedule', schedule) ?? '', { visible, before: null, limit: 50 })
  return page.items.map(({ kind }) => kind).toReversed()
}

describe('a duty schedule', () => {
  test('is made, changed and deleted by those who may, each with its event', async () => {
    const lead = callerOf('lead')
    const read = await call('readSchedule', callerOf('engineer'), { params: params() })
    const changed = await call('changeSchedule', lead, { params: params(), ifMatch: read.version, body: { name: 'First' } })
    await expect(call('changeSchedule', lead, { params: params(), ifMatch: read.version, body: { zone: 'UTC' } })).rejects.toEqual(
      refused('common.version_mismatch'),
    )
    expect(changed).toMatchObject({ name: 'First', version: read.version + 1 })
    for (const who of ['engineer', 'developer', 'stranger', 'powerless'] as const) {
      await expect(call('deleteSchedule', callerOf(who), { params: params() })).rejects.toEqual(refused('common.forbidden'))
    }
    await expect(call('deleteSchedule', callerOf('outsideLead'), { params: params() })).rejects.toEqual(refused('common.not_found'))
    await call('deleteSchedule', lead, { params: params() })
    await expect(call('readSchedule', owner, { params: params() })).rejects.toEqual(refused('common.not_found'))
    expect(await kindsOf()).toEqual(['duty_schedule.created', 'duty_schedule.changed', 'duty_schedule.deleted'])
  })

  test('says who is on duty now and who is next', async () => {
    const { items } = await call('listSchedules', callerOf('qa'))
    const listed = items.find((one) => one.schedule.id === schedule)
    expect(listed?.now.personId).toBe(id('engineer'))
    expect(listed?.next).toMatchObject({ personId: id('developer'), from: '2026-11-23T08:00:00.000Z' })
  })

  test('names nobody who has left', async () => {
    const body = { name: 'X', zone: 'UTC', layers: [aLayer(['per_01jd4m0000000000000000000a'])] }
    await expect(call('createSchedule', owner, { body })).rejects.toEqual(refused('oncall.nobody_there'))
  })

  test('refuses a zone that nobody knows and hours that end before they begin', async () => {
    const create = (of: object) => call('createSchedule', owner, { body: { name: 'X', zone: 'UTC', layers: [], ...of } })
    await expect(create({ zone: 'Europe/Atlantis' })).rejects.toThrow('must be a time zone such as Europe/Berlin')
    const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
    const layers = [aLayer([id('engineer')], { hours: { ...none, mon: [{ from: '22:00', to: '06:00' }] } })]
    await expect(create({ layers })).rejects.toThrow('must end after it begins; split a night at 24:00')
  })
})

describe('an override', () => {
  const stretch = { from: at(HOUR_MS), to: at(3 * HOUR_MS) }

  test('puts somebody else on duty, and taking it back lets the rotation count again', async () => {
    const made = await call('addOverride', owner, { params: params(), body: { personId: id('lead'), ...stretch } })
    expect(await onDuty(0, 4 * HOUR_MS)).toEqual([
      [id('engineer'), 'layer'],
      [id('lead'), 'override'],
      [id('engineer'), 'layer'],
    ])
    await call('removeOverride', owner, { params: { id: made.id } })
    expect(await onDuty(0, 4 * HOUR_MS)).toEqual([[id('engineer'), 'layer']])
  })

  test('of oneself needs no right to change schedules; of somebody else it does', async () => {
    const [qa, developer] = [callerOf('qa'), callerOf('developer')]
    const made = await call('addOverride', qa, { params: params(), body: { personId: id('qa'), ...stretch } })
    await expect(call('addOverride', qa, { params: params(), body: { personId: id('lead'), ...stretch } })).rejects.toEqual(
      refused('common.forbidden'),
    )
    await expect(call('removeOverride', developer, { params: { id: made.id } })).rejects.toEqual(refused('common.forbidden'))
    await call('removeOverride', qa, { params: { id: made.id } })
  })

  test('of a time that is over is refused', async () => {
    const body = { personId: id('lead'), from: at(-2 * HOUR_MS), to: at(-HOUR_MS) }
    await expect(call('addOverride', owner, { params: params(), body })).rejects.toEqual(refused('oncall.already_over'))
  })
})

describe('a swap', () => {
  const [engineer, developer] = [callerOf('engineer'), callerOf('developer')]
  const mine = { from: at(HOUR_MS), to: at(5 * HOUR_MS) }
  const theirs = { from: at(5 * DAY_MS), to: at(5 * DAY_MS + 4 * HOUR_MS) }
  const asked = () => call('askSwap', engineer, { params: params(), body: { askedId: id('developer'), ...mine, inReturn: theirs } })

  test('changes both shifts when the other accepts, and nothing before', async () => {
    const swap = await asked()
    expect(await onDuty(0, 6 * HOUR_MS)).toEqual([[id('engineer'), 'layer']])
    expect((await call('readMyDuty', developer)).swaps).toContainEqual(
      expect.objectContaining({ id: swap.id, schedule: 'Platform, first' }),
    )
    await call('settleSwap', developer, { params: { id: swap.id }, body: { state: 'accepted' } })
    expect(await onDuty(0, 6 * HOUR_MS)).toEqual([
      [id('engineer'), 'layer'],
      [id('developer'), 'swap'],
      [id('engineer'), 'layer'],
    ])
    expect(await onDuty(5 * DAY_MS, 5 * DAY_MS + 5 * HOUR_MS)).toEqual([
      [id('engineer'), 'swap'],
      [id('developer'), 'layer'],
    ])
    expect(await kindsOf()).toEqual(['duty_schedule.created', 'duty_schedule.swap_asked', 'duty_schedule.swap_accepted'])
  })

  test('is settled once, by whoever is asked; only the asker withdraws it', async () => {
    const { id: swap } = await asked()
    await expect(call('settleSwap', engineer, { params: { id: swap }, body: { state: 'accepted' } })).rejects.toEqual(
      refused('common.not_found'),
    )
    await expect(call('settleSwap', developer, { params: { id: swap }, body: { state: 'withdrawn' } })).rejects.toEqual(
      refused('common.not_found'),
    )
    await call('settleSwap', developer, { params: { id: swap }, body: { state: 'declined' } })
    await expect(call('settleSwap', engineer, { params: { id: swap }, body: { state: 'withdrawn' } })).rejects.toEqual(
      refused('oncall.swap_settled'),
    )
  })

  test('of a shift that one does not have any more is refused', async () => {
    const { id: swap } = await asked()
    await call('addOverride', owner, { params: params(), body: { personId: id('lead'), from: at(2 * HOUR_MS), to: at(3 * HOUR_MS) } })
    await expect(call('settleSwap', developer, { params: { id: swap }, body: { state: 'accepted' } })).rejects.toEqual(
      refused('oncall.not_on_duty'),
    )
  })
})

describe('a calendar feed', () => {
  const readAll = async (path: string) => {
    const secret = path.split('/').at(-1) ?? ''
    let text = ''
    for await (const piece of await handlers.readFeed({ params: { secret } }, undefined as never)) text += String(piece)
    return new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  }

  test('of a schedule names who is on duty, and calendar programs read it', async () => {
    await call('changeSchedule', owner, { params: params(), ifMatch: 1, body: { name: 'Plattform; „erste“, Nächte '.padEnd(100, 'ü') } })
    const { path } = await call('renewFeed', callerOf('engineer'), { body: { scheduleId: schedule } })
    const events = await readAll(path)
    const next = events.find(({ startDate }) => startDate.toJSDate().toISOString() === '2026-11-23T08:00:00.000Z')
    expect(next?.summary).toMatch(/^Deepak Varma \(Plattform; „erste“, Nächte ü+\)$/)
    expect(next?.endDate.toJSDate().toISOString()).toBe('2026-11-30T08:00:00.000Z')
  })

  test('of a person has their own shifts only; a new address ends the one before', async () => {
    const first = (await call('renewFeed', callerOf('developer'), { body: { scheduleId: null } })).path
    const { path } = await call('renewFeed', callerOf('developer'), { body: { scheduleId: null } })
    await expect(readAll(first)).rejects.toEqual(refused('common.not_found'))
    const { shifts } = await call('readMyDuty', callerOf('developer'))
    const starts = (await readAll(path)).map(({ startDate }) => startDate.toJSDate().toISOString())
    expect(starts).toEqual(expect.arrayContaining(shifts.map(({ from }) => from).filter((from) => from > at(0))))
    await expect(readAll('/duty-calendar/0')).rejects.toEqual(refused('common.not_found'))
  })
})

test('a hand-over note is read by whoever is on duty next', async () => {
  await call('leaveNote', callerOf('engineer'), { params: params(), body: { text: 'The cache of the shop is cold until noon.' } })
  const { notes, people } = await call('readDuty', callerOf('developer'), { params: params(), query: { from: at(0), to: at(DAY_MS) } })
  expect(notes).toMatchObject([{ personId: id('engineer'), text: 'The cache of the shop is cold until noon.' }])
  expect(people).toContainEqual({ id: id('engineer'), name: 'Emeka Obi' })
})
