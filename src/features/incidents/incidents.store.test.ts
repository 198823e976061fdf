/** What people do with incidents, and what others ask of them. */
import { describe, expect, test } from 'vitest'
import { environmentsOf } from '#core/catalog/public.ts'
import { createTask } from '#core/tasks/actions/create-task.ts'
import { plainTask } from '#core/tasks/testing.ts'
import { callerOf, cast, type CastMember } from '#core/identity/testing.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, later, MINUTE_MS, toIso } from '#kit/time.ts'
import { uuidv7 } from 'uuidv7'
import { incidentsPersonal } from './actions/erasure.ts'
import { incidentNotifies } from './notifies.ts'
import { freezesReleases, incidentSteps, openIncidents } from './public.ts'
import { platform, call, refused, person, place, declare, read, move, react, alert, answer, only, eventsOf } from './testing-world.ts'

describe('declaring by hand', () => {
  test('three words are enough, and the plan says what follows', async () => {
    const where = await place()
    const incident = await declare(where)
    expect(incident).toMatchObject({ state: 'declared', severity: 'critical', priority: 1, assignee: null, peopleAffected: null })
    expect(incident.label).toMatch(/^INC-\d+$/)
    const { inside } = incident
    expect(inside?.consequences).toEqual({
      pages: 'day_and_night',
      startsAtTier: 'tier_3',
      publicPostWithinMs: 15 * MINUTE_MS,
      freezesReleases: true,
    })
    const now = platform.clock.now()
    expect(inside?.response).toMatchObject({ state: 'running', dueAt: toIso(later(now, 15 * MINUTE_MS)), isMissed: false })
    expect(inside?.resolution.dueAt).toBe(toIso(later(now, 4 * HOUR_MS)))
    expect(inside?.postDueAt).toBe(toIso(later(now, 15 * MINUTE_MS)))
    const [event] = await eventsOf(incident.id, 'incident.declared')
    expect(event?.particulars).toEqual({
      label: incident.label,
      type: 'operational',
      severity: 'critical',
      alertId: null,
      pages: true,
      componentIds: [],
      reason: 'day_and_night',
    })
  })

  test('what is not of the application is refused', async () => {
    const [where, elsewhere] = [await place(), await place()]
    const environmentId = toId('environment', elsewhere.environmentId)
    await expect(declare(where, { environmentId })).rejects.toEqual(refused('incidents.unknown_place'))
  })

  test('the stranger of another client neither declares nor sees any', async () => {
    const where = await place()
    const { id } = await declare(where)
    await expect(declare(where, {}, 'stranger')).rejects.toEqual(refused('common.forbidden'))
    await expect(declare(where, {}, 'outsideLead')).rejects.toEqual(refused('common.not_found'))
    for (const who of ['stranger', 'outsideLead'] as const) {
      await expect(read(id, who)).rejects.toEqual(refused('common.not_found'))
      const { items } = await call('listIncidents', callerOf(who), { query: {} })
      expect(items.map((one) => one.id)).not.toContain(id)
    }
  })

  test('contacts see what is shared with their client, without how the team works on it', async () => {
    const where = await place()
    const incident = await declare(where)
    await expect(read(incident.id, 'contact')).rejects.toEqual(refused('common.not_found'))
    await call('changeIncident', callerOf('engineer'), { params: { id: incident.id }, body: { isShared: true }, ifMatch: incident.version })
    expect(await read(incident.id, 'contact')).toMatchObject({ title: 'Nobody can pay', state: 'declared', inside: null })
  })
})

describe('moving on', () => {
  test('whoever answers first leads, and the times follow from the steps', async () => {
    const where = await place()
    const start = platform.clock.now()
    const declared = await declare(where, { harmStartedAt: toIso(later(start, -10 * MINUTE_MS)) })
    platform.clock.advance(4 * MINUTE_MS)
    const acknowledged = await move(declared, 'acknowledged')
    expect(acknowledged.assignee?.id).toBe(person('engineer'))
    expect(acknowledged.inside?.response).toMatchObject({ state: 'met', reason: 'met_in_time' })
    platform.clock.advance(26 * MINUTE_MS)
    const resolved = await move(acknowledged, 'resolved', 'engineer', { cause: 'A full disk.', fix: 'Room was made.' })
    expect(resolved).toMatchObject({ detectMs: 10 * MINUTE_MS, acknowledgeMs: 4 * MINUTE_MS, restoreMs: 40 * MINUTE_MS, dueAt: null })
    expect(resolved.inside).toMatchObject({ cause: 'A full disk.', fix: 'Room was made.', postDueAt: null })
    const reopened = await move(resolved, 'declared')
    expect(reopened).toMatchObject({ state: 'declared', restoreMs: null })
    expect((await eventsOf(declared.id, 'incident.moved')).map(({ particulars: { from, to, reason } }) => [from, to, reason])).toEqual([
      ['declared', 'acknowledged', 'by_hand'],
      ['acknowledged', 'resolved', 'by_hand'],
      ['resolved', 'declared', 'reopened'],
    ])
  })

  test('what may not be is refused with the reason', async () => {
    const incident = await declare(await place(), { effect: 'impaired' })
    await expect(move(incident, 'closed')).rejects.toEqual(refused('incidents.not_now'))
    await expect(move({ ...incident, version: 99 }, 'resolved')).rejects.toEqual(refused('common.version_mismatch'))
  })

  test('many are resolved at once, one that is refused keeps no other, and undo reopens them', async () => {
    const where = await place()
    const [one, other] = [await declare(where, { effect: 'impaired' }), await declare(where, { effect: 'impaired' })]
    await move(other, 'resolved')
    const items = [one, other].map(({ id }) => ({ id, change: { state: 'investigating' } }))
    const { results } = await call('changeIncidents', callerOf('engineer'), { body: { items } })
    expect(results.map(({ outcome }) => outcome)).toEqual(['changed', 'refused'])
    const resolved = await call('changeIncidents', callerOf('engineer'), {
      body: { items: [{ id: one.id, change: { state: 'resolved' } }] },
    })
    expect(resolved.results).toEqual([expect.objectContaining({ outcome: 'changed', before: { state: 'declared' } })])
  })

  test('one that lasts is not deleted; one that is over can be brought back', async () => {
    const incident = await declare(await place(), { effect: 'cosmetic' })
    const batch = (change: Record<string, unknown>) =>
      call('changeIncidents', callerOf('engineer'), { body: { items: [{ id: incident.id, change }] } })
    expect((await batch({ deleted: true })).results).toEqual([expect.objectContaining({ code: 'incidents.still_lasts' })])
    await move(incident, 'resolved')
    await batch({ deleted: true })
    await expect(read(incident.id)).rejects.toEqual(refused('common.not_found'))
    await batch({ deleted: false })
    expect((await read(incident.id)).state).toBe('resolved')
  })
})

describe('severity', () => {
  test('a severity that rises has its consequences at once, and says why', async () => {
    const where = await place()
    const major = await declare(where, { effect: 'impaired' })
    const frozen = () => platform.work.read((tx) => freezesReleases(platform, tx, where.scope))
    expect(await frozen()).toEqual([])
    const body = { effect: 'stopped', reach: 'everyone', reason: 'The checkout is gone as well.' }
    const critical = await call('weighIncident', callerOf('lead'), { params: { id: major.id }, body, ifMatch: major.version })
    expect(critical).toMatchObject({ severity: 'critical', priority: 1 })
    expect(critical.inside?.moves.at(-1)).toMatchObject({ severity: 'critical', reason: 'table', note: body.reason })
    expect((await frozen()).map(({ label }) => label)).toEqual([major.label])
    const [event] = await eventsOf(major.id, 'incident.severity_changed')
    expect(event?.particulars).toMatchObject({ from: 'major', severity: 'critical', pages: true })
    await move(critical, 'resolved')
    expect(await frozen()).toEqual([])
  })

  test('whoever works on it is not woken again', async () => {
    const incident = await move(await declare(await place(), { effect: 'impaired' }), 'investigating')
    const body = { effect: 'cosmetic', reach: 'one', severity: 'critical', reason: 'The client is furious.' }
    const weighed = await call('weighIncident', callerOf('lead'), { params: { id: incident.id }, body, ifMatch: incident.version })
    expect(weighed.inside?.severityReason).toBe('by_hand')
    expect((await eventsOf(incident.id, 'incident.severity_changed'))[0]?.particulars).toMatchObject({ pages: false })
  })
})

describe('roles', () => {
  test('the lead is handed over, and both parts of it are told', async () => {
    const incident = await move(await declare(await place()), 'acknowledged')
    const give = (role: string, who: CastMember | null) =>
      call('giveRole', callerOf('engineer'), { params: { id: incident.id, role }, body: { personId: who === null ? null : person(who) } })
    expect((await give('lead', 'lead')).assignee?.id).toBe(person('lead'))
    expect((await give('scribe', 'qa')).inside?.roles).toEqual([{ role: 'scribe', person: expect.objectContaining({ id: person('qa') }) }])
    expect((await give('scribe', null)).inside?.roles).toEqual([])
    await expect(give('communications', 'stranger')).rejects.toEqual(refused('incidents.unknown_person'))
    const [event] = await eventsOf(incident.id, 'incident.role_given')
    expect(event?.particulars).toMatchObject({ role: 'lead', personId: cast.lead.id, beforeId: cast.engineer.id })
    const told = await platform.work.read((tx) =>
      Promise.all(incidentNotifies.filter(({ on }) => on.kind === 'incident.role_given').map(({ whom }) => whom(event as never, tx))),
    )
    expect(told.flat()).toEqual([{ personId: cast.lead.id, reason: 'assigned' }])
  })
})

describe('reviews', () => {
  const review = (name: 'readReview', id: string, who: CastMember = 'engineer') => call(name, callerOf(who), { params: { id } })
  const write = (id: string, body: Record<string, unknown>) => call('changeReview', callerOf('engineer'), { params: { id }, body })
  const finish = (id: string, finished: boolean) => call('setReviewFinished', callerOf('engineer'), { params: { id }, body: { finished } })

  test('its facts are drafted from the log and name nobody; what was critical is closed only with it', async () => {
    const where = await place()
    const alertId = await alert(where)
    await react()
    await answer(where, { aboutKind: 'alert', aboutId: alertId }, 'engineer')
    await react()
    platform.clock.advance(20 * MINUTE_MS)
    const id = await only(where)
    await expect(finish(id, true)).rejects.toEqual(refused('incidents.not_now'))
    const resolved = await move(await read(id), 'resolved')
    await expect(move(resolved, 'closed')).rejects.toEqual(refused('incidents.not_now'))
    await expect(finish(id, true)).rejects.toEqual(refused('incidents.not_now'))
    const written = await write(id, { causes: 'A full disk.', lessons: 'Watch its room.' })
    expect(written).toMatchObject({ isRequired: true, finishedAt: null, wentWell: '' })
    for (const part of [
      'Restored after: 20 min',
      '- The shop does not answer',
      'Somebody acknowledged the page',
      '## Causes',
      'Pitcrew declared INC-',
    ])
      expect(written.document).toContain(part)
    expect(written.document).not.toContain('Emeka')
    expect((await finish(id, true)).finishedBy?.id).toBe(person('engineer'))
    await expect(write(id, { causes: 'Another.' })).rejects.toEqual(refused('incidents.review_is_finished'))
    expect((await move(await read(id), 'closed')).state).toBe('closed')
    await expect(review('readReview', id, 'outsideLead')).rejects.toEqual(refused('common.not_found'))
    await expect(review('readReview', id, 'contact')).rejects.toEqual(refused('common.not_found'))
  })

  test('one that comes again says what mended it the last time, and which action is not done', async () => {
    const where = await place()
    const componentIds = [toId('component', where.componentId)]
    const first = await move(await declare(where, { componentIds }), 'resolved', 'engineer', {
      cause: 'A full disk.',
      fix: 'Room was made.',
    })
    const task = { ...plainTask, title: 'Watch the room', record: { kind: 'incident' as const, id: toUuid('incident', first.id) ?? '' } }
    await createTask({ platform, caller: callerOf('engineer') }, task)
    expect((await read(first.id)).inside?.tasks).toMatchObject([{ title: 'Watch the room', state: 'open' }])
    const again = await declare(where, { componentIds })
    expect(again.inside?.earlier).toMatchObject([
      { id: first.id, cause: 'A full disk.', fix: 'Room was made.', openActions: [{ title: 'Watch the room' }] },
    ])
    expect((await declare(where)).inside?.earlier).toEqual([])
  })
})

describe('what others ask', () => {
  test('open incidents of an environment, and steps between two instants', async () => {
    const where = await place()
    const from = platform.clock.now()
    const incident = await declare(where, { environmentId: toId('environment', where.environmentId) })
    const { applicationId } = where.scope
    const asked = { applicationId, environmentId: where.environmentId }
    expect(await platform.work.read((tx) => openIncidents(tx, asked))).toMatchObject([{ label: incident.label, severity: 'critical' }])
    const [elsewhere] = await platform.work.read((tx) => environmentsOf(tx, applicationId))
    expect(elsewhere?.id).toBe(where.environmentId)
    expect(await platform.work.read((tx) => openIncidents(tx, { ...asked, environmentId: uuidv7() }))).toEqual([])
    const to = later(platform.clock.now(), 1)
    expect(await platform.work.read((tx) => incidentSteps(tx, { applicationId, from, to }))).toMatchObject([{ state: 'declared' }])
  })
})

describe('erasing a person', () => {
  test('texts, notes and roles lose the name, and the incident stays', async () => {
    const where = await place()
    const incident = await declare(where, { title: 'Quentin Adler saw it', summary: 'Ask Quentin Adler.' })
    const noted = await move(incident, 'investigating', 'engineer', { note: 'Quentin Adler called.', cause: 'Found by Quentin Adler.' })
    await call('changeReview', callerOf('engineer'), { params: { id: noted.id }, body: { causes: 'Quentin Adler tripped over a cable.' } })
    await call('giveRole', callerOf('engineer'), { params: { id: noted.id, role: 'scribe' }, body: { personId: person('qa') } })
    const subject = { personIds: [cast.qa.id], contactIds: [], names: ['Quentin Adler'], emails: [cast.qa.email] }
    const act = { actor: callerOf('owner').ref, at: platform.clock.now() }
    await platform.work.run((tx) => incidentsPersonal.erase(subject, tx, act))
    const erased = JSON.stringify([
      await read(incident.id),
      await call('readReview', callerOf('engineer'), { params: { id: incident.id } }),
    ])
    expect(erased).not.toContain('Quentin')
    expect(erased).toContain('saw it')
    expect(erased).toContain('tripped over a cable')
  })
})
