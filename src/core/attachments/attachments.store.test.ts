import { createHash, randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { aPerson, callerOf, cast, seedCast, type CastMember } from '#core/identity/testing.ts'
import { aChore, declareChores } from '#core/records/testing.ts'
import { attachmentEvents } from '#events/attachments.ts'
import type { FileAnswer } from '#kit/contract.ts'
import { toUuid } from '#kit/ids.ts'
import { DAY_MS, HOUR_MS, later } from '#kit/time.ts'
import type { Config } from '#platform/config/config.ts'
import type { FileStore } from '#platform/files/files.ts'
import { openFiles } from '#platform/files/open.ts'
import type { PersonalItem } from '#platform/personal.ts'
import { affected, named } from '#platform/pg/tx.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { attachmentsPersonal } from './actions/erasure.ts'
import { removeLeftovers } from './actions/leftovers.ts'
import { attachmentsContract } from './contract/contract.ts'
import { FILE_BYTES_MAX, FILES_PER_RECORD_MAX } from './domain/bounds.ts'
import { attachmentsHandlers } from './http/handlers.ts'
import { removeDeleted } from './store/attachments.ts'

interface S3Server {
  run(): Promise<AddressInfo>
  close(): Promise<void>
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server

const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080200000090', 'hex')
const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let bucket: S3Server
let s3: NonNullable<Config['s3']>
beforeAll(async () => {
  bucket = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: scratchFolder(), configureBuckets: [{ name: 'pitcrew' }] })
  const endpoint = `http://127.0.0.1:${(await bucket.run()).port}`
  s3 = { endpoint, bucket: 'pitcrew', region: 'us-east-1', accessKey: 'S3RVER', secretKey: 'S3RVER' }
})
afterAll(() => bucket.close())

describe.each(['a folder', 'a bucket'])('with files in %s:', (place) => {
  let platform: PostgresPlatform & { files: FileStore }
  let call: ReturnType<typeof calling<typeof attachmentsContract>>

  beforeAll(async () => {
    const postgres = await postgresPlatform({ events: attachmentEvents, personKeys: openPersonKeys })
    const config = { dataFolder: scratchFolder(), s3: place === 'a bucket' ? s3 : undefined }
    const files = await openFiles({ config, clock: postgres.clock })
    platform = { ...postgres, files }
    await seedClients(platform)
    await seedCast(platform)
    await declareChores(platform)
    call = calling(attachmentsContract, attachmentsHandlers(platform))
    return () => files.close()
  })

  interface Given {
    readonly bytes?: Uint8Array
    readonly name?: string
    readonly audience?: 'internal' | 'client'
  }
  const announce = (who: CastMember, record: string, { bytes = PNG, ...given }: Given = {}) =>
    call('announceAttachment', callerOf(who), { body: { record, name: 'shot.png', bytes: bytes.length, ...given } })
  const send = (who: CastMember, id: string, bytes: Uint8Array = PNG) =>
    call('sendContent', callerOf(who), { params: { id }, upload: Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]) })
  const add = async (who: CastMember, record: string, given: Given = {}) => send(who, (await announce(who, record, given)).id, given.bytes)
  const names = async (who: CastMember, record: string, state = 'stored') =>
    (await call('listAttachments', callerOf(who), { query: { record, state } })).items.map(({ name }) => name)
  const save = async (who: CastMember, id: string) =>
    (await call('readContent', callerOf(who), { params: { id } })) as unknown as FileAnswer
  const setState = (who: CastMember, { id, version }: { id: string; version: number }, state: 'stored' | 'deleted') =>
    call('setAttachmentState', callerOf(who), { params: { id }, body: { state }, ifMatch: version })
  const isKept = async (bytes: Uint8Array) => {
    const found = await platform.files.get(sha256(bytes))
    return found !== undefined && (await buffer(found)).equals(bytes)
  }
  const count = async (table: string) =>
    (await platform.work.read((tx) => named(tx, 'test.count', sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`)))[0]
      ?.n
  const eventsAbout = async (record: string) => {
    await platform.log.settle()
    return (await platform.log.read(0, 100_000)).filter((event) => event.record.id === toUuid('task', record))
  }

  describe('adding', () => {
    test('a file arrives, is what its bytes are, and is saved as it came', async () => {
      const record = await aChore(platform)
      const added = await add('engineer', record, { name: 'notes.txt' })
      expect(added).toMatchObject({
        name: 'notes.txt',
        state: 'stored',
        mediaType: 'image/png',
        preview: 'picture',
        sha256: sha256(PNG),
        addedBy: { name: cast.engineer.name },
        audience: 'internal',
      })
      const saved = await save('lead', added.id)
      expect(saved).toMatchObject({ name: 'notes.txt', mediaType: 'image/png', bytes: PNG.length })
      expect((await buffer(saved.content as Readable)).equals(PNG)).toBe(true)
      const [event] = await eventsAbout(record)
      expect(event).toMatchObject({ kind: 'attachment.added', scope: { audience: 'internal' } })
      expect(event?.particulars).toEqual({ attachmentId: toUuid('file', added.id), digest: sha256(PNG) })
    })

    test('one that was announced and has not arrived is there for its sender only, and told to nobody', async () => {
      const record = await aChore(platform)
      const { id } = await announce('engineer', record)
      expect(await names('engineer', record)).toEqual([])
      expect((await call('readAttachment', callerOf('engineer'), { params: { id } })).state).toBe('arriving')
      await expect(call('readAttachment', callerOf('lead'), { params: { id } })).rejects.toEqual(refused('common.not_found'))
      await expect(send('lead', id)).rejects.toEqual(refused('common.not_found'))
      await expect(save('engineer', id)).rejects.toEqual(refused('common.not_found'))
      expect(await eventsAbout(record)).toEqual([])
    })

    test('sending again, at once or at the same time, has no second effect', async () => {
      const record = await aChore(platform)
      const { id } = await announce('engineer', record)
      const answers = [...(await Promise.all([send('engineer', id), send('engineer', id)])), await send('engineer', id)]
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(await eventsAbout(record)).toHaveLength(1)
      expect(await names('engineer', record)).toEqual(['shot.png'])
    })

    test('what is longer or shorter than announced is refused, and can be sent again', async () => {
      const record = await aChore(platform)
      const { id } = await announce('engineer', record)
      await expect(send('engineer', id, PNG.subarray(0, 12))).rejects.toEqual(refused('attachments.incomplete'))
      await expect(send('engineer', id, Buffer.concat([PNG, PNG]))).rejects.toEqual(refused('attachments.incomplete'))
      expect(await isKept(PNG.subarray(0, 12))).toBe(false)
      expect((await send('engineer', id)).state).toBe('stored')
    })

    test('the limits are named before a byte is sent', async () => {
      const record = await aChore(platform)
      const body = { record, name: 'heap.dump', bytes: FILE_BYTES_MAX + 1 }
      const fault = await call('announceAttachment', callerOf('engineer'), { body }).catch((error: unknown) => error)
      expect(fault).toEqual(refused('attachments.too_large'))
      expect((fault as Error).message).toContain('100 MiB')
      expect(await call('readRoom', callerOf('engineer'), { query: { record } })).toEqual({
        bytesMax: FILE_BYTES_MAX,
        countMax: FILES_PER_RECORD_MAX,
        count: 0,
        audiences: ['internal', 'client'],
      })
    })

    test('a record that is full takes no more, however many come at once', async () => {
      const record = await aChore(platform)
      const first = await announce('engineer', record)
      await platform.work.run((tx) =>
        affected(
          tx,
          'test.fill',
          sql`insert into attachment (id, record_id, uploader_id, name, audience, bytes, announced_at)
              select gen_random_uuid(), record_id, uploader_id, name, audience, bytes, announced_at
              from attachment, generate_series(1, ${FILES_PER_RECORD_MAX - 2}) where id = ${toUuid('file', first.id)}`,
        ),
      )
      const tries = await Promise.allSettled([announce('engineer', record), announce('lead', record), announce('qa', record)])
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(tries.find((one) => one.status === 'rejected')?.reason).toEqual(refused('attachments.too_many'))
      await setState('engineer', first, 'deleted')
      expect((await announce('engineer', record)).state).toBe('arriving')
    })
  })

  describe('who sees it', () => {
    test('the client sees what is for the client, and adds openly', async () => {
      const record = await aChore(platform)
      const inner = await add('engineer', record, { name: 'inner.png' })
      await add('engineer', record, { name: 'outer.png', audience: 'client' })
      expect((await add('contact', record, { name: 'theirs.png' })).audience).toBe('client')
      expect(await names('contact', record)).toEqual(['theirs.png', 'outer.png'])
      expect(await names('lead', record)).toEqual(['theirs.png', 'outer.png', 'inner.png'])
      await expect(save('contact', inner.id)).rejects.toEqual(refused('common.not_found'))
      await expect(announce('contact', record, { audience: 'internal' })).rejects.toEqual(refused('attachments.audience'))
      expect((await call('readRoom', callerOf('contact'), { query: { record } })).audiences).toEqual(['client'])
    })

    test('on an internal record nothing is for the client', async () => {
      const record = await aChore(platform, { audience: 'internal' })
      await expect(announce('engineer', record, { audience: 'client' })).rejects.toEqual(refused('attachments.audience'))
      await expect(announce('contact', record)).rejects.toEqual(refused('common.not_found'))
    })

    test('another audience is chosen by whoever added it, and those who can see it now hear of that', async () => {
      const record = await aChore(platform)
      const { id, version } = await add('engineer', record)
      const change = (who: CastMember) =>
        call('changeAttachment', callerOf(who), { params: { id }, body: { audience: 'client' }, ifMatch: version })
      await expect(change('qa')).rejects.toEqual(refused('common.forbidden'))
      await change('engineer')
      expect(await names('contact', record)).toEqual(['shot.png'])
      expect((await eventsAbout(record)).at(-1)).toMatchObject({ kind: 'attachment.shown', scope: { audience: 'client' } })
    })

    test('a stranger of another client meets the same 404 for every way to a file', async () => {
      const record = await aChore(platform)
      const { id, version } = await add('engineer', record, { audience: 'client' })
      for (const who of ['stranger', 'outsideLead', 'powerless'] as const) {
        const caller = callerOf(who)
        const gone = who === 'powerless' ? expect.anything() : refused('common.not_found')
        await expect(names(who, record)).rejects.toEqual(gone)
        await expect(announce(who, record)).rejects.toEqual(gone)
        await expect(save(who, id)).rejects.toEqual(gone)
        await expect(send(who, id)).rejects.toEqual(gone)
        await expect(call('readAttachment', caller, { params: { id } })).rejects.toEqual(gone)
        await expect(call('readRoom', caller, { query: { record } })).rejects.toEqual(gone)
        await expect(setState(who, { id, version }, 'deleted')).rejects.toEqual(gone)
        await expect(
          call('changeAttachment', caller, { params: { id }, body: { audience: 'internal' }, ifMatch: version }),
        ).rejects.toEqual(gone)
      }
    })
  })

  describe('deleting', () => {
    test('a deleted file is gone for everybody, and comes back by whoever deleted it or may moderate', async () => {
      const record = await aChore(platform)
      const added = await add('engineer', record, { audience: 'client' })
      await expect(setState('qa', added, 'deleted')).rejects.toEqual(refused('common.forbidden'))
      const deleted = await setState('engineer', added, 'deleted')
      expect(await names('lead', record)).toEqual([])
      await expect(save('engineer', added.id)).rejects.toEqual(refused('common.not_found'))
      await expect(call('readAttachment', callerOf('qa'), { params: { id: added.id } })).rejects.toEqual(refused('common.not_found'))
      expect([await names('lead', record, 'deleted'), await names('qa', record, 'deleted')]).toEqual([['shot.png'], []])
      await setState('lead', deleted, 'stored')
      expect(await names('contact', record)).toEqual(['shot.png'])
      expect((await eventsAbout(record)).map(({ kind }) => kind)).toEqual(['attachment.added', 'attachment.deleted', 'attachment.restored'])
    })

    test('after its time it is removed with its bytes, which stay as long as another file has the same', async () => {
      const record = await aChore(platform)
      const bytes = randomBytes(1_000)
      const [one, other] = [await add('engineer', record, { bytes }), await add('lead', record, { bytes })]
      const expire = async () => {
        platform.clock.advance(31 * DAY_MS)
        await platform.work.run((tx) => removeDeleted(tx, { before: later(platform.clock.now(), -30 * DAY_MS), limit: 100 }))
        await removeLeftovers(platform)
      }
      await setState('engineer', one, 'deleted')
      await expire()
      expect(await isKept(bytes)).toBe(true)
      await expect(call('readAttachment', callerOf('engineer'), { params: { id: one.id } })).rejects.toEqual(refused('common.not_found'))
      await setState('lead', other, 'deleted')
      await expire()
      expect(await isKept(bytes)).toBe(false)
    })
  })

  describe('what a crash leaves', () => {
    /** A program that ends at that moment of an upload: what it did stays, what it would have done does not happen. */
    const endingAt = (moment: 'written' | 'announced') =>
      calling(
        attachmentsContract,
        attachmentsHandlers({
          ...platform,
          files: {
            ...platform.files,
            put: (content, bytesMax, announceIt) =>
              moment === 'announced'
                ? platform.files.put(content, bytesMax, async (file) => {
                    await announceIt?.(file)
                    throw new Error('the program ended')
                  })
                : platform.files.put(content, bytesMax, announceIt).then(() => Promise.reject(new Error('the program ended'))),
          },
        }),
      )

    test.each(['announced', 'written'] as const)('between %s and commit, the sender goes on after it', async (moment) => {
      const record = await aChore(platform)
      const bytes = randomBytes(500)
      const { id } = await announce('engineer', record, { bytes })
      const dying = endingAt(moment)('sendContent', callerOf('engineer'), { params: { id }, upload: Readable.from([bytes]) })
      await expect(dying).rejects.toThrow('the program ended')
      expect(await names('engineer', record)).toEqual([])
      await expect(send('engineer', id, randomBytes(500))).rejects.toEqual(refused('attachments.other_content'))
      expect((await send('engineer', id, bytes)).state).toBe('stored')
      await removeLeftovers(platform)
      expect(await isKept(bytes)).toBe(true)
    })

    test.each(['announced', 'written'] as const)('between %s and commit, nothing stays when nobody goes on', async (moment) => {
      const record = await aChore(platform)
      const bytes = randomBytes(500)
      const [rows, contents] = [await count('attachment'), await count('attachment_content')]
      const { id } = await announce('engineer', record, { bytes })
      await endingAt(moment)('sendContent', callerOf('engineer'), { params: { id }, upload: Readable.from([bytes]) }).catch(() => undefined)
      expect(await isKept(bytes)).toBe(moment === 'written')
      platform.clock.advance(2 * HOUR_MS)
      await expect(send('engineer', id, bytes)).rejects.toEqual(refused('attachments.not_awaited'))
      await removeLeftovers(platform)
      expect(await isKept(bytes)).toBe(moment === 'written')
      platform.clock.advance(DAY_MS)
      await removeLeftovers(platform)
      expect(await isKept(bytes)).toBe(false)
      expect(await count('attachment')).toBeLessThanOrEqual(rows ?? 0)
      expect(await count('attachment_content')).toBe(contents)
    })

    test('one that is given up is not awaited any more, and leaves nothing', async () => {
      const record = await aChore(platform)
      const given = await announce('engineer', record)
      expect((await setState('engineer', given, 'deleted')).state).toBe('deleted')
      await expect(send('engineer', given.id)).rejects.toEqual(refused('attachments.not_awaited'))
      expect(await eventsAbout(record)).toEqual([])
    })

    test('bytes that come while the same ones are being removed are kept', async () => {
      const record = await aChore(platform)
      const bytes = randomBytes(2_000)
      for (let round = 0; round < 5; round++) {
        const added = await add('engineer', record, { bytes })
        await setState('engineer', added, 'deleted')
        platform.clock.advance(2 * DAY_MS)
        await platform.work.run((tx) => removeDeleted(tx, { before: later(platform.clock.now(), -DAY_MS), limit: 100 }))
        const [again] = await Promise.all([add('lead', record, { bytes }), removeLeftovers(platform)])
        expect((await buffer((await save('lead', again.id)).content as Readable)).equals(bytes)).toBe(true)
        await setState('lead', again, 'deleted')
      }
    })
  })

  describe('a person', () => {
    test('finds in their export what they added, and after the erasure nothing of it is anywhere', async () => {
      const record = await aChore(platform)
      const person = await aPerson(platform, { name: 'Wilhelmina Ostrowska' })
      const bytes = randomBytes(300)
      const added = await add('engineer', record, { bytes, name: 'mine.bin' })
      const foreign = await add('lead', record, { name: 'call with Wilhelmina Ostrowska.png' })
      const arriving = await announce('engineer', record, { name: 'coming.bin' })
      for (const { id } of [added, arriving]) {
        await platform.work.run((tx) =>
          affected(tx, 'test.give', sql`update attachment set uploader_id = ${person.id} where id = ${toUuid('file', id)}`),
        )
      }
      const subject = { personIds: [person.id], contactIds: [], emails: [], names: ['Wilhelmina Ostrowska'] }
      const personal = attachmentsPersonal(platform)
      const items: PersonalItem[] = []
      await platform.work.read(async (tx) => {
        for await (const item of personal.export(subject, tx)) items.push(item)
      })
      expect(items.map((item) => ('file' in item ? item.file : item.data['name']))).toEqual([
        'mine.bin',
        { name: 'mine.bin', digest: sha256(bytes), bytes: bytes.length },
        'coming.bin',
      ])
      const act = { actor: callerOf('owner').ref, at: platform.clock.now() }
      const erased = await platform.work.run((tx) => personal.erase(subject, tx, act))
      expect(erased.counts).toEqual({ attachments: 2, namings: 1 })
      await personal.finish?.(subject)
      expect(await isKept(bytes)).toBe(false)
      expect(await names('lead', record)).toEqual(['call with [–].png'])
      expect((await call('readAttachment', callerOf('lead'), { params: { id: foreign.id } })).name).not.toContain('Wilhelmina')
      const again = await platform.work.run((tx) => personal.erase(subject, tx, act))
      expect(again.counts).toEqual({ attachments: 0, namings: 0 })
    })

    test('bytes that are gone from the file store are told so', async () => {
      const bytes = randomBytes(100)
      const { id } = await add('engineer', await aChore(platform), { bytes })
      await platform.files.remove(sha256(bytes))
      await expect(save('engineer', id)).rejects.toEqual(refused('attachments.content_missing'))
    })
  })
})
