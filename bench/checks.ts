/**
 * Promises: a check by HTTP costs at most 1.5 ms of processor time, all processes counted but the server that is looked at; 5,000
 * checks at 60 s begin within a second of their time and take at most 200 MB more memory; and nothing is down because the prober
 * stood still. Through the built program, against a server in a process of its own that writes down when it was asked.
 *
 * BENCH_CHECKS says another number of checks, for trying things out.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { answersAt } from '#features/checks/domain/fresh-settings.ts'
import { slotAt } from '#features/checks/domain/schedule.ts'
import { instant, MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { runningPostgres } from '#platform/pg/embedded/embedded.ts'
import { testLogger } from '#test/support/quiet.ts'
import { makeIngestKey } from './support/ingest-key.ts'
import { cpuSecondsOf, processTree, pssBytesOf } from './support/process-tree.ts'
import { dataFolder, start, type Running } from './support/program.ts'
import { report, say } from './support/report.ts'

const CHECKS = Number(process.env['BENCH_CHECKS'] ?? 5_000)
const INTERVAL_SECONDS = 60
const TIME_LIMIT_MS = 2 * SECOND_MS
const SETTLE_MS = 20 * SECOND_MS
const STALL_MS = 3 * SECOND_MS
const STALLS = 4
const CPU_MS_MAX = 1.5
const LATE_MS_MAX = SECOND_MS
const MEMORY_MB_MAX = 200

process.env['EGRESS_ALLOW'] = '127.0.0.1'
const folder = dataFolder()
const target = fork(new URL('support/target.ts', import.meta.url))
const [port] = (await once(target, 'message')) as [number]
let running = await start(folder.path)
try {
  await makeIngestKey(running)
  const idle = await minuteOf(running)
  await makeChecks()
  await running.stop()
  running = await start(folder.path)
  await pause(SETTLE_MS)
  await takeArrivals()
  const busy = await minuteOf(running)
  const arrivals = await takeArrivals()
  say(`${arrivals.length} looks in a minute; load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
  const figure = `${CHECKS} checks by HTTP at ${INTERVAL_SECONDS} s`
  const ms = ((busy.cpuSeconds - idle.cpuSeconds) * SECOND_MS) / arrivals.length
  report({ figure: `${figure}, processor time of a look, all processes`, value: ms, unit: 'ms', budget: CPU_MS_MAX, budgetIs: 'maximum' })
  const late = Math.max(...arrivals.map(lateMs))
  report({ figure: `${figure}, latest look of a minute`, value: late, unit: 'ms after its time', budget: LATE_MS_MAX, budgetIs: 'maximum' })
  const memory = (busy.pssBytes - idle.pssBytes) / 1e6
  report({ figure: `${figure}, more memory, all processes`, value: memory, unit: 'MB', budget: MEMORY_MB_MAX, budgetIs: 'maximum' })
  report({
    figure: `${figure}, down while the prober stood still`,
    value: await downWhileStalled(),
    unit: 'slots',
    budget: 0,
    budgetIs: 'maximum',
  })
} finally {
  await running.stop()
  target.kill()
  folder.remove()
}

/** What a minute costs. */
async function minuteOf({ child }: Running): Promise<{ readonly cpuSeconds: number; readonly pssBytes: number }> {
  const before = cpuSecondsOf(processTree(child.pid ?? 0))
  await pause(MINUTE_MS)
  const tree = processTree(child.pid ?? 0)
  return { cpuSeconds: cpuSecondsOf(tree) - before, pssBytes: pssBytesOf(tree) }
}

/** Past the API, which takes no thousands a minute; the program reads them when it starts again. They count as up already. */
async function makeChecks(): Promise<void> {
  const store = new pg.Client(runningPostgres(folder.path))
  await store.connect()
  const { rows } = await store.query<{ environment: string; application: string }>(
    'select id as environment, application_id as application from environment order by created_at desc limit 1',
  )
  const ids = Array.from({ length: CHECKS }, () => uuidv7())
  const settings = ids.map((id) => JSON.stringify(answersAt(`http://127.0.0.1:${port}/${id}`)))
  await store.query(
    `insert into uptime_check (id, environment_id, application_id, name, kind, settings, interval_seconds, time_limit_ms, retries,
       state, reason, since, created_at, updated_at)
     select id, $3, $4, 'Bench', 'http', settings::jsonb, $5, $6, 0, 'up', 'answered', now(), now(), now()
     from unnest($1::uuid[], $2::text[]) as made(id, settings)`,
    [ids, settings, rows[0]?.environment, rows[0]?.application, INTERVAL_SECONDS, TIME_LIMIT_MS],
  )
  await store.end()
}

async function takeArrivals(): Promise<readonly [path: string, at: number][]> {
  target.send('tell')
  const [arrivals] = (await once(target, 'message')) as [[string, number][]]
  return arrivals
}

function lateMs([path, at]: readonly [path: string, at: number]): number {
  const now = instant(at)
  return now - slotAt({ id: path.slice(1), intervalSeconds: INTERVAL_SECONDS }, now)
}

/** Stops the server's process in the middle of its looks, longer than their limit. */
async function downWhileStalled(): Promise<number> {
  // Slow enough that dozens of looks are under way whenever the process is stopped.
  target.send('slow')
  for (let stalls = 0; stalls < STALLS; stalls++) {
    running.child.kill('SIGSTOP')
    await pause(STALL_MS)
    running.child.kill('SIGCONT')
    await pause(STALL_MS)
  }
  await pause(SETTLE_MS)
  const clickhouse = await openClickHouse({ socketPath: runningClickHouse(folder.path) }, { database: 'pitcrew', logger: testLogger })
  const [found] = await clickhouse.query<{ down: number; blind: number }>({
    name: 'bench.down',
    sql: 'select toUInt32(countIf(outcome = 2)) as down, toUInt32(countIf(outcome = 0)) as blind from check_result',
  })
  await clickhouse.close()
  say(`${found?.blind} slots were unknown, because nobody could look`)
  return found?.down ?? Infinity
}
