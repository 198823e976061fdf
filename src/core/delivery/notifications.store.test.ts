import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { CLIENT_A, callerOf, cast, seedCast, type CastMember } from '#core/identity/testing.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { createApplications } from '#core/catalog/public.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { eventWordsOf, recordKindsOf } from '#core/records/public.ts'
import { createTask } from '#core/tasks/actions/create-task.ts'
import { taskKind } from '#core/tasks/contract/kind.ts'
import { taskNotifies } from '#core/tasks/notifies.ts'
import { plainTask } from '#core/tasks/testing.ts'
import { taskEvents } from '#events/tasks.ts'
import { applicationArchived, applicationOwnersSet, catalogEvents } from '#events/catalog.ts'
import { deliveryEvents } from '#events/delivery.ts'
import { identityEvents } from '#events/identity.ts'
import type { EventDraft } from '#kit/event.ts'
import { HOUR_MS, instant, MINUTE_MS } from '#kit/time.ts'
import { named } from '#platform/pg/tx.ts'
import { relayAt, testRelay, useRelay } from '#platform/mail/testing.ts'
import { postgresPlatform } from '#test/support/postgres-platform.ts'
import { deliveryPersonal } from './actions/erasure.ts'
import { mark, setPreference, setRefusal } from './actions/preferences.ts'
import { deliveryModule } from './module.ts'
import { notificationPage, readPreferences, unreadCount } from './queries/notifications.ts'
import { Topics } from './topics.ts'
import { uuidv7 } from 'uuidv7'

const START = instant('2026-11-23T09:00:00Z')

describe('what people are told', async () => {
  const events = [...catalogEvents, ...identityEvents, ...deliveryEvents, ...taskEvents]
  const platform = await postgresPlatform({ events, personKeys: openPersonKeys, now: START })
  await seedClients(platform)
  await seedCast(platform)
  eventWordsOf(platform).declare(events)
  recordKindsOf(platform).declare(taskKind)
  const module = deliveryModule(platform, taskNotifies)
  platform.log.declare({ events, reactions: module.reactions ?? [] })
  platform.due.declare([platform.log.retryDue, ...(module.due ?? [])])
  await platform.log.start()
  const relay = await testRelay()
  await useRelay(platform, relayAt(relay))
  const topics = new Topics(taskNotifies)

  /** Publishes what the owner did, and lets everything follow that is due by now. */
  const happens = async (draft: Pick<EventDraft, 'event' | 'record' | 'particulars'>, actor: CastMember = 'owner') => {
    const scope = { clientId: CLIENT_A, applicationId: draft.record.id, audience: 'internal' } as const
    await platform.work.run((tx) => platform.log.publish(tx, { ...draft, actor: callerOf(actor).ref, scope, at: platform.clock.now() }))
    await follow()
  }
  const follow = async () => {
    await platform.log.settle()
    await platform.due.sweep(platform.clock.now())
    await platform.mail.now()
  }
  const later = async (ms: number) => {
    platform.clock.advance(ms)
    await follow()
  }
  const given = (to: readonly CastMember[], id = uuidv7()) => ({
    event: applicationOwnersSet,
    record: { kind: 'application' as const, id },
    particulars: { name: 'Shop', owners: to.map((who) => ({ personId: cast[who].id, part: 'owner' as const })) },
  })
  const listOf = async (who: CastMember) => (await notificationPage(platform, topics, callerOf(who), { query: { limit: 50 } })).items
  const mailsTo = (who: CastMember) => relay.taken.filter(({ to }) => to.includes(cast[who].email))
  const prefer = async (who: CastMember, over: object) => {
    const { version } = await readPreferences(platform, topics, callerOf(who))
    await setPreference(platform, callerOf(who), { mail: 'each', digestHour: 8, digestWeekday: 1, quiet: null, ...over, version })
  }

  test('an owner is told that an application is theirs, here and by mail, with the reason', async () => {
    await happens(given(['lead']))
    const [notification] = await listOf('lead')
    expect(notification).toMatchObject({
      reason: 'owner',
      readAt: null,
      items: [{ actor: 'Olivia Owens', words: 'changed who looks after Shop' }],
    })
    const [mail] = mailsTo('lead')
    expect(mail?.header('Subject')).toBe('Olivia Owens changed who looks after Shop')
    expect(mail?.raw).toContain('because you are its owner')
    expect(mail?.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  })

  test('nobody is told of what they did themselves, nor of what they may not see', async () => {
    await happens(given(['owner', 'stranger', 'outsideLead', 'engineer']))
    expect(await listOf('owner')).toEqual([])
    for (const who of ['stranger', 'outsideLead'] as const) expect([await listOf(who), mailsTo(who)]).toEqual([[], []])
    expect(await listOf('engineer')).toHaveLength(1)
  })

  test('what follows about the same thing within five minutes is one notification and at most one more mail', async () => {
    relay.taken.length = 0
    const id = uuidv7()
    for (let minute = 0; minute < 4; minute++) {
      await happens(given(['qa'], id))
      await later(MINUTE_MS)
    }
    expect(await listOf('qa')).toMatchObject([{ count: 4 }])
    expect(mailsTo('qa')).toHaveLength(1)
    await later(2 * MINUTE_MS)
    expect(mailsTo('qa')).toHaveLength(2)
    await happens(given(['qa'], id))
    expect(await listOf('qa')).toHaveLength(2)
  })

  test('what was read in the meantime is not mailed', async () => {
    relay.taken.length = 0
    const id = uuidv7()
    await happens(given(['developer'], id))
    await later(MINUTE_MS)
    await happens(given(['developer'], id))
    await later(MINUTE_MS)
    await mark(platform, callerOf('developer'), { ids: null, isRead: true })
    expect(await unreadCount(platform, callerOf('developer'))).toEqual({ unread: 0 })
    await later(10 * MINUTE_MS)
    expect(mailsTo('developer')).toHaveLength(1)
  })

  test('mail waits in quiet hours and is not lost', async () => {
    relay.taken.length = 0
    await prefer('userSupport', { quiet: { from: '00:00', to: '23:00' } })
    await happens(given(['userSupport']))
    expect([await listOf('userSupport'), mailsTo('userSupport')]).toMatchObject([[{ reason: 'owner' }], []])
    await later(14 * HOUR_MS)
    expect(mailsTo('userSupport')).toHaveLength(1)
  })

  test('a digest gathers what happened and comes at its time', async () => {
    relay.taken.length = 0
    await prefer('projectManager', { mail: 'daily', digestHour: 8 })
    for (let times = 0; times < 3; times++) await happens(given(['projectManager']))
    expect(mailsTo('projectManager')).toEqual([])
    await later(24 * HOUR_MS)
    expect(mailsTo('projectManager').map((mail) => mail.header('Subject'))).toEqual(['3 notifications'])
    await later(24 * HOUR_MS)
    expect(mailsTo('projectManager')).toHaveLength(1)
  })

  test('who reads German gets German mails, and the console what it needs to say it', async () => {
    relay.taken.length = 0
    await platform.work.run((tx) => named(tx, 'test.speakGerman', sql`update person set locale = 'de' where id = ${cast.qa.id}`))
    await happens(given(['qa']))
    const [notification] = await listOf('qa')
    expect(notification?.items).toMatchObject([
      { actorKind: 'person', kind: 'application.owners_set', particulars: { name: 'Shop' }, words: 'changed who looks after Shop' },
    ])
    expect(mailsTo('qa')[0]?.raw).toContain('Olivia Owens hat ge=C3=A4ndert, wer Shop betreut')
  })

  test('less of this holds for what was chosen and can be taken back', async () => {
    relay.taken.length = 0
    const refusal = { about: 'topic', key: 'catalog.ownership' } as const
    for (const channel of ['console', 'mail']) await setRefusal(platform, callerOf('engineer'), { ...refusal, channel, isRefused: true })
    const before = (await listOf('engineer')).length
    await happens(given(['engineer']))
    expect([(await listOf('engineer')).length, mailsTo('engineer')]).toEqual([before, []])
    await setRefusal(platform, callerOf('engineer'), { ...refusal, channel: 'console', isRefused: false })
    await happens(given(['engineer']))
    expect([(await listOf('engineer')).length, mailsTo('engineer')]).toEqual([before + 1, []])
    expect((await readPreferences(platform, topics, callerOf('engineer'))).refusals).toMatchObject([{ channel: 'mail', ...refusal }])
  })

  test('one press in a mail stops that sort; following the link alone changes nothing', async () => {
    relay.taken.length = 0
    await happens(given(['lead']))
    const [page] = module.pages ?? []
    const token = /unsubscribe\/([^>]+)>/.exec(mailsTo('lead')[0]?.header('List-Unsubscribe') ?? '')?.[1] ?? ''
    expect((await page?.read({ token }))?.body).toContain('Stop it')
    expect((await readPreferences(platform, topics, callerOf('lead'))).refusals).toEqual([])
    expect((await page?.press?.({ token: `${token.slice(0, -2)}xx` }))?.status).toBe(404)
    expect((await page?.press?.({ token }))?.status).toBe(200)
    expect((await page?.press?.({ token }))?.status).toBe(200)
    expect((await readPreferences(platform, topics, callerOf('lead'))).refusals).toMatchObject([
      { channel: 'mail', key: 'catalog.ownership' },
    ])
  })

  test('what it is about is called by its name, here, in the mail and where one asked for less, while one may see it', async () => {
    relay.taken.length = 0
    await createTask(
      { platform, caller: callerOf('owner') },
      { ...plainTask, clientId: CLIENT_A, title: 'Mend the door', assigneeId: cast.engineer.id },
    )
    await follow()
    const [notification] = await listOf('engineer')
    expect(notification?.called).toEqual({ label: 'TSK-1', title: 'Mend the door' })
    const [mail] = mailsTo('engineer')
    expect(mail?.header('Subject')).toBe('TSK-1 Mend the door')
    expect(mail?.raw).toContain('Olivia Owens assigned TSK-1')
    const less = { channel: 'mail', about: 'record', key: notification?.record ?? '' } as const
    for (const who of ['engineer', 'stranger'] as const) await setRefusal(platform, callerOf(who), { ...less, isRefused: true })
    const calledBy = async (who: CastMember) =>
      (await readPreferences(platform, topics, callerOf(who))).refusals.find(({ key }) => key === less.key)?.called
    expect([await calledBy('engineer'), await calledBy('stranger')]).toEqual([{ label: 'TSK-1', title: 'Mend the door' }, null])
  })

  test('owners hear of what happens to their application', async () => {
    const added = await platform.work.run((tx) =>
      createApplications(platform, tx, {
        actor: callerOf('owner').ref,
        at: platform.clock.now(),
        ownerId: cast.lead.id,
        addresses: [{ line: 1, name: 'Till', url: 'https://till.example.com' }],
      }),
    )
    const id = added.applications[0]?.id ?? ''
    await happens({ event: applicationArchived, record: { kind: 'application', id }, particulars: { name: 'Till' } })
    const [notification] = await listOf('lead')
    expect([notification?.reason, notification?.items.at(-1)?.words]).toEqual(['owner', 'archived the application Till'])
  })

  test('what others were told stays without the name of somebody who is erased', async () => {
    await happens({ ...given(['lead']), particulars: { ...given(['lead']).particulars, name: 'Shop of Quirinius Vandermolen' } })
    const newest = async () => (await listOf('lead'))[0]?.items.at(-1)?.words
    expect(await newest()).toBe('changed who looks after Shop of Quirinius Vandermolen')
    const subject = { personIds: [], contactIds: [], emails: [], names: ['quirinius vandermolen'] }
    const act = { actor: callerOf('owner').ref, at: platform.clock.now() }
    const { counts } = await platform.work.run((tx) => deliveryPersonal(platform).erase(subject, tx, act))
    expect(counts).toMatchObject({ notifications: 0, namings: 1 })
    expect(await newest()).toBe('changed who looks after Shop of [–]')
  })
})
