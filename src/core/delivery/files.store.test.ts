import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { attachmentsContract } from '#core/attachments/contract/contract.ts'
import { attachmentsHandlers } from '#core/attachments/http/handlers.ts'
import { attachmentNotifies } from '#core/attachments/notifies.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { watch } from '#core/comments/public.ts'
import { setMuted } from '#core/comments/store/watchers.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, seedCast, type CastMember } from '#core/identity/testing.ts'
import { eventWordsOf } from '#core/records/public.ts'
import { aChore, declareChores } from '#core/records/testing.ts'
import { attachmentEvents } from '#events/attachments.ts'
import { deliveryEvents } from '#events/delivery.ts'
import { toUuid } from '#kit/ids.ts'
import { openFiles } from '#platform/files/open.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { deliveryModule } from './module.ts'
import { notificationPage } from './queries/notifications.ts'
import { Topics } from './topics.ts'

const topics = new Topics(attachmentNotifies)
let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof attachmentsContract>>

beforeAll(async () => {
  const events = [...attachmentEvents, ...deliveryEvents]
  platform = await postgresPlatform({ events, personKeys: openPersonKeys })
  const files = await openFiles({ config: { dataFolder: scratchFolder(), s3: undefined }, clock: platform.clock })
  await seedClients(platform)
  await seedCast(platform)
  await declareChores(platform)
  eventWordsOf(platform).declare(events)
  platform.log.declare({ events, reactions: deliveryModule(platform, attachmentNotifies).reactions ?? [] })
  await platform.log.start()
  call = calling(attachmentsContract, attachmentsHandlers({ ...platform, files }))
  return () => files.close()
})

/** A record that all of them watch. */
async function watchedBy(...who: readonly CastMember[]): Promise<{ readonly record: string; readonly recordId: string }> {
  const record = await aChore(platform)
  const recordId = toUuid('task', record) ?? ''
  const watching = { recordId, personIds: who.map((one) => cast[one].id), reason: 'chosen', at: platform.clock.now() } as const
  await platform.work.run((tx) => watch(tx, watching))
  return { record, recordId }
}

async function add(who: CastMember, record: string, audience: 'internal' | 'client'): Promise<void> {
  const bytes = Buffer.from('the queue is full')
  const { id } = await call('announceAttachment', callerOf(who), { body: { record, name: 'error.log', bytes: bytes.length, audience } })
  await call('sendContent', callerOf(who), { params: { id }, upload: Readable.from([bytes]) })
  await platform.log.settle()
}

/** What somebody is told of that record. */
async function toldOf(who: CastMember, record: string) {
  const { items } = await notificationPage(platform, topics, callerOf(who), { query: { limit: 50 } })
  return items.filter((one) => one.record === record).map((one) => ({ reason: one.reason, words: one.items.map(({ words }) => words) }))
}

test('those who watch a record hear of a new file on it; whoever added it, or muted the record, does not', async () => {
  const { record, recordId } = await watchedBy('engineer', 'lead', 'qa')
  await platform.work.run((tx) => setMuted(tx, { recordId, personId: cast.qa.id, muted: true }))
  await add('engineer', record, 'internal')
  expect(await toldOf('lead', record)).toEqual([{ reason: 'watching', words: ['added a file'] }])
  expect([await toldOf('engineer', record), await toldOf('qa', record)]).toEqual([[], []])
})

test('a client’s contact hears of a file for the client and never of one for the team, the stranger of none', async () => {
  const { record } = await watchedBy('lead', 'contact', 'stranger')
  await add('engineer', record, 'internal')
  expect([await toldOf('contact', record), await toldOf('stranger', record)]).toEqual([[], []])
  await add('engineer', record, 'client')
  expect(await toldOf('contact', record)).toEqual([{ reason: 'watching', words: ['added a file'] }])
  expect(await toldOf('stranger', record)).toEqual([])
  expect(await toldOf('lead', record)).toEqual([{ reason: 'watching', words: ['added a file', 'added a file'] }])
})
