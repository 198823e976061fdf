/** Playbooks: who writes them, for which incidents they are suggested, and what applying one does. */
import { describe, expect, test } from 'vitest'
import { changeTask } from '#core/tasks/actions/change-task.ts'
import { tasksOf } from '#core/tasks/public.ts'
import { callerOf, cast, type CastMember } from '#core/identity/testing.ts'
import { findRecord } from '#core/records/public.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { incidentsPersonal } from './actions/erasure.ts'
import { call, declare, eventsOf, move, person, place, platform, read, refused, type Place } from './testing-world.ts'

const STEPS = [
  { title: 'Look whether it answers', detail: 'By `pg_isready`.', role: 'technical', dueMinutes: 15 },
  { title: 'Tell the client', role: 'communications' },
  { title: 'Write down who does what', role: 'lead', link: 'https://wiki.example.com/roles' },
  { title: 'Make coffee' },
]

const write = (where: Place, over: Record<string, unknown> = {}, who: CastMember = 'lead') =>
  call('createPlaybook', callerOf(who), {
    body: { applicationId: where.applicationId, name: 'The database is down', steps: STEPS, ...over },
  })
const listed = async (where: Place, who: CastMember = 'engineer') =>
  (await call('listPlaybooks', callerOf(who), { query: { applicationId: where.applicationId } })).items
const suggested = async (id: string, who: CastMember = 'engineer') =>
  (await call('suggestPlaybooks', callerOf(who), { params: { id } })).items
const apply = (id: string, playbookId: string, who: CastMember = 'engineer') =>
  call('applyPlaybook', callerOf(who), { params: { id, playbookId } })
const give = (id: string, role: string, who: CastMember) =>
  call('giveRole', callerOf('lead'), { params: { id, role }, body: { personId: person(who) } })
const tasks = async (id: string, who: CastMember = 'engineer') => (await read(id, who)).inside?.tasks ?? []
const NONE = { types: [], severities: [], componentIds: [] }

describe('a playbook', () => {
  test('is written for one application or for all, changed at the version that was read, and removed', async () => {
    const [where, other] = [await place(), await place()]
    const own = await write(where)
    const everywhere = await write(where, { applicationId: null, name: `Anything ${where.applicationId}` }, 'owner')
    expect(own).toMatchObject({ name: 'The database is down', fits: NONE, version: 1, canChange: true })
    expect(own.steps[3]).toEqual({ title: 'Make coffee', detail: '', link: null, role: null, dueMinutes: null })
    const ids = async (of: Place) => (await listed(of)).map(({ id }) => id)
    expect(await ids(where)).toEqual(expect.arrayContaining([own.id, everywhere.id]))
    expect(await ids(other)).toContain(everywhere.id)
    expect(await ids(other)).not.toContain(own.id)
    const change = (version: number, name: string) =>
      call('changePlaybook', callerOf('lead'), { params: { id: own.id }, body: { name }, ifMatch: version })
    expect(await change(1, 'The database is slow')).toMatchObject({ name: 'The database is slow', version: 2, steps: own.steps })
    await expect(change(1, 'Too late')).rejects.toEqual(refused('common.version_mismatch'))
    await call('removePlaybook', callerOf('lead'), { params: { id: own.id } })
    expect(await ids(where)).not.toContain(own.id)
    await call('removePlaybook', callerOf('owner'), { params: { id: everywhere.id } })
  })

  test('is written by who may, where they may: nobody else finds or changes it', async () => {
    const where = await place()
    const { id } = await write(where)
    const everywhere = await write(where, { applicationId: null, name: `Anything ${where.applicationId}` }, 'owner')
    await expect(write(where, {}, 'outsideLead')).rejects.toEqual(refused('common.not_found'))
    await expect(write(where, {}, 'stranger')).rejects.toEqual(refused('common.forbidden'))
    await expect(write(where, {}, 'contact')).rejects.toEqual(refused('common.forbidden'))
    await expect(write(where, {}, 'projectManager')).rejects.toEqual(refused('common.forbidden'))
    for (const who of ['stranger', 'outsideLead', 'contact'] as const) {
      await expect(listed(where, who)).rejects.toMatchObject({ code: { code: expect.stringMatching(/not_found|forbidden/) } })
      for (const playbookId of [id, everywhere.id]) {
        const params = { id: playbookId }
        await expect(call('removePlaybook', callerOf(who), { params })).rejects.toMatchObject({
          code: { code: expect.stringMatching(/not_found|forbidden/) },
        })
        await expect(call('changePlaybook', callerOf(who), { params, body: { name: 'Mine' }, ifMatch: 1 })).rejects.toMatchObject({
          code: { code: expect.stringMatching(/not_found|forbidden/) },
        })
      }
    }
    expect((await listed(where)).map((one) => one.name)).toContain('The database is down')
    await call('removePlaybook', callerOf('owner'), { params: { id: everywhere.id } })
  })

  test('names components of its own application only', async () => {
    const [where, other] = [await place(), await place()]
    const fits = { ...NONE, componentIds: [toId('component', other.componentId)] }
    await expect(write(where, { fits })).rejects.toEqual(refused('incidents.unknown_place'))
    const own = { ...NONE, componentIds: [toId('component', where.componentId)] }
    await expect(write(where, { applicationId: null, fits: own }, 'owner')).rejects.toEqual(refused('incidents.unknown_place'))
    expect((await write(where, { fits: own })).fits).toEqual(own)
  })
})

describe('an incident', () => {
  test('is suggested what says most of such incidents first, with the reason, and what is for others at the end', async () => {
    const where = await place()
    const component = toId('component', where.componentId)
    await write(where, { name: 'For security', fits: { ...NONE, types: ['security'] } })
    await write(where, { name: 'For all' })
    await write(where, { name: 'For critical ones', fits: { ...NONE, severities: ['critical'] } })
    await write(where, { name: 'For the database', fits: { ...NONE, componentIds: [component] } })
    const { id } = await declare(where, { componentIds: [component], reach: 'everyone' })
    expect((await suggested(id)).map(({ name, reason, isSuggested }) => [name, reason, isSuggested])).toEqual([
      ['For the database', 'component', true],
      ['For critical ones', 'severity', true],
      ['For all', 'any', true],
      ['For security', 'other_type', false],
    ])
    await expect(suggested(id, 'outsideLead')).rejects.toEqual(refused('common.not_found'))
    await expect(suggested(id, 'stranger')).rejects.toMatchObject({ code: { code: expect.stringMatching(/not_found|forbidden/) } })
    await expect(suggested(id, 'contact')).rejects.toEqual(refused('common.not_found'))
  })

  test('has the steps of an applied playbook as tasks in their order, for whoever has the role', async () => {
    const where = await place()
    const playbook = await write(where)
    const { id } = await declare(where)
    await give(id, 'technical', 'lead')
    const now = platform.clock.now()
    const { tasks: ids } = await apply(id, playbook.id)
    const shown = await tasks(id)
    expect(shown.map((task) => task.id)).toEqual(ids)
    expect(shown.map(({ title, role, assignee }) => [title, role, assignee?.id ?? null])).toEqual([
      ['Look whether it answers', 'technical', person('lead')],
      ['Tell the client', 'communications', null],
      ['Write down who does what', 'lead', null],
      ['Make coffee', null, null],
    ])
    expect(Date.parse(shown[0]?.dueAt ?? '')).toBe(now + 15 * 60_000)
    const [event] = await eventsOf(id, 'incident.playbook_applied')
    expect(event?.particulars).toMatchObject({ playbookId: toUuid('incident_playbook', playbook.id), tasks: 4 })
    expect(Date.parse((await suggested(id))[0]?.appliedAt ?? '')).toBe(now)
  })

  test('gives steps that nobody has to whoever gets their role, and takes none from anybody', async () => {
    const where = await place()
    const playbook = await write(where)
    const { id, version } = await declare(where, {}, 'lead')
    const { tasks: ids } = await apply(id, playbook.id)
    const taken = toUuid('task', ids[1] ?? '') ?? ''
    await changeTask({ platform, caller: callerOf('lead') }, { id: taken, change: { assigneeId: cast.lead.id } })
    await give(id, 'communications', 'engineer')
    await give(id, 'technical', 'engineer')
    await move({ id, version: (await read(id)).version }, 'acknowledged', 'engineer')
    expect(version).toBe(1)
    expect((await tasks(id)).map(({ assignee }) => assignee?.id ?? null)).toEqual([
      person('engineer'),
      person('lead'),
      person('engineer'),
      null,
    ])
  })

  test('has each playbook once, five at most, none of another application and none once it is closed', async () => {
    const [where, other] = [await place(), await place()]
    const { id, version } = await declare(where)
    const first = await write(where)
    await apply(id, first.id)
    await expect(apply(id, first.id)).rejects.toEqual(refused('incidents.not_now'))
    await expect(apply(id, (await write(other)).id)).rejects.toEqual(refused('common.not_found'))
    await expect(apply(id, (await write(where)).id, 'outsideLead')).rejects.toEqual(refused('common.not_found'))
    await expect(apply(id, (await write(where)).id, 'stranger')).rejects.toMatchObject({
      code: { code: expect.stringMatching(/not_found|forbidden/) },
    })
    await expect(apply(id, (await write(where)).id, 'contact')).rejects.toEqual(refused('common.forbidden'))
    for (let count = 1; count < 5; count++) await apply(id, (await write(where, { steps: [{ title: 'Look' }] })).id)
    const another = await write(where)
    await expect(apply(id, another.id)).rejects.toEqual(refused('incidents.too_many'))
    expect(await tasks(id)).toHaveLength(8)
    const minor = await declare(where, { effect: 'cosmetic', reach: 'one' })
    expect(version).toBe(1)
    const resolved = await move(minor, 'resolved')
    await move(resolved, 'closed')
    await expect(apply(minor.id, another.id)).rejects.toEqual(refused('incidents.not_now'))
  })

  test('keeps the tasks when their playbook is removed', async () => {
    const where = await place()
    const playbook = await write(where)
    const { id } = await declare(where)
    await apply(id, playbook.id)
    await call('removePlaybook', callerOf('lead'), { params: { id: playbook.id } })
    expect((await tasks(id)).map(({ role }) => role)).toEqual(['technical', 'communications', 'lead', null])
    expect(await suggested(id)).toEqual([])
  })

  test('about security has steps that are as private as itself', async () => {
    const where = await place()
    const playbook = await write(where)
    const { id } = await declare(where, { effect: 'security', title: 'Somebody reads our invoices' }, 'lead')
    const { tasks: ids } = await apply(id, playbook.id, 'lead')
    const record = await platform.work.read((tx) => findRecord(tx, toUuid('task', ids[0] ?? '') ?? ''))
    expect(record?.audience).toBe('restricted')
    await expect(suggested(id, 'engineer')).rejects.toEqual(refused('common.not_found'))
    await expect(apply(id, playbook.id, 'engineer')).rejects.toEqual(refused('common.not_found'))
    expect(await platform.work.read((tx) => tasksOf(tx, toUuid('incident', id) ?? ''))).toHaveLength(4)
  })
})

test('erasing a person takes their name out of playbooks', async () => {
  const where = await place()
  const steps = [{ title: 'Call Wendelin Quast', detail: 'Wendelin Quast has the key.', link: 'https://wiki.example.com/wendelin%20quast' }]
  await write(where, { name: 'Ask Wendelin Quast', steps })
  const subject = { personIds: [], contactIds: [], names: ['Wendelin Quast'], emails: [] }
  await platform.work.run((tx) => incidentsPersonal.erase(subject, tx, { actor: { kind: 'system', id: 'test' }, at: platform.clock.now() }))
  expect(JSON.stringify(await listed(where))).not.toMatch(/Wendelin/)
})
