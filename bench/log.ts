/**
 * The promise of the event log: 20 writers at once get at least 3,000 events a second through a transaction each on 2 quiet
 * cores, on disk; the log is gap-free and unforked, a reaction happens exactly once in effect, and facts equal the log.
 *
 * CPU and memory are those of the whole process tree: this process with the writers in it, PostgreSQL and ClickHouse.
 */
import os from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'
import { databaseOn, asAdmin } from '#test/support/database-server.ts'
import { testLogger as logger } from '#test/support/quiet.ts'
import { startScratchClickHouse } from '#test/support/scratch-clickhouse.ts'
import { startScratchPostgres } from '#test/support/scratch-postgres.ts'
import { migrateClickHouse } from '#platform/clickhouse/migrate.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { openDue } from '#platform/due/open.ts'
import { openLog } from '#platform/log/open.ts'
import { openMetrics } from '#platform/metrics.ts'
import type { Reaction } from '#platform/module.ts'
import { openListen } from '#platform/pg/listen.ts'
import { migrate } from '#platform/pg/migrate.ts'
import { openPg } from '#platform/pg/pool.ts'
import { affected, named } from '#platform/pg/tx.ts'
import { openWork } from '#platform/pg/work.ts'
import { secretsUnder } from '#platform/secrets/open.ts'
import { cpuSecondsOf, processTree, pssBytesOf } from './support/process-tree.ts'
import { report, say } from './support/report.ts'

const EVENTS_PER_SECOND_MIN = 3_000
/** Sealing keeps up: what is left is the batch under way. */
const SEALED_SHARE_MIN = 0.95
const QUIET_LOAD = 1
const WRITERS = 20
/** The compiler of this process is still at work in the first seconds. */
const WARM_UP_MS = 8_000
const MEASURED_MS = 10_000
const CATCH_UP_MAX_MS = 30_000
const DATABASE = `pitcrew_bench_${process.pid}`

const moved = defineEvent('application.moved', {
  sentence: 'moved',
  particulars: z.object({ step: z.number().int(), state: z.enum(['on', 'off']) }),
})
const tally: Reaction = {
  name: 'bench.tally',
  on: [moved],
  react: async (event, tx) => {
    await affected(tx, 'bench.tally', sql`insert into tally (event_id) values (${event.id})`)
  },
}

const [postgres, chdb] = await Promise.all([startScratchPostgres({ durable: true }), startScratchClickHouse()])
await asAdmin(postgres.server, `create database ${DATABASE}`)
const pg = openPg({ connection: databaseOn(postgres.server, DATABASE), poolMax: WRITERS + 4, logger })
const clickhouse = await openClickHouse(chdb.address, { database: DATABASE, logger })
await migrate({ pg, logger })
await migrateClickHouse(clickhouse, { form: { kind: 'url' in chdb.address ? 'server' : 'embedded' }, logger })
await pg.pool.query('create table tally (event_id uuid); create table thing (id uuid primary key, step integer not null)')
const metrics = openMetrics()
const work = openWork({ pg, logger, metrics })
const listen = openListen({ pg, logger })
const clock = systemClock
const due = openDue({ work, clock, logger })
const personKeys = { keyFor: async () => undefined, ensure: async () => undefined }
const secrets = secretsUnder([Buffer.alloc(32, 1)])
const log = openLog({ pg, work, listen, clickhouse, secrets, personKeys, due, clock, logger, metrics })
log.declare({ events: [moved], reactions: [tally] })
await listen.start()
await log.start()

const stopWriting = new AbortController()
let written = 0
const sealedAfterMs: number[] = []
const publishedAtMs = new Map<string, number>()
log.follow((events) => {
  const nowMs = performance.now()
  for (const { id } of events) sealedAfterMs.push(nowMs - (publishedAtMs.get(id) ?? nowMs))
  for (const { id } of events) publishedAtMs.delete(id)
})

/** An action as they all are: one change of a row and its event in a transaction. */
async function write(): Promise<void> {
  const id = uuidv7()
  await pg.pool.query('insert into thing values ($1, 0)', [id])
  for (let step = 1; !stopWriting.signal.aborted; step++) {
    const event = await work.run(async (tx) => {
      await affected(tx, 'bench.move', sql`update thing set step = ${step} where id = ${id}`)
      const draft = { event: moved, actor: { kind: 'system', id: 'bench' }, record: { kind: 'application', id } } as const
      const scope = { clientId: null, applicationId: id, audience: 'internal' } as const
      return log.publish(tx, { ...draft, scope, at: clock.now(), particulars: { step, state: 'on' } })
    })
    publishedAtMs.set(event, performance.now())
    written++
  }
}

const writers = Array.from({ length: WRITERS }, write)
await wait(WARM_UP_MS)
const before = { written, sealed: await log.head(), cpu: cpuSecondsOf(processTree(process.pid)), atMs: performance.now() }
sealedAfterMs.length = 0
await wait(MEASURED_MS)
const seconds = (performance.now() - before.atMs) / 1_000
const tree = processTree(process.pid)
const during = { written, sealed: await log.head(), cpu: cpuSecondsOf(tree), pssBytes: pssBytesOf(tree) }
const latencies = sealedAfterMs.toSorted((a, b) => a - b)
stopWriting.abort()
await Promise.all(writers)

const catchUpFromMs = performance.now()
await log.settle()
const reactedMs = performance.now() - catchUpFromMs
const total = await log.head()
const facts = await untilFacts(total)
const verification = await log.verify()
const [tallied] = await work.read((tx) =>
  named(tx, 'bench.tallied', sql<{ all: number; events: number }>`select count(*) as all, count(distinct event_id) as events from tally`),
)

const rate = (during.written - before.written) / seconds
const atLeast = (figure: string, value: number, budget: number): void =>
  report({ figure, value, unit: 'events', budget, budgetIs: 'minimum' })
const atMost = (figure: string, value: number): void => report({ figure, value, unit: 'events', budget: 0, budgetIs: 'maximum' })
report({
  figure: `events per second, ${WRITERS} writers`,
  value: rate,
  unit: 'events/s',
  budget: EVENTS_PER_SECOND_MIN,
  budgetIs: 'minimum',
})
atLeast('sealed while writing', during.sealed - before.sealed, Math.floor((during.written - before.written) * SEALED_SHARE_MIN))
atMost('events between what was written, sealed and verified', Math.abs(total - written) + Math.abs(total - verification.toSeq))
atMost('faults in the chain', verification.ok ? 0 : 1)
atMost('reactions missing or done twice', Math.abs((tallied?.all ?? 0) - total) + Math.abs((tallied?.events ?? 0) - total))
atMost('facts missing or doubled', Math.abs(facts.rows - total) + Math.abs(facts.distinct - total))
const percentile = (of: number): string => (latencies[Math.floor((latencies.length - 1) * of)] ?? NaN).toFixed(1)
say(
  `${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} (with more than ${QUIET_LOAD} the rate says little); every commit on disk`,
)
say(
  `commit to follower: p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms; reactions caught up ${reactedMs.toFixed(0)} ms after the last write`,
)
say(`whole process tree: ${((during.cpu - before.cpu) / seconds).toFixed(2)} cores, ${Math.round(during.pssBytes / 2 ** 20)} MiB PSS`)

await log.stop()
await listen.stop()
await pg.close()
await clickhouse.close()
await Promise.all([postgres.stop(), chdb.stop()])

async function untilFacts(head: number): Promise<{ rows: number; distinct: number }> {
  for (const startedMs = performance.now(); ;) {
    const statement = { name: 'bench.facts', sql: 'select toUInt32(count()) as rows, toUInt32(uniqExact(seq)) as distinct from fact' }
    const [row = { rows: 0, distinct: 0 }] = await clickhouse.query<{ rows: number; distinct: number }>(statement)
    if (row.distinct >= head || performance.now() - startedMs > CATCH_UP_MAX_MS) return row
    await wait(100)
  }
}
