/** Rules that read more than one sample, windows, and rules that people make. */
import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { callerOf, CLIENT_A } from '#core/identity/testing.ts'
import { HOUR_MS, later, MINUTE_MS, SECOND_MS, toDate } from '#kit/time.ts'
import { affected } from '#platform/pg/tx.ts'
import { aSpan, nanosecondsOf, openKeptSpans } from '#test/support/kept-spans.ts'
import { deleteRule } from './store/rules.ts'
import { aRule } from './testing.ts'
import {
  after,
  applicationId,
  call,
  catalog,
  environmentId,
  listed,
  looked,
  ours,
  owner,
  platform,
  refused,
  send,
  settled,
  told,
  withRule,
} from './testing-world.ts'

describe('a rule that reads more than one sample', () => {
  test('finds a disk that will be full within a day', async () => {
    await settled()
    for (let minute = 0; minute < 60; minute += 2) {
      await send(0.6 + minute * 0.002, { metric: 'system.filesystem.utilization', labels: { 'host.name': 'db-1' } })
      platform.clock.advance(2 * MINUTE_MS)
    }
    for (let minute = 0; minute < 7; minute++) {
      await looked()
      platform.clock.advance(MINUTE_MS)
    }
    expect((await listed()).map(({ title, severity }) => `${title}: ${severity}`)).toEqual(
      expect.arrayContaining(['Disk full next of db-1: major', 'Disk full soon of db-1: minor']),
    )
  })

  test('finds a series that says nothing any more, and that it speaks again', async () => {
    const source = { kind: 'absence', metric: 'heart.beat', labels: {} } as const
    await withRule({}, { source, condition: { ...aRule({ limit: 60 }).condition }, name: 'Silent' })
    await send(1, { metric: 'heart.beat' })
    await looked()
    expect(await listed()).toEqual([])
    platform.clock.advance(2 * MINUTE_MS)
    await looked()
    expect(await listed()).toMatchObject([{ title: 'Silent of q-1', state: 'firing', value: 120 }])
    await send(1, { metric: 'heart.beat' })
    platform.clock.advance(10 * SECOND_MS)
    await looked()
    expect(await listed()).toMatchObject([{ state: 'recovered' }])
  })

  test('finds requests that fail or take long, once there are enough of them', async () => {
    await settled()
    const spans = openKeptSpans(platform)
    const served = async (count: number, status: 0 | 2) => {
      const start = nanosecondsOf(platform.clock.now())
      const made = Array.from({ length: count }, (_none, index) =>
        aSpan({ spanId: (index + 1).toString(16).padStart(16, '0'), kind: 2, status, start, end: start + nanosecondsOf(4_000) }),
      )
      await spans.intake.take({ environmentId: environmentId(), keyId: null, protocol: 'otlp_traces' }, { bytes: 0, spans: made })
      await spans.flush()
      platform.clock.advance(SECOND_MS)
      await looked()
    }
    await served(9, 2)
    expect(await listed()).toEqual([])
    platform.clock.advance(10 * MINUTE_MS)
    await served(60, 2)
    const found = await listed()
    expect(found.map(({ title, state }) => `${title}: ${state}`).toSorted()).toEqual([
      'Error rate: evidence',
      'High error rate: firing',
      'Response time: evidence',
    ])
    platform.clock.advance(10 * MINUTE_MS)
    await looked()
    expect((await listed()).every(({ state }) => state === 'recovered')).toBe(true)
  })

  test('ends what fires when its rule is taken away', async () => {
    const id = await withRule()
    await send(90)
    await platform.work.run((tx) => deleteRule(tx, id))
    await catalog('createComponent', owner, { body: { applicationId: ours.application, name: 'Any', kind: 'api' } })
    await settled()
    await looked()
    expect((await told('alert.recovered')).map(({ particulars }) => particulars['reason'])).toEqual(['rule_changed'])
  })
})

/** A window over the whole application from now on; only what alerting asks of it. */
async function seedWindow(lastsMs: number): Promise<void> {
  const [id, now] = [uuidv7(), platform.clock.now()]
  const [at, endsAt] = [toDate(now), toDate(later(now, lastsMs))]
  await platform.work.run(async (tx) => {
    await affected(
      tx,
      'test.window',
      sql`
      insert into record (id, kind, number, client_id, application_id, audience, title, state, search, created_at, updated_at)
      values (${id}, 'maintenance_window', 1, ${CLIENT_A}, ${applicationId()}, 'internal', 'Upgrade', 'active', '', ${at}, ${at})`,
    )
    await affected(
      tx,
      'test.window',
      sql`
      insert into maintenance_window
        (id, application_id, kind, zone, starts_local, duration_minutes, holds_alerts, pauses_clocks, freezes_releases, is_public, public_text, note)
      values (${id}, ${applicationId()}, 'window', 'UTC', '2026-11-22T10:00', 60, true, false, false, false, '', '')`,
    )
    await affected(
      tx,
      'test.window',
      sql`
      insert into window_occurrence (id, window_id, local, state, starts_at, ends_at, planned_ends_at)
      values (${uuidv7()}, ${id}, '2026-11-22T10:00', 'under_way', ${at}, ${endsAt}, ${endsAt})`,
    )
  })
}

describe('a maintenance window', () => {
  test('holds what it covers, and what still fires afterwards is raised', async () => {
    await withRule()
    await seedWindow(HOUR_MS)
    await send(90)
    expect(await listed()).toMatchObject([{ pageReason: 'window', pages: false }])
    await after(HOUR_MS)
    expect((await told('alert.raised')).map(({ particulars }) => particulars['pages'])).toEqual([true])
  })
})

describe('rules', () => {
  const draft = (more: object = {}) => ({
    name: 'Long queue',
    severity: 'major',
    source: { kind: 'metric', metric: 'queue.length', labels: { host: 'q-1' } },
    condition: { limit: 80, forSeconds: 60 },
    ...more,
  })
  const params = () => ({ id: ours.application })

  test('of the plan stand before those that people made, which begin as the plan says', async () => {
    const made = await call('createRule', callerOf('engineer'), { params: params(), body: draft() })
    expect(made).toMatchObject({ mode: 'learning', source: { labels: { host: 'q-1' } }, condition: { limit: 80, forSeconds: 60 } })
    const { items } = await call('listRules', owner, { params: params() })
    expect(items[0]).toMatchObject({
      id: null,
      key: 'response_time',
      source: { kind: 'requests', overSeconds: 300 },
      condition: { limit: 3 },
    })
    expect(items.at(-1)).toEqual(made)
    const body = draft({ mode: 'live', condition: { limit: 50 } })
    await call('changeRule', owner, { params: { id: made.id }, body, ifMatch: made.version })
    await expect(call('changeRule', owner, { params: { id: made.id }, body, ifMatch: made.version })).rejects.toEqual(
      refused('common.version_mismatch'),
    )
    await settled()
    await send(60)
    expect(await listed()).toMatchObject([{ title: 'Long queue of q-1', severity: 'major' }])
  })

  test('that cannot work are refused with the field', async () => {
    const body = draft({ condition: { limit: 80, recoverAt: 90 } })
    await expect(call('createRule', owner, { params: params(), body })).rejects.toMatchObject({
      fields: [{ field: 'body.condition.recoverAt' }],
    })
    await expect(call('createRule', callerOf('outsideLead'), { params: params(), body: draft() })).rejects.toEqual(
      refused('common.not_found'),
    )
  })

  test('are tried on what was measured before they are saved', async () => {
    for (const value of [90, 95, 10]) {
      await send(value)
      platform.clock.advance(2 * MINUTE_MS)
    }
    await looked()
    const body = { source: draft().source, condition: { limit: 80 }, days: 1 }
    const tried = await call('tryRule', owner, { params: params(), body })
    expect(tried).toMatchObject({ series: 1, complete: true, spells: [{ worst: 95, labels: { host: 'q-1' }, reason: 'limit_crossed' }] })
    await expect(call('tryRule', callerOf('outsideLead'), { params: params(), body })).rejects.toEqual(refused('common.not_found'))
  })
})
