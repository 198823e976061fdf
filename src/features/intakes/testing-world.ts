/** Alert sources of two clients on a real database and a simulated clock, for the tests of this part; importing it opens them. */
import { createHmac } from 'node:crypto'
import { beforeAll, beforeEach, expect } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, CLIENT_B, seedCast } from '#core/identity/testing.ts'
import { alertingEvents } from '#events/alerting.ts'
import { catalogEvents } from '#events/catalog.ts'
import { intakesEvents } from '#events/intakes.ts'
import type { SealedEvent } from '#kit/event.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { instant, MINUTE_MS, toIso, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { openAlerting } from '#test/support/alerting.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { receiveAlertmanager, receivePagerDuty, receiveWebhook } from './actions/receive.ts'
import { intakesContract } from './contract/contract.ts'
import type { Kind } from './domain/words.ts'
import { sourceHandlers, toolHandlers } from './http/handlers.ts'
import { intakesDue } from './module.ts'

/** A Wednesday, during the hours of business. */
const START = instant('2026-11-25T10:00:00Z')
export const owner = callerOf('owner')
export const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

export let platform: PostgresPlatform & Platform
export let call: ReturnType<typeof calling<typeof intakesContract>>
export let alerting: ReturnType<typeof openAlerting>['call']
export let catalog: ReturnType<typeof calling<typeof catalogContract>>
export const ours = { application: '', environment: '' }

beforeAll(async () => {
  const events = [...catalogEvents, ...alertingEvents, ...intakesEvents]
  // Of the platform these parts use what is there.
  platform = (await postgresPlatform({ now: START, events, personKeys: openPersonKeys })) as PostgresPlatform & Platform
  await seedClients(platform)
  await seedCast(platform)
  const { due, reactions, call: callAlerting } = openAlerting(platform)
  platform.log.declare({ events, reactions })
  platform.due.declare([...due, ...intakesDue(platform)])
  call = calling(intakesContract, { ...sourceHandlers(platform), ...toolHandlers(platform, START) })
  alerting = callAlerting
  catalog = calling(catalogContract, catalogHandlers(platform))
  await platform.log.start()
  return () => platform.log.stop()
})

beforeEach(async () => {
  platform.clock.advance(MINUTE_MS)
  Object.assign(ours, await aPlace(CLIENT_A))
})

/** A fresh application with its production environment. */
export async function aPlace(clientId: string) {
  const { id: application } = await catalog('createApplication', owner, {
    body: { clientId: toId('client', clientId), name: 'Shop', url: null },
  })
  const body = { applicationId: application, name: 'Production', kind: 'production' }
  return { application, environment: (await catalog('createEnvironment', owner, { body })).id }
}

export const ofOtherClient = () => aPlace(CLIENT_B)

export async function aSource(kind: Kind, environmentId = ours.environment) {
  const { source, secret } = await call('createSource', owner, { body: { environmentId, kind, name: `Our ${kind}` } })
  return { ...source, secret }
}

const bytesOf = (body: unknown) => Buffer.from(JSON.stringify(body))

export async function sendPrometheus(secret: string, alerts: unknown): Promise<void> {
  await receiveAlertmanager(platform, secret, bytesOf(alerts))
  await platform.log.settle()
}

export async function sendEvent(secret: string, event: object): Promise<string> {
  const key = await receivePagerDuty(platform, bytesOf({ routing_key: secret, ...event }))
  await platform.log.settle()
  return key
}

export async function post(secret: string, body: unknown, { resource, signedWith }: { resource?: string; signedWith?: string } = {}) {
  const bytes = bytesOf(body)
  const signature = signedWith === undefined ? undefined : createHmac('sha256', signedWith).update(bytes).digest('hex')
  const headers: Readonly<Record<string, string | undefined>> = { 'sentry-hook-resource': resource, 'sentry-hook-signature': signature }
  const taken = await receiveWebhook(platform, { secret, bytes, header: (name) => headers[name] })
  await platform.log.settle()
  return taken
}

/** As Prometheus sends it: over in four minutes unless it comes again. */
export function anAlert(labels: Readonly<Record<string, string>> = {}, of: { readonly endsAt?: Instant } = {}) {
  const now = platform.clock.now()
  return {
    labels: { alertname: 'QueueIsLong', instance: 'q-1', severity: 'critical', ...labels },
    annotations: { summary: 'The queue is long', runbook_url: 'https://runbooks.example/queue' },
    startsAt: toIso(now),
    endsAt: toIso(of.endsAt ?? instant(now + 4 * MINUTE_MS)),
    generatorURL: 'https://prometheus.example/graph?g0.expr=queue',
  }
}

export const listed = async (filter = '', application = ours.application) =>
  (await alerting('listAlerts', owner, { query: { filter: `application:${application} ${filter}`.trim(), limit: 200 } })).items

export async function after(ms: number): Promise<void> {
  platform.clock.advance(ms)
  await platform.due.sweep(platform.clock.now())
  await platform.log.settle()
}

export async function told(kind: string, place = ours): Promise<readonly SealedEvent[]> {
  const applicationId = toUuid('application', place.application) ?? ''
  const visible = [{ clientId: CLIENT_A, applicationId, audiences: ['internal', 'client', 'public'] as const }]
  return (await platform.log.search({ visible, before: null, limit: 200, kind })).items.toReversed()
}
