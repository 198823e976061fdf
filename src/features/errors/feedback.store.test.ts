/** What users say and the files that come with errors, from envelopes to whoever reads them, on real stores. */
import { buffer } from 'node:stream/consumers'
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
import type { FileAnswer } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant, later, SECOND_MS } from '#kit/time.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import { systemClock } from '#platform/clock.ts'
import { filesCodes } from '#platform/files/codes.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { testLogger, testMetrics } from '#test/support/quiet.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { OriginBook } from './access/origin-book.ts'
import { besideRetention } from './actions/beside-retention.ts'
import { errorsPersonal } from './actions/erasure.ts'
import { fileKeeper } from './actions/file-keeper.ts'
import { takeEnvelope } from './actions/take-envelope.ts'
import { errorsContract } from './contract/contract.ts'
import { splitEnvelope, type Envelope } from './domain/envelope.ts'
import { FEEDBACK_PER_DAY_MAX, FILE_BYTES_MAX } from './domain/limits.ts'
import { errorsHandlers } from './http/handlers.ts'
import { anEnvelope, anEvent, anEventId, openKeptErrors, type SentItem } from './testing.ts'

const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS)
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108020000009077', 'hex')

let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
let whole: Platform
let kept: Awaited<ReturnType<typeof openKeptErrors>>
let call: ReturnType<typeof calling<typeof errorsContract>>

interface Place {
  readonly application: string
  /** UUID */
  readonly environment: string
}

beforeAll(async () => {
  const events = [...catalogEvents, ...telemetryEvents, ...attachmentEvents, ...errorsEvents]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse() }
  await seedClients(platform)
  await seedCast(platform)
  kept = await openKeptErrors(platform)
  whole = { ...platform, files: kept.files }
  const { maps, intake } = kept
  const handlers = errorsHandlers({ platform: whole, book: keyBookOf(platform), origins: new OriginBook(platform), maps, intake })
  call = calling(errorsContract, handlers)
})
beforeEach(() => {
  platform.clock.advance(SECOND_MS)
})

async function aPlace(client = CLIENT_A): Promise<Place> {
  const catalog = calling(catalogContract, catalogHandlers(platform))
  const owner = callerOf('owner')
  const { id: application } = await catalog('createApplication', owner, { body: { clientId: toId('client', client), name: 'Shop' } })
  const body = { applicationId: application, name: 'Production', kind: 'production' }
  const { id } = await catalog('createEnvironment', owner, { body })
  return { application, environment: toUuid('environment', id) ?? '' }
}

const now = () => platform.clock.now()

/** Hands the items on as the HTTP side does, and keeps what waits. */
async function send({ environment }: Place, items: readonly SentItem[], header: Readonly<Record<string, unknown>> = {}) {
  const envelope = splitEnvelope(anEnvelope(items, header)) as Envelope
  const source = { environmentId: environment, keyId: null, protocol: 'sentry' as const }
  const answer = await takeEnvelope({ platform: whole, intake: kept.intake }, source, { envelope, bytes: 100 })
  await kept.flush()
  return answer
}

const anError = (id: string, of: Readonly<Record<string, unknown>> = {}): SentItem => ['event', anEvent({ at: now(), event_id: id, ...of })]

function someFeedback(of: Readonly<Record<string, unknown>>, around: Readonly<Record<string, unknown>> = {}): SentItem {
  const said = {
    contact_email: 'Anna@Example.com',
    name: 'Anna Example',
    message: 'The cart is empty.',
    url: 'https://shop.example/cart',
    ...of,
  }
  return ['feedback', { event_id: anEventId(), type: 'feedback', timestamp: now() / SECOND_MS, contexts: { feedback: said }, ...around }]
}

async function groupOf({ application }: Place): Promise<string> {
  const { items } = await call('listGroups', callerOf('owner'), { params: { id: application }, query: {} })
  return items[0]?.id ?? ''
}

const readLatest = async (group: string, who: Parameters<typeof callerOf>[0] = 'engineer') =>
  call('readError', callerOf(who), { params: { id: group, error: 'latest' } })
const saidTo = (group: string) => call('listGroupFeedback', callerOf('engineer'), { params: { id: group }, query: {} })
const saidIn = ({ application }: Place, query: Readonly<Record<string, unknown>> = {}) =>
  call('listFeedback', callerOf('engineer'), { params: { id: application }, query })
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const bytesOf = async (id: string, who: Parameters<typeof callerOf>[0] = 'engineer') => {
  const { content } = (await call('readFile', callerOf(who), { params: { id } })) as unknown as FileAnswer
  return buffer(content)
}

describe('feedback', () => {
  test('is shown with the group of its error, with who said it, and without secrets', async () => {
    const place = await aPlace()
    const error = anEventId()
    await send(place, [anError(error)])
    const answered = await send(place, [someFeedback({ message: 'Write to bob@example.com please.', associated_event_id: error })])
    expect(answered.id).toMatch(/^[0-9a-f]{32}$/)
    const group = await groupOf(place)
    const { items } = await saidTo(group)
    expect(items).toMatchObject([
      {
        name: 'Anna Example',
        email: 'anna@example.com',
        text: 'Write to [removed:e-mail] please.',
        url: 'https://shop.example/cart',
        errorId: error,
        environment: 'Production',
        group: { id: group, title: 'TypeError: cart is undefined' },
        files: [],
      },
    ])
    expect((await saidIn(place)).items).toEqual(items)
  })

  test('may come before its error, as older clients send it, twice, or about nothing in particular', async () => {
    const place = await aPlace()
    const error = anEventId()
    const report: SentItem = ['user_report', { event_id: error, name: 'Bob', email: 'no address', comments: 'It broke.' }]
    await send(place, [report])
    await send(place, [report])
    expect((await saidIn(place)).items).toMatchObject([{ text: 'It broke.', name: 'Bob', email: '', errorId: error, group: null }])
    platform.clock.advance(SECOND_MS)
    await send(place, [anError(error)])
    await send(place, [someFeedback({ message: 'I like it.' })])
    const group = await groupOf(place)
    expect((await saidIn(place)).items).toMatchObject([
      { text: 'I like it.', errorId: null, group: null },
      { text: 'It broke.', group: { id: group } },
    ])
    expect((await saidTo(group)).items).toHaveLength(1)
    const { items, nextCursor } = await saidIn(place, { limit: 1 })
    const rest = await saidIn(place, { limit: 1, cursor: nextCursor ?? '' })
    expect([...items, ...rest.items].map(({ text }) => text)).toEqual(['I like it.', 'It broke.'])
    expect(rest.nextCursor).toBeNull()
  })

  test('follows its error into the group that it is merged into', async () => {
    const place = await aPlace()
    const [one, other] = [anEventId(), anEventId()]
    await send(place, [anError(one), someFeedback({ associated_event_id: one })])
    const from = await groupOf(place)
    platform.clock.advance(SECOND_MS)
    await send(place, [anError(other, { exception: { values: [{ type: 'RangeError', value: 'no' }] } })])
    const into = await groupOf(place)
    expect(into).not.toBe(from)
    await call('mergeGroup', callerOf('engineer'), { params: { id: into }, body: { groupId: from } })
    expect([(await saidTo(from)).items.length, (await saidTo(into)).items.length]).toEqual([0, 1])
  })

  test('that says nothing or comes without end is counted as refused', async () => {
    const place = await aPlace()
    kept.intake.tally.drain()
    await send(place, [someFeedback({ message: ' ' }), ['user_report', {}], ['feedback', { contexts: 7 }]])
    const many = Array.from({ length: FEEDBACK_PER_DAY_MAX / 2 }, (_, at) => someFeedback({ message: `No. ${at}` }))
    const envelope = splitEnvelope(anEnvelope(many)) as Envelope
    const source = { environmentId: place.environment, keyId: null, protocol: 'sentry' as const }
    for (let sent = 0; sent < 3; sent++) await takeEnvelope({ platform: whole, intake: kept.intake }, source, { envelope, bytes: 1 })
    const counts = kept.intake.tally.drain().map(({ outcome, items }) => [outcome, items])
    expect(Object.fromEntries(counts)).toEqual({
      kept: FEEDBACK_PER_DAY_MAX,
      event_unreadable: 3,
      feedback: FEEDBACK_PER_DAY_MAX / 2,
    })
  })

  test('is nobody’s of another client', async () => {
    const [here, there] = [await aPlace(), await aPlace(CLIENT_B)]
    const error = anEventId()
    await send(here, [anError(error)])
    await send(there, [anError(error), someFeedback({ associated_event_id: error, message: 'Theirs.' })])
    expect((await saidIn(here)).items).toEqual([])
    expect((await saidTo(await groupOf(here))).items).toEqual([])
    await expect(saidIn(there)).rejects.toEqual(refused('common.not_found'))
    await expect(saidTo(await groupOf(there))).rejects.toEqual(refused('common.not_found'))
    const ourGroup = await groupOf(here)
    for (const who of ['contact', 'stranger', 'outsideLead'] as const) {
      const all = call('listFeedback', callerOf(who), { params: { id: here.application }, query: {} })
      await expect(all).rejects.toBeInstanceOf(Fault)
      await expect(call('listGroupFeedback', callerOf(who), { params: { id: ourGroup }, query: {} })).rejects.toBeInstanceOf(Fault)
    }
  })
})

describe('a file', () => {
  test('is saved from its error and from feedback, is what its bytes are, and is kept once', async () => {
    const place = await aPlace()
    const [error, feedback] = [anEventId(), anEventId()]
    const items: readonly SentItem[] = [
      anError(error),
      ['attachment', PNG, { filename: '../screen.html', content_type: 'text/html' }],
      ['attachment', Buffer.from('<script>alert(1)</script>'), { filename: 'page.svg', content_type: 'image/svg+xml' }],
      ['attachment', Buffer.alloc(0), {}],
    ]
    await send(place, items, { event_id: error })
    await send(place, items, { event_id: error })
    const shot: readonly SentItem[] = [
      someFeedback({ associated_event_id: error }, { event_id: feedback }),
      ['attachment', PNG, { filename: 'shot.png' }],
    ]
    await send(place, shot, { event_id: feedback })
    const group = await groupOf(place)
    const { files } = await readLatest(group)
    expect(files).toEqual([
      { id: expect.stringMatching(/^erf_/), name: 'file', mediaType: 'text/plain', bytes: 0 },
      { id: expect.any(String), name: 'page.svg', mediaType: 'text/plain', bytes: 25 },
      { id: expect.any(String), name: 'screen.html', mediaType: 'image/png', bytes: PNG.length },
    ])
    expect(await bytesOf(files[2]?.id ?? '')).toEqual(PNG)
    const [said] = (await saidTo(group)).items
    expect(said?.files).toMatchObject([{ name: 'shot.png', mediaType: 'image/png' }])
  })

  test('is handed to nobody who may not save files, and to no other client', async () => {
    const [here, there] = [await aPlace(), await aPlace(CLIENT_B)]
    const error = anEventId()
    for (const place of [here, there]) await send(place, [anError(error), ['attachment', PNG, {}]], { event_id: error })
    const [file] = (await readLatest(await groupOf(here), 'userSupport')).files
    await expect(bytesOf(file?.id ?? '', 'userSupport')).rejects.toEqual(refused('common.forbidden'))
    const [theirs] = (await readLatest(await groupOf(there), 'owner')).files
    expect(await bytesOf(theirs?.id ?? '', 'owner')).toEqual(PNG)
    await expect(bytesOf(theirs?.id ?? '')).rejects.toEqual(refused('common.not_found'))
    await expect(bytesOf(toId('error_file', here.environment))).rejects.toEqual(refused('common.not_found'))
  })

  test('that is too large, one too many or of no event is counted as refused, and the error is kept', async () => {
    const place = await aPlace()
    kept.intake.tally.drain()
    const error = anEventId()
    const many: readonly SentItem[] = Array.from({ length: 11 }, (_, at) => ['attachment', Buffer.from(`${at}`), {}])
    await send(place, [anError(error), ['attachment', Buffer.alloc(FILE_BYTES_MAX + 1), {}], ...many], { event_id: error })
    await send(place, [['attachment', PNG, {}]])
    const counts = kept.intake.tally.drain().map(({ outcome, items }) => [outcome, items])
    expect(counts.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
      ['attachment', 3],
      ['event_unreadable', 1],
      ['kept', 10],
    ])
    expect((await readLatest(await groupOf(place))).files).toHaveLength(9)
  })

  test('waits while the file store is away, and its error does not', async () => {
    const place = await aPlace()
    const error = anEventId()
    const away = { ...kept.files, put: () => Promise.reject(new Fault(filesCodes.unavailable)) }
    const failing = fileKeeper({ ...platform, files: away, logger: testLogger, metrics: testMetrics() }, kept.intake)
    const envelope = splitEnvelope(anEnvelope([anError(error), ['attachment', PNG, {}]], { event_id: error })) as Envelope
    const source = { environmentId: place.environment, keyId: null, protocol: 'sentry' as const }
    await takeEnvelope({ platform: whole, intake: kept.intake }, source, { envelope, bytes: 1 })
    for (let tries = 0; tries < 5; tries++) expect(await failing.run()).toBe(false)
    await kept.flushErrors()
    const group = await groupOf(place)
    expect((await readLatest(group)).files).toEqual([])
    await kept.flush()
    expect((await readLatest(group)).files).toHaveLength(1)
  })

  test('whose bytes are gone says so', async () => {
    const place = await aPlace()
    const error = anEventId()
    await send(place, [anError(error), ['attachment', Buffer.from('lost soon'), {}]], { event_id: error })
    const [file] = (await readLatest(await groupOf(place))).files
    const missing = { ...whole, files: { ...kept.files, get: async () => undefined } } as unknown as Platform
    const { maps, intake } = kept
    const handlers = errorsHandlers({ platform: missing, book: keyBookOf(platform), origins: new OriginBook(platform), maps, intake })
    const reading = calling(errorsContract, handlers)('readFile', callerOf('engineer'), { params: { id: file?.id ?? '' } })
    await expect(reading).rejects.toEqual(refused('errors.file_missing'))
  })
})

async function gathered<T>(of: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of of) all.push(one)
  return all
}
async function* nothing(): AsyncIterable<string> {}

describe('what is personal', () => {
  const subject = { personIds: [], contactIds: [], emails: ['eva@example.com'], names: ['Eva Unterberg'] }
  const act = { actor: callerOf('owner').ref, at: START }

  test('is exported and erased with the person, also from what others said; bytes that nothing names go', async () => {
    const place = await aPlace()
    const [error, own, others] = [anEventId(), anEventId(), anEventId()]
    const user = { user: { email: 'Eva@example.com' } }
    await send(place, [anError(error, user), ['attachment', Buffer.from('on her screen'), { filename: 'a.txt' }]], { event_id: error })
    const hers = someFeedback({ contact_email: 'EVA@example.com', name: 'Eva' }, { event_id: own })
    await send(place, [hers, ['attachment', Buffer.from('her shot'), { filename: 'b.txt' }]], { event_id: own })
    const said = { contact_email: 'bob@example.com', name: 'Bob', message: 'Ask Eva Unterberg.' }
    const file: SentItem = ['attachment', Buffer.from('his'), { filename: 'Eva Unterberg.txt' }]
    await send(place, [someFeedback(said, { event_id: others }), file], { event_id: others })

    const personal = errorsPersonal(whole)
    const held = () => platform.work.read((tx) => gathered(personal.export(subject, tx)))
    const items = await held()
    expect(items.map(({ kind }) => kind).toSorted()).toEqual(['error_files', 'error_files', 'feedback', 'files', 'files'])
    expect(await platform.work.read((tx) => gathered(personal.emails?.(tx) ?? nothing()))).toContain('eva@example.com')

    const { counts } = await platform.work.run((tx) => personal.erase(subject, tx, act))
    expect(counts).toMatchObject({ feedback: 1, error_files: 2, 'feedback that names them': 2 })
    expect((await saidIn(place)).items).toMatchObject([{ text: 'Ask [–].', email: 'bob@example.com', files: [{ name: '[–].txt' }] }])
    expect((await readLatest(await groupOf(place))).files).toEqual([])
    expect(await held()).toEqual([])
    await attachmentsModule(whole).personal?.finish?.(subject)
    const digests = items.flatMap((item) => ('file' in item ? [item.file.digest] : []))
    expect(await Promise.all(digests.map((digest) => kept.files.get(digest)))).toEqual([undefined, undefined])
  })

  test('is kept for a while and then removed with its bytes', async () => {
    const place = await aPlace()
    const error = anEventId()
    await send(place, [anError(error), someFeedback({ associated_event_id: error }), ['attachment', PNG, {}]], { event_id: error })
    const before = later(now(), HOUR_MS)
    for (const { remove } of besideRetention)
      expect(await platform.work.run((tx) => remove(tx, { before, limit: 1_000_000 }))).toBeGreaterThan(0)
    expect((await saidIn(place)).items).toEqual([])
    expect((await readLatest(await groupOf(place))).files).toEqual([])
  })
})
