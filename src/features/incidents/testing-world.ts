/** Incidents, alerts and pages on a real database and a simulated clock, for the tests of this part; importing it opens them. */
import { beforeAll, expect } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { eventWordsOf } from '#core/records/public.ts'
import { taskEvents } from '#events/tasks.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, cast, CLIENT_A, seedCast, type CastMember } from '#core/identity/testing.ts'
import { alertingEvents, alertOpened, alertRecovered } from '#events/alerting.ts'
import { catalogEvents } from '#events/catalog.ts'
import { incidentEvents } from '#events/incidents.ts'
import { oncallEvents, pageAcknowledged } from '#events/oncall.ts'
import { statuspageEvents } from '#events/statuspage.ts'
import { toId, toUuid } from '#kit/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { uuidv7 } from 'uuidv7'
import { incidentsContract } from './contract/contract.ts'
import { incidentsHandlers } from './http/handlers.ts'
import { incidentsModule } from './module.ts'
import { openIncidents } from './public.ts'

const events = [...incidentEvents, ...alertingEvents, ...oncallEvents, ...statuspageEvents, ...taskEvents, ...catalogEvents]
export let platform: PostgresPlatform
export let call: ReturnType<typeof calling<typeof incidentsContract>>
export let catalog: ReturnType<typeof calling<typeof catalogContract>>
export let module: ReturnType<typeof incidentsModule>
export const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })
export const person = (who: CastMember) => toId('person', cast[who].id)

beforeAll(async () => {
  platform = await postgresPlatform({
    events,
    personKeys: openPersonKeys,
  })
  await seedClients(platform)
  await seedCast(platform)
  // Of the platform it uses what is there.
  module = incidentsModule(platform as unknown as Platform)
  platform.due.declare(module.due ?? [])
  eventWordsOf(platform).declare(events)
  call = calling(incidentsContract, incidentsHandlers(platform))
  catalog = calling(catalogContract, catalogHandlers(platform as unknown as Platform))
})

/** A fresh application of client A with its production environment. */
export async function place() {
  const application = await catalog('createApplication', callerOf('owner'), {
    body: { clientId: toId('client', CLIENT_A), name: `Shop ${uuidv7()}` },
  })
  const environment = await catalog('createEnvironment', callerOf('owner'), {
    body: { applicationId: application.id, name: 'Production', kind: 'production' },
  })
  const component = await catalog('createComponent', callerOf('owner'), {
    body: { applicationId: application.id, name: 'Database', kind: 'database' },
  })
  const uuid = (thing: 'application' | 'environment' | 'component', id: string) => toUuid(thing, id) ?? ''
  return {
    applicationId: application.id,
    scope: { clientId: CLIENT_A, applicationId: uuid('application', application.id), audience: 'internal' as const },
    environmentId: uuid('environment', environment.id),
    componentId: uuid('component', component.id),
  }
}
export type Place = Awaited<ReturnType<typeof place>>

export const declare = async (where: Place, over: Record<string, unknown> = {}, who: CastMember = 'engineer') =>
  call('declareIncident', callerOf(who), {
    body: { title: 'Nobody can pay', applicationId: where.applicationId, effect: 'stopped', ...over },
  })
export const read = (id: string, who: CastMember = 'engineer') => call('readIncident', callerOf(who), { params: { id } })
export const move = (
  incident: { id: string; version: number },
  state: string,
  who: CastMember = 'engineer',
  over: Record<string, unknown> = {},
) => call('moveIncident', callerOf(who), { params: { id: incident.id }, body: { state, ...over }, ifMatch: incident.version })

/** Seals what was published and lets the reaction see what came since the last time. */
let seen = 0
export async function react(): Promise<void> {
  await platform.log.settle()
  for (const event of await platform.log.read(seen, 100_000)) {
    seen = event.seq
    for (const reaction of module.reactions ?? []) {
      if (reaction.on.some(({ kind }) => kind === event.kind)) await platform.work.run((tx) => reaction.react(event, tx))
    }
  }
  await platform.log.settle()
}

interface Told {
  readonly title?: string
  readonly severity?: 'critical' | 'major'
  readonly foldedIntoId?: string
  readonly pages?: boolean
}

/** Opens an alert there, and returns its UUID. */
export async function alert(where: Place, over: Told = {}, id = uuidv7()): Promise<string> {
  const { scope, environmentId, componentId } = where
  await platform.work.run((tx) =>
    platform.log.publish(tx, {
      event: alertOpened,
      actor: { kind: 'system', id: 'alerting.evaluate' },
      record: { kind: 'alert', id },
      scope,
      at: platform.clock.now(),
      particulars: {
        title: 'The shop does not answer',
        severity: 'critical',
        environmentId,
        componentId,
        reason: 'down',
        foldedIntoId: null,
        pages: over.foldedIntoId === undefined,
        ruleKey: 'check',
        ...over,
      },
    }),
  )
  return id
}

export async function recover(where: Place, id: string): Promise<void> {
  const { scope, environmentId, componentId } = where
  const particulars = {
    title: 'The shop answers',
    severity: 'critical',
    environmentId,
    componentId,
    reason: 'up',
    lastedSeconds: 60,
  } as const
  await platform.work.run((tx) =>
    platform.log.publish(tx, {
      event: alertRecovered,
      actor: { kind: 'system', id: 'alerting.evaluate' },
      record: { kind: 'alert', id },
      scope,
      at: platform.clock.now(),
      particulars,
    }),
  )
}

export async function answer(where: Place, about: { aboutKind: 'alert' | 'incident'; aboutId: string }, who: CastMember): Promise<void> {
  await platform.work.run((tx) =>
    platform.log.publish(tx, {
      event: pageAcknowledged,
      actor: { kind: 'person', id: cast[who].id },
      record: { kind: 'page', id: uuidv7() },
      scope: where.scope,
      at: platform.clock.now(),
      particulars: { title: 'x', ...about, reason: 'answered', personId: cast[who].id, channel: 'sms', seconds: 30 },
    }),
  )
}

export const openOf = (where: Place) => platform.work.read((tx) => openIncidents(tx, { applicationId: where.scope.applicationId }))
export async function only(where: Place) {
  const open = await openOf(where)
  expect(open).toHaveLength(1)
  return toId('incident', open[0]?.id ?? '')
}
export async function eventsOf(id: string, kind: string) {
  await platform.log.settle()
  const all = await platform.log.read(0, 100_000)
  return all.filter((event) => event.record.id === (toUuid('incident', id) ?? '') && event.kind === kind)
}
