/** Rules, samples and alerts on real stores and a clock, for the tests of this part; importing it opens them. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { catalogContract } from '#core/catalog/contract/contract.ts'
import { catalogHandlers } from '#core/catalog/http/handlers.ts'
import { seedClients } from '#core/catalog/testing.ts'
import { openPersonKeys } from '#core/identity/public.ts'
import { callerOf, CLIENT_A, seedCast } from '#core/identity/testing.ts'
import { recordKindsOf } from '#core/records/public.ts'
import { alertingEvents } from '#events/alerting.ts'
import { catalogEvents } from '#events/catalog.ts'
import { checkEvents } from '#events/checks.ts'
import { errorsEvents } from '#events/errors.ts'
import { pageAcknowledged } from '#events/oncall.ts'
import { intakeOf } from '#features/telemetry/public.ts'
import type { SealedEvent } from '#kit/event.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { HOUR_MS, instant } from '#kit/time.ts'
import { systemClock } from '#platform/clock.ts'
import type { OpenedClickHouse } from '#platform/clickhouse/open.ts'
import type { Platform } from '#platform/platform.ts'
import { keepingOf } from '#test/support/kept.ts'
import { calling } from '#test/support/calling.ts'
import { postgresPlatform, type PostgresPlatform } from '#test/support/postgres-platform.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { testClickHouse } from '#test/support/stores.ts'
import { openRunning, type Running } from './actions/running.ts'
import { alertingContract } from './contract/contract.ts'
import { alertKind } from './contract/kind.ts'
import { alertingDue, alertingReactions } from './module.ts'
import { alertingHandlers } from './http/handlers.ts'
import { aRule, seedRule } from './testing.ts'

// Not long ago, or the engine would clear samples away as outlived; a Wednesday noon would do as well.
const START = instant(Math.floor(systemClock.now() / HOUR_MS) * HOUR_MS - HOUR_MS)
export const owner = callerOf('owner')

export let platform: PostgresPlatform & { readonly clickhouse: OpenedClickHouse }
export let running: Running
/** Hands to ClickHouse what was acknowledged. */
let keep: () => Promise<void>
export let call: ReturnType<typeof calling<typeof alertingContract>>
export let catalog: ReturnType<typeof calling<typeof catalogContract>>
export const ours = { application: '', environment: '' }

beforeAll(async () => {
  const events = [...catalogEvents, ...checkEvents, ...alertingEvents, ...errorsEvents, pageAcknowledged]
  const postgres = await postgresPlatform({ now: START, events, personKeys: openPersonKeys })
  platform = { ...postgres, clickhouse: await testClickHouse(), config: { ...postgres.config, dataFolder: scratchFolder() } }
  recordKindsOf(platform).declare(alertKind)
  await seedClients(platform)
  await seedCast(platform)
  keep = keepingOf(platform)
  intakeOf(platform).keptBy(keep)
  running = openRunning(platform)
  platform.log.declare({ events, reactions: alertingReactions(platform, running.book) })
  platform.due.declare(alertingDue(platform, running.book))
  call = calling(alertingContract, alertingHandlers(platform as unknown as Platform))
  catalog = calling(catalogContract, catalogHandlers(platform))
  await platform.log.start()
})
afterAll(async () => {
  await running.stop()
  await platform.log.stop()
})

beforeEach(async () => {
  platform.clock.advance(HOUR_MS / 60)
  const made = await catalog('createApplication', owner, { body: { clientId: toId('client', CLIENT_A), name: 'Shop', url: null } })
  const body = { applicationId: made.id, name: 'Production', kind: 'production' }
  Object.assign(ours, { application: made.id, environment: (await catalog('createEnvironment', owner, { body })).id })
})

export const applicationId = () => toUuid('application', ours.application) ?? ''
export const environmentId = () => toUuid('environment', ours.environment) ?? ''

/** Lets everything that was committed be known everywhere. */
export async function settled(): Promise<void> {
  await platform.log.settle()
  await running.turn()
  await platform.log.settle()
}

export async function withRule(of: Parameters<typeof aRule>[0] & { readonly componentId?: string } = {}, more: object = {}) {
  const id = await seedRule(platform, { applicationId: applicationId(), ...aRule(of), ...more })
  const name = { applicationId: toId('application', applicationId()), name: `C${id.slice(-6)}`, kind: 'api' }
  // Whatever changes in the application lets its rules be read anew.
  await catalog('createComponent', owner, { body: name })
  await settled()
  return id
}

export interface Sent {
  readonly metric?: string
  readonly labels?: Readonly<Record<string, string>>
}

export async function send(value: number | 'ended', { metric = 'queue.length', labels = { host: 'q-1' } }: Sent = {}): Promise<void> {
  const source = { environmentId: environmentId(), keyId: null, protocol: 'collector' as const }
  await intakeOf(platform).takePoints(source, { bytes: 0, points: [{ metric, labels, at: platform.clock.now(), value }] })
  await new Promise((resolve) => setImmediate(resolve))
  await running.watching.write()
  await platform.log.settle()
}

/** Looks at rules that read more than one sample. */
export async function looked(): Promise<void> {
  await keep()
  await running.aggregate()
  await running.watching.write()
  await platform.log.settle()
}

export const listed = async (filter = '', who = owner) =>
  (await call('listAlerts', who, { query: { filter: `application:${ours.application} ${filter}`.trim(), limit: 200 } })).items
export async function after(ms: number): Promise<void> {
  platform.clock.advance(ms)
  await platform.due.sweep(platform.clock.now())
  await platform.log.settle()
}

export async function told(kind: string): Promise<readonly SealedEvent[]> {
  const visible = [{ clientId: CLIENT_A, applicationId: applicationId(), audiences: ['internal', 'client', 'public'] as const }]
  const page = await platform.log.search({ visible, before: null, limit: 200, kind })
  return page.items.toReversed()
}
export const refused = (code: string) => expect.objectContaining({ code: expect.objectContaining({ code }) })

/** The program ends and starts again. */
export async function restart(): Promise<void> {
  await running.stop()
  running = openRunning(platform)
  await settled()
}
