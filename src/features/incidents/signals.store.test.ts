/** What incidents follow: alerts and answered pages, the clock, and what the public is told. */
import { describe, expect, test } from 'vitest'
import { callerOf, cast } from '#core/identity/testing.ts'
import { alertRaised } from '#events/alerting.ts'
import { postReleased } from '#events/statuspage.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, later, MINUTE_MS, toIso } from '#kit/time.ts'
import { uuidv7 } from 'uuidv7'
import { NEXT_POST_MS } from './domain/deadlines.ts'
import { QUIET_MS } from './domain/evidence.ts'
import { incidentNotifies } from './notifies.ts'
import {
  platform,
  call,
  catalog,
  module,
  person,
  place,
  declare,
  read,
  move,
  react,
  alert,
  recover,
  answer,
  openOf,
  only,
  eventsOf,
  type Place,
} from './testing-world.ts'

describe('alerts', () => {
  test('a critical alert declares an incident with what is known, and answering its page acknowledges it', async () => {
    const where = await place()
    const alertId = await alert(where)
    await react()
    const id = await only(where)
    expect(await read(id)).toMatchObject({
      title: 'The shop does not answer',
      state: 'declared',
      severity: 'critical',
      environmentId: toId('environment', where.environmentId),
      componentIds: [toId('component', where.componentId)],
      inside: { severityReason: 'alert', declaredBy: null, alerts: { count: 1, firing: 1 } },
    })
    expect((await eventsOf(id, 'incident.declared'))[0]?.particulars).toMatchObject({ alertId, pages: true })
    await answer(where, { aboutKind: 'alert', aboutId: alertId }, 'engineer')
    await react()
    const answered = await read(id)
    expect(answered).toMatchObject({ state: 'acknowledged', assignee: { id: person('engineer') } })
    await answer(where, { aboutKind: 'incident', aboutId: toUuid('incident', id) ?? '' }, 'lead')
    await react()
    expect((await read(id)).version).toBe(answered.version)
  })

  test('lesser and held alerts declare nothing', async () => {
    const where = await place()
    await alert(where, { severity: 'major' })
    await alert(where, { pages: false })
    await react()
    expect(await openOf(where)).toEqual([])
  })

  test('a storm of 2,000 alerts from one failed parent is one incident with its evidence', async () => {
    const where = await place()
    const parent = await alert(where)
    for (let at = 1; at < 2_000; at++) await alert(where, { foldedIntoId: parent, title: `Child ${at}` })
    await react()
    const incident = await read(await only(where))
    expect(incident.inside?.alerts).toMatchObject({ count: 2_000, firing: 2_000 })
    expect(incident.inside?.alerts.items[0]).toMatchObject({ title: 'The shop does not answer', speaks: true })
    expect(await eventsOf(incident.id, 'incident.declared')).toHaveLength(1)
  })

  test('two critical alerts of one environment are one incident, of two environments are two', async () => {
    const [where, elsewhere] = [await place(), await place()]
    await alert(where)
    await alert(where)
    await alert(elsewhere)
    await react()
    expect((await read(await only(where))).inside?.alerts.count).toBe(2)
    await only(elsewhere)
  })

  test('evidence that comes to speak for itself declares one when none is open any more', async () => {
    const where = await place()
    const parent = await alert(where)
    await react()
    const child = await alert(where, { foldedIntoId: parent })
    await react()
    const id = await only(where)
    await recover(where, parent)
    await recover(where, child)
    await react()
    platform.clock.advance(QUIET_MS)
    await platform.due.sweep(platform.clock.now())
    // Later than what Pitcrew itself ended would be opened again.
    platform.clock.advance(2 * HOUR_MS)
    expect(await openOf(where)).toEqual([])
    const { scope, environmentId, componentId } = where
    const about = {
      title: 'The shop does not answer',
      severity: 'critical',
      environmentId,
      componentId,
      reason: 'parent_recovered',
    } as const
    await platform.work.run((tx) =>
      platform.log.publish(tx, {
        event: alertRaised,
        actor: { kind: 'system', id: 'alerting.evaluate' },
        record: { kind: 'alert', id: child },
        scope,
        at: platform.clock.now(),
        particulars: { ...about, pages: true },
      }),
    )
    await react()
    expect(await only(where)).not.toBe(id)
  })

  test('what nobody touched and stayed well for a quarter of an hour is over', async () => {
    const where = await place()
    const alertId = await alert(where)
    await react()
    const id = await only(where)
    await recover(where, alertId)
    await react()
    expect((await read(id)).state).toBe('monitoring')
    platform.clock.advance(QUIET_MS)
    await platform.due.sweep(platform.clock.now())
    expect(await read(id)).toMatchObject({ state: 'resolved', acknowledgedAt: null, inside: { response: { state: 'stopped' } } })
    expect((await eventsOf(id, 'incident.moved')).map(({ particulars }) => particulars['reason'])).toEqual([
      'alerts_recovered',
      'stayed_well',
    ])
    await alert(where)
    await react()
    expect(await only(where)).toBe(id)
    expect((await read(id)).state).toBe('declared')
  })

  test('an alert that comes back while all seemed well takes the end back', async () => {
    const where = await place()
    const alertId = await alert(where)
    await react()
    await recover(where, alertId)
    await react()
    await alert(where)
    await react()
    const id = await only(where)
    expect((await read(id)).state).toBe('declared')
    platform.clock.advance(QUIET_MS)
    await platform.due.sweep(platform.clock.now())
    expect((await read(id)).state).toBe('declared')
  })

  test('what comes of its alerts and pages after it was deleted changes nothing', async () => {
    const where = await place()
    const alertId = await alert(where)
    await react()
    const id = await only(where)
    await move(await read(id), 'resolved')
    await call('changeIncidents', callerOf('engineer'), { body: { items: [{ id, change: { deleted: true } }] } })
    await recover(where, alertId)
    await answer(where, { aboutKind: 'alert', aboutId: alertId }, 'lead')
    await answer(where, { aboutKind: 'incident', aboutId: toUuid('incident', id) ?? '' }, 'lead')
    await react()
    expect(await openOf(where)).toEqual([])
  })

  test('while people work on it, recovery only asks them', async () => {
    const where = await place()
    const alertId = await alert(where)
    await react()
    const id = await only(where)
    const working = await move(await read(id), 'investigating')
    await recover(where, alertId)
    await react()
    const asked = await read(id)
    expect(asked.state).toBe('investigating')
    expect(asked.inside?.recoveredAt).not.toBeNull()
    const lines = await module.now?.(callerOf('engineer'))
    expect(lines?.find(({ key, values }) => key === 'incidents.recovered' && values['label'] === working.label)).toMatchObject({
      band: 'waiting',
    })
  })
})

describe('what falls due', () => {
  test('nobody answers: the log says so once, and those who look after the application are told', async () => {
    const where = await place()
    await catalog('setApplicationOwners', callerOf('owner'), {
      params: { id: where.applicationId },
      body: { owners: [{ personId: person('lead'), part: 'owner' }] },
      ifMatch: (await catalog('readApplication', callerOf('owner'), { params: { id: where.applicationId } })).version,
    })
    const incident = await declare(where)
    const lines = async () => (await module.now?.(callerOf('engineer')))?.filter(({ values }) => values['label'] === incident.label) ?? []
    expect((await lines()).map(({ band }) => band)).toEqual(['burning'])
    platform.clock.advance(15 * MINUTE_MS)
    await platform.due.sweep(platform.clock.now())
    const fell = await eventsOf(incident.id, 'incident.fell_due')
    expect(new Set(fell.map(({ particulars }) => particulars['what']))).toEqual(new Set(['response', 'post']))
    expect((await lines()).map(({ key }) => key)).toEqual(['incidents.burning', 'incidents.response', 'incidents.post'])
    const due = incidentNotifies.find(({ on }) => on.kind === 'incident.fell_due')
    expect(await platform.work.read((tx) => due?.whom(fell[0] as never, tx) as never)).toEqual([
      { personId: cast.lead.id, reason: 'owner' },
    ])
    expect((await read(incident.id)).inside?.response).toMatchObject({ isMissed: true, reason: 'overdue' })
  })

  test('what was done in time falls due for nobody', async () => {
    const incident = await move(await declare(await place()), 'resolved')
    platform.clock.advance(5 * HOUR_MS)
    await platform.due.sweep(platform.clock.now())
    expect(await eventsOf(incident.id, 'incident.fell_due')).toEqual([])
  })
})

describe('the public', () => {
  const tell = (where: Place, id: string) =>
    platform.work.run((tx) =>
      platform.log.publish(tx, {
        event: postReleased,
        actor: { kind: 'person', id: cast.lead.id },
        record: { kind: 'status_post', id: uuidv7() },
        scope: where.scope,
        at: platform.clock.now(),
        particulars: { page: 'Status', pageId: uuidv7(), incidentId: toUuid('incident', id) ?? '', isFirst: true },
      }),
    )

  test('each released post moves the next one on, and the time to the first is kept', async () => {
    const where = await place()
    const { id } = await declare(where)
    platform.clock.advance(8 * MINUTE_MS)
    await tell(where, id)
    await react()
    const nextAt = toIso(later(platform.clock.now(), NEXT_POST_MS))
    expect((await read(id)).inside).toMatchObject({ firstPostMs: 8 * MINUTE_MS, postDueAt: nextAt })
    platform.clock.advance(10 * MINUTE_MS)
    await tell(where, id)
    await react()
    const after = await read(id)
    expect(after.inside).toMatchObject({ firstPostMs: 8 * MINUTE_MS, postDueAt: toIso(later(platform.clock.now(), NEXT_POST_MS)) })
    expect((await move(after, 'resolved')).inside?.postDueAt).toBeNull()
  })
})
