/** Questions to Prometheus's API on real stores: who sees what, in which form answers and refusals come, and cells against samples. */
import { beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { randomFrom } from '#kit/random.ts'
import { DAY_MS, HOUR_MS, instant, later, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { calling } from '#test/support/calling.ts'
import { openKept, type Kept } from '#test/support/kept.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { promqlContract } from './contract/contract.ts'
import { promqlHandlers } from './http/handlers.ts'
import { evaluateInstant, evaluateRange, parseExpression } from './public.ts'
import { Budget } from './queries/engine/budget.ts'
import { WINDOW_FUNCTIONS } from './domain/over-time.ts'
import { Evaluation } from './queries/engine/evaluation.ts'
import { overWindows } from './queries/engine/selectors.ts'
import { StoredSource } from './queries/stored-source.ts'
import { requireExpression } from './queries/evaluate.ts'
import { STALE } from './testing.ts'

// Not long ago, or the engine would clear the samples away as outlived.
const AT = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: Kept
let call: ReturnType<typeof calling<typeof promqlContract>>
const ours = { application: '', environment: '' }
const theirs = { application: '', environment: '' }

beforeAll(async () => {
  const postgres = await postgresPlatform({ now: AT, events: catalogEvents, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = openKept(platform)
  call = calling(promqlContract, promqlHandlers(platform))
  Object.assign(ours, await anApplication(CLIENT_A))
  Object.assign(theirs, await anApplication(CLIENT_B))
  for (const [environment, value] of [
    [ours.environment, 1],
    [theirs.environment, 700],
  ] as const) {
    await send(uuid(environment), [{ metric: 'node_load1', labels: { instance: 'shop-1' }, at: AT, value }])
  }
  await send(uuid(ours.environment), [{ metric: 'only_ours_total', labels: { __proto__x: 'y' }, at: AT, value: 3 }])
})

async function anApplication(client: string) {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const made = await catalog('createApplication', callerOf('owner'), { body: { clientId: toId('client', client), name: 'Shop' } })
  const [environment] = (await catalog('listEnvironments', callerOf('owner'), { query: { applicationId: made.id } })).items
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  return { application: made.id, environment: environment?.id ?? (await catalog('createEnvironment', callerOf('owner'), { body })).id }
}

const uuid = (environment: string) => toUuid('environment', environment) ?? ''

async function send(environmentId: string, points: Parameters<Kept['intake']['takePoints']>[1]['points']): Promise<void> {
  await kept.intake.takePoints({ environmentId, keyId: null, protocol: 'collector' }, { bytes: 0, points })
  await kept.flush()
}

async function ask(who: CastMember, query: string, more: Record<string, string> = {}) {
  const answer = await call('query', callerOf(who), { query: { query, time: String(AT / SECOND_MS), ...more } })
  return JSON.parse(answer as unknown as string).data as { result: { metric: Record<string, string>; value: [number, string] }[] }
}

describe('what is asked', () => {
  test('reaches what the caller may see and nothing else, however it is asked', async () => {
    const valuesOf = async (who: CastMember, query: string, more = {}) => (await ask(who, query, more)).result.map(({ value }) => value[1])
    expect(await valuesOf('engineer', 'node_load1')).toEqual(['1'])
    expect(await valuesOf('outsideLead', 'node_load1')).toEqual(['700'])
    for (const query of [
      '{__name__=~".+"}',
      'sum(node_load1)',
      'node_load1 or on () vector(0)',
      'max_over_time(node_load1[1h])',
      'last_over_time(node_load1[1h:1m])',
    ]) {
      expect(await valuesOf('outsideLead', query)).not.toContain('1')
      expect(await valuesOf('engineer', query)).not.toContain('700')
    }
    expect(await valuesOf('engineer', 'node_load1', { environment: theirs.environment })).toEqual([])
    expect(await valuesOf('engineer', `node_load1{__environment__="${theirs.environment}"}`)).toEqual([])
    expect(await valuesOf('engineer', `node_load1{__environment__!="${ours.environment}"}`)).toEqual([])
  })

  test('of two clients’ identical series keeps them apart by their environments', async () => {
    const { result } = await ask('owner', 'node_load1')
    expect(result.map(({ metric, value }) => [metric['__environment__'], value[1]]).toSorted(byText)).toEqual(
      [
        [ours.environment, '1'],
        [theirs.environment, '700'],
      ].toSorted(byText),
    )
    expect((await ask('owner', `node_load1{__environment__="${ours.environment}"}`)).result).toEqual([
      { metric: { __name__: 'node_load1', instance: 'shop-1' }, value: [AT / SECOND_MS, '1'] },
    ])
    expect((await ask('owner', 'node_load1', { environment: theirs.environment })).result[0]?.value[1]).toBe('700')
  })

  test('of names lists those that the caller may see', async () => {
    const list = async (who: CastMember) =>
      JSON.parse((await call('listLabelValues', callerOf(who), { params: { name: '__name__' }, query: {} })) as unknown as string).data
    expect(await list('engineer')).toEqual(['node_load1', 'only_ours_total'])
    expect(await list('outsideLead')).toEqual(['node_load1'])
    const text = async (answer: Promise<unknown>) => JSON.parse((await answer) as string).data
    expect(await text(call('listLabels', callerOf('engineer'), { query: { 'match[]': 'node_load1' } }))).toEqual(['__name__', 'instance'])
    expect(await text(call('listSeries', callerOf('engineer'), { query: { 'match[]': ['{instance=~"shop.*"}', 'node_load1'] } }))).toEqual([
      { __name__: 'node_load1', instance: 'shop-1' },
    ])
    expect(await text(call('listMetadata', callerOf('engineer'), { query: {} }))).toEqual({
      node_load1: [{ type: 'unknown', help: '', unit: '' }],
      only_ours_total: [{ type: 'counter', help: '', unit: '' }],
    })
    expect(await text(call('formatQuery', callerOf('engineer'), { query: { query: 'sum(a)by(b)' } }))).toBe('sum by (b) (a)')
  })

  test('wrongly is refused in the words of Prometheus', async () => {
    const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code: `promql.${code}` }) })
    await expect(ask('engineer', 'rate(node_load1)')).rejects.toEqual(refused('bad_expression'))
    await expect(ask('engineer', 'rate(node_load1)')).rejects.toThrow('1:6: parse error: expected type range vector')
    await expect(ask('engineer', 'node_load1{a=~"("}')).rejects.toEqual(refused('bad_expression'))
    await expect(ask('engineer', 'node_load1', { time: 'soon' })).rejects.toEqual(refused('bad_parameter'))
    await expect(ask('engineer', '')).rejects.toEqual(refused('bad_parameter'))
    const range = (more: object) =>
      call('queryRange', callerOf('engineer'), { query: { query: 'node_load1', start: '0', end: '100', step: '1', ...more } })
    await expect(range({ step: '0' })).rejects.toEqual(refused('bad_parameter'))
    await expect(range({ end: '-1' })).rejects.toEqual(refused('bad_parameter'))
    await expect(range({ end: '11001' })).rejects.toThrow('exceeded maximum resolution')
  })

  test('ends when whoever asked goes away', async () => {
    const parsed = await parseExpression('node_load1')
    if (!('expression' in parsed)) throw new Error('it is an expression')
    const asked = evaluateInstant(platform, {
      expression: parsed.expression,
      environments: [uuid(ours.environment)],
      atSeconds: AT / SECOND_MS,
      signal: AbortSignal.abort(),
    })
    await expect(asked).rejects.toThrow('Whoever asked went away.')
  })

  test('by other parts is answered with numbers', async () => {
    const parsed = await parseExpression('node_load1 * 2')
    if (!('expression' in parsed)) throw new Error('it is an expression')
    const asked = { expression: parsed.expression, environments: [uuid(ours.environment)] }
    expect(await evaluateInstant(platform, { ...asked, atSeconds: AT / SECOND_MS })).toEqual([{ labels: { instance: 'shop-1' }, value: 2 }])
    const steps = { fromSeconds: AT / SECOND_MS - 60, toSeconds: AT / SECOND_MS + 60, stepSeconds: 60 }
    expect(await evaluateRange(platform, { ...asked, steps })).toEqual([
      {
        labels: { instance: 'shop-1' },
        points: [
          { atSeconds: AT / SECOND_MS, value: 2 },
          { atSeconds: AT / SECOND_MS + 60, value: 2 },
        ],
      },
    ])
  })
})

describe('the change over long times', () => {
  test('put together of cells is the same as from samples, with resets, gaps, ends and odd values', async () => {
    const environmentId = uuidv7()
    const random = randomFrom(3)
    const points = ['steady', 'restarts', 'gauge', 'rare', 'odd'].flatMap((kind) => {
      let value = kind === 'gauge' ? 0 : 10
      const every = kind === 'rare' ? 700 : 15
      return Array.from({ length: Math.floor(18_000 / every) }, (_, index) => {
        value = kind === 'gauge' ? random() - 0.5 : kind !== 'steady' && random() < 0.01 ? random() : value + random() * 5
        const odd = kind === 'odd' && random() < 0.05 ? ([NaN, Infinity, -3, STALE][Math.floor(random() * 4)] as number) : value
        return {
          metric: 'm',
          labels: { kind },
          at: later(AT, (index * every - 18_000) * SECOND_MS),
          value: Object.is(odd, STALE) ? ('ended' as const) : odd,
        }
      }).filter(() => random() > 0.05)
    })
    await send(environmentId, points)
    for (const [name, range, stepMs, count] of [
      ['rate', '5m', 300_000, 48],
      ['increase', '5m', 300_000, 48],
      ['delta', '10m', 300_000, 40],
      ['rate', '1h', 600_000, 20],
      ['rate', '4m', 360_000, 40],
      ['increase', '4h', 60_000, 1],
    ] as const) {
      const grid = { startMs: AT - (count - 1) * stepMs, stepMs, count }
      const call = await requireExpression(`${name}(m[${range}])`)
      if (call.type !== 'call' || call.args[0]?.type !== 'selector') throw new Error('it is a call')
      const [selector] = call.args
      const budget = new Budget({ signal: new AbortController().signal, timeoutMs: 30_000 })
      const source = new StoredSource({ clickhouse: platform.clickhouse, budget, environmentIds: [environmentId] })
      await source.select([{ matchers: selector.matchers, fromMs: AT - 6 * HOUR_MS }])
      const evaluation = new Evaluation({ source, budget, lookbackMs: 300_000, range: { startMs: grid.startMs, endMs: AT } })
      const sampled = await overWindows(evaluation, { range: selector, grid }, WINDOW_FUNCTIONS[name] as never)
      const celled = await source.windows({ matchers: selector.matchers, name, rangeMs: selector.rangeMs ?? 0, grid })
      expect(celled?.map(({ labels }) => labels).toSorted(byText)).toEqual(sampled.map(({ labels }) => labels).toSorted(byText))
      for (const each of sampled) {
        const other = celled?.find(({ labels }) => labels.join() === each.labels.join())
        expect([...(other?.has ?? [])], `${name} ${range}`).toEqual([...each.has])
        const apart = [...each.values].filter((value, step) => !isSame(other?.values[step] ?? NaN, value))
        expect(apart, `${name} ${range} ${each.labels.join()}`).toEqual([])
      }
    }
  })
})

test('a counter that starts anew about midnight rises by as much as its samples say', async () => {
  const environmentId = uuidv7()
  const midnight = instant((Math.floor(AT / DAY_MS) - 1) * DAY_MS)
  // At midnight, in the cell after it, and not at all.
  const points = [0, 90, 36_000].flatMap((resetSeconds) =>
    Array.from({ length: 960 }, (_, index) => {
      const seconds = (index - 480) * 30
      const at = later(midnight, seconds * SECOND_MS)
      return { metric: 'm', labels: { reset: String(resetSeconds) }, at, value: seconds < resetSeconds ? index * 3 : index }
    }),
  )
  await send(environmentId, points)
  const budget = new Budget({ signal: new AbortController().signal, timeoutMs: 30_000 })
  const source = new StoredSource({ clickhouse: platform.clickhouse, budget, environmentIds: [environmentId] })
  // Cells of seven minutes, of which one holds the end of a day and the beginning of the next.
  const grid = { startMs: midnight - 4 * HOUR_MS + 180 * SECOND_MS, stepMs: 420_000, count: 60 }
  const call = await requireExpression('increase(m[7m])')
  if (call.type !== 'call' || call.args[0]?.type !== 'selector') throw new Error('it is a call')
  const [range] = call.args
  await source.select([{ matchers: range.matchers, fromMs: midnight - DAY_MS }])
  const evaluation = new Evaluation({ source, budget, lookbackMs: 300_000, range: { startMs: grid.startMs, endMs: midnight + DAY_MS } })
  const sampled = await overWindows(evaluation, { range, grid }, WINDOW_FUNCTIONS['increase'] as never)
  const celled = (await source.windows({ matchers: range.matchers, name: 'increase', rangeMs: 420_000, grid })) ?? []
  expect(sampled).toHaveLength(3)
  const listed = (all: typeof sampled) =>
    all.map(({ labels, values, has }) => [labels.join(), [...has], [...values].map((each) => each.toFixed(9))])
  expect(listed(celled).toSorted(byText)).toEqual(listed(sampled).toSorted(byText))
})

const byText = (a: readonly unknown[], b: readonly unknown[]): number => (a.join() < b.join() ? -1 : 1)

/** As far as the order of adding may make a difference. */
function isSame(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(b))
}
