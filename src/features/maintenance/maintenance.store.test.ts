/** How windows run: planned, moved, begun, over and judged. */
import { describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { CLIENT_A } from '#core/identity/testing.ts'
import { alertOpened } from '#events/alerting.ts'
import { checkCameUp, checkPaused, checkWentDown } from '#events/checks.ts'
import type { EventKind } from '#kit/event.ts'
import { toId } from '#kit/ids.ts'
import { HOUR_MS, instant, later, MINUTE_MS, toIso } from '#kit/time.ts'
import { platform, ours, theirs, call, plan, read, cancel, over, goTo, kindsTold, refusedWith } from './testing-world.ts'

/** What checks and alerting tell. */
const happens = (event: EventKind, id: string, particulars: object) =>
  platform.work.run((tx) =>
    platform.log.publish(tx, {
      event,
      actor: { kind: 'system', id: 'test' },
      record: { kind: event.kind.startsWith('check') ? 'check' : 'alert', id },
      scope: { clientId: CLIENT_A, applicationId: ours.application, audience: 'internal' },
      at: platform.clock.now(),
      particulars,
    }),
  )
const check = (environmentId = ours.production) => ({ name: 'Home page', environmentId, check: 'http', reason: 'x', beforeSeconds: 1 })
const alert = (environmentId = ours.production) => ({
  title: 'CPU of db-1',
  severity: 'major',
  environmentId,
  componentId: null,
  reason: 'x',
  foldedIntoId: null,
  pages: false,
  ruleKey: 'cpu',
})

describe('windows', () => {
  test('a window is planned, reminds a day before, starts and ends by the clock, and the log tells each step', async () => {
    const { id, state, occurrences } = await plan()
    expect(state).toBe('planned')
    expect(occurrences).toMatchObject([{ startsAt: '2026-11-24T01:00:00.000Z', endsAt: '2026-11-24T02:00:00.000Z' }])
    await goTo('2026-11-23T01:00:00Z')
    expect(await over()).toBeNull()
    await goTo('2026-11-24T01:00:00Z')
    expect(await read(id)).toMatchObject({ state: 'under_way', startsAt: '2026-11-24T01:00:00.000Z' })
    expect(await over()).toMatchObject({ title: 'Database upgrade', holdsAlerts: true, pausesClocks: false, freezesReleases: false })
    await goTo('2026-11-24T02:00:00Z')
    expect(await over()).toBeNull()
    await goTo('2026-11-24T02:15:00Z')
    expect(await read(id)).toMatchObject({ state: 'ended', occurrences: [{ state: 'ended', verdict: 'nothing_watched' }] })
    expect(await kindsTold(id)).toEqual(['window.planned', 'window.nears', 'window.started', 'window.ended', 'window.judged'])
  })

  test('after a rest longer than the window, its start and its end are told all the same, in order', async () => {
    const { id } = await plan({ startsLocal: '2026-11-26T04:00' })
    await goTo('2026-11-26T09:00:00Z')
    expect((await kindsTold(id)).slice(1)).toEqual(['window.nears', 'window.started', 'window.ended', 'window.judged'])
  })

  test('a recurring window is written out ahead, and goes on from time to time', async () => {
    const { id, occurrences } = await plan({ rule: 'FREQ=DAILY;COUNT=3', startsLocal: '2026-11-27T02:00', durationMinutes: 30 })
    expect(occurrences.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10))).toEqual([
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ])
    await goTo('2026-11-27T12:00:00Z')
    expect(await read(id)).toMatchObject({ state: 'planned', startsAt: '2026-11-28T01:00:00.000Z', dueAt: '2026-11-28T01:00:00.000Z' })
    await goTo('2026-11-29T12:00:00Z')
    expect(await read(id)).toMatchObject({ state: 'ended', startsAt: null })
  })

  test('a yearly freeze is known though it lies a year ahead', async () => {
    const freeze = { kind: 'freeze', title: 'Christmas', startsLocal: '2026-11-20T00:00', durationMinutes: 60, rule: 'FREQ=YEARLY' }
    const { id, startsAt } = await plan(freeze)
    expect(startsAt).toBe('2027-11-19T23:00:00.000Z')
    await cancel(id)
  })

  test('what is scoped to a component or environment says nothing about the others', async () => {
    const { id } = await plan({
      startsLocal: toIso(later(platform.clock.now(), HOUR_MS)).slice(0, 16),
      environmentIds: [toId('environment', ours.production)],
      componentIds: [toId('component', ours.database)],
      pausesClocks: true,
    })
    platform.clock.advance(MINUTE_MS)
    expect(await over({ componentId: ours.database })).toMatchObject({ holdsAlerts: true, pausesClocks: true })
    expect(await over()).toBeNull()
    expect(await over({ componentId: ours.database, environmentId: ours.qa })).toBeNull()
    expect(await over({ applicationId: theirs.application, componentId: ours.database })).toBeNull()
    await cancel(id)
    expect(await over({ componentId: ours.database })).toBeNull()
  })

  test('a freeze holds releases, and alerts go on', async () => {
    const { id } = await plan({ kind: 'freeze', startsLocal: '2026-11-29T00:00', durationMinutes: 60 * 48 })
    expect(await over()).toMatchObject({ holdsAlerts: false, freezesReleases: true })
    await cancel(id)
  })

  test('one that is under way is extended, then ended early; one that comes is moved, left out and taken back', async () => {
    const { id, occurrences } = await plan({ startsLocal: '2026-11-30T02:00', rule: 'FREQ=DAILY;COUNT=3', durationMinutes: 60 })
    const [first, second, third] = occurrences
    const change = (one: { id: string }, sent: object) =>
      call('changeOccurrence', 'engineer', { params: { id, occurrence: one.id }, body: sent })
    await change(second, { startsAt: '2026-12-01T03:00:00Z' })
    await change(third, { isSkipped: true })
    await goTo('2026-11-30T01:30:00Z')
    await change(first, { endsAt: '2026-11-30T03:00:00Z' })
    await goTo('2026-11-30T02:30:00Z')
    expect(await over()).toMatchObject({ endsAt: instant('2026-11-30T03:00:00Z') })
    await change(first, { endsAt: '2026-11-30T02:30:00Z' })
    expect(await over()).toBeNull()
    await expect(change(first, { endsAt: '2026-11-30T05:00:00Z' })).rejects.toMatchObject(
      refusedWith('maintenance.occurrence_not_changeable'),
    )
    await change(third, { isSkipped: false })
    expect((await read(id)).occurrences).toMatchObject([
      { state: 'ended', endsAt: '2026-11-30T02:30:00.000Z', plannedEndsAt: '2026-11-30T02:00:00.000Z' },
      { state: 'planned', isMoved: true, startsAt: '2026-12-01T03:00:00.000Z', endsAt: '2026-12-01T04:00:00.000Z' },
      { state: 'planned', isMoved: false },
    ])
    const { version } = await read(id)
    await call('changeWindow', 'engineer', { params: { id }, body: { durationMinutes: 90 }, ifMatch: version })
    expect((await read(id)).occurrences.map(({ endsAt }: { endsAt: string }) => endsAt)).toEqual([
      '2026-11-30T02:30:00.000Z',
      '2026-12-01T04:00:00.000Z',
      '2026-12-02T02:30:00.000Z',
    ])
    await cancel(id)
    expect(await kindsTold(id)).toContain('window.cancelled')
  })

  test('afterwards it is decided by what checks and alerts told whether it stayed inside', async () => {
    const verdictOf = async (day: string, during: () => Promise<unknown>) => {
      const { id } = await plan({ startsLocal: `${day}T02:00`, environmentIds: [toId('environment', ours.production)] })
      await goTo(`${day}T01:10:00Z`)
      await during()
      await platform.log.settle()
      await goTo(`${day}T02:20:00Z`)
      const { occurrences } = await read(id)
      return occurrences[0]
    }
    const checkId = uuidv7()
    const up = async () => {
      await happens(checkWentDown, checkId, check())
      await happens(checkCameUp, checkId, check())
    }
    expect(await verdictOf('2026-12-03', up)).toMatchObject({
      verdict: 'stayed_inside',
      checksDownBefore: 0,
      checksDownAfter: 0,
      evidence: [{ thing: 'check', title: 'Home page', isWithin: true }],
    })
    expect(await verdictOf('2026-12-04', () => happens(checkWentDown, checkId, check()))).toMatchObject({
      verdict: 'left_down',
      checksDownAfter: 1,
    })
    await happens(checkCameUp, checkId, check())
    expect(await verdictOf('2026-12-05', () => happens(alertOpened, uuidv7(), alert()))).toMatchObject({ verdict: 'alerts_after' })
    expect(await verdictOf('2026-12-06', () => happens(alertOpened, uuidv7(), alert(ours.qa)))).toMatchObject({
      verdict: 'touched_others',
      evidence: [{ thing: 'alert', title: 'CPU of db-1', isWithin: false, recoveredAt: null }],
    })
    await happens(checkWentDown, checkId, check())
    await happens(checkPaused, checkId, check())
    expect(await verdictOf('2026-12-07', () => Promise.resolve())).toMatchObject({ checksDownBefore: 0, checksDownAfter: 0 })
  })
})
