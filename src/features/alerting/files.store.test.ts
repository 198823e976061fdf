/** Rules as files of a folder: what a file says is judged by, and comes out again as it was. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { alertingEvents } from '#events/alerting.ts'
import { catalogEvents } from '#events/catalog.ts'
import { checkEvents } from '#events/checks.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { toDate } from '#kit/time.ts'
import { affected } from '#platform/pg/tx.ts'
import { applyFiles, compareFiles, writeFiles } from '#platform/configuration-files/folder.ts'
import { checksIn } from '#features/checks/public.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { ruleFiles } from './actions/files.ts'
import { createRule, deleteRule } from './actions/rules.ts'
import { readCondition, readSource } from './contract/rule-form.ts'
import { DATABASE_FINDINGS, DATABASE_MEASURES, ERROR_MEASURES, LOG_LEVELS, REQUEST_MEASURES, type Source } from './domain/rule.ts'
import { CONDITION_DEFAULTS } from './domain/watch.ts'
import { SEVERITIES } from './domain/words.ts'
import { listRules } from './store/rules.ts'

let platform: PostgresPlatform
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const owner = callerOf('owner')

beforeAll(async () => {
  platform = await postgresPlatform({ events: [...catalogEvents, ...checkEvents, ...alertingEvents], personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  catalog = calling(catalogContract, catalogHandlers(platform))
})

/** UUIDs of what rules may be about. */
interface Shop {
  readonly id: string
  readonly client: string
  readonly slug: string
  readonly environment: string
  readonly component: string
  readonly database: string
}

let shop: Shop
beforeEach(async () => {
  shop = await aShop()
})

let shops = 0
async function aShop(): Promise<Shop> {
  const client = await catalog('readClient', owner, { params: { id: toId('client', CLIENT_A) } })
  const { id, slug } = await catalog('createApplication', owner, { body: { clientId: client.id, name: `Shop ${++shops}` } })
  const { items } = await catalog('listEnvironments', owner, { query: { applicationId: id } })
  const body = { applicationId: id, name: 'Production', kind: 'production' }
  const environment = toUuid('environment', items[0]?.id ?? (await catalog('createEnvironment', owner, { body })).id) ?? ''
  const component = await catalog('createComponent', owner, { body: { applicationId: id, name: 'Queue', kind: 'api' } })
  const [check, database] = [uuidv7(), uuidv7()]
  const now = toDate(platform.clock.now())
  await platform.work.run(async (tx) => {
    const inserted = sql`insert into watched_database (id, environment_id, name, kind, host, port, database_name, username, sealed_password, tls,
      private_allowed, interval_seconds, state_since, created_at, updated_at, due_at)
      values (${database}, ${environment}, 'Orders', 'postgres', 'db', 5432, 'orders', 'reader', '', 'off', false, 60, ${now}, ${now}, ${now}, ${now})`
    await affected(tx, 'test.insertDatabase', inserted)
    const looked = sql`insert into uptime_check (id, environment_id, application_id, name, kind, settings, interval_seconds, time_limit_ms, retries,
      since, created_at, updated_at)
      values (${check}, ${environment}, ${toUuid('application', id)}, 'Shop answers', 'ping', '{"kind": "ping", "host": "shop"}', 60, 1000, 0,
      ${now}, ${now}, ${now})`
    await affected(tx, 'test.insertCheck', looked)
  })
  return {
    id: toUuid('application', id) ?? '',
    client: client.slug,
    slug,
    environment,
    component: toUuid('component', component.id) ?? '',
    database,
  }
}

const applying = (caller = owner) => ({ work: platform.work, kinds: [ruleFiles(platform)], caller })
const pathOf = ({ client, slug }: Shop) => `rules/${client}/${slug}.yaml`
const filesOf = (rules: string, of = shop) => [{ path: pathOf(of), text: rules }]
async function compared(rules: string) {
  const { faults, changes } = await compareFiles(applying(), filesOf(rules))
  const own = changes.filter(({ path }) => path === pathOf(shop))
  return { faults: faults.map(({ line, message }) => `${line}: ${message}`), changes: own.map(({ what }) => what) }
}
async function applied(rules: string, of = shop): Promise<readonly string[]> {
  const before = await compareFiles(applying(), filesOf(rules, of))
  expect(before.faults).toEqual([])
  expect(await applyFiles(applying(), filesOf(rules, of), before)).toBe('applied')
  expect(await compareFiles(applying(), filesOf(rules, of))).toEqual({ faults: [], changes: [] })
  return before.changes.flatMap(({ path, what }) => (path === pathOf(of) ? [what] : []))
}
async function writtenOf(of: Shop): Promise<string> {
  const { files, left } = await writeFiles(applying())
  expect(left).toEqual([])
  return files.find((file) => file.path === pathOf(of))?.text ?? ''
}
const rowsOf = ({ id }: Shop) => platform.work.read((tx) => listRules(tx, { applicationId: id, limit: 100 }))

const TWO = `rules:
  # Orders wait in here.
  - name: Queue is long
    severity: major
    mode: live
    environment: Production
    component: Queue
    source: { kind: metric, metric: queue.length, labels: { host.name: q-1 } }
    condition: { limit: 80, forSeconds: 60 }
  - name: Shop is down
    severity: critical
    mode: learning
    source: { kind: check, check: { environment: Production, name: Shop answers } }
    condition: { limit: 0 }
`

describe('a file', () => {
  test('adds, changes and removes what it manages, and says so in one line each', async () => {
    expect(await applied(TWO)).toEqual(['+ Queue is long', '+ Shop is down'])
    const next = TWO.replace('q-1', 'q-2')
      .replace('mode: learning\n    source', 'mode: live\n    source')
      .replace('    component: Queue\n', '')
    expect(await applied(next)).toEqual([
      '~ Queue is long: source.labels.host.name: q-1 → q-2',
      '~ Queue is long: component: Queue → none',
      '~ Shop is down: mode: learning → live',
    ])
    expect(await applied('rules: []\n')).toEqual(['- Queue is long', '- Shop is down'])
  })

  test('leaves alone what people made, until it names it; a mode that it does not say stays', async () => {
    const source: Source = { kind: 'metric', metric: 'queue.length', labels: {} }
    const condition = { ...CONDITION_DEFAULTS, limit: 80 }
    const draft = {
      name: 'By hand',
      severity: 'minor',
      mode: 'off',
      environmentId: null,
      componentId: null,
      source,
      condition,
      runbookUrl: null,
    } as const
    await createRule({ platform, caller: owner }, shop.id, draft)
    await applied(TWO)
    const named = `${TWO}  - name: By hand
    severity: minor
    source: { kind: metric, metric: queue.length }
    condition: { limit: 80 }
`
    expect(await applied(named)).toEqual(['= By hand: managed by this file from now on'])
    expect((await rowsOf(shop)).map(({ name, mode, managedBy }) => [name, mode, managedBy])).toEqual([
      ['By hand', 'off', pathOf(shop)],
      ['Queue is long', 'live', pathOf(shop)],
      ['Shop is down', 'learning', pathOf(shop)],
    ])
    await deleteRule({ platform, caller: owner }, (await rowsOf(shop))[1]?.id ?? '')
    expect((await compared(named)).changes).toEqual(['+ Queue is long'])
  })

  test('without a rule about something that is gone, which is told', async () => {
    await applied(TWO)
    await platform.work.run((tx) =>
      affected(tx, 'test.deleteCheck', sql`delete from uptime_check where environment_id = ${shop.environment}`),
    )
    const { files, left } = await writeFiles(applying())
    expect(left).toEqual([expect.stringContaining(`The rule Shop is down of Shop ${shops} is about something that is gone`)])
    expect(files.find(({ path }) => path === pathOf(shop))?.text).not.toContain('Shop is down')
    const other = TWO.replace('{ kind: check, check: { environment: Production, name: Shop answers } }', '{ kind: check }')
    expect(await applied(other)).toEqual([
      '~ Shop is down: source.check.environment: (gone) → none',
      '~ Shop is down: source.check.name: (gone) → none',
    ])
  })
})

const TEN_FAULTS = `rules:
  - name: Wrong names
    severity: major
    environment: Prod
    component: Kueue
    source: { kind: metric, metric: queue.length }
    condition: { limit: 80 }
  - name: Wrong words
    severity: terrible
    source:
      kind: metrics
    condition:
      limit: high
      recoverAt: 3
      unknown: 1
  - name: Wrong check
    severity: major
    source:
      kind: check
      check:
        environment: Production
        name: Shop answer
    condition: { limit: 0 }
  - name: Wrong expression
    severity: major
    source:
      kind: promql
      expression: sum(
    condition:
      limit: 1
      recoverAt: 3
  - name: Wrong database
    severity: major
    source: { kind: database, measure: connections, database: Order }
    condition: { limit: 1 }
`

test('ten faults name ten lines, each with what to do, and nothing is changed', async () => {
  const { faults } = await compared(TEN_FAULTS)
  expect(faults.map((fault) => Number(fault.split(':')[0])).toSorted((a, b) => a - b)).toEqual([4, 5, 9, 11, 13, 15, 22, 28, 31, 34])
  expect(faults).toEqual(
    expect.arrayContaining([
      '4: environment: There is no environment "Prod". Possible: Production.',
      '22: source.check.name: There is no check "Shop answer". Did you mean Shop answers? Possible: Shop answers.',
      '31: condition.recoverAt: must lie on the good side of the limit.',
      '34: source.database: There is no database "Order". Did you mean Orders? Possible: Orders.',
    ]),
  )
  expect(faults.find((fault) => fault.startsWith('11:'))).toContain('There is no kind "metrics". Did you mean metric?')
  expect(await rowsOf(shop)).toEqual([])
})

test('a stranger learns nothing and changes nothing', async () => {
  const stranger = { ...applying(callerOf('outsideLead')), kinds: [ruleFiles(platform)] }
  await expect(compareFiles(stranger, filesOf(TWO))).rejects.toMatchObject({ code: { code: 'common.not_found' } })
  await expect(writeFiles(stranger)).rejects.toMatchObject({ code: { code: 'common.not_found' } })
})

const words = fc.stringMatching(/^[A-Za-z:#'"{}-][ -~äß]{0,18}[a-z]$/)
const seconds = fc.integer({ min: 60, max: 86_400 })
const metric = fc.constantFrom('queue.length', 'system.cpu.utilization')
const labels = fc.dictionary(fc.constantFrom('host.name', 'a', 'service'), fc.constantFrom('', 'q-1', '7', 'true'), { maxKeys: 3 })
const service = fc.constantFrom('', 'shop')
const number = fc.oneof(
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.double({ min: 0, max: 1, noNaN: true }).map((one) => one + 0),
)
const anySource = (of: { readonly check: string; readonly database: string }) =>
  fc.oneof(
    fc.record({ kind: fc.constant('metric' as const), metric, labels }),
    fc.record({ kind: fc.constant('absence' as const), metric, labels }),
    fc.record({ kind: fc.constant('change' as const), metric, labels, overSeconds: seconds, inUnits: fc.boolean() }),
    fc.record({ kind: fc.constant('forecast' as const), metric, labels, overSeconds: seconds, reaches: number }),
    fc.record({ kind: fc.constant('check' as const), checkId: fc.option(fc.constant(of.check)) }),
    fc.record({
      kind: fc.constant('requests' as const),
      measure: fc.constantFrom(...REQUEST_MEASURES),
      service,
      operation: fc.constantFrom('', 'GET /cart'),
      overSeconds: seconds,
    }),
    fc.record({ kind: fc.constant('burn_rate' as const), goal: fc.constantFrom(0.5, 0.999), service }),
    fc.record({ kind: fc.constant('promql' as const), expression: fc.constantFrom('sum(up)', 'up\n  > 1'), whenAnswered: fc.boolean() }),
    fc.record({
      kind: fc.constant('logs' as const),
      text: fc.constantFrom('', 'out of memory'),
      level: fc.constantFrom(...LOG_LEVELS),
      service,
      overSeconds: seconds,
    }),
    fc.record({ kind: fc.constant('errors' as const), measure: fc.constantFrom(...ERROR_MEASURES), overSeconds: seconds }),
    fc.record({
      kind: fc.constant('database' as const),
      measure: fc.constantFrom(...DATABASE_MEASURES),
      databaseId: fc.option(fc.constant(of.database)),
    }),
    fc.record({ kind: fc.constant('database_finding' as const), finding: fc.option(fc.constantFrom(...DATABASE_FINDINGS)) }),
  )
const anyCondition = fc
  .record({
    comparison: fc.constantFrom('above' as const, 'below' as const),
    limit: number,
    distance: fc.option(fc.nat({ max: 10 })),
    forSeconds: fc.nat({ max: 86_400 }),
    recoverForSeconds: fc.nat({ max: 86_400 }),
    volumeMin: fc.nat({ max: 100 }),
    noDataAfterSeconds: fc.integer({ min: 15, max: 86_400 }),
    onNoData: fc.constantFrom('keep' as const, 'fire' as const, 'recover' as const),
  })
  .map(({ distance, ...rest }) => ({
    ...rest,
    recoverAt: distance === null ? null : rest.limit + (rest.comparison === 'above' ? -distance : distance),
  }))

test(
  'whatever rules there are come out as a file that changes nothing, and that makes the same rules elsewhere',
  { timeout: 600_000 },
  async () => {
    const distinct = { minLength: 1, maxLength: 10, selector: ({ name }: { readonly name: string }) => name }
    const placed = { check: 'check', database: 'database', environment: 'environment', component: 'component' }
    const rule = fc.record({
      name: words,
      severity: fc.constantFrom(...SEVERITIES),
      mode: fc.constantFrom('live' as const, 'learning' as const, 'off' as const),
      environmentId: fc.option(fc.constant(placed.environment)),
      componentId: fc.option(fc.constant(placed.component)),
      source: anySource(placed),
      condition: anyCondition,
      runbookUrl: fc.option(fc.webUrl()),
    })
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(rule, distinct), async (rules) => {
        const [here, there] = [await aShop(), await aShop()]
        const check = await checkOf(here)
        for (const { environmentId, componentId, source, condition, ...rest } of rules)
          await createRule({ platform, caller: owner }, here.id, {
            ...rest,
            environmentId: environmentId && here.environment,
            componentId: componentId && here.component,
            source: readSource(within(source, { check, database: here.database })),
            condition: readCondition(condition),
          })
        const text = await writtenOf(here)
        const own = await compareFiles(applying(), filesOf(text, here))
        expect(own.faults).toEqual([])
        expect(own.changes.filter(({ what }) => !what.startsWith('= '))).toEqual([])
        await applied(text, there)
        expect(await saidOf(there)).toEqual(await saidOf(here))
        expect((await writtenOf(there)).split('\n').slice(1)).toEqual(text.split('\n').slice(1))
      }),
      { numRuns: 10 },
    )
  },
)

type SourceForm = Parameters<typeof readSource>[0]

function within(source: SourceForm, of: { readonly check: string; readonly database: string }): SourceForm {
  if (source.kind === 'check') return { ...source, checkId: source.checkId && of.check }
  return source.kind === 'database' ? { ...source, databaseId: source.databaseId && of.database } : source
}

async function checkOf({ environment }: Shop): Promise<string> {
  return (await platform.work.read((tx) => checksIn(tx, [environment])))[0]?.id ?? ''
}

/** What rules say, with what they are about by names that are the same everywhere. */
async function saidOf(of: Shop) {
  const names = new Map([
    [of.environment, 'environment'],
    [of.component, 'component'],
    [of.database, 'database'],
    [await checkOf(of), 'check'],
  ])
  const named = (id: string | null) => (id === null ? null : names.get(id))
  return (await rowsOf(of)).map(({ name, severity, mode, environmentId, componentId, source, condition }) => ({
    said: { name, severity, mode, condition },
    place: { environment: named(environmentId), component: named(componentId) },
    source: JSON.parse(JSON.stringify(source), (_key, value) =>
      typeof value === 'string' ? (names.get(value) ?? value) : value,
    ) as object,
  }))
}
