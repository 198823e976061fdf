/** Source maps from their upload to the stacks that they make readable, on real stores. */
import { Readable } from 'node:stream'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { attachmentsModule } from '#core/attachments/module.ts'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { attachmentEvents } from '#events/attachments.ts'
import { catalogEvents } from '#events/catalog.ts'
import { errorsEvents } from '#events/errors.ts'
import { telemetryEvents } from '#events/telemetry.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, instant, later, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { filesCodes } from '#platform/files/codes.ts'
import type { FileStore } from '#platform/files/files.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { OriginBook } from './access/origin-book.ts'
import { sourceMapRetention, uploadSourceMap } from './actions/source-maps.ts'
import { takeEnvelope } from './actions/take-envelope.ts'
import { errorsContract } from './contract/contract.ts'
import { splitEnvelope, type Envelope } from './domain/envelope.ts'
import { errorsHandlers } from './http/handlers.ts'
import { removeBeyond } from './store/source-maps.ts'
import { anEnvelope, anEvent, openKeptErrors } from './testing.ts'
import { buildShop, framesOfShop, type BuiltShop } from './testing-shop.ts'

const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const ADDRESS = 'https://shop.example/assets/shop.min.js'

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let kept: Awaited<ReturnType<typeof openKeptErrors>>
let call: ReturnType<typeof calling<typeof errorsContract>>
let removeLeftovers: () => Promise<void>
let shop: BuiltShop

beforeAll(async () => {
  const events = [...attachmentEvents, ...catalogEvents, ...telemetryEvents, ...errorsEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = await openKeptErrors(platform)
  const whole = { ...platform, files: kept.files } as unknown as Platform
  const { intake, maps } = kept
  call = calling(
    errorsContract,
    errorsHandlers({ platform: whole, book: keyBookOf(platform), origins: new OriginBook(platform), maps, intake }),
  )
  const routine = attachmentsModule(whole).routines?.find(({ name }) => name === 'attachments.removeLeftovers')
  removeLeftovers = async () => routine?.run()
  shop = await buildShop()
})
beforeEach(() => {
  platform.clock.advance(SECOND_MS)
})

interface Place {
  readonly application: string
  readonly environment: string
}

async function aPlace(client = CLIENT_A): Promise<Place> {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const { id: application } = await catalog('createApplication', callerOf('owner'), {
    body: { clientId: toId('client', client), name: 'Shop' },
  })
  const body = { applicationId: application, name: 'Production', kind: 'production' }
  const { id: environment } = await catalog('createEnvironment', callerOf('owner'), { body })
  return { application, environment }
}

type Member = Parameters<typeof callerOf>[0]

interface Sending {
  readonly release?: string
  readonly script?: string
  readonly map?: string
  readonly debugId?: string
}

async function upload(
  { environment }: Place,
  { release = 'shop@1', script = 'assets/shop.min.js', map = shop.map, debugId }: Sending = {},
) {
  const query = { release, script, ...(debugId && { debugId }) }
  await call('uploadSourceMap', callerOf('developer'), { params: { id: environment }, query, upload: Readable.from([Buffer.from(map)]) })
}

interface Reporting {
  readonly release?: string
  readonly build?: BuiltShop
  readonly withDebugId?: boolean
  readonly reader?: Member
}

/** Reports what the shop throws, and returns its group. */
async function report(
  place: Place,
  { release = 'shop@1', build = shop, withDebugId = false, reader = 'engineer' }: Reporting = {},
): Promise<string> {
  platform.clock.advance(SECOND_MS)
  const values = [{ type: 'TypeError', value: 'no items', stacktrace: { frames: framesOfShop(build, ADDRESS) } }]
  const images = withDebugId ? [{ type: 'sourcemap', code_file: ADDRESS, debug_id: build.debugId }] : []
  const event = anEvent({ at: platform.clock.now(), platform: 'javascript', release, exception: { values }, debug_meta: { images } })
  const source = { environmentId: toUuid('environment', place.environment) ?? '', keyId: null, protocol: 'sentry' as const }
  await takeEnvelope({ platform, intake: kept.intake }, source, {
    envelope: splitEnvelope(anEnvelope([['event', event]])) as Envelope,
    bytes: 1,
  })
  await kept.flush()
  const { items } = await call('listGroups', callerOf(reader), { params: { id: place.application }, query: {} })
  return items[0]?.id ?? ''
}
async function lastCall(group: string, who: Member = 'engineer') {
  const error = await call('readError', callerOf(who), { params: { id: group, error: 'latest' } })
  return error.exceptions[0]?.frames.at(-1)
}
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

describe('an error of a minified script', () => {
  test('shows where its source has it, and is named by that', async () => {
    const place = await aPlace()
    await upload(place)
    const group = await report(place)
    expect(await lastCall(group)).toMatchObject({
      file: ADDRESS,
      original: { file: 'shop/src/cart.ts', function: 'totalOf', line: 8, code: expect.stringContaining('cart.items!.reduce') },
      missing: null,
    })
    expect(await call('readGroup', callerOf('engineer'), { params: { id: group } })).toMatchObject({
      culprit: 'totalOf in shop/src/cart.ts',
    })
  })

  test('of the next release, built anew, is of the same kind', async () => {
    const place = await aPlace()
    const next = await buildShop('const release = 2;\n')
    await upload(place)
    await upload(place, { release: 'shop@2', map: next.map })
    const group = await report(place)
    expect(await report(place, { release: 'shop@2', build: next })).toBe(group)
    expect((await call('readGroup', callerOf('engineer'), { params: { id: group } })).events).toBe(2)
  })

  test('says that its release has no map, and shows the source when the map comes later', async () => {
    const place = await aPlace()
    const group = await report(place, { release: 'shop@3' })
    expect(await lastCall(group)).toMatchObject({ original: null, missing: 'no_map' })
    await upload(place, { release: 'shop@2' })
    expect(await lastCall(group)).toMatchObject({ original: null, missing: 'no_map' })
    await upload(place, { release: 'shop@3' })
    expect(await lastCall(group)).toMatchObject({ original: { function: 'totalOf' }, missing: null })
  })

  test('finds its map by the id of the build in any release', async () => {
    const place = await aPlace()
    await upload(place, { release: 'another', script: 'shop.js' })
    const group = await report(place, { withDebugId: true })
    expect(await lastCall(group)).toMatchObject({ original: { function: 'totalOf' } })
  })

  test('shows no line of source to whoever may not see source', async () => {
    const place = await aPlace()
    await upload(place)
    const group = await report(place)
    const error = await call('readError', callerOf('userSupport'), { params: { id: group, error: 'latest' } })
    expect(error.sourceShown).toBe(false)
    expect(error.exceptions[0]?.frames.at(-1)?.original).toMatchObject({ function: 'totalOf', before: [], code: '', after: [] })
    expect(JSON.stringify(error)).not.toContain('reduce')
  })

  test('is not read by the map of another client', async () => {
    const [here, there] = [await aPlace(), await aPlace(CLIENT_B)]
    await upload(here)
    const group = await report(there, { withDebugId: true, reader: 'owner' })
    expect(await lastCall(group, 'owner')).toMatchObject({ original: null, missing: 'no_map' })
  })
})

describe('source maps', () => {
  test('are listed by release with what they take, and removed with their bytes', async () => {
    const place = await aPlace()
    await upload(place)
    await upload(place)
    await upload(place, { script: 'other.js' })
    const list = () => call('listSourceMaps', callerOf('engineer'), { params: { id: place.application } })
    const [item, ...more] = (await list()).items
    expect(item).toMatchObject({ release: 'shop@1', environment: 'Production', files: 2 })
    expect(item?.bytes).toBeGreaterThan(100)
    expect(more).toEqual([])
    await call('removeSourceMaps', callerOf('developer'), { params: { id: place.environment }, query: { release: 'shop@1' } })
    expect((await list()).items).toEqual([])
    await expect(
      call('removeSourceMaps', callerOf('developer'), { params: { id: place.environment }, query: { release: 'shop@1' } }),
    ).rejects.toEqual(refused('common.not_found'))
    await platform.log.settle()
    const told = (await platform.log.read(0, 10_000)).filter(({ record }) => record.id === toUuid('environment', place.environment))
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['source_maps.uploaded', 'source_maps.removed']))
  })

  test('that are none are refused with the reason', async () => {
    const place = await aPlace()
    await expect(upload(place, { map: 'var a' })).rejects.toEqual(refused('errors.not_a_source_map'))
    await expect(upload(place, { map: '{"version":3,"sources":[7],"mappings":""}' })).rejects.toMatchObject({
      publicMessage: '"sources" must be a list of texts.',
    })
    await expect(upload(place, { script: '../../etc/passwd' })).rejects.toBeInstanceOf(Error)
    expect((await call('listSourceMaps', callerOf('engineer'), { params: { id: place.application } })).items).toEqual([])
  })

  test('of another client are nobody else’s to see, upload or remove', async () => {
    const place = await aPlace()
    await upload(place)
    const params = { id: place.environment }
    for (const who of ['stranger', 'outsideLead', 'powerless', 'contact'] as const) {
      const bytes = Readable.from([Buffer.from(shop.map)])
      const query = { release: 'shop@1', script: 'a.js' }
      await expect(call('uploadSourceMap', callerOf(who), { params, query, upload: bytes })).rejects.toBeInstanceOf(Fault)
      await expect(call('removeSourceMaps', callerOf(who), { params, query: { release: 'shop@1' } })).rejects.toBeInstanceOf(Fault)
      await expect(call('listSourceMaps', callerOf(who), { params: { id: place.application } })).rejects.toBeInstanceOf(Fault)
    }
  })

  test('whose bytes are lost say so, and are mended by another upload', async () => {
    const place = await aPlace()
    const map = JSON.stringify({ ...JSON.parse(shop.map), file: 'lost.js' })
    await upload(place, { map })
    const { rows } = await digests(place)
    for (const digest of rows) await kept.files.remove(digest)
    const group = await report(place)
    expect(await lastCall(group)).toMatchObject({ original: null, missing: 'map_lost' })
    await upload(place, { map })
    expect(await lastCall(group)).toMatchObject({ original: { function: 'totalOf' } })
  })

  test('stay when one that is to take their place does not arrive', async () => {
    const place = await aPlace()
    await upload(place)
    const put: FileStore['put'] = async (content, _bytesMax, announce) => {
      content.destroy()
      await announce?.({ digest: 'f'.repeat(64), bytes: 1 })
      throw new Fault(filesCodes.no_space)
    }
    const broken = { ...platform, files: { ...kept.files, put } } as unknown as Platform
    const [act, environmentId] = [
      { platform: broken, caller: callerOf('developer'), maps: kept.maps },
      toUuid('environment', place.environment),
    ]
    const sent = { environmentId: environmentId ?? '', release: 'shop@1', script: 'assets/shop.min.js', debugId: undefined }
    const bytes = Readable.from([Buffer.from(shop.map)])
    await expect(uploadSourceMap(act, { ...sent, upload: bytes })).rejects.toEqual(refused('files.no_space'))
    expect(await lastCall(await report(place))).toMatchObject({ original: { function: 'totalOf' } })
    const { items } = await call('listSourceMaps', callerOf('engineer'), { params: { id: place.application } })
    expect(items).toMatchObject([{ release: 'shop@1', files: 1 }])
  })

  test('stay as long as errors are read by them, however old they are', async () => {
    const place = await aPlace()
    await upload(place, { release: 'shop@9' })
    platform.clock.advance(2 * DAY_MS)
    const group = await report(place, { release: 'shop@9' })
    expect(await lastCall(group)).toMatchObject({ original: { function: 'totalOf' } })
    await platform.work.run((tx) => sourceMapRetention.remove(tx, { before: later(platform.clock.now(), -DAY_MS), limit: 1_000 }))
    const { items } = await call('listSourceMaps', callerOf('engineer'), { params: { id: place.application } })
    expect(items.map(({ release }) => release)).toEqual(['shop@9'])
  })

  test('go when no error needed them for long, and beyond their room those that were needed longest ago', async () => {
    const place = await aPlace()
    const own = (file: string) => JSON.stringify({ ...JSON.parse(shop.map), file })
    await upload(place, { release: 'old', map: own('old') })
    platform.clock.advance(2 * DAY_MS)
    await upload(place, { release: 'used', map: own('used') })
    const before = (await digests(place)).rows
    const environmentId = toUuid('environment', place.environment) ?? ''
    const beyond = await platform.work.run((tx) => removeBeyond(tx, { environmentId, bytesMax: 2 ** 30, countMax: 2 }))
    expect(beyond).toEqual([])
    await platform.work.run((tx) => sourceMapRetention.remove(tx, { before: later(platform.clock.now(), -DAY_MS), limit: 1_000 }))
    const { items } = await call('listSourceMaps', callerOf('engineer'), { params: { id: place.application } })
    expect(items.map(({ release }) => release)).toEqual(['used'])
    await removeLeftovers()
    const left = await Promise.all(before.map(async (digest) => (await kept.files.get(digest)) !== undefined))
    expect(left.filter(Boolean)).toHaveLength(1)
    expect(await platform.work.run((tx) => removeBeyond(tx, { environmentId, bytesMax: 1, countMax: 2 }))).toHaveLength(1)
  })
})

/** What stands in the file store for an environment. */
async function digests({ environment }: Place): Promise<{ readonly rows: readonly string[] }> {
  const { named } = await import('#platform/pg/tx.ts')
  const { sql } = await import('kysely')
  const id = toUuid('environment', environment)
  const query = sql<{ digest: string }>`select digest from source_map where environment_id = ${id}`
  return { rows: (await platform.work.read((tx) => named(tx, 'test.digests', query))).map(({ digest }) => digest) }
}
