/** Rules over each kind of signal, from what came to an alert and its end, on real stores and a clock. */
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { FINDING_KINDS } from '#features/databases/public.ts'
import { errorGroupCameBack, errorGroupResolved, errorGroupSeenFirst } from '#events/errors.ts'
import { CLIENT_A } from '#core/identity/testing.ts'
import { DAY_MS, later, MINUTE_MS, SECOND_MS, toDate } from '#kit/time.ts'
import { affected } from '#platform/pg/tx.ts'
import { anEvent, openKeptErrors, reportErrors } from '#test/support/kept-errors.ts'
import { aLine, openKeptLines } from '#test/support/kept-lines.ts'
import { aSpan, nanosecondsOf, openKeptSpans } from '#test/support/kept-spans.ts'
import { DATABASE_FINDINGS, type Source } from './domain/rule.ts'
import { CONDITION_DEFAULTS, type Condition } from './domain/watch.ts'
import { applicationId, call, environmentId, listed, looked, owner, platform, send, told, withRule } from './testing-world.ts'

let errors: Awaited<ReturnType<typeof openKeptErrors>>
beforeAll(async () => {
  errors = await openKeptErrors(platform)
})

const over = (source: Source, condition: Partial<Condition> & Pick<Condition, 'limit'>, name = 'Rule') =>
  withRule({}, { source, condition: { ...CONDITION_DEFAULTS, ...condition }, name })

const reasons = async (index = 0) => {
  const row = (await listed())[index]
  const { transitions } = await call('readAlert', owner, { params: { id: row?.id } })
  return transitions.map(({ to, reason }) => `${to}: ${reason}`)
}

describe('a rule over an expression', () => {
  test('judges each series of the answer by the limit, and lets it recover by its own threshold', async () => {
    const source = { kind: 'promql', expression: 'sum by (job) (jobs_waiting)', whenAnswered: false } as const
    await over(source, { limit: 10, recoverAt: 5, forMs: MINUTE_MS }, 'Waiting')
    const waiting = (value: number, job: string) => send(value, { metric: 'jobs_waiting', labels: { job, host: 'a' } })
    for (const value of [20, 20]) {
      await waiting(value, 'mail')
      await waiting(3, 'export')
      await looked()
      platform.clock.advance(MINUTE_MS)
    }
    expect(await listed()).toMatchObject([{ title: 'Waiting of mail', state: 'firing', value: 20 }])
    await waiting(8, 'mail')
    await looked()
    expect(await listed()).toMatchObject([{ state: 'firing' }])
    platform.clock.advance(MINUTE_MS)
    await waiting(4, 'mail')
    await looked()
    expect(await reasons()).toEqual(['ok: recovered', 'firing: held_long_enough', 'pending: limit_crossed'])
  })

  test('has no data when a series is in the answer no longer, and what fired fires on', async () => {
    const source = { kind: 'promql', expression: 'jobs_left', whenAnswered: false } as const
    await over(source, { limit: 10, noDataAfterMs: 6 * MINUTE_MS })
    await send(20, { metric: 'jobs_left' })
    await looked()
    platform.clock.advance(5 * MINUTE_MS + 30 * SECOND_MS)
    await looked()
    expect(await reasons()).toEqual(['firing: limit_crossed'])
    platform.clock.advance(MINUTE_MS)
    await looked()
    expect(await reasons()).toEqual(['no_data: no_data', 'firing: limit_crossed'])
    expect(await listed()).toMatchObject([{ state: 'firing' }])
  })

  test('that fires with its answer is over when the series is not in it any more', async () => {
    await over({ kind: 'promql', expression: 'jobs_up == 0', whenAnswered: true }, { limit: 0 }, 'Down')
    await send(0, { metric: 'jobs_up', labels: { instance: 'a' } })
    await send(1, { metric: 'jobs_up', labels: { instance: 'b' } })
    await looked()
    expect(await listed()).toMatchObject([{ title: 'Down of a', state: 'firing', value: 0 }])
    platform.clock.advance(20 * SECOND_MS)
    await send(1, { metric: 'jobs_up', labels: { instance: 'a' } })
    await looked()
    expect(await listed()).toMatchObject([{ state: 'recovered' }])
    expect(await reasons()).toEqual(['ok: recovered', 'firing: limit_crossed'])
  })
})

test('a rule over log lines counts those that fit within its window', async () => {
  await over({ kind: 'logs', text: 'payment refused', level: 'error', service: '', overMs: 5 * MINUTE_MS }, { limit: 2 }, 'Refused')
  const lines = openKeptLines(platform)
  const written = async (count: number, severity: number) => {
    const made = Array.from({ length: count }, () => aLine({ at: platform.clock.now(), severity, body: 'Payment was refused: no cover' }))
    await lines.intake.take({ environmentId: environmentId(), keyId: null, protocol: 'otlp_logs' }, { bytes: 0, lines: made })
    await lines.flush()
    platform.clock.advance(2 * SECOND_MS)
    await looked()
  }
  await written(5, 9)
  await written(2, 17)
  expect(await listed()).toEqual([])
  await written(1, 21)
  expect(await listed()).toMatchObject([{ title: 'Refused', state: 'firing', value: 3 }])
  platform.clock.advance(5 * MINUTE_MS)
  await looked()
  expect(await reasons()).toEqual(['ok: recovered', 'firing: limit_crossed'])
})

describe('a rule over errors', () => {
  const reported = async (people: readonly string[], at = platform.clock.now()) => {
    const events = people.map((id) => ({ ...anEvent({ user: { id } }), timestamp: at / SECOND_MS }))
    await reportErrors(platform, errors, { environmentId: environmentId(), events })
  }

  test('counts the events and the people of each group within its window', async () => {
    await over({ kind: 'errors', measure: 'events', overMs: 5 * MINUTE_MS }, { limit: 2 }, 'Many errors')
    await over({ kind: 'errors', measure: 'users', overMs: 5 * MINUTE_MS }, { limit: 2 }, 'Many people')
    await reported(['anna', 'anna', 'ben'])
    platform.clock.advance(3 * SECOND_MS)
    await looked()
    expect(await listed()).toMatchObject([{ title: expect.stringMatching(/^Many errors of ERR-\d+$/), value: 3 }])
    platform.clock.advance(5 * MINUTE_MS)
    await looked()
    expect(await reasons()).toEqual(['ok: recovered', 'firing: limit_crossed'])
  })

  test('finds a spike beyond what is usual', async () => {
    await over({ kind: 'errors', measure: 'spike', overMs: 60 * MINUTE_MS }, { limit: 3, volumeMin: 5 }, 'Spike')
    for (let hours = 20; hours > 0; hours--) await reported(['anna', 'ben'], later(platform.clock.now(), (-hours * DAY_MS) / 24))
    platform.clock.advance(3 * SECOND_MS)
    await looked()
    expect(await listed()).toEqual([])
    await reported(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    platform.clock.advance(3 * SECOND_MS)
    await looked()
    expect(await listed()).toMatchObject([{ title: expect.stringMatching(/^Spike of ERR-/), state: 'firing' }])
  })

  test('that are new or come back fires at once, until somebody has dealt with the group', async () => {
    await over({ kind: 'errors', measure: 'new', overMs: 5 * MINUTE_MS }, { limit: 0 }, 'New error')
    await over({ kind: 'errors', measure: 'regressed', overMs: 5 * MINUTE_MS }, { limit: 0 }, 'Error again')
    const group = { kind: 'error_group', id: uuidv7() } as const
    const happens = async (event: Parameters<typeof platform.log.publish>[1]['event'], particulars: object) => {
      const scope = { clientId: CLIENT_A, applicationId: applicationId(), audience: 'internal' } as const
      platform.clock.advance(MINUTE_MS)
      const draft = { event, actor: { kind: 'system', id: 'test' } as const, record: group, scope, at: platform.clock.now() }
      await platform.work.run((tx) => platform.log.publish(tx, { ...draft, particulars: { label: 'ERR-1', ...particulars } }))
      await platform.log.settle()
    }
    await happens(errorGroupSeenFirst, { environmentId: environmentId(), level: 'error', release: '' })
    expect(await listed('state:firing')).toMatchObject([{ title: 'New error of ERR-1' }])
    await happens(errorGroupResolved, { inNextRelease: false })
    expect(await listed('state:firing')).toEqual([])
    await happens(errorGroupCameBack, { environmentId: environmentId(), reason: 'seen_again', release: '' })
    expect(await listed('state:firing')).toMatchObject([{ title: 'Error again of ERR-1' }])
    expect((await told('alert.recovered')).map(({ particulars }) => particulars['reason'])).toEqual(['recovered'])
  })
})

test('a rule over an operation looks at how long that one takes', async () => {
  const source = { kind: 'requests', measure: 'p95', service: '', operation: 'GET /cart', overMs: 5 * MINUTE_MS } as const
  await over(source, { limit: 1, volumeMin: 10 }, 'Slow')
  const spans = openKeptSpans(platform)
  const served = async (name: string, seconds: number) => {
    const start = nanosecondsOf(platform.clock.now())
    const made = Array.from({ length: 20 }, () =>
      aSpan({
        spanId: uuidv7().slice(-16).replaceAll('-', '0'),
        name,
        kind: 2,
        status: 0,
        start,
        end: start + nanosecondsOf(seconds * 1_000),
      }),
    )
    await spans.intake.take({ environmentId: environmentId(), keyId: null, protocol: 'otlp_traces' }, { bytes: 0, spans: made })
    await spans.flush()
    platform.clock.advance(SECOND_MS)
    await looked()
  }
  await served('GET /slow', 2)
  expect(await listed()).toEqual([])
  await served('GET /cart', 2)
  expect(await listed()).toMatchObject([{ title: 'Slow', value: 2 }])
  platform.clock.advance(6 * MINUTE_MS)
  await looked()
  expect(await reasons()).toEqual(['ok: volume_too_small', 'firing: limit_crossed'])
})

describe('a rule over watched databases', () => {
  const DATABASE = 'pitcrew.database.id'

  test('judges a figure of each of them, whatever their system calls it', async () => {
    await over({ kind: 'database', measure: 'connections', databaseId: null }, { limit: 0.8 }, 'Connections')
    await send(0.9, { metric: 'postgresql.connection.utilization', labels: { [DATABASE]: 'dbs_1', 'db.namespace': 'shop' } })
    platform.clock.advance(MINUTE_MS)
    await send(0.9, { metric: 'mysql.connection.utilization', labels: { [DATABASE]: 'dbs_2', 'db.namespace': 'blog' } })
    expect((await listed('state:firing')).map(({ title }) => title).toSorted()).toEqual(['Connections of blog', 'Connections of shop'])
  })

  test('fires for what there is to do there, as long as it is found', async () => {
    await over({ kind: 'database_finding', finding: 'wraparound' }, { limit: 0 }, 'To do')
    const [id, at] = [uuidv7(), toDate(platform.clock.now())]
    await platform.work.run(async (tx) => {
      await affected(
        tx,
        'test.database',
        sql`insert into watched_database (id, environment_id, name, kind, host, port, database_name, username, sealed_password, tls, private_allowed,
            interval_seconds, state_since, created_at, updated_at, due_at)
          values (${id}, ${environmentId()}, 'Shop', 'postgres', 'db.example', 5432, 'shop', 'watch', ''::bytea, 'off', false, 60, ${at}, ${at}, ${at}, ${at})`,
      )
      for (const kind of ['wraparound', 'bloat'])
        await affected(
          tx,
          'test.finding',
          sql`insert into database_finding (database_id, kind, subject, facts, first_at, last_at) values (${id}, ${kind}, 'orders', '{}', ${at}, ${at})`,
        )
    })
    await looked()
    expect(await listed()).toMatchObject([{ title: 'To do orders of Shop', state: 'firing' }])
    await platform.work.run((tx) => affected(tx, 'test.done', sql`delete from database_finding where database_id = ${id}`))
    platform.clock.advance(MINUTE_MS)
    await looked()
    expect(await reasons()).toEqual(['ok: recovered', 'firing: limit_crossed'])
  })

  test('can name every kind of finding', () => {
    expect(DATABASE_FINDINGS).toEqual(FINDING_KINDS)
  })
})
