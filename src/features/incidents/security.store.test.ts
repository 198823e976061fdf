/** Incidents about security: who sees them before they are released, what is recorded about them, and what their release does. */
import { describe, expect, test } from 'vitest'
import { createTask } from '#core/tasks/actions/create-task.ts'
import { plainTask } from '#core/tasks/testing.ts'
import { tasksOf } from '#core/tasks/public.ts'
import { recipients } from '#core/identity/public.ts'
import { callerOf, cast, type CastMember } from '#core/identity/testing.ts'
import { findRecord } from '#core/records/public.ts'
import { toUuid } from '#kit/ids.ts'
import { HOUR_MS } from '#kit/time.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { incidentsPersonal } from './actions/erasure.ts'
import { incidentNotifies } from './notifies.ts'
import { freezesReleases, incidentSteps, openIncidents } from './public.ts'
import { alert, call, declare, eventsOf, move, openOf, person, place, platform, react, read, refused, type Place } from './testing-world.ts'

const secure = (where: Place, who: CastMember = 'lead') => declare(where, { title: 'Somebody reads our invoices', effect: 'security' }, who)
const uuid = (id: string) => toUuid('incident', id) ?? ''
const task = (caller: Caller, incident: string, over = {}) =>
  createTask({ platform, caller }, { ...plainTask, title: 'Close the door', record: { kind: 'incident', id: uuid(incident) }, ...over })
/** As their next request brings them: with what they were admitted to. */
const callerNow = async (who: CastMember): Promise<Caller> => {
  const [one] = await platform.work.read((tx) => recipients(tx, [cast[who].id]))
  return one?.caller ?? callerOf(who)
}
const readAs = (caller: Caller, id: string) => call('readIncident', caller, { params: { id } })
const admit = (id: string, who: CastMember, by: Caller = callerOf('lead'), admitted = true) =>
  call('setAdmitted', by, { params: { id, personId: person(who) }, body: { admitted } })

describe('before it is released', () => {
  test('only who has the clearance sees it; colleagues of the client, of everything and strangers find nothing', async () => {
    const where = await place()
    const { id, isPrivate, type } = await secure(where)
    expect({ isPrivate, type }).toEqual({ isPrivate: true, type: 'security' })
    expect(await read(id, 'owner')).toMatchObject({ id })
    for (const who of ['engineer', 'developer', 'projectManager', 'outsideLead', 'contact', 'stranger'] as const) {
      await expect(read(id, who)).rejects.toEqual(refused('common.not_found'))
      const query = { filter: `application:${where.applicationId}` }
      expect(await call('listIncidents', callerOf(who), { query })).toMatchObject({ items: [] })
      expect(await call('countIncidents', callerOf(who), { query })).toMatchObject({ count: 0 })
      const mine = { filter: `application:${where.applicationId} assignee:none` }
      expect(await call('listIncidents', callerOf(who), { query: mine })).toMatchObject({ items: [] })
    }
    const cleared = await call('listIncidents', callerOf('lead'), { query: { filter: `application:${where.applicationId}` } })
    expect(cleared.items.map((one) => one.id)).toEqual([id])
  })

  test('nobody is paged for it, those with the clearance are told, and no question in nobody’s name is answered by it', async () => {
    const where = await place()
    const { id } = await secure(where)
    const [declared] = await eventsOf(id, 'incident.declared')
    expect(declared).toMatchObject({ scope: { audience: 'restricted', recordId: uuid(id) } })
    expect(declared?.particulars).toMatchObject({ type: 'security', pages: false, reason: 'is_private' })
    const told = incidentNotifies.find(({ on }) => on.kind === 'incident.declared')
    if (declared === undefined || told === undefined) throw new Error('an incident is told when it is declared')
    const people = (await platform.work.read((tx) => told.whom(declared, tx))).map(({ personId }) => personId)
    expect(people.toSorted()).toEqual([cast.lead.id, cast.owner.id].toSorted())
    const { applicationId, clientId } = where.scope
    await platform.work.read(async (tx) => {
      expect(await openIncidents(tx, { applicationId })).toEqual([])
      expect(await freezesReleases(platform, tx, { clientId, applicationId })).toEqual([])
      const now = platform.clock.now()
      expect(await incidentSteps(tx, { applicationId, from: now, to: (now + HOUR_MS) as typeof now })).toEqual([])
    })
  })

  test('an alert there is no evidence of it: it declares an incident of its own', async () => {
    const where = await place()
    const { id } = await secure(where)
    await alert(where)
    await react()
    expect((await openOf(where)).map((one) => one.id)).not.toContain(uuid(id))
    expect(await openOf(where)).toHaveLength(1)
    expect((await read(id, 'lead')).inside?.alerts.count).toBe(0)
  })

  test('who declares one without the clearance sees it from then on, and lets nobody else in', async () => {
    const where = await place()
    const { id } = await secure(where, 'engineer')
    expect(await readAs(await callerNow('engineer'), id)).toMatchObject({ id })
    await expect(read(id, 'developer')).rejects.toEqual(refused('common.not_found'))
    await expect(admit(id, 'developer', await callerNow('engineer'))).rejects.toEqual(refused('common.forbidden'))
    await expect(call('releaseIncident', await callerNow('engineer'), { params: { id } })).rejects.toEqual(refused('common.forbidden'))
  })

  test('somebody who is admitted sees it with its tasks, and nothing any more once they are dismissed', async () => {
    const where = await place()
    const { id } = await secure(where)
    const before = await task(callerOf('lead'), id)
    await admit(id, 'developer')
    const after = await task(callerOf('lead'), id)
    const developer = await callerNow('developer')
    expect((await readAs(developer, id)).inside?.tasks.map((one) => toUuid('task', one.id))).toEqual([before, after])
    const query = { filter: `application:${where.applicationId}` }
    expect((await call('listIncidents', developer, { query })).items.map((one) => one.id)).toEqual([id])
    expect(await call('countIncidents', developer, { query })).toMatchObject({ count: 1 })
    expect((await call('readSecurity', callerOf('lead'), { params: { id } })).admitted.map(({ id: who }) => who)).toContain(
      person('developer'),
    )
    await admit(id, 'developer', callerOf('lead'), false)
    await expect(readAs(await callerNow('developer'), id)).rejects.toEqual(refused('common.not_found'))
    expect(await call('listIncidents', await callerNow('developer'), { query })).toMatchObject({ items: [] })
  })

  test('somebody whose roles do not reach the application cannot be admitted, nor given a task of it', async () => {
    const where = await place()
    const { id } = await secure(where)
    await expect(admit(id, 'outsideLead')).rejects.toEqual(refused('incidents.unknown_person'))
    await expect(task(callerOf('lead'), id, { assigneeId: cast.developer.id })).rejects.toEqual(refused('tasks.unknown_assignee'))
    await expect(
      call('giveRole', callerOf('lead'), { params: { id, role: 'scribe' }, body: { personId: person('developer') } }),
    ).rejects.toEqual(refused('incidents.unknown_person'))
  })

  test('its tasks are as private as it is', async () => {
    const where = await place()
    const { id } = await secure(where)
    const taskId = await task(callerOf('lead'), id)
    expect((await platform.work.read((tx) => findRecord(tx, taskId)))?.audience).toBe('restricted')
    await expect(task(callerOf('engineer'), id)).rejects.toEqual(refused('common.not_found'))
  })

  test('a person’s export does not tell of it, not even to who leads it', async () => {
    const where = await place()
    const { id, version } = await secure(where)
    await move({ id, version }, 'acknowledged', 'lead')
    const held: unknown[] = []
    await platform.work.read(async (tx) => {
      const subject = { personIds: [cast.lead.id], contactIds: [], emails: [], names: ['Somebody reads our invoices'] }
      for await (const item of incidentsPersonal.export(subject, tx)) held.push(item)
    })
    expect(JSON.stringify(held)).not.toContain('invoices')
  })

  test('what is about security stays so, and what is not does not become it', async () => {
    const where = await place()
    const weigh = async (made: { id: string; version: number }, effect: string) =>
      call('weighIncident', callerOf('lead'), {
        params: { id: made.id },
        body: { effect, reach: 'many', reason: 'x' },
        ifMatch: made.version,
      })
    await expect(weigh(await secure(where), 'stopped')).rejects.toEqual(refused('incidents.not_now'))
    await expect(weigh(await declare(where), 'security')).rejects.toEqual(refused('incidents.not_now'))
  })
})

describe('its steps', () => {
  test('each measure is recorded with who, when and how it is undone, and can be undone and put back', async () => {
    const { id } = await secure(await place())
    const body = { step: 'isolate', what: 'Took the shop off the network', undo: 'Plug it in again' }
    const [measure] = (await call('takeMeasure', callerOf('lead'), { params: { id }, body })).measures
    expect(measure).toMatchObject({ ...body, doneBy: { id: person('lead') }, undoneAt: null })
    const params = { id, measureId: measure?.id ?? '' }
    const undone = await call('setMeasureUndone', callerOf('owner'), { params, body: { undone: true } })
    expect(undone.measures[0]).toMatchObject({ undoneBy: { id: person('owner') } })
    const again = await call('setMeasureUndone', callerOf('owner'), { params, body: { undone: false } })
    expect(again.measures[0]).toMatchObject({ undoneAt: null, undoneBy: null })
    const events = await eventsOf(id, 'incident.measure_undone')
    expect(events.map(({ particulars }) => particulars['undone'])).toEqual([true, false])
  })

  test('an incident that is not about security has none, and who does not see it takes none', async () => {
    const where = await place()
    const body = { step: 'fix', what: 'x' }
    const { id } = await declare(where)
    await expect(call('takeMeasure', callerOf('lead'), { params: { id }, body })).rejects.toEqual(refused('common.not_found'))
    await expect(call('readSecurity', callerOf('lead'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
    const other = await secure(where)
    for (const who of ['engineer', 'outsideLead'] as const) {
      await expect(call('takeMeasure', callerOf(who), { params: { id: other.id }, body })).rejects.toEqual(refused('common.not_found'))
      await expect(call('readSecurity', callerOf(who), { params: { id: other.id } })).rejects.toEqual(refused('common.not_found'))
    }
  })

  test('erasing a person takes their name from measures and notices', async () => {
    const { id } = await secure(await place())
    const body = { step: 'contain', what: 'Asked Zebulon Quast for the key', undo: '' }
    await call('takeMeasure', callerOf('lead'), { params: { id }, body })
    await platform.work.run((tx) =>
      incidentsPersonal.erase({ personIds: [cast.lead.id], contactIds: [], emails: [], names: ['Zebulon Quast'] }, tx, {
        actor: callerOf('owner').ref,
        at: platform.clock.now(),
      }),
    )
    const [measure] = (await call('readSecurity', callerOf('owner'), { params: { id } })).measures
    expect(measure?.what).not.toContain('Zebulon')
    expect(measure?.doneBy).toBe(null)
  })
})

describe('its release', () => {
  test('the team sees it with its tasks, and whoever tells the public hears what it affects', async () => {
    const where = await place()
    const { id, inside } = await secure(where)
    expect(inside?.postDueAt).toBe(null)
    await admit(id, 'developer')
    await task(callerOf('lead'), id)
    await call('releaseIncident', callerOf('lead'), { params: { id } })
    const released = await read(id)
    expect(released).toMatchObject({ isPrivate: false, type: 'security' })
    expect(released.inside?.tasks).toHaveLength(1)
    expect(released.inside?.postDueAt).not.toBe(null)
    expect(await platform.work.read((tx) => tasksOf(tx, uuid(id)))).toHaveLength(1)
    const [event] = await eventsOf(id, 'incident.released')
    expect(event).toMatchObject({ scope: { audience: 'internal' }, particulars: { type: 'security', componentIds: [] } })
    expect((await call('readSecurity', callerOf('lead'), { params: { id } })).admitted).toEqual([])
    expect((await openOf(where)).map((one) => one.id)).toContain(uuid(id))
    await expect(read(id, 'stranger')).rejects.toEqual(refused('common.not_found'))
  })

  test('nobody is admitted afterwards, and releasing again does nothing', async () => {
    const { id } = await secure(await place())
    await call('releaseIncident', callerOf('lead'), { params: { id } })
    await call('releaseIncident', callerOf('lead'), { params: { id } })
    expect(await eventsOf(id, 'incident.released')).toHaveLength(1)
    await expect(admit(id, 'developer')).rejects.toEqual(refused('incidents.not_now'))
  })
})
