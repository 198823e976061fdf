/**
 * Promise: the overview of an application is complete within half a second with 30 days of data: all its cards together, asked at the
 * same time as the console asks, of the built program. An environment with a thousand series of requests and ten hosts (every 15 s, rolled
 * up), five requests a second in traces, and two hundred thousand items of pages a day.
 */
import os from 'node:os'
import { runningClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import type { ClickHouse } from '#platform/clickhouse/client.ts'
import { openClickHouse } from '#platform/clickhouse/open.ts'
import { toUuid } from '#kit/ids.ts'
import { testLogger } from '#test/support/quiet.ts'
import { setUpWorld } from './support/ingest-key.ts'
import { dataFolder, start } from './support/program.ts'
import { median, report, say } from './support/report.ts'

const RUNS = 9
const MS_MAX = 500
const LOAD_TIMEOUT_MS = 300_000
const STATUSES = ['200', '204', '404', '503']
const BOUNDS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf']
const ROUTES = 20
const HOSTS = 10

/** What the console asks for when it opens the page. */
function cardsOf(application: string, environment: string): readonly (readonly [route: string, call: object])[] {
  const ofPlace = { params: { id: application }, query: { environmentId: environment } }
  const ofApplication = { params: { id: application } }
  return [
    ['catalog.readApplication', ofApplication],
    ['catalog.listEnvironments', { query: { applicationId: application } }],
    ['catalog.readGraph', ofApplication],
    ['monitoring.readOverview', ofPlace],
    ['browser.readGlance', ofPlace],
    ['activity.readActivity', ofPlace],
    ['errors.listGroups', ofPlace],
    ['databases.listSlowStatements', ofPlace],
    ['checks.listChecks', ofApplication],
    ['alerting.readComponentHealth', ofApplication],
    ['alerting.listAlerts', { query: { filter: `application:${application} state:firing,acknowledged` } }],
    ['incidents.listIncidents', { query: { filter: `application:${application} is:open` } }],
    ['maintenance.listWindows', { query: { filter: `application:${application} is:open`, sort: 'due' } }],
  ]
}

/** As the intakes and the roll-up leave it, written by the store itself: sending 30 days would take hours. */
async function load(clickhouse: ClickHouse, environment: string): Promise<void> {
  const params = { environment, statuses: STATUSES, bounds: BOUNDS, routes: ROUTES, hosts: HOSTS }
  for (const [name, sql] of Object.entries(LOADS)) {
    await clickhouse.command({ name: `bench.${name}`, sql, params, timeoutMs: LOAD_TIMEOUT_MS })
    say(`${name} written`)
  }
}

const REQUESTS = 'http.server.request.duration_bucket'
const CPU = 'system.cpu.utilization'
/** One row a series of requests: its number, and how many requests of each five minutes it counts. */
const SERIES = `
  select number as series, ({bounds:Array(String)} as bounds)[number % length(bounds) + 1] as le,
    ({statuses:Array(String)} as statuses)[intDiv(number, length(bounds)) % length(statuses) + 1] as status,
    intDiv(number, length(bounds) * length(statuses)) as route, number % length(bounds) + 1 as risen
  from numbers({routes:UInt32} * length({bounds:Array(String)}) * length({statuses:Array(String)}))`
const STEPS = `select toStartOfFiveMinutes(now()) - number * 300 as t, 8640 - number as step from numbers(8640)`
const SECONDS = `select toStartOfHour(now()) + number * 15 as t, number from numbers(intDiv(toUInt32(now()) % 3600, 15))`

const LOADS = {
  series: `
    insert into series (env, metric, id, labels, last_seen)
    select {environment:UUID}, '${REQUESTS}', series, map('le', le, 'http.response.status_code', status, 'http.route', toString(route)), now()
    from (${SERIES})
    union all
    select {environment:UUID}, '${CPU}', 1000000 + number, map('host.name', concat('shop-', toString(number))), now()
    from numbers({hosts:UInt32})`,
  rollups: `
    insert into rollup (keep, env, metric, step, series, t, run, count, sum, min, max, first, last, fallen)
    select 90, {environment:UUID}, '${REQUESTS}', 300, series, t, 1, 20, 20. * risen * step, nan, nan, risen * step, risen * (step + 1), 0
    from (${SERIES}) as s cross join (${STEPS}) as p`,
  levels: `
    insert into rollup (keep, env, metric, step, series, t, run, count, sum, min, max, first, last, fallen)
    select 90, {environment:UUID}, '${CPU}', 300, 1000000 + h.number, t, 1, 20, 8, 0.3, 0.5, nan, 0.4, 0
    from numbers({hosts:UInt32}) as h cross join (${STEPS}) as p`,
  samples: `
    insert into sample (keep, env, metric, series, t, v)
    select 15, {environment:UUID}, '${REQUESTS}', series, t, risen * (9000. + number)
    from (${SERIES}) as s cross join (${SECONDS}) as p`,
  spans: `
    insert into span (keep, env, t, trace, id, parent, start, duration, service, name, kind, status)
    select 15, {environment:UUID}, now() - intDiv(number, 5) as t, generateUUIDv4(), number + 1, 0, toUInt64(toUnixTimestamp(t)) * 1000000000,
      rand() % 900000000, 'shop', 'GET /cart', 2, if(number % 50 = 0, 2, 0)
    from numbers(15 * 86400 * 5)`,
  pages: `
    insert into page_item (env, kind, t, route, name, value, status, session, release)
    select {environment:UUID}, ['view', 'fetch', 'vital', 'feature', 'time'][number % 5 + 1] as kind,
      toDateTime64(now(), 3) - number * 0.432, concat('/page/', toString(number % 40)), ['', '/api/cart', 'LCP', 'checkout', ''][number % 5 + 1],
      rand() % 4000, if(kind = 'fetch', 200, 0), intDiv(number, 20), concat('web@', toString(intDiv(number, 700000)))
    from numbers(30 * 200000)`,
} as const

const folder = dataFolder()
const running = await start(folder.path)
try {
  const world = await setUpWorld(running)
  const application = world.applicationA
  const body = { applicationId: application, name: 'Bench', kind: 'production' }
  const { id: environment } = await world.call('catalog.createEnvironment', { body })
  const clickhouse = await openClickHouse({ socketPath: runningClickHouse(folder.path) }, { database: 'pitcrew', logger: testLogger })
  await load(clickhouse, toUuid('environment', environment) ?? '')
  await clickhouse.close()
  const cards = cardsOf(application, environment)
  await Promise.all(cards.map(([route, call]) => world.call(route, call)))
  const [all, each] = [[] as number[], new Map(cards.map(([route]) => [route, [] as number[]]))]
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now()
    await Promise.all(
      cards.map(async ([route, call]) => {
        await world.call(route, call)
        each.get(route)?.push(performance.now() - began)
      }),
    )
    all.push(performance.now() - began)
  }
  for (const [route, times] of each) say(`${route}: ${Math.round(median(times))} ms`)
  say(`load of the machine ${os.loadavg()[0]?.toFixed(1)}`)
  const figure = `overview of an application, ${cards.length} cards together, 30 days of data, median of ${RUNS}`
  report({ figure, value: median(all), unit: 'ms', budget: MS_MAX, budgetIs: 'maximum' })
} finally {
  await running.stop()
  folder.remove()
}
