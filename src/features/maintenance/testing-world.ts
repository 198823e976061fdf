/** Windows of two shops on a real database and a simulated clock, for the tests of this part; importing it opens them. */
import { afterAll, beforeAll } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast, type CastMember } from '#core/identity/testing.ts'
import { recordKindsOf } from '#core/records/public.ts'
import { alertOpened, alertRecovered } from '#events/alerting.ts'
import { catalogEvents } from '#events/catalog.ts'
import { checkEvents } from '#events/checks.ts'
import { maintenanceEvents } from '#events/maintenance.ts'
import { planEvents } from '#events/plan.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { instant } from '#kit/time.ts'
import { calling, type Sent } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { fallFollowPlan, FOLLOW_PLAN } from './actions/follow-plan.ts'
import { fallTurn, WINDOW_TURN } from './actions/turn.ts'
import { maintenanceContract } from './contract/contract.ts'
import { windowKind } from './contract/kind.ts'
import { maintenanceHandlers } from './http/handlers.ts'
import { windowsOver } from './public.ts'
import { planReaction } from './reactions/plan.ts'
import { signalsReaction } from './reactions/signals.ts'
import { notesOf } from './store/windows.ts'

/** A Sunday. */
const START = instant('2026-11-22T10:00:00Z')

export let platform: PostgresPlatform
/** UUIDs. */
interface Shop {
  readonly application: string
  readonly production: string
  readonly qa: string
  readonly database: string
}
export let ours: Shop
export let theirs: Shop

beforeAll(async () => {
  const events = [...catalogEvents, ...planEvents, ...checkEvents, alertOpened, alertRecovered, ...maintenanceEvents]
  platform = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform.log.declare({ events, reactions: [planReaction(platform), signalsReaction] })
  platform.due.declare([
    { kind: WINDOW_TURN, fall: (record, tx) => fallTurn(platform, tx, record) },
    { kind: FOLLOW_PLAN, fall: (record, tx) => fallFollowPlan(platform, tx, record) },
  ])
  recordKindsOf(platform).declare({ ...windowKind, textsOf: notesOf })
  await seedClients(platform)
  await seedCast(platform)
  ours = await aShop(CLIENT_A)
  theirs = await aShop(CLIENT_B)
  await platform.log.start()
})
afterAll(() => platform.log.stop())

async function aShop(client: string): Promise<Shop> {
  const call = calling(catalogContract, catalogHandlers(platform))
  const owner = callerOf('owner')
  const { id } = await call('createApplication', owner, { body: { clientId: toId('client', client), name: 'Shop' } })
  const [production, qa] = [
    await call('createEnvironment', owner, { body: { applicationId: id, name: 'Live', kind: 'production' } }),
    await call('createEnvironment', owner, { body: { applicationId: id, name: 'QA', kind: 'qa' } }),
  ]
  const database = await call('createComponent', owner, { body: { applicationId: id, name: 'Database', kind: 'database' } })
  const [application, ...rest] = [id, production.id, qa.id].map((one) => uuidOf(one))
  return { application: application ?? '', production: rest[0] ?? '', qa: rest[1] ?? '', database: uuidOf(database.id) }
}

export function uuidOf(id: string): string {
  const thing = (['application', 'environment', 'component', 'maintenance_window'] as const).find((one) => toUuid(one, id))
  return thing === undefined ? '' : (toUuid(thing, id) ?? '')
}

export const call = (name: keyof typeof maintenanceContract, who: CastMember, sent: Sent = {}) =>
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
  calling(maintenanceContract, maintenanceHandlers(platform))(name, callerOf(who), sent) as Promise<any>

export const body = (over: object = {}) => ({
  title: 'Database upgrade',
  applicationId: toId('application', ours.application),
  zone: 'Europe/Berlin',
  startsLocal: '2026-11-24T02:00',
  durationMinutes: 60,
  ...over,
})
export const plan = (over: object = {}, who: CastMember = 'engineer') => call('planWindow', who, { body: body(over) })
export const read = (id: string) => call('readWindow', 'owner', { params: { id } })
export const cancel = async (id: string) => {
  const { version } = await read(id)
  await call('changeWindow', 'owner', { params: { id }, body: { state: 'cancelled' }, ifMatch: version })
}
/** What holds at production of ours. */
export const over = (place: object = {}) =>
  platform.work.read(async (tx) => {
    const wanted = { applicationId: ours.application, environmentId: ours.production, componentId: null, ...place }
    return (await windowsOver(tx, { at: platform.clock.now(), places: [wanted] }))[0]
  })
export const goTo = async (at: string) => {
  platform.clock.advance(instant(at) - platform.clock.now())
  await platform.due.sweep(platform.clock.now())
}
export const told = async (id: string) => {
  await platform.log.settle()
  const page = await platform.log.eventsOf(uuidOf(id), {
    visible: [{ clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] }],
    before: null,
    limit: 100,
  })
  return page.items.toReversed()
}
export const kindsTold = async (id: string) => (await told(id)).map(({ kind }) => kind)
export const refusedWith = (code: string) => ({ code: { code } })
export const listAll = (who: CastMember, filter: string) => call('listWindows', who, { query: { filter, sort: 'due', limit: 50 } })
