/** How much people were paged, as they and those who plan duty see it, on a real database. */
import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, seedCast, type CastMember } from '#core/identity/testing.ts'
import { oncallEvents } from '#events/oncall.ts'
import { toId } from '#kit/ids.ts'
import { instant } from '#kit/time.ts'
import { channelsOf } from '#features/channels/public.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { Courier } from './actions/courier.ts'
import { oncallContract } from './contract/contract.ts'
import { oncallHandlers } from './http/handlers.ts'
import { insertPageMessage, settlePageMessage } from './store/messages.ts'
import { insertPage, insertSubject } from './store/pages.ts'

let platform: PostgresPlatform
let call: ReturnType<typeof calling<typeof oncallContract>>
const id = (who: CastMember) => toId('person', cast[who].id)

beforeAll(async () => {
  platform = await postgresPlatform({ now: instant('2026-11-21T10:00:00Z'), events: oncallEvents, personKeys: openPersonKeys })
  await seedClients(platform)
  await seedCast(platform)
  call = calling(oncallContract, oncallHandlers(platform, new Courier(platform, channelsOf(platform)).paging))
})

/** A page that reached somebody at that time; returns the alert's UUID. */
async function paged(who: CastMember, time: string, { channel = 'sms', ended = false } = {}): Promise<string> {
  const [at, pageId, alertId, messageId] = [instant(time), uuidv7(), uuidv7(), uuidv7()]
  await platform.work.run(async (tx) => {
    const place = { clientId: CLIENT_A, applicationId: null, environmentId: null }
    const page = {
      id: pageId,
      ...place,
      title: 'Shop',
      severity: 'critical',
      reason: 'pages_day_and_night',
      nextAt: null,
      openedAt: at,
    } as const
    await insertPage(tx, { ...page, state: ended ? 'ended' : 'open' })
    await insertSubject(tx, { kind: 'alert', id: alertId, pageId, title: `Shop ${time}`, ruleKey: 'check_down', joinedAt: at })
    const why = { whyPerson: 'on_duty', whyChannel: 'first_in_order' }
    const message = { id: messageId, pageId, turn: 0, personId: cast[who].id, addressId: uuidv7(), channel, queuedAt: at }
    await insertPageMessage(tx, { ...message, ...why })
    await settlePageMessage(tx, { id: messageId, state: 'handed_over', outcome: null, reference: null, handedOverAt: at, tryAt: null })
  })
  return alertId
}

test('one sees one’s own load, and whoever plans duty that of everybody', async () => {
  await paged('engineer', '2026-11-18T11:00:00Z')
  await paged('engineer', '2026-11-18T12:00:00Z', { channel: 'in_app' })
  await paged('qa', '2026-11-19T02:00:00Z')
  const own = await call('readLoad', callerOf('engineer'))
  expect(own.items).toEqual([
    { personId: id('engineer'), name: cast.engineer.name, weeks: [{ week: '2026-11-16', day: 1, night: 0 }], proposals: [] },
  ])
  const all = await call('readLoad', callerOf('lead'))
  expect(all.items.map(({ personId }) => personId).toSorted()).toEqual([id('engineer'), id('qa')].toSorted())
  for (const who of ['outsideLead', 'stranger'] as const) expect((await call('readLoad', callerOf(who))).items).toEqual([])
})

test('more night pages in a week than the plan wants propose changes of the rules that woke', async () => {
  await paged('qa', '2026-11-20T02:00:00Z', { ended: true })
  expect((await call('readLoad', callerOf('qa'))).items[0]?.proposals).toEqual([])
  const newest = await paged('qa', '2026-11-21T02:00:00Z', { ended: true })
  const load = await call('readLoad', callerOf('qa'))
  expect(load).toMatchObject({ nightPagesPerWeekMax: 2, items: [{ weeks: [{ week: '2026-11-16', day: 0, night: 3 }] }] })
  expect(load.items[0]?.proposals).toEqual([
    { ruleKey: 'check_down', alertId: toId('alert', newest), title: 'Shop 2026-11-21T02:00:00Z', pages: 3, reason: 'passes_by_itself' },
  ])
})
