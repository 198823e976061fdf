/** Writes a person into what programs tell: lines of logs, spans, errors, labels of their senders. */
import { CLIENT_A, callerOf } from '#core/identity/testing.ts'
import { takeEnvelope } from '#features/errors/actions/take-envelope.ts'
import { splitEnvelope, type Envelope } from '#features/errors/domain/envelope.ts'
import { anEnvelope, anEvent, anEventId, openKeptErrors } from '#features/errors/testing.ts'
import { aLine, openKeptLines } from '#features/logs/testing.ts'
import { isLabel, keepUnassignedOf } from '#features/mapping/testing.ts'
import { noteUnassigned } from '#features/mapping/public.ts'
import { aSpan, nanosecondsOf, openKeptSpans } from '#features/traces/testing.ts'
import { toId, toUuid } from '#kit/ids.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { Core } from '#app/core.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Sent } from './calling.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- answers of any route
export type Call = (caller: Caller, routeId: string, sent?: Sent) => Promise<any>

/** Each kept in the measured store. `name` stands inside texts, lists and maps, and `email` says to whom an error happened. */
export async function leaveProgramTraces(
  { platform }: Core,
  call: Call,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<void> {
  const application = { clientId: toId('client', CLIENT_A), name: 'Shop that tells' }
  const { id: applicationId } = await call(callerOf('owner'), 'catalog.createApplication', { body: application })
  const { id } = await call(callerOf('owner'), 'catalog.createEnvironment', { body: { applicationId, name: 'QA', kind: 'qa' } })
  const source = { environmentId: toUuid('environment', id) ?? '', keyId: null }
  const lines = openKeptLines(platform)
  const told = [aLine({ body: `${name},${name} has ordered`, attributes: ['customer', name] }), aLine({ body: 'order accepted' })]
  await lines.intake.take({ ...source, protocol: 'json_lines' }, { bytes: 100, lines: told })
  await lines.flush()
  const spans = openKeptSpans(platform)
  const start = nanosecondsOf(platform.clock.now())
  const greeted = { statusMessage: `no bed for ${name}`, attributes: { guest: name }, events: [] }
  await spans.intake.take({ ...source, protocol: 'otlp_traces' }, { bytes: 100, spans: [aSpan({ ...greeted, start, end: start + 1n })] })
  await spans.flush()
  const errors = await openKeptErrors(platform)
  const failedId = anEventId()
  const failed = anEvent({ event_id: failedId, exception: { values: [{ type: 'Error', value: `no cart of ${name}` }] }, user: { email } })
  const event = { ...failed, tags: { guest: name }, timestamp: platform.clock.now() / SECOND_MS }
  const file = ['attachment', Buffer.from(`${name} stands here`), { filename: `${name}.txt` }] as const
  const envelope = splitEnvelope(anEnvelope([['event', event], file], { event_id: failedId })) as Envelope
  const sentry = { ...source, protocol: 'sentry' } as const
  await takeEnvelope({ platform, intake: errors.intake }, sentry, { envelope, bytes: 100 })
  const said = [
    ['user_report', { event_id: failedId, name, email, comments: `${name} is sad.` }],
    ['user_report', { event_id: failedId, name: 'A friend', email: '', comments: `${name} is my friend.` }],
  ] as const
  await takeEnvelope({ platform, intake: errors.intake }, sentry, { envelope: splitEnvelope(anEnvelope(said)) as Envelope, bytes: 100 })
  await errors.flush()
  await leaveUnassigned(platform, call, { applicationId, environmentId: id, name })
}

/** The machine of a developer that sends with a key of the application, and a rule for it. */
async function leaveUnassigned(
  platform: Core['platform'],
  call: Call,
  { applicationId, environmentId, name }: { readonly applicationId: string; readonly environmentId: string; readonly name: string },
): Promise<void> {
  const rules = [{ matchers: [isLabel('host.name', `Laptop of ${name}`)], environmentId }]
  await call(callerOf('owner'), 'mapping.writeApplicationMapping', { params: { id: applicationId }, ifMatch: 0, body: { rules } })
  const owner = { kind: 'application', id: toUuid('application', applicationId) ?? '' } as const
  const known = { rules: [], environments: new Set<string>() }
  const labels = new Map([['host.name', `Desk of ${name}`]])
  noteUnassigned(platform, { owner, rules: known, protocol: 'otlp_logs' }, [{ labels, reason: 'no_rule', items: 1 }])
  await keepUnassignedOf(platform)()
}
