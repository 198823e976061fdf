/** Checks as files of a folder: what a file says becomes what is looked at, and comes out again as it was. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { catalogEvents } from '#events/catalog.ts'
import { checkEvents } from '#events/checks.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { applyFiles, compareFiles, writeFiles } from '#platform/configuration-files/folder.ts'
import type { ConfigurationFile } from '#platform/configuration-files/kinds.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { checkFiles } from './actions/files.ts'
import { changeCheck, createCheck } from './actions/checks.ts'
import { DNS_TYPES, HTTP_METHODS, type Settings } from './domain/settings.ts'
import { addressReaction } from './reactions/addresses.ts'
import { listChecks } from './store/checks.ts'

let platform: PostgresPlatform
let catalog: ReturnType<typeof calling<typeof catalogContract>>
const owner = callerOf('owner')

beforeAll(async () => {
  const events = [...catalogEvents, ...checkEvents]
  platform = await postgresPlatform({ events, personKeys: openPersonKeys })
  platform.log.declare({ events, reactions: [addressReaction(platform)] })
  await seedClients(platform)
  await seedCast(platform)
  catalog = calling(catalogContract, catalogHandlers(platform))
  await platform.log.start()
})
afterAll(() => platform.log.stop())

interface Shop {
  readonly id: string
  readonly path: string
  /** UUID */
  readonly environmentId: string
}

let shop: Shop
beforeEach(async () => {
  shop = await aShop()
})

let shops = 0
async function aShop(): Promise<Shop> {
  const client = await catalog('readClient', owner, { params: { id: toId('client', CLIENT_A) } })
  const { id, slug } = await catalog('createApplication', owner, { body: { clientId: client.id, name: `Shop ${++shops}` } })
  for (const [name, kind] of [
    ['Production', 'production'],
    ['Staging', 'qa'],
  ] as const) {
    const { items } = await catalog('listEnvironments', owner, { query: { applicationId: id } })
    if (!items.some((one) => one.name === name)) await catalog('createEnvironment', owner, { body: { applicationId: id, name, kind } })
  }
  return { id, path: `checks/${client.slug}/${slug}.yaml`, environmentId: toUuid('environment', await idOf(id, 'Production')) ?? '' }
}

async function idOf(applicationId: string, name: string): Promise<string> {
  const { items } = await catalog('listEnvironments', owner, { query: { applicationId } })
  return items.find((one) => one.name === name)?.id ?? ''
}

const applying = (caller = owner) => ({ work: platform.work, kinds: [checkFiles(platform)], caller })
const fileOf = (text: string, of = shop): ConfigurationFile => ({ path: of.path, text })
async function compared(text: string) {
  const { faults, changes } = await compareFiles(applying(), [fileOf(text)])
  return { faults: faults.map(({ line, message }) => `${line}: ${message}`), changes: changes.map(({ what }) => what) }
}
async function applied(text: string): Promise<readonly string[]> {
  const before = await compareFiles(applying(), [fileOf(text)])
  expect(before.faults).toEqual([])
  expect(await applyFiles(applying(), [fileOf(text)], before)).toBe('applied')
  expect(await compared(text)).toEqual({ faults: [], changes: [] })
  return before.changes.map(({ what }) => what)
}
async function writtenOf({ path }: Shop): Promise<string> {
  const { files, left } = await writeFiles(applying())
  expect(left).toEqual([])
  return files.find((file) => file.path === path)?.text ?? ''
}
const rowsOf = ({ environmentId }: Shop) => platform.work.read((tx) => listChecks(tx, { environmentIds: [environmentId], limit: 100 }))

/** What people can say of checks; ids, states and times are of each one alone. */
const saidOf = async (of: Shop) =>
  (await rowsOf(of)).map(({ name, settings, intervalSeconds, timeLimitMs, retries, isPaused, isPrivateAllowed, followsAddress }) => {
    const terms = { intervalSeconds, timeLimitMs, retries, isPaused, isPrivateAllowed, followsAddress }
    return { name, settings, terms }
  })

const TWO = `checks:
  # What visitors see first.
  - name: Shop answers
    environment: Production
    settings: { kind: http, url: "https://shop.example.com", expectText: Add to cart }
  - name: Database port
    environment: Production
    settings: { kind: tcp, host: db.example.com, port: 5432 }
    retries: 4
`

describe('a file', () => {
  test('adds, changes and removes what it manages, and says so in one line each', async () => {
    expect(await applied(TWO)).toEqual(['+ Production: Shop answers', '+ Production: Database port'])
    const next = TWO.replace('Add to cart', 'Basket').replace('retries: 4', 'retries: 1\n    isPaused: true')
    expect(await applied(next)).toEqual([
      '~ Production: Shop answers: settings.expectText: Add to cart → Basket',
      '~ Production: Database port: retries: 4 → 1',
      '~ Production: Database port: isPaused: false → true',
    ])
    expect(await applied('checks: []\n')).toEqual(['- Production: Database port', '- Production: Shop answers'])
    expect(await rowsOf(shop)).toEqual([])
  })

  test('leaves alone what people made, until it names it; then it manages that too', async () => {
    const settings = { kind: 'ping', host: 'shop.example.com' } as const
    const hand = { environmentId: shop.environmentId, settings, timeLimitMs: 10_000, intervalSeconds: 60, retries: 2, isPaused: false }
    for (const name of ['By hand', 'Also by hand'])
      await createCheck({ platform, caller: owner }, { ...hand, name, isPrivateAllowed: false })
    expect(await applied(TWO)).toHaveLength(2)
    expect((await rowsOf(shop)).map(({ name, managedBy }) => [name, managedBy])).toEqual([
      ['Also by hand', null],
      ['By hand', null],
      ['Database port', shop.path],
      ['Shop answers', shop.path],
    ])
    const named = `${TWO}  - { name: By hand, environment: Production, settings: { kind: ping, host: shop.example.com } }\n`
    expect(await applied(named)).toEqual(['= Production: By hand: managed by this file from now on'])
    expect(await applied(TWO)).toEqual(['- Production: By hand'])
    expect((await rowsOf(shop)).map(({ name }) => name)).toEqual(['Also by hand', 'Database port', 'Shop answers'])
  })

  test('may let a check follow the address of its environment', async () => {
    const id = await idOf(shop.id, 'Staging')
    const following = `checks:\n  - { name: Staging answers, environment: Staging, settings: { kind: http, url: address }, retries: 0 }\n`
    expect((await compared(following)).faults).toEqual([
      '2: settings.url: Staging has no address to follow. Give it one, or write the address here.',
    ])
    const move = async (url: string) => {
      const { version } = await catalog('readEnvironment', owner, { params: { id } })
      await catalog('changeEnvironment', owner, { params: { id }, body: { url }, ifMatch: version })
      await platform.log.settle()
    }
    await applied('checks: []\n')
    await move('https://staging.example.com/')
    const name = (await platform.work.read((tx) => listChecks(tx, { environmentIds: [toUuid('environment', id) ?? ''], limit: 9 })))[0]
      ?.name
    const own = following.replace('Staging answers', name ?? '')
    expect(await applied(own)).toEqual([`~ Staging: ${name}: retries: 2 → 0`, `= Staging: ${name}: managed by this file from now on`])
    await move('https://next.example.com/')
    expect(await compared(own)).toEqual({ faults: [], changes: [] })
    expect(await writtenOf(shop)).toContain('url: address')
  })

  test('keeps a secret while the target stays', async () => {
    await applied(TWO)
    const row = (await rowsOf(shop)).find(({ name }) => name === 'Shop answers')
    const settings = row?.settings as Settings
    expect(settings).toMatchObject({ kind: 'http', expectText: 'Add to cart' })
    await changeCheck({ platform, caller: owner }, { id: row?.id ?? '', ifMatch: row?.version ?? 0 }, { secret: 'Bearer x' })
    await applied(TWO.replace('Add to cart', 'Basket'))
    expect((await rowsOf(shop)).find(({ name }) => name === 'Shop answers')?.sealedSecret).toEqual(expect.any(Buffer))
    expect(await writtenOf(shop)).not.toContain('Bearer')
  })
})

const TEN_FAULTS = `cheks: []
checks:
  - name: ""
    environment: Production
    settings: { kind: tcp, host: a.example.com }
  - name: Twice
    environment: Prodction
    settings: { kind: tcp, host: a.example.com }
  - name: Odd kind
    environment: Production
    settings: { kind: htpp, url: "https://a.example.com" }
  - name: Odd fields
    environment: Production
    intervalSeconds: often
    retris: 3
    settings:
      kind: http
      url: shop.example.com
      methd: GET
      statusFrom: 99
  - name: Deep
    environment: Production
    settings:
      kind: http
      url: https://a.example.com
      expectJson:
        path: ok
        value: "1"
        values: "2"
  - name: Too tight
    environment: Production
    intervalSeconds: 5
    timeLimitMs: 10000
    settings: { kind: tcp, host: a.example.com }
`

describe('what is wrong', () => {
  test('ten faults name ten lines, each with what to do, and nothing is changed', async () => {
    const { faults } = await compared(TEN_FAULTS)
    expect(faults.map((fault) => Number(fault.split(':')[0])).toSorted((a, b) => a - b)).toEqual([1, 3, 7, 11, 14, 15, 18, 19, 20, 29, 30])
    expect(faults).toEqual(
      expect.arrayContaining([
        '1: cheks: There is no field "cheks" here. Did you mean checks? Possible: checks.',
        '7: environment: There is no environment "Prodction". Did you mean Production? Possible: Production, Staging.',
        '14: intervalSeconds: "often" does not fit: it must be a number.',
        '20: settings.statusFrom: 99 does not fit: it must be at least 100.',
        '29: settings.expectJson.values: There is no field "values" here. Did you mean value? Possible: path, value.',
      ]),
    )
    expect(faults.find((fault) => fault.startsWith('30:'))).toContain('The attempts of one look do not fit into the interval.')
    expect(await rowsOf(shop)).toEqual([])
  })

  test('two of one name, and files that are nobody’s, are told', async () => {
    const one = '  - { name: Port, environment: Production, settings: { kind: tcp, host: a.example.com } }\n'
    expect((await compared(`checks:\n${one}${one}`)).faults).toEqual([
      '3: name: Production: Port stands here twice. Give each a name of its own.',
    ])
    const lost = ['checks/shop.yml', 'checks/nobody.yaml', `checks/beta/${shop.path.split('/').at(-1)}`]
    const { faults } = await compareFiles(
      applying(),
      lost.map((path) => ({ path, text: '' })),
    )
    expect(faults.map(({ message }) => message.split('. ')[0])).toEqual([
      `Files about the application ${shop.path.split('/').at(-1)?.replace('.yaml', '')} stand elsewhere`,
      'There is no application with the short name nobody',
      'No checks are kept here',
    ])
  })

  test('a stranger learns nothing and changes nothing', async () => {
    const stranger = { ...applying(), caller: callerOf('outsideLead') }
    await expect(compareFiles(stranger, [fileOf(TWO)])).rejects.toMatchObject({ code: { code: 'common.not_found' } })
    await expect(writeFiles(stranger)).rejects.toMatchObject({ code: { code: 'common.not_found' } })
  })
})

const host = fc.constantFrom('a.example.com', 'db-1', '192.0.2.7')
const words = fc.stringMatching(/^[A-Za-z:#'"{}-][ -~äß]{0,18}[a-z]$/)
const days = fc.nat({ max: 3_650 })
const port = fc.integer({ min: 1, max: 65_535 })
const authority = fc.option(fc.constant('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'))
const header = fc.record({ name: fc.constantFrom('Accept', 'X-Shop'), value: fc.constantFrom('', 'text/html', 'a: b') })
const anySettings = fc.oneof(
  fc.record({
    kind: fc.constant('http' as const),
    url: fc.constantFrom('https://a.example.com/', 'http://a.example.com:8080/x?y=#z'),
    method: fc.constantFrom(...HTTP_METHODS),
    headers: fc.array(header, { maxLength: 2 }),
    body: fc.constantFrom('', '{"a": 1}', 'two\nlines\n'),
    followRedirects: fc.boolean(),
    statusFrom: fc.integer({ min: 100, max: 599 }),
    statusTo: fc.integer({ min: 100, max: 599 }),
    slowerThanMs: fc.option(fc.integer({ min: 1, max: 60_000 })),
    expectHeader: fc.option(header),
    expectText: fc.option(words),
    expectJson: fc.option(fc.record({ path: fc.constantFrom('ok', 'checks[0].ok'), value: fc.constantFrom('', 'true', '1') })),
    certificateDaysMin: fc.option(days),
    authority,
  }),
  fc.record({ kind: fc.constant('tcp' as const), host, port }),
  fc.record({
    kind: fc.constant('dns' as const),
    name: host,
    type: fc.constantFrom(...DNS_TYPES),
    expected: fc.array(words, { maxLength: 3 }),
    server: fc.option(fc.constantFrom('192.0.2.53', '[2001:db8::53]:53')),
  }),
  fc.record({
    kind: fc.constant('tls' as const),
    host,
    port,
    certificateDaysMin: days,
    names: fc.array(host, { maxLength: 2 }),
    authority,
  }),
  fc.record({ kind: fc.constant('ping' as const), host }),
  fc.record({
    kind: fc.constant('heartbeat' as const),
    everySeconds: fc.integer({ min: 1, max: 86_400 }),
    graceSeconds: fc.nat({ max: 600 }),
    runSecondsMax: fc.option(fc.integer({ min: 1, max: 600 })),
  }),
  fc.record({
    kind: fc.constant('sql' as const),
    host,
    port,
    database: fc.constant('shop'),
    user: fc.constant('reader'),
    encrypted: fc.boolean(),
    statement: fc.constantFrom('select 1', 'select count(*)\nfrom orders'),
    expected: fc.option(words),
  }),
)
const anyCheck = fc.record({
  name: words,
  settings: anySettings,
  intervalSeconds: fc.integer({ min: 400, max: 86_400 }),
  timeLimitMs: fc.integer({ min: 100, max: 60_000 }),
  retries: fc.nat({ max: 5 }),
  isPaused: fc.boolean(),
  isPrivateAllowed: fc.boolean(),
})

test(
  'whatever checks there are come out as a file that changes nothing, and that makes the same checks elsewhere',
  { timeout: 600_000 },
  async () => {
    const distinct = { minLength: 1, maxLength: 10, selector: ({ name }: { readonly name: string }) => name }
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyCheck, distinct), async (checks) => {
        const [here, there] = [await aShop(), await aShop()]
        for (const check of checks) await createCheck({ platform, caller: owner }, { ...check, environmentId: here.environmentId })
        const text = await writtenOf(here)
        const own = await compareFiles(applying(), [fileOf(text, here)])
        expect(own.faults).toEqual([])
        expect(own.changes.filter(({ what }) => !what.startsWith('= '))).toEqual([])
        const other = fileOf(text, there)
        expect(await applyFiles(applying(), [other], await compareFiles(applying(), [other]))).toBe('applied')
        expect(await saidOf(there)).toEqual(await saidOf(here))
        expect((await writtenOf(there)).split('\n').slice(1)).toEqual(text.split('\n').slice(1))
        expect(await compareFiles(applying(), [other])).toEqual({ faults: [], changes: [] })
      }),
      { numRuns: 12 },
    )
  },
)
